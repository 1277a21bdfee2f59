"""The strip of the last thirty days: decisions per day, the filled part right. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from teaching.progress import saying
from teaching.progress.charts.drawing import (
    BESIDE,
    FULL,
    NARROW,
    Picture,
    Table,
    centred,
    frame,
    rect,
    told,
    words,
)

SHOWN = 30
TALLEST, LEAST = 52, 4
"""Heights in px of the bar of the busiest day, and of one with a single decision at least."""
FOOT = 78
"""Where the bars stand, in px from above."""
HEIGHT = 102


@dataclass(frozen=True)
class Day:
    """What was decided on one day, and how much of it was right."""

    day: date
    asked: int
    right: int

    @property
    def said(self) -> str:
        return (
            f"{saying.day(self.day)}: {self.asked} decision{'' if self.asked == 1 else 's'},"
            f" {self.right} right"
        )


@dataclass(frozen=True)
class Strip:
    """The last thirty days, oldest first, with what they come to."""

    days: tuple[Day, ...]

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.days)

    @property
    def right(self) -> int:
        return sum(one.right for one in self.days)

    @property
    def busy(self) -> tuple[Day, ...]:
        """The days with a decision."""
        return tuple(one for one in self.days if one.asked)

    @property
    def said(self) -> str:
        """The numbers of the strip in a sentence."""
        if not self.asked:
            return f"No decisions in the last {len(self.days)} days."
        return (
            f"{saying.capital(saying.counted(self.asked, 'decision'))}, {self.right:,} right"
            f" (the filled part), on {saying.counted(len(self.busy), 'day')}."
        )

    def picture(self, prefix: str = "days") -> Picture:
        """The strip for the whole page, and for anything narrower."""
        return self._drawn(prefix, FULL, NARROW)

    def beside(self, prefix: str = "days") -> Picture:
        """The strip for the side of a page, and for a phone."""
        return self._drawn(prefix, BESIDE, NARROW)

    def _drawn(self, prefix: str, *widths: int) -> Picture:
        title = f"Decisions per day, last {len(self.days)} days"
        return Picture(
            tuple(
                frame(prefix, width, HEIGHT, title, self.said, self._parts(width))
                for width in widths
            ),
            Table(
                title,
                ("Day", "Decisions", "Right"),
                tuple(
                    (saying.day(one.day), str(one.asked), str(one.right))
                    for one in reversed(self.busy)
                ),
            ),
        )

    def _parts(self, width: int) -> Iterator[str]:
        tallest = max(self.days, key=lambda one: one.asked)
        slot = width / len(self.days)
        gap = 3 if slot > 16 else 2
        for place, one in enumerate(self.days):
            x, wide = place * slot + gap / 2, slot - gap
            if not one.asked:
                yield rect("none", x, FOOT - 3, wide, 3)
                continue
            tall = max(TALLEST * one.asked / tallest.asked, LEAST)
            bars = [rect("band", x, FOOT - tall, wide, tall)]
            if one.right:
                dark = tall * one.right / one.asked
                bars.append(rect("mark", x, FOOT - dark, wide, dark))
            yield told(one.said, *bars)
            if one is tallest:
                yield centred(f"{one.asked:,}", x + wide / 2, FOOT - tall - 6, width)
        first = self.days[0].day
        yield words(f"{first.day} {first:%b}", 0, HEIGHT - 6)
        yield words("today", width, HEIGHT - 6, "end")


def strip(days: Iterable[Day], today: date, *, shown: int = SHOWN) -> Strip:
    """The days up to today, those without a decision among them. A day given twice counts twice;
    days outside are left out."""
    counts: dict[date, tuple[int, int]] = {}
    for one in days:
        asked, right = counts.get(one.day, (0, 0))
        counts[one.day] = asked + one.asked, right + one.right
    dates = [today - timedelta(days=back) for back in range(shown - 1, -1, -1)]
    return Strip(tuple(Day(each, *counts.get(each, (0, 0))) for each in dates))
