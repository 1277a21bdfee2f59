"""What a linter says: a flaw with its place, its reason and its mending, and the rule behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal as OneOf

if TYPE_CHECKING:
    from teaching.items.linting.asked import Asked, Story

Severity = OneOf["error", "warning"]
Part = OneOf["stem", "lead-in", "option"]


@dataclass(frozen=True, slots=True)
class Place:
    """The words meant: characters ``start`` to ``end`` of one sentence, lead-in or option."""

    part: Part
    index: int = 0
    """Which sentence or option; 0 for the lead-in."""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What a check found; ``severity`` where it weighs otherwise than its rule."""

    place: Place
    reason: str
    fix: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw of one item, as an author reads it."""

    rule: str
    severity: Severity
    place: Place
    reason: str
    fix: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on one question. ``reads_stem``: its verdict depends on the story as well."""

    id: str
    name: str
    severity: Severity
    why: str
    source: str
    check: Callable[[Asked], Iterator[Mark]]
    reads_stem: bool = False

    def flaws(self, asked: Asked) -> tuple[Flaw, ...]:
        marks = [*self.check(asked)]
        return weighed(self.id, self.severity, marks) if marks else ()


@dataclass(frozen=True, slots=True)
class StoryRule:
    """One rule on a whole vignette; places name its sentences in story order."""

    id: str
    name: str
    severity: Severity
    why: str
    source: str
    check: Callable[[Story], Iterator[Mark]]

    def flaws(self, story: Story) -> tuple[Flaw, ...]:
        marks = [*self.check(story)]
        return weighed(self.id, self.severity, marks) if marks else ()


def weighed(rule: str, severity: Severity, marks: Iterable[Mark]) -> tuple[Flaw, ...]:
    """Marks as flaws of a rule."""
    return tuple(
        Flaw(rule, mark.severity or severity, mark.place, mark.reason, mark.fix) for mark in marks
    )


def in_lead_in(asked: Asked, start: int = 0, end: int | None = None) -> Place:
    return Place("lead-in", 0, start, len(asked.lead_in) if end is None else end)


def in_option(asked: Asked, index: int, start: int = 0, end: int | None = None) -> Place:
    return Place("option", index, start, len(asked.options[index]) if end is None else end)


def in_sentence(stem: tuple[str, ...], index: int, start: int = 0, end: int | None = None) -> Place:
    return Place("stem", index, start, len(stem[index]) if end is None else end)
