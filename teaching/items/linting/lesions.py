"""Levels: limbs that are weak, and sites that are affected, lie below the lesion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Story
from teaching.items.linting.flaws import Mark, in_sentence
from teaching.items.linting.lexicon import Lexicon
from teaching.items.linting.tokens import KEPT, has_digit, lows

WORDS = re.compile(r"[A-Za-z]+\d*")
TOWARDS = frozenset({"at", "level", "complete", "incomplete", "a", "an", "the", "since"})


Limb = tuple[str, int, int, tuple[int, int]]
"""A word for weak limbs: with its place and the levels it goes with."""


def lesion_level(story: Story) -> Iterator[Mark]:
    lexicon = story.lexicon
    if not lexicon.levels:
        return
    told = [spoken(sentence, lexicon) for sentence in story.sentences]
    levels = [height for heights, _ in told for height in heights]
    if not levels:
        return
    yield from _limbs(story, levels, [limbs for _, limbs in told])
    yield from _sites(story, levels)


def _limbs(story: Story, levels: list[int], told: list[tuple[Limb, ...]]) -> Iterator[Mark]:
    for index, limbs in enumerate(told):
        for word, start, end, (highest, lowest) in limbs:
            if not any(highest <= level <= lowest for level in levels):
                yield Mark(
                    in_sentence(story.sentences, index, start, end),
                    f"“{word}” does not come from a lesion at this level.",
                    "Change the level or the word for the limbs.",
                )
                return


def _sites(story: Story, levels: list[int]) -> Iterator[Mark]:
    highest = min(levels)
    above = above_lesion(highest, story.lexicon)
    if not above:
        return
    for index, tags in enumerate(story.tags):
        for tag in tags:
            if tag.at in above and tag.present and tag.finding in story.lexicon.below:
                yield Mark(
                    in_sentence(story.sentences, index),
                    f"“{tag.at}” does not lie below the lesion.",
                    "Move the lesion higher, or the finding to a region below it.",
                )
                return


@lru_cache(KEPT)
def above_lesion(level: int, lexicon: Lexicon) -> frozenset[str]:
    """The places that do not lie below a lesion of this height."""
    return frozenset(place for place, lowest in lexicon.heights.items() if level > lowest)


@lru_cache(KEPT)
def spoken(sentence: str, lexicon: Lexicon) -> tuple[tuple[int, ...], tuple[Limb, ...]]:
    """The levels and the weak limbs of a sentence."""
    return told_levels(sentence, lexicon), limbs(sentence, lexicon)


def limbs(sentence: str, lexicon: Lexicon) -> tuple[Limb, ...]:
    """Words of a sentence for weak limbs: each with its place and the levels it goes with."""
    if lows(sentence).isdisjoint(lexicon.paralyses):
        return ()
    return tuple(
        (match[0], match.start(), match.end(), lexicon.paralyses[match[0].lower()])
        for match in WORDS.finditer(sentence)
        if match[0].lower() in lexicon.paralyses
    )


def told_levels(sentence: str, lexicon: Lexicon) -> tuple[int, ...]:
    """The levels of a lesion that a sentence names, as heights."""
    if not has_digit(sentence) or not lexicon.level_pattern.search(sentence):
        return ()
    words = [match[0].lower() for match in WORDS.finditer(sentence)]
    spoken = bool(set(words) & (lexicon.lesion_words | lexicon.paralyses.keys()))
    found = []
    for place, word in enumerate(words):
        height = lexicon.levels.get(word)
        if height is not None and (spoken or (place and words[place - 1] in TOWARDS)):
            found.append(height)
    return tuple(found)
