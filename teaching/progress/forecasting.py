"""How many reviews come due on each of the days ahead. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

AHEAD = 14


@dataclass(frozen=True)
class Coming:
    """What comes due on one day; ``late`` of it was due before and stands at today."""

    day: date
    due: int
    late: int = 0


@dataclass(frozen=True)
class Forecast:
    """The days ahead, today first, and what comes due after them."""

    days: tuple[Coming, ...]
    later: int

    @property
    def due(self) -> int:
        """Everything that comes due within the days shown."""
        return sum(one.due for one in self.days)

    @property
    def next(self) -> Coming | None:
        """The first day on which something is due; None where none is in sight."""
        return next((one for one in self.days if one.due), None)


def ahead(dues: Iterable[date], today: date, *, days: int = AHEAD) -> Forecast:
    """Count due dates, in the learner's own calendar, over so many days from today (1 or more).

    What is overdue is due today. Nothing is assumed of reviews that these reviews will lead to.
    """
    late, counts, later = 0, Counter[int](), 0
    for due in dues:
        distance = (due - today).days
        if distance >= days:
            later += 1
        else:
            late += distance < 0
            counts[max(0, distance)] += 1
    shown = (
        Coming(today + timedelta(days=n), counts[n], late if n == 0 else 0) for n in range(days)
    )
    return Forecast(tuple(shown), later)
