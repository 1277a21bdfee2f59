"""Levels: limbs that are weak, and sites that are affected, lie below the lesion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import compress, repeat
from typing import TYPE_CHECKING

from teaching.items.linting.flaws import Mark, in_sentence
from teaching.items.linting.lexicon import Lexicon
from teaching.items.linting.tokens import KEPT

if TYPE_CHECKING:
    from teaching.items.linting.asked import Story

WORDS = re.compile(r"[A-Za-z]+\d*")
TOWARDS = frozenset({"at", "level", "complete", "incomplete", "a", "an", "the", "since"})


Limb = tuple[int, tuple[int, int]]
"""A word for weak limbs: which word of its sentence, and the levels it goes with."""


def lesion_level(story: Story) -> Iterator[Mark]:
    lexicon = story.lexicon
    if not lexicon.levels:
        return
    levels = [height for one in story.said for height in one.levels]
    if not levels:
        return
    yield from _limbs(story, levels)
    yield from _sites(story, levels)


def _limbs(story: Story, levels: list[int]) -> Iterator[Mark]:
    for index, one in enumerate(story.said):
        for place, (highest, lowest) in one.limbs:
            if not any(highest <= level <= lowest for level in levels):
                match = [*WORDS.finditer(story.sentences[index])][place]
                yield Mark(
                    in_sentence(story.sentences, index, *match.span()),
                    f"“{match[0]}” does not come from a lesion at this level.",
                    "Change the level or the word for the limbs.",
                )
                return


def _sites(story: Story, levels: list[int]) -> Iterator[Mark]:
    highest = min(levels)
    above = above_lesion(highest, story.lexicon)
    if not above:
        return
    below = story.lexicon.below
    for index, tags in enumerate(story.tags):
        for tag in tags:
            if tag.at in above and tag.present and tag.finding in below:
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


def codes(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, a level among them as it is written ("t6")."""
    return tuple(WORDS.findall(text.lower()))


def limbs(words: list[str], lexicon: Lexicon) -> tuple[Limb, ...]:
    """The words of a sentence, by its :func:`codes`, for weak limbs."""
    known = lexicon.paralyses
    if known.keys().isdisjoint(words):
        return ()
    return tuple([(place, known[words[place]]) for place in _places(words, known)])


def _places(words: list[str], known: Mapping[str, object]) -> Iterator[int]:
    """Where words of a sentence are among the known ones."""
    return compress(range(len(words)), map(known.__contains__, words))


@lru_cache(KEPT)
def holds_level(piece: str, lexicon: Lexicon) -> bool:
    """Whether a piece of text holds a level, bounded by what is no part of a word."""
    return lexicon.level_pattern.search(piece) is not None


def told_levels(pieces: list[str], words: list[str], lexicon: Lexicon) -> tuple[int, ...]:
    """The levels of a lesion that a sentence names, as heights; ``words`` are its codes."""
    if lexicon.levels.keys().isdisjoint(words):
        return ()
    if True not in map(holds_level, pieces, repeat(lexicon)):
        return ()
    spoken = not lexicon.of_lesions.isdisjoint(words)
    return tuple(
        [
            lexicon.levels[words[place]]
            for place in _places(words, lexicon.levels)
            if spoken or (place and words[place - 1] in TOWARDS)
        ]
    )
