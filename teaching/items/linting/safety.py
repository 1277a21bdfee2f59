"""Safety: a story that shows a danger says that it was ruled out, or asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Story
from teaching.items.linting.flaws import Mark, in_sentence
from teaching.items.linting.lexicon import Lexicon
from teaching.items.linting.tokens import KEPT, lows, root
from teaching.knowledge.schema.wording import SafetyLine


def missing_safety_line(story: Story) -> Iterator[Mark]:
    for number, line in enumerate(story.lexicon.safety):
        if not _concerns(story, line):
            continue
        index = _called_for(story, number, line)
        if index is not None and not _answered(story, number, line):
            yield Mark(
                in_sentence(story.sentences, index),
                "The story shows what may be an emergency and leaves it open.",
                line.fix,
            )


def _concerns(story: Story, line: SafetyLine) -> bool:
    """Whether a question is asked on which the danger may not be left open."""
    if not line.axes or not story.asked:
        return True
    return any(asked.axis == "" or asked.axis in line.axes for asked in story.asked)


def _called_for(story: Story, number: int, line: SafetyLine) -> int | None:
    """The sentence that calls for the line, if one does."""
    for index, sentence in enumerate(story.sentences):
        tags = story.tags[index] if story.tags else ()
        for tag in tags:
            if tag.finding in line.when and tag.present:
                return index
        if not tags and number in calling(sentence, story.lexicon):
            return index
    return None


def _answered(story: Story, number: int, line: SafetyLine) -> bool:
    for tags in story.tags:
        for tag in tags:
            if tag.finding in line.one_of:
                return True
    said = (*story.sentences, *(asked.options[asked.key] for asked in story.asked))
    return any(number in answering(sentence, story.lexicon) for sentence in said)


@lru_cache(KEPT)
def calling(sentence: str, lexicon: Lexicon) -> frozenset[int]:
    """The safety lines that a sentence calls for by its words."""
    said = set(map(root, lows(sentence)))
    return frozenset(
        number
        for number, line in enumerate(lexicon.safety)
        if line.told and all(_says(sentence, said, group) for group in line.told)
    )


@lru_cache(KEPT)
def answering(sentence: str, lexicon: Lexicon) -> frozenset[int]:
    """The safety lines that a sentence answers by its words."""
    said = set(map(root, lows(sentence)))
    return frozenset(
        number for number, line in enumerate(lexicon.safety) if _says(sentence, said, line.answered)
    )


def _says(sentence: str, said: set[str], terms: tuple[str, ...]) -> bool:
    """Whether a sentence, or the roots of its words, hold one of these words."""
    return any(root(term.lower()) in said or (" " in term and term in sentence) for term in terms)
