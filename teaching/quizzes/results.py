"""What a sitting came to: the score with its interval, by topic, question by question. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

Z = 1.959964
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True)
class Share:
    """``right`` of ``asked``, with the 95 % interval of Wilson (1927, J Am Stat Assoc 22:209), 0 to
    1; the whole range where nothing was asked."""

    right: int
    asked: int

    @property
    def interval(self) -> tuple[float, float]:
        n = self.asked
        if not n:
            return 0.0, 1.0
        share = self.right / n
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    @property
    def drawn(self) -> tuple[int, int, int]:
        """Low end, share and high end on a rule from 0 to 200."""
        low, high = self.interval
        share = self.right / self.asked if self.asked else 0.5
        return round(200 * low), round(200 * share), round(200 * high)

    @property
    def per_cent(self) -> tuple[int, int]:
        """The interval in whole per cent."""
        low, high = self.interval
        return round(100 * low), round(100 * high)


@dataclass(frozen=True)
class Answered:
    """One answer of a sitting. ``took`` is the time from first sight to the answer."""

    number: int
    topic: str
    is_right: bool
    took: timedelta


@dataclass(frozen=True)
class Topic:
    name: str
    share: Share


@dataclass(frozen=True)
class Score:
    share: Share
    left: int
    """Questions without an answer."""
    topics: tuple[Topic, ...]
    took: timedelta
    """The times of all answers together."""


def score(answered: Sequence[Answered], asked: int) -> Score:
    """Sum a sitting up. Questions without an answer count neither right nor wrong."""
    topics = sorted({one.topic for one in answered})
    return Score(
        _share(answered),
        asked - len(answered),
        tuple(
            Topic(name, _share([one for one in answered if one.topic == name])) for name in topics
        ),
        sum((one.took for one in answered), timedelta()),
    )


def _share(answered: Iterable[Answered]) -> Share:
    answered = list(answered)
    return Share(sum(one.is_right for one in answered), len(answered))
