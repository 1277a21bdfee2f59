"""What the linter found in a question, with the words it means. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from teaching.items.generators.item_models import Ground
from teaching.items.linting import (
    RULES,
    STORY_RULES,
    Flaw,
    Rule,
    StoryRule,
    asked_of,
    lint,
    lint_story,
    story_of,
)
from teaching.knowledge.schema.vignettes import Vignette

EVERY: tuple[Rule | StoryRule, ...] = (*RULES, *STORY_RULES)
RULE_OF = {rule.id: rule for rule in EVERY}
RULE_NAMES = {rule.id: rule.name for rule in EVERY}
PARTS = {"stem": "In the story", "lead-in": "In the question", "option": "In an option"}


@dataclass(frozen=True)
class Fault:
    """A flaw as an instructor reads it: the sentence before, in and after the words meant."""

    name: str
    is_error: bool
    where: str
    before: str
    meant: str
    after: str
    reason: str
    fix: str
    why: str
    source: str


def faults(ground: Ground, vignette: Vignette) -> tuple[Fault, ...]:
    """What the rules say of each question, then of the story; errors first. Raises ValueError
    where a question has no single key."""
    found: list[Fault] = []
    for item in vignette.items:
        asked = asked_of(vignette, item, ground.lexicon)
        texts = {"stem": asked.stem, "lead-in": (asked.lead_in,), "option": asked.options}
        found += _told(lint(asked), texts)
    story = story_of(vignette, ground.lexicon)
    found += _told(lint_story(story), {"stem": story.sentences})
    return tuple(sorted(found, key=lambda fault: not fault.is_error))


def _told(flaws: Iterable[Flaw], texts: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
    for flaw in flaws:
        rule, place = RULE_OF[flaw.rule], flaw.place
        text = texts[place.part][place.index]
        yield Fault(
            rule.name,
            flaw.severity == "error",
            PARTS[place.part],
            text[: place.start],
            text[place.start : place.end],
            text[place.end :],
            flaw.reason,
            flaw.fix,
            rule.why,
            rule.source,
        )
