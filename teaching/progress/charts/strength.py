"""The grid of concepts by decisions: how strong each is, with n. Pure.

A cell shows nothing but pips below five answers, a count below ten, and a share from ten on: five
of five is a fact, 100 % would be a promise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from teaching.progress import saying
from teaching.progress.charts.drawing import pips

COUNT_AT_LEAST, SHARE_AT_LEAST = 5, 10
WEAK = 0.6
"""A share below this is called weak."""


class Kind(Enum):
    """How a cell is shown."""

    NEW = "not met yet"
    FEW = "too few yet"
    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True)
class Cell:
    """``right`` of ``asked`` answers on one concept in one decision.

    ``today`` is the chance of getting it right today, 0 to 1, where a memory tells it; without one
    the share that was right is shown. ``practise`` is an address at which more of it is asked.
    """

    right: int
    asked: int
    today: float | None = None
    practise: str = ""

    @property
    def kind(self) -> Kind:
        if not self.asked:
            return Kind.NEW
        if self.asked < COUNT_AT_LEAST:
            return Kind.FEW
        return Kind.COUNT if self.asked < SHARE_AT_LEAST else Kind.SHARE

    @property
    def n(self) -> str:
        return f"{self.asked:,}"

    @property
    def is_shown(self) -> bool:
        """Whether there are answers enough for a bar."""
        return self.kind in {Kind.COUNT, Kind.SHARE}

    @property
    def share(self) -> float:
        """The length of the bar, 0 to 1: a count is drawn as counted."""
        if self.kind is Kind.SHARE and self.today is not None:
            return self.today
        return self.right / self.asked if self.asked else 0.0

    @property
    def per_cent(self) -> int:
        return round(100 * self.share)

    @property
    def is_weak(self) -> bool:
        """Told from ten answers on: three of five is a count and no weakness yet."""
        return self.kind is Kind.SHARE and self.per_cent < round(100 * WEAK)

    @property
    def said(self) -> str:
        if self.kind is Kind.SHARE:
            return f"{self.per_cent} %"
        if self.kind is Kind.COUNT:
            return f"{self.right} of {self.asked}"
        return str(self.kind.value)

    @property
    def pips(self) -> tuple[bool, ...]:
        """One for each answer that a bar needs; none where there is a bar."""
        if self.is_shown:
            return ()
        return pips(self.asked, COUNT_AT_LEAST)


@dataclass(frozen=True)
class Row:
    """One concept, with a cell for each decision; None where that decision is never about it."""

    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Next:
    """What follows from the grid, with an address where there is one to go to."""

    lead: str
    text: str
    link: str = ""
    href: str = ""


@dataclass(frozen=True)
class Grid:
    """``columns`` are the decisions. Raises ValueError for a row with another number of cells."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{row.name} has {len(row.cells)} of {len(self.columns)} cells")

    @property
    def lines(self) -> tuple[tuple[Row, tuple[tuple[str, Cell | None], ...]], ...]:
        """Rows with their cells, each beside the name of its column."""
        return tuple((row, tuple(zip(self.columns, row.cells, strict=True))) for row in self.rows)

    @property
    def places(self) -> tuple[tuple[Row, str, Cell], ...]:
        """Every cell with its row and its column."""
        return tuple(
            (row, column, cell) for row, cells in self.lines for column, cell in cells if cell
        )

    @property
    def asked(self) -> int:
        return sum(cell.asked for _, _, cell in self.places)

    @property
    def lead(self) -> str:
        """What a share means here, and from when on it is shown."""
        asked = self.asked
        if not asked:
            return "Each answer you commit fills a pip here. From five on a cell shows a count."
        if not any(cell.kind is Kind.SHARE for _, _, cell in self.places):
            many = saying.capital(saying.counted(asked, "answer"))
            is_one = asked == 1
            return (
                f"{many} {'is' if is_one else 'are'} a beginning, not a measurement. A cell shows a"
                " count once it holds five answers, and a share from ten."
            )
        what = (
            "The chance that you would get it right today."
            if any(cell.today is not None for _, _, cell in self.places)
            else "The share of your answers that was right."
        )
        return f"{what} {asked:,} answers; cells under five wait, cells under ten count."

    @property
    def next(self) -> Next | None:
        """The weakest cell; else what was never met; else nothing, and that is well."""
        weak = [place for place in self.places if place[2].is_weak]
        if weak:
            row, column, cell = min(weak, key=lambda place: (place[2].share, -place[2].asked))
            text = f"{row.name}, {_inside(column)}: {cell.said} of {cell.asked:,} answers."
            if cell.today is not None:
                text = f"{row.name}, {_inside(column)}: {cell.said}, n {cell.asked:,}."
            return Next("Weakest:", text, "Practise it" if cell.practise else "", cell.practise)
        new = [place for place in self.places if place[2].kind is Kind.NEW]
        if new and self.asked:
            row, column, cell = new[0]
            more = f", and {saying.counted(len(new) - 1, 'cell')} more" if len(new) > 1 else ""
            text = f"{row.name}, {_inside(column)}, which you have not met{more}."
            return Next("Next:", text, "Start with it" if cell.practise else "", cell.practise)
        return None


def _inside(column: str) -> str:
    return column[:1].lower() + column[1:]


def grid(columns: Sequence[str], rows: Sequence[Row]) -> Grid:
    """The grid without the rows nobody could fill: those of which no decision is ever asked."""
    return Grid(tuple(columns), tuple(row for row in rows if any(row.cells)))
