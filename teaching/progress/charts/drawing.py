"""What our charts are drawn with: marks and words in a frame of whole pixels, as SVG text.

Classes and presentation attributes only; the looks are in ``static/css/chart.css``. A chart is
drawn once for each width it is shown at: no picture is scaled down, and its words stay 14 px.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from teaching import markup
from teaching.film.curves import num

FULL, WIDE, BESIDE, NARROW = 1152, 544, 384, 328
"""Widths in px: the whole page, half of it, its side, and a small phone."""
SIZES = {FULL: "full", WIDE: "wide", BESIDE: "beside", NARROW: "narrow"}
LETTER, STRONG = 8.7, 9.7
"""Width of one letter of 14 px, plain and strong, in the widest face we fall back to."""


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a picture. The first of each row is its head."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Each row as its head and its cells, these beside the names of their columns."""
        return tuple(
            (row[0], tuple(zip(self.columns[1:], row[1:], strict=True))) for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart in each width it is shown at, and the table of its numbers."""

    svgs: tuple[str, ...]
    table: Table

    @property
    def drawn(self) -> tuple[SafeString, ...]:
        """For a template to place; the style sheet shows the one that fits."""
        return tuple(markup.drawing(svg) for svg in self.svgs)


def pips(have: int, need: int) -> tuple[bool, ...]:
    """One for each answer needed; the filled ones are there."""
    return tuple(number < have for number in range(need))


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands where a picture would show noise: what was counted, and why that is too few."""

    said: str
    have: int
    need: int
    why: str

    @property
    def pips(self) -> tuple[bool, ...]:
        return pips(self.have, self.need)


def frame(prefix: str, width: int, height: int, title: str, desc: str, parts: Iterable[str]) -> str:
    """The SVG element around its parts. Ids begin with the prefix and the name of the width."""
    size = SIZES[width]
    name = f"{prefix}-{size}"
    return (
        f'<svg class="chart {size}-only" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(desc)}</desc>{"".join(parts)}</svg>'
    )


def rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{kind}" x="{num(x)}" y="{num(y)}" width="{num(width)}"'
        f' height="{num(height)}"/>'
    )


def told(said: str, *parts: str) -> str:
    """Marks that belong together; ``said`` is shown where a pointer rests on them."""
    return f"<g><title>{escape(said)}</title>{''.join(parts)}</g>"


def dot(kind: str, x: float, y: float, radius: float) -> str:
    return f'<circle class="{kind}" cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"/>'


def lines(kind: str, *runs: Iterable[tuple[float, float]]) -> str:
    """Straight lines through points, one for each run."""
    path = "".join("M" + "L".join(f"{num(x)} {num(y)}" for x, y in run) for run in runs)
    return f'<path class="{kind}" d="{path}"/>'


def words(text: str, x: float, y: float, kind: str = "") -> str:
    """A line of words; ``kind`` holds "mid" or "end" for where x lies in it."""
    mark = f' class="{kind}"' if kind else ""
    return f'<text{mark} x="{num(x)}" y="{num(y)}">{escape(text)}</text>'


def kept(x: float, half: float, right: float) -> float:
    """The middle of something so wide, moved as far as it takes to stay between 0 and ``right``."""
    return min(max(x, half), max(right - half, half))


def centred(text: str, x: float, y: float, right: float, kind: str = "") -> str:
    """Words centred on x, or as near to it as they stay on the picture."""
    half = len(text) * (STRONG if "strong" in kind else LETTER) / 2
    return words(text, kept(x, half, right), y, f"mid {kind}".strip())
