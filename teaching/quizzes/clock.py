"""The clock of a test. Pure: every moment is handed in, and none of them is the browser's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from math import ceil


class Gate(Enum):
    """Whether a quiz can be begun at a moment."""

    EARLY = "early"
    OPEN = "open"
    LATE = "late"


@dataclass(frozen=True)
class Terms:
    """What the clock of a test knows: its length in minutes, its window, and one learner's extra
    minutes. Extra time lengthens the test and moves the close of the window."""

    minutes: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    extra: int = 0

    @property
    def last(self) -> datetime | None:
        """The close of the window for this learner."""
        return None if self.closes_at is None else self.closes_at + timedelta(minutes=self.extra)

    def gate(self, at: datetime) -> Gate:
        """Open from the first moment of the window up to, and not at, its last."""
        if self.opens_at is not None and at < self.opens_at:
            return Gate.EARLY
        if self.last is not None and at >= self.last:
            return Gate.LATE
        return Gate.OPEN

    def deadline(self, began: datetime) -> datetime | None:
        """The first moment that takes no answer of a test begun then; None where no clock runs."""
        ends = [] if self.last is None else [self.last]
        if self.minutes is not None:
            ends.append(began + timedelta(minutes=self.minutes + self.extra))
        return min(ends, default=None)


def is_over(deadline: datetime | None, at: datetime) -> bool:
    """Whether the time is up: at the deadline it is."""
    return deadline is not None and at >= deadline


def left(deadline: datetime | None, at: datetime) -> timedelta | None:
    """The time that remains, never less than none; None where no clock runs."""
    return None if deadline is None else max(timedelta(), deadline - at)


def in_words(remains: timedelta) -> str:
    """The time that remains, as a clock says it: "2 h 5 min", "12 min", "45 s". Minutes are
    rounded up, so that a full minute is never less than said."""
    seconds = max(0, ceil(remains.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(ceil(seconds / 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
