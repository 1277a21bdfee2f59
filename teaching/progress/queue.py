"""What a learner should be asked next, and why. Pure.

First what they were sure of and had wrong, then what falls due, then the other side of a confusion,
then what is new. What is asked of a concept (a new patient, a variant not seen yet) is decided
elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from teaching.progress import memory
from teaching.progress.memory import DEFAULT, Memory, Parameters

FRESH = timedelta(days=30)
"""A confusion older than this brings nobody back: the memories of both sides do."""


class Because(Enum):
    """Why a concept stands in the queue, in the order in which they come."""

    SURE_WRONG = "sure-wrong"
    DUE = "due"
    CONTRAST = "contrast"
    NEW = "new"


@dataclass(frozen=True)
class Known:
    """A concept with a memory, and the day it falls due."""

    concept: int
    memory: Memory
    due: date


@dataclass(frozen=True)
class Confused:
    """How often ``asked`` was taken for ``taken_for``, when last, and how often for certain."""

    asked: int
    taken_for: int
    times: int
    last_on: date
    certain: int = 0


@dataclass(frozen=True)
class Entry:
    """One concept to be asked. What ``because`` does not need is None."""

    concept: int
    because: Because
    recall: float | None = None
    """The chance (0–1) that it is known today; None for what is new."""
    due: date | None = None
    since: date | None = None
    """When the learner was sure and wrong, or confused it last."""
    partner: int | None = None
    """The concept that was taken for this one."""


@dataclass(frozen=True)
class Queue:
    """What to ask today, in order; ``waiting`` more would be due but for the daily limit."""

    entries: tuple[Entry, ...]
    waiting: int


def queue(
    known: Iterable[Known],
    confused: Iterable[Confused],
    new: Iterable[int],
    *,
    on: date,
    limit: int,
    answered: int = 0,
    parameters: Parameters = DEFAULT,
) -> Queue:
    """The queue of a day, each concept once, under the first reason that holds.

    ``new`` are the concepts never asked for, in the order in which they are to come; ``answered``
    questions of the day count against its limit. What is new never waits.
    """
    met = {one.concept: one for one in known}
    chosen: dict[int, Entry] = {}
    for entry in (
        *_due(met.values(), on, parameters),
        *_contrasts(confused, met, on, parameters),
        *(Entry(concept, Because.NEW) for concept in new),
    ):
        chosen.setdefault(entry.concept, entry)
    ordered = list(chosen.values())
    room = max(0, limit - answered)
    waiting = sum(entry.because is not Because.NEW for entry in ordered[room:])
    return Queue(tuple(ordered[:room]), waiting)


def _due(known: Iterable[Known], on: date, parameters: Parameters) -> Iterator[Entry]:
    """Those that were sure but wrong, oldest first; then the others, the least likely to be known
    first."""
    due = [one for one in known if one.due <= on]
    for one in sorted(due, key=lambda one: (one.memory.sure_wrong_on or date.max, one.concept)):
        if one.memory.sure_wrong_on is not None:
            chance = memory.recall(one.memory, on, parameters=parameters)
            yield Entry(one.concept, Because.SURE_WRONG, chance, one.due, one.memory.sure_wrong_on)
    ranked = sorted(
        (memory.recall(one.memory, on, parameters=parameters), one.concept, one.due)
        for one in due
        if one.memory.sure_wrong_on is None
    )
    for chance, concept, day in ranked:
        yield Entry(concept, Because.DUE, chance, day)


def _contrasts(
    confused: Iterable[Confused], met: Mapping[int, Known], on: date, parameters: Parameters
) -> Iterator[Entry]:
    """What other concepts were taken for and has not been asked for since, most often confused
    first."""
    for one in sorted(
        confused, key=lambda one: (-one.times, -one.last_on.toordinal(), one.taken_for, one.asked)
    ):
        other = met.get(one.taken_for)
        if on - one.last_on > FRESH or (other and other.memory.reviewed_on > one.last_on):
            continue
        yield Entry(
            one.taken_for,
            Because.CONTRAST,
            memory.recall(other.memory, on, parameters=parameters) if other else None,
            other.due if other else None,
            one.last_on,
            one.asked,
        )
