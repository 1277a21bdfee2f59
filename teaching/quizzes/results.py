"""What a sitting came to: the score with its interval, by topic, question by question. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    """One answer of a sitting. ``took`` is the time from first sight to the answer, ``certainty``
    1 to 3, or None where it was not said."""

    number: int
    topic: str
    is_right: bool
    took: timedelta
    asked_for: str = ""
    about: str = ""
    certainty: int | None = None
    side: str = ""
    """In a contrast, the concept the question was drawn about."""


@dataclass(frozen=True)
class Group:
    name: str
    share: Share


@dataclass(frozen=True)
class Grouping:
    """The answers parted by one thing, in the order of its names."""

    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Points:
    """Points by certainty: ``reached`` of ``possible``, and never more."""

    reached: int
    possible: int


@dataclass(frozen=True)
class Score:
    share: Share
    left: int
    """Questions without an answer."""
    groupings: tuple[Grouping, ...]
    took: timedelta
    """The times of all answers together."""
    points: Points

    def per_cent(self, *, by_certainty: bool) -> float:
        """What was reached, in per cent of what can be."""
        if by_certainty:
            return 100 * self.points.reached / self.points.possible if self.points.possible else 0.0
        return 100 * self.share.right / self.share.asked if self.share.asked else 0.0


RIGHT = {1: 1, 2: 2, 3: 3}
WRONG = {1: 0, 2: -2, 3: -6}
"""Points by certainty (Gardner-Medwin 1995, Assoc Learn Technol J 3:80): who is less sure than two
in three does best to guess, and who is surer than four in five to be certain."""


def points(certainty: int | None, *, is_right: bool) -> int:
    """What an answer counts by certainty; one that was not said counts as a guess."""
    return (RIGHT if is_right else WRONG)[certainty or 1]


def score(answered: Sequence[Answered], asked: int, *, open_is_wrong: bool = False) -> Score:
    """Sum a sitting up. A question without an answer counts neither right nor wrong, or in a test
    (``open_is_wrong``) like a wrong one; it has no points either way."""
    right = sum(one.is_right for one in answered)
    by_side = _grouping("By side", answered, lambda one: one.side)
    return Score(
        Share(right, asked if open_is_wrong else len(answered)),
        asked - len(answered),
        (
            *((by_side,) if by_side.groups else ()),
            _grouping("By topic", answered, lambda one: one.topic),
            _grouping("By what was asked for", answered, lambda one: one.asked_for),
            _grouping("By what was right", answered, lambda one: one.about),
        ),
        sum((one.took for one in answered), timedelta()),
        Points(
            sum(points(one.certainty, is_right=one.is_right) for one in answered),
            max(RIGHT.values()) * (asked if open_is_wrong else len(answered)),
        ),
    )


def _grouping(
    heading: str, answered: Sequence[Answered], name: Callable[[Answered], str]
) -> Grouping:
    names = sorted({name(one) for one in answered} - {""})
    return Grouping(
        heading,
        tuple(Group(one, _share(each for each in answered if name(each) == one)) for one in names),
    )


def _share(answered: Iterable[Answered]) -> Share:
    answered = list(answered)
    return Share(sum(one.is_right for one in answered), len(answered))
