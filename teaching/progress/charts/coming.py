"""The forecast of reviews as bars, one for each day ahead. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from teaching.progress import saying
from teaching.progress.charts.drawing import (
    LETTER,
    NARROW,
    WIDE,
    Picture,
    Table,
    centred,
    frame,
    rect,
    told,
)
from teaching.progress.forecasting import Coming, Forecast

TALLEST, LEAST = 96, 4
FOOT = 122
HEIGHT = 170


@dataclass(frozen=True)
class Ahead:
    """What comes due, as a picture and in words."""

    forecast: Forecast

    @property
    def is_empty(self) -> bool:
        return not self.forecast.due

    @property
    def late(self) -> int:
        return sum(one.late for one in self.forecast.days)

    @property
    def said(self) -> str:
        """The numbers of the picture in a sentence or two."""
        days = len(self.forecast.days)
        later = f" {self.forecast.later:,} more later." if self.forecast.later else ""
        if self.is_empty:
            return f"Nothing comes due in the next {days} days.{later}"
        due = saying.capital(saying.counted(self.forecast.due, "review"))
        late = f", {self.late:,} of them late (the lower part of today)" if self.late else ""
        return f"{due} in {days} days{late}.{later}"

    def picture(self, prefix: str = "coming") -> Picture:
        """The bars for half a page and for a phone."""
        title = f"Reviews due, next {len(self.forecast.days)} days"
        return Picture(
            tuple(
                frame(prefix, width, HEIGHT, title, self.said, self._parts(width))
                for width in (WIDE, NARROW)
            ),
            Table(
                title,
                ("Day", "Due", "Of these late"),
                tuple(
                    (_named(one, is_today=not place), str(one.due), str(one.late))
                    for place, one in enumerate(self.forecast.days)
                ),
            ),
        )

    def _parts(self, width: int) -> Iterator[str]:
        days = self.forecast.days
        most = max(1, *(one.due for one in days))
        slot = width / len(days)
        gap = slot / 4
        for place, one in enumerate(days):
            x, wide = place * slot + gap / 2, slot - gap
            middle = x + wide / 2
            tall = max(TALLEST * one.due / most, LEAST) if one.due else 0
            if not one.due:
                yield rect("none", x, FOOT - 3, wide, 3)
            else:
                said = f"{_named(one, is_today=not place)}: {one.due} due"
                bars = [rect("mark", x, FOOT - tall, wide, tall)]
                if one.late:
                    said += f", {one.late} late"
                    part = tall * one.late / one.due
                    bars.append(rect("late", x, FOOT - part, wide, part))
                yield told(said, *bars)
                if one.due == most or len(f"{one.due:,}") * LETTER <= slot:
                    yield centred(f"{one.due:,}", middle, FOOT - tall - 6, width, "ink")
            strong = "" if place else "strong"
            yield centred(
                f"{one.day:%a}"[: 3 if slot > 36 else 1], middle, FOOT + 20, width, strong
            )
            yield centred(str(one.day.day), middle, FOOT + 38, width, strong)


def _named(one: Coming, *, is_today: bool) -> str:
    return "Today" if is_today else saying.weekday(one.day)
