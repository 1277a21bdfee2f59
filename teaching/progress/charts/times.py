"""How long each decision takes: the middle half of the times on one common scale. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from teaching.progress import saying
from teaching.progress.charts.drawing import pips
from teaching.progress.charts.strength import COUNT_AT_LEAST

SCALES = (30, 60, 120, 180, 300, 600, 1200, 1800, 3600)
"""Ends of the scale in seconds; a longer time ends at the last."""


@dataclass(frozen=True)
class Taken:
    """Times of one decision in seconds: a quarter was quicker than ``quick``, half quicker than
    ``middle``, a quarter slower than ``slow``. Raises ValueError where these are out of order."""

    name: str
    asked: int
    quick: float = 0.0
    middle: float = 0.0
    slow: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.quick <= self.middle <= self.slow:
            raise ValueError(f"{self} is no span of times")

    @property
    def n(self) -> str:
        return f"{self.asked:,}"

    @property
    def missing(self) -> int:
        return max(0, COUNT_AT_LEAST - self.asked)

    @property
    def pips(self) -> tuple[bool, ...]:
        return pips(self.asked, COUNT_AT_LEAST)

    @property
    def said(self) -> str:
        """The middle time."""
        return saying.lasting(self.middle)

    @property
    def span(self) -> str:
        return f"{saying.lasting(self.quick)} to {saying.lasting(self.slow)}"


@dataclass(frozen=True)
class Bar:
    """A decision on the scale, as per cent of its length."""

    taken: Taken
    start: float
    middle: float
    end: float

    @property
    def width(self) -> float:
        return round(self.end - self.start, 1)


@dataclass(frozen=True)
class Times:
    """All decisions; the scale ends at ``end`` seconds."""

    bars: tuple[Bar, ...]
    end: int

    @property
    def asked(self) -> int:
        return sum(bar.taken.asked for bar in self.bars)

    @property
    def lead(self) -> str:
        if not self.asked:
            return "No decision yet."
        return (
            "From first sight of a question to its answer. Mark: the middle time; bar: the middle"
            f" half. {self.asked:,} answers, scale to {saying.lasting(self.end)}."
        )


def taken(name: str, seconds: Sequence[float]) -> Taken:
    """Times of one decision, in any order; quartiles by linear interpolation."""
    if not seconds:
        return Taken(name, 0)
    if len(seconds) == 1:
        return Taken(name, 1, *[seconds[0]] * 3)
    quick, _, slow = quantiles(seconds, n=4, method="inclusive")
    return Taken(name, len(seconds), quick, median(seconds), slow)


def times(decisions: Sequence[Taken]) -> Times:
    """Decisions on one scale, in the order given."""
    longest = max((one.slow for one in decisions if not one.missing), default=0.0)
    end = next((scale for scale in SCALES if scale >= longest), SCALES[-1])
    return Times(
        tuple(
            Bar(
                one,
                *(round(min(100.0, 100 * t / end), 1) for t in (one.quick, one.middle, one.slow)),
            )
            for one in decisions
        ),
        end,
    )
