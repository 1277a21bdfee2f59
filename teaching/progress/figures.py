"""Figures that follow from what was read (``reading``), without a further query. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from teaching.progress.memory import as_parameters
from teaching.progress.models import Study
from teaching.progress.naming import Topic
from teaching.progress.queue import Confused, Queue, queue
from teaching.progress.reading import Held


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
