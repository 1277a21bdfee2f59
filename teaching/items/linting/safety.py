"""Safety: a story that shows a danger says that it was ruled out, or asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Story
from teaching.items.linting.flaws import Mark, in_sentence
from teaching.items.linting.tokens import KEPT, root, tokens
from teaching.knowledge.schema.wording import SafetyLine


def missing_safety_line(story: Story) -> Iterator[Mark]:
    for line in story.lexicon.safety:
        index = _called_for(story, line)
        if index is not None and not _answered(story, line):
            yield Mark(
                in_sentence(story.sentences, index),
                "The story shows what may be an emergency and leaves it open.",
                line.fix,
            )


def _called_for(story: Story, line: SafetyLine) -> int | None:
    """The sentence that calls for the line, if one does."""
    for index, sentence in enumerate(story.sentences):
        tags = story.tags[index] if story.tags else ()
        if any(tag.present and tag.finding in line.when for tag in tags):
            return index
        if not tags and line.told and all(_says(sentence, group) for group in line.told):
            return index
    return None


def _answered(story: Story, line: SafetyLine) -> bool:
    if any(tag.finding in line.one_of for tags in story.tags for tag in tags):
        return True
    if any(_says(sentence, line.answered) for sentence in story.sentences):
        return True
    return any(_says(asked.options[asked.key], line.answered) for asked in story.asked)


@lru_cache(KEPT)
def _says(sentence: str, terms: tuple[str, ...]) -> bool:
    """Whether a sentence holds one of these words."""
    said = {token.root for token in tokens(sentence)}
    return any(root(term.lower()) in said or (" " in term and term in sentence) for term in terms)
