"""Figures that follow from what was read (``reading``), without a further query. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from teaching.progress import memory
from teaching.progress.memory import as_parameters
from teaching.progress.models import Study
from teaching.progress.naming import Topic
from teaching.progress.queue import Confused, Queue, queue
from teaching.progress.reading import Cell, Held
from teaching.quizzes.results import Share


@dataclass(frozen=True)
class Strength:
    """How well a concept is known: the chance (0–1) that it is today, None while it is new; and all
    answers that say something of it."""

    topic: Topic
    share: Share
    recall: float | None
    due: date | None


def strengths(
    named: Iterable[Topic],
    held: Iterable[Held],
    grid: Iterable[Cell],
    study: Study,
    on: date,
) -> tuple[Strength, ...]:
    """How well each of these concepts is known, those never answered too."""
    parameters = as_parameters(study.parameters)
    known = {one.concept: one for one in held}
    counted: dict[int, tuple[int, int]] = {}
    for cell in grid:
        right, asked = counted.get(cell.concept, (0, 0))
        counted[cell.concept] = right + cell.share.right, asked + cell.share.asked
    found = []
    for topic in named:
        one = known.get(topic.id)
        chance = None if one is None else memory.recall(one.memory, on, parameters=parameters)
        share = Share(*counted.get(topic.id, (0, 0)))
        found.append(Strength(topic, share, chance, None if one is None else one.due))
    return tuple(found)


def sure_wrong(held: Iterable[Held]) -> tuple[Held, ...]:
    """What the learner was sure of and had wrong, and has not known a week later; latest first."""
    wrong = [one for one in held if one.memory.sure_wrong_on is not None]
    return tuple(
        sorted(
            wrong,
            key=lambda one: (one.memory.sure_wrong_on or date.min, one.concept),
            reverse=True,
        )
    )


def forecast(held: Iterable[Held], on: date, count: int = 30) -> tuple[int, ...]:
    """How many concepts fall due on each of so many days, if none is asked for before; what is
    overdue stands on the first day."""
    found = [0] * count
    for one in held:
        ahead = max(0, (one.due - on).days)
        if ahead < count:
            found[ahead] += 1
    return tuple(found)


def today(
    named: Iterable[Topic],
    held: Iterable[Held],
    confused: Iterable[Confused],
    study: Study,
    on: date,
    answered: int = 0,
) -> Queue:
    """What to ask today, of what some published question asks for. ``answered`` is the number of
    questions answered today."""
    askable = {topic.id: topic for topic in named if topic.is_askable}
    known = [one for one in held if one.concept in askable]
    met = {one.concept for one in known}
    return queue(
        known,
        (one for one in confused if one.taken_for in askable),
        [concept for concept in askable if concept not in met],
        on=on,
        limit=study.daily_limit,
        answered=answered,
        parameters=as_parameters(study.parameters),
    )
