"""The timeline of a pack: where bars and words lie on a logarithmic axis, in two geometries.

Pure: spans in, places out; ``templates/knowledge/timeline.html`` draws them. No picture is scaled
down, so the narrow one is laid out anew, with labels above the bars.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from teaching.knowledge.schema.atlas import Span

HOURS = {
    "minutes": 1 / 60,
    "hours": 1.0,
    "days": 24.0,
    "weeks": 168.0,
    "months": 730.5,
    "years": 8766.0,
}
"""Hours in one unit of time a pack may count in."""
TICKS: tuple[tuple[float, str, str], ...] = (
    (1 / 60, "1 minute", "1 min"),
    (0.25, "15 minutes", "15 min"),
    (1, "1 hour", "1 h"),
    (3, "3 hours", "3 h"),
    (12, "12 hours", "12 h"),
    (24, "1 day", "1 d"),
    (72, "3 days", "3 d"),
    (168, "1 week", "1 wk"),
    (504, "3 weeks", "3"),
    (1344, "8 weeks", "8"),
    (4383, "6 months", ""),
    (8766, "1 year", "1 yr"),
    (35064, "4 years", ""),
    (87660, "10 years", "10 yr"),
    (350640, "40 years", "40 yr"),
)
"""Where a line may stand, in hours, with its name on the wide and on the narrow axis."""
LETTER = 7.6
"""Width of one letter of 14 px, a little generous, to see whether words fit."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A vertical line with its name; ``anchor`` is the class of the text: "", "mid" or "end"."""

    x: int
    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One span. ``kind`` is "band", "range" (with a mark) or "order" (only the order is known).

    ``text_anchor`` is the class of the words: "" (they begin at ``text_x``), "end" (they end
    there) or "in" (they stand in the bar).
    ``strong`` is the dark part of a band as (from, width); ``at`` is the mark of a range.
    """

    kind: str
    label: str
    text: str
    layer: str
    start: int
    end: int
    middle: int
    label_y: int
    text_x: int
    text_y: int
    text_anchor: str
    strong: tuple[int, int] | None = None
    at: int | None = None

    @property
    def width(self) -> int:
        return self.end - self.start

    @property
    def top(self) -> int:
        return self.middle - 11


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything of one geometry, in pixels. ``foot`` is where the lines of the ticks end."""

    width: int
    height: int
    foot: int
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """From hours to places: ``low`` lies at ``left``, ``high`` at ``right``."""

    low: float
    high: float
    left: int
    right: int

    def x(self, hours: float) -> int:
        """Where a time lies; outside the axis it is held at its end."""
        share = math.log(max(hours, self.low) / self.low) / math.log(self.high / self.low)
        return round(self.left + min(share, 1.0) * (self.right - self.left))


def hours_in(unit: str) -> float:
    """Hours in one unit. Raises ValueError for a unit no clock has."""
    try:
        return HOURS[unit if unit.endswith("s") else f"{unit}s"]
    except KeyError:
        raise ValueError(f"'{unit}' is not a unit of time: {', '.join(HOURS)}") from None


def wide(spans: Sequence[Span], unit: str) -> Drawing | None:
    """1040 px: label at left, words beside or above the bar. None where no span has a time."""
    bounds = _bounds(spans, hours_in(unit))
    if bounds is None:
        return None
    axis = _Axis(*bounds, left=200, right=1010)
    foot = 14 + 50 * len(spans)
    bars = []
    for row, span in enumerate(spans):
        middle = 40 + 50 * row
        start, end = _ends(span, hours_in(unit), axis)
        width = round(len(span.text) * LETTER)
        inside = axis.x(span.strong_high * hours_in(unit)) + 12 if span.strong_high else end
        if inside + width < end:
            words = (inside, middle + 5, "in")
        elif end + 12 + width <= axis.right + 30:
            words = (end + 12, middle + 5, "")
        elif start - 12 - width >= axis.left:
            words = (start - 12, middle + 5, "end")
        else:
            words = (start, middle - 15, "")
        bars.append(_bar(span, hours_in(unit), axis, middle, middle + 5, words))
    ticks = [Tick(axis.x(at), name, "mid") for at, name, _ in _within(bounds)]
    return Drawing(1040, foot + 30, foot, tuple(ticks), tuple(bars))


def narrow(spans: Sequence[Span], unit: str) -> Drawing | None:
    """358 px, for a phone: label above each bar, words under it."""
    bounds = _bounds(spans, hours_in(unit))
    if bounds is None:
        return None
    axis = _Axis(*bounds, left=0, right=344)
    foot = 14 + 84 * len(spans)
    bars = [
        _bar(span, hours_in(unit), axis, 66 + 84 * row, 46 + 84 * row, (0, 94 + 84 * row, ""))
        for row, span in enumerate(spans)
    ]
    ticks = [
        Tick(x, name, "" if x < 20 else "end" if x > 330 else "mid")
        for x, name in ((axis.x(at), name) for at, _, name in _within(bounds))
    ]
    return Drawing(358, foot + 30, foot, tuple(ticks), tuple(bars))


def _bounds(spans: Sequence[Span], hours: float) -> tuple[float, float] | None:
    """The ticks between which every span lies, in hours."""
    times = [
        time * hours
        for span in spans
        for time in (span.low, span.high, span.strong_low, span.strong_high, span.mark)
        if time
    ]
    if not times:
        return None
    known = [at for at, _, _ in TICKS]
    low = max((at for at in known[:-1] if at <= min(times)), default=known[0])
    return low, min((at for at in known if at >= max(times) and at > low), default=known[-1])


def _within(bounds: tuple[float, float]) -> list[tuple[float, str, str]]:
    return [tick for tick in TICKS if bounds[0] <= tick[0] <= bounds[1]]


def _ends(span: Span, hours: float, axis: _Axis) -> tuple[int, int]:
    start = axis.x(span.low * hours) if span.low else axis.left
    return start, axis.x(span.high * hours) if span.high else axis.right


def _bar(
    span: Span, hours: float, axis: _Axis, middle: int, label_y: int, words: tuple[int, int, str]
) -> Bar:
    start, end = _ends(span, hours, axis)
    strong = None
    if span.strong_low is not None and span.strong_high is not None:
        first = axis.x(span.strong_low * hours)
        strong = (first, axis.x(span.strong_high * hours) - first)
    return Bar(
        kind="order" if span.ordinal else "band" if span.mark is None else "range",
        label=span.label,
        text=span.text,
        layer=span.layer,
        start=start,
        end=end,
        middle=middle,
        label_y=label_y,
        text_x=words[0],
        text_y=words[1],
        text_anchor=words[2],
        strong=strong,
        at=None if span.mark is None else axis.x(span.mark * hours),
    )
