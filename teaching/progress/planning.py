"""From the day of an examination to a daily load, and what that load can reach. Pure.

The plan plays the days through, concept by concept, with a memory that is passed in: nothing here
knows how forgetting goes. A day's load goes to what has faded furthest below the wanted retention,
then to what is new. Forgetting is spread evenly instead of drawn: each review adds its chance of
failing to the concept's account, and where that fills, the review fails. So the same state always
gives the same plan, and on average as many reviews fail as should.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from teaching.progress import saying

LOADS = (2, 4, 6, 8, 10, 15, 20, 30, 40)
"""Decisions a day that are tried, fewest first."""
NEAR = 0.01
"""A load that comes so near to the best one is enough."""
FARTHEST = 365
"""Days ahead that a plan looks at most."""


class Memory[M](Protocol):
    """How one concept is kept; ``None`` is a concept that was never met."""

    def recall(self, memory: M | None, on: date) -> float:
        """The chance of getting it right on that day, 0 to 1; of something new, the chance of
        guessing it."""
        ...

    def reviewed(self, memory: M | None, on: date, *, is_right: bool) -> M:
        """What is remembered after a review on that day."""
        ...


@dataclass(frozen=True)
class Reach:
    """What a daily load comes to.

    ``recall`` is the expected share right at the examination, 0 to 1; ``met`` counts the concepts
    met by then; ``reviews`` is all decisions together.
    """

    load: int
    recall: float
    met: int
    reviews: int

    @property
    def per_cent(self) -> int:
        return round(100 * self.recall)


@dataclass(frozen=True)
class Plan:
    """``chosen`` is the least load that reaches what is wanted, or else comes near to the best.
    ``without`` is what stays if nothing more is done."""

    examination: date
    days: int
    concepts: int
    wanted: float
    without: Reach
    tried: tuple[Reach, ...]
    chosen: Reach
    seconds: float
    """What one decision takes the learner."""

    @property
    def shown(self) -> tuple[Reach, ...]:
        """No more work, and each load that was tried."""
        return (self.without, *self.tried)

    @property
    def reaches(self) -> bool:
        return self.chosen.recall >= self.wanted

    @property
    def headline(self) -> str:
        """ "Eight decisions a day until 9 December, about five minutes each day." """
        if not self.chosen.load:
            return f"Nothing more is needed until {saying.day(self.examination)}."
        load = saying.capital(saying.counted(self.chosen.load, "decision"))
        time = saying.about(self.chosen.load * self.seconds)
        return f"{load} a day until {saying.weekday(self.examination)}, {time} each day."

    @property
    def said(self) -> str:
        """What the plan can reach, and what it cannot."""
        met = (
            f"all {self.concepts} concepts"
            if self.chosen.met == self.concepts
            else f"{self.chosen.met} of {self.concepts} concepts"
        )
        expected = (
            f"You would have met {met} and get about {self.chosen.per_cent} in 100 right that day;"
            f" with no more work about {self.without.per_cent}."
        )
        if self.reaches:
            return expected
        return (
            f"{expected} That is short of the {round(100 * self.wanted)} you want, and more a day"
            " would add little."
        )


def plan[M](
    concepts: Sequence[M | None],
    memory: Memory[M],
    *,
    today: date,
    examination: date,
    wanted: float = 0.9,
    seconds: float = 60.0,
    loads: Sequence[int] = LOADS,
) -> Plan:
    """Try each load until one reaches ``wanted`` (0 to 1), or all.

    ``concepts`` holds what is remembered of each, None where it is new; ``seconds`` is what a
    decision takes. Raises ValueError without a concept, for a day that is not after today or more
    than a year away.
    """
    days = (examination - today).days
    if not concepts:
        raise ValueError("a plan needs something to learn")
    if not 0 < days <= FARTHEST:
        raise ValueError(f"the examination is {days} days away; a plan looks 1 to {FARTHEST} ahead")

    without = _played(concepts, memory, today, days, wanted, 0)
    tried: list[Reach] = []
    if without.recall < wanted or without.met < len(concepts):
        for load in sorted(loads):
            tried.append(_played(concepts, memory, today, days, wanted, load))
            if tried[-1].recall >= wanted and tried[-1].met == len(concepts):
                break
    chosen = _chosen([without, *tried], wanted, len(concepts))
    return Plan(examination, days, len(concepts), wanted, without, tuple(tried), chosen, seconds)


def _chosen(tried: Sequence[Reach], wanted: float, concepts: int) -> Reach:
    for one in tried:
        if one.recall >= wanted and one.met == concepts:
            return one
    best = max(one.recall for one in tried)
    return next(one for one in tried if one.recall >= best - NEAR)


def _played[M](
    concepts: Sequence[M | None],
    memory: Memory[M],
    today: date,
    days: int,
    wanted: float,
    load: int,
) -> Reach:
    """Live through the days before the examination with so many reviews on each at most."""
    held = list(concepts)
    debts = [0.5] * len(held)
    reviews = 0
    for ahead in range(days):
        if not load:
            break
        day = today + timedelta(days=ahead)
        for number in _wanted_on(held, memory, day, wanted)[:load]:
            debts[number] += 1 - memory.recall(held[number], day)
            fails = debts[number] >= 1
            debts[number] -= fails
            held[number] = memory.reviewed(held[number], day, is_right=not fails)
            reviews += 1
    examination = today + timedelta(days=days)
    recall = sum(memory.recall(each, examination) for each in held) / len(held)
    return Reach(load, recall, sum(each is not None for each in held), reviews)


def _wanted_on[M](
    held: Sequence[M | None], memory: Memory[M], day: date, wanted: float
) -> list[int]:
    """What should be reviewed that day, most faded first, then what is new in its order."""
    faded = [
        (recall, number)
        for number, each in enumerate(held)
        if each is not None and (recall := memory.recall(each, day)) < wanted
    ]
    new = [number for number, each in enumerate(held) if each is None]
    return [number for _, number in sorted(faded)] + new
