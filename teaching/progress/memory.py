"""What one learner remembers of one concept, after FSRS-6. Pure: no rows, no clock.

A memory is a stability and a difficulty (Ye et al., the DSR model): recall falls along a power
curve and has fallen to 0.9 when as many days have passed as the stability says. Days are calendar
days, so that what falls due today is due all day. When a memory falls due hangs on the recall the
learner wishes for, so that is no part of it: see :func:`due_on`.

The arithmetic is that of py-fsrs, without its learning steps (minutes within one sitting are not
what is scheduled here) and without its fuzz (the same reviews give the same memory, always).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from fsrs import Card, Scheduler, State
from fsrs import Rating as Rating
from fsrs.scheduler import DEFAULT_PARAMETERS

Parameters = tuple[float, ...]
"""The 21 parameters of FSRS-6."""

DEFAULT: Parameters = DEFAULT_PARAMETERS
"""Fitted by the authors of FSRS to the reviews of some ten thousand learners."""
RETENTION = 0.9
"""The recall wished for where the learner has not said otherwise, 0–1."""
LONGEST = 365
"""No concept stays unasked for more days than these, however stable it is."""
RETURN = timedelta(days=7)
"""An answer that was sure but wrong comes again after a week: corrected at once, it is right for
some days, and then the first conviction returns (Butler, Fazio & Marsh 2011, Psychon Bull Rev
18:1238)."""


@dataclass(frozen=True)
class Review:
    """What one answer says of one concept, on a day of the learner's calendar.

    ``weight`` (above 0, to 1) is how much it says. ``is_asked`` is false where the concept was not
    what was asked for but only chosen in its place, or spoken of beside it.
    """

    on: date
    rating: Rating
    weight: float = 1.0
    is_asked: bool = True
    is_sure_wrong: bool = False
    """Whether the learner was certain of an answer that was wrong."""

    def __post_init__(self) -> None:
        if not 0 < self.weight <= 1:
            raise ValueError(f"a weight lies above 0 and is at most 1, not {self.weight}")


@dataclass(frozen=True)
class Memory:
    """``stability`` in days (above 0), ``difficulty`` from 1 to 10."""

    stability: float
    difficulty: float
    reviewed_on: date
    """When the concept was last asked for."""
    reviews: int = 1
    """How often it was asked for."""
    lapses: int = 0
    """How often it was not known though it had been asked for before."""
    sure_wrong_on: date | None = None
    """When the learner was last sure of a wrong answer; None once it was known a week later."""


def next_review(
    memory: Memory | None, review: Review, *, parameters: Parameters = DEFAULT
) -> Memory | None:
    """The memory after a review; reviews come in the order of their days.

    A review of a lesser weight moves the memory a part of the way: the logarithm of its stability
    and its difficulty go that share of their distance, so that weight 1 is FSRS itself and weight 0
    would change nothing. The first one counts in full, as there is nothing to go from. Where the
    concept was not what was asked, the day of the last review stays (a mistake would otherwise put
    off what it speaks against), and without a memory there is none after it either: a concept is
    new until it was asked for. Raises ValueError for parameters that FSRS does not allow.
    """
    if memory is None:
        return _first(review, parameters) if review.is_asked else None
    stability, difficulty = _reviewed(memory, review, parameters)
    if review.weight < 1:
        stability = memory.stability * (stability / memory.stability) ** review.weight
        difficulty = memory.difficulty + review.weight * (difficulty - memory.difficulty)
    return replace(
        memory,
        stability=stability,
        difficulty=difficulty,
        reviewed_on=review.on if review.is_asked else memory.reviewed_on,
        reviews=memory.reviews + review.is_asked,
        lapses=memory.lapses + (review.is_asked and review.rating == Rating.Again),
        sure_wrong_on=_sure_wrong_on(memory.sure_wrong_on, review),
    )


def replay(
    reviews: Iterable[Review], memory: Memory | None = None, *, parameters: Parameters = DEFAULT
) -> Memory | None:
    """The memory after all these, in order; None while the concept was never asked for."""
    for review in reviews:
        memory = next_review(memory, review, parameters=parameters)
    return memory


def recall(memory: Memory, on: date, *, parameters: Parameters = DEFAULT) -> float:
    """The chance (0–1) that the learner knows it on that day; 1 on the day of the review."""
    return float(_scheduler(parameters).get_card_retrievability(_card(memory), _midnight(on)))


def interval(stability: float, retention: float, *, parameters: Parameters = DEFAULT) -> int:
    """Whole days until recall has fallen to ``retention`` (above 0, below 1): from 1 to LONGEST.

    Raises ValueError for another retention.
    """
    if not 0 < retention < 1:
        raise ValueError(f"a retention lies between 0 and 1, not at {retention}")
    power = -1 / parameters[20]
    days = stability * (math.pow(retention, power) - 1) / (math.pow(0.9, power) - 1)
    return min(max(round(days), 1), LONGEST)


def due_on(
    memory: Memory, retention: float = RETENTION, *, parameters: Parameters = DEFAULT
) -> date:
    """The day on which it should be asked again, never the day of the review itself. What was sure
    but wrong comes a week later at the latest, also when it was mended in between."""
    days = interval(memory.stability, retention, parameters=parameters)
    due = memory.reviewed_on + timedelta(days=days)
    if memory.sure_wrong_on is None:
        return due
    tomorrow = memory.reviewed_on + timedelta(days=1)
    return min(due, max(tomorrow, memory.sure_wrong_on + RETURN))


def as_parameters(values: Sequence[float] | None) -> Parameters:
    """Parameters as they were stored, the default where none were.

    Raises ValueError where FSRS does not allow them.
    """
    chosen = DEFAULT if values is None else tuple(float(value) for value in values)
    _scheduler(chosen)
    return chosen


def _first(review: Review, parameters: Parameters) -> Memory:
    begun, _ = _scheduler(parameters).review_card(
        Card(card_id=0, due=_midnight(review.on)), review.rating, _midnight(review.on)
    )
    return Memory(
        *_state(begun), review.on, sure_wrong_on=review.on if review.is_sure_wrong else None
    )


def _reviewed(memory: Memory, review: Review, parameters: Parameters) -> tuple[float, float]:
    after, _ = _scheduler(parameters).review_card(
        _card(memory), review.rating, _midnight(review.on)
    )
    return _state(after)


def _state(card: Card) -> tuple[float, float]:
    assert card.stability is not None  # noqa: S101 (a reviewed card has both)
    assert card.difficulty is not None  # noqa: S101
    return card.stability, card.difficulty


def _sure_wrong_on(before: date | None, review: Review) -> date | None:
    if review.is_sure_wrong:
        return review.on
    is_known = review.is_asked and review.rating != Rating.Again
    if before is not None and is_known and review.on >= before + RETURN:
        return None
    return before


def _card(memory: Memory) -> Card:
    # Without an id each card waits a millisecond for one, without a day it asks the clock.
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_midnight(memory.reviewed_on),
        last_review=_midnight(memory.reviewed_on),
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@lru_cache(maxsize=64)
def _scheduler(parameters: Parameters) -> Scheduler:
    return Scheduler(
        parameters,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )
