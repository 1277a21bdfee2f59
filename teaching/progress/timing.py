"""How long answers take, against what the same learner takes for questions of the same kind. Pure.

Times are kept as a histogram: whole numbers, so that it is the same in whatever order they come,
and few of them, however many answers there are. A bin is half a doubling wide.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime
from enum import Enum

BREAK = 600.0
"""Seconds after which the learner was somewhere else: nothing is known of such a time."""
KNOWN = 5
"""So many times of a kind tell what is usual; before that every time is usual."""

EDGES = tuple(2 ** (number / 2) for number in range(20))
"""Seconds at which bins end, from 1 to 724; the last one is beyond a break."""

Histogram = Mapping[int, int]
"""How many times fell into each bin."""


class Pace(Enum):
    """Less than half of what is usual, more than twice as much, or neither."""

    QUICK = "quick"
    USUAL = "usual"
    SLOW = "slow"


def took(began: datetime, ended: datetime) -> float | None:
    """Seconds between the two; None for a break, and where a clock was set back."""
    seconds = (ended - began).total_seconds()
    return seconds if 0 < seconds <= BREAK else None


def bin_of(seconds: float) -> int:
    """The bin of a time that was no break: 0 up to a second, then one for each half doubling."""
    return bisect_right(EDGES, seconds)


def ends(number: int) -> tuple[float, float]:
    """The seconds at which a bin begins and ends."""
    return (EDGES[number - 1] if number else 0.0), EDGES[number]


def quantile(held: Histogram, share: float) -> float | None:
    """The time in seconds below which that share (0–1) of them lies, taken as evenly spread within
    its bin; None where there is no time."""
    total = sum(held.values())
    if not total:
        return None
    wanted, below = share * total, 0
    for number in sorted(held):
        if held[number] and below + held[number] >= wanted:
            low, high = ends(number)
            return low + (high - low) * (wanted - below) / held[number]
        below += held[number]
    raise ValueError(f"a share lies between 0 and 1, not at {share}")


def pace(seconds: float | None, before: Histogram) -> Pace:
    """How an answer's time compares with the median of those before it; usual where either is not
    known."""
    if seconds is None or sum(before.values()) < KNOWN:
        return Pace.USUAL
    usual = quantile(before, 0.5)
    if usual is None or usual / 2 <= seconds <= 2 * usual:
        return Pace.USUAL
    return Pace.QUICK if seconds < usual else Pace.SLOW
