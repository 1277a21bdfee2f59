"""Answers that were sure but wrong, what matters most for a patient first. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from teaching.progress import saying

FIRST = 5
"""So many are shown at once; the others wait behind a line."""


@dataclass(frozen=True)
class Slip:
    """One answer that was certain and wrong.

    ``weight`` orders by what it would do to a patient, 0 the gravest. ``is_mended`` says that the
    same was answered rightly since. Texts of options are as a sentence writes them.
    """

    decision: str
    chosen: str
    key: str
    story: str
    href: str
    on: date
    weight: int
    is_mended: bool = False

    def ago(self, today: date) -> str:
        return saying.ago((today - self.on).days)


@dataclass(frozen=True)
class Slips:
    """The list, gravest first and then newest; ``certain`` is how many answers were certain, and
    ``wrong`` how many of these were wrong, which may be more than are listed."""

    rows: tuple[tuple[Slip, str], ...]
    certain: int
    wrong: int

    @property
    def first(self) -> tuple[tuple[Slip, str], ...]:
        return self.rows[:FIRST]

    @property
    def others(self) -> tuple[tuple[Slip, str], ...]:
        return self.rows[FIRST:]

    @property
    def lead(self) -> str:
        if not self.certain:
            return "You have not been certain yet."
        certain = saying.counted(self.certain, "certain answer")
        if not self.wrong:
            if self.certain == 1:
                return "You were certain once, and right."
            return f"None of your {certain} was wrong."
        wrong = saying.capital(saying.counted(self.wrong, "answer"))
        said = f"{wrong} of {self.certain:,} that were certain."
        return f"{said} What matters most for a patient comes first." if self.wrong > 1 else said


def slips(found: Iterable[Slip], *, certain: int, wrong: int, today: date) -> Slips:
    """The list for a page. Raises ValueError where more are listed or wrong than can be."""
    ordered = sorted(found, key=lambda one: (one.weight, -one.on.toordinal()))
    if not len(ordered) <= wrong <= certain:
        raise ValueError(f"{len(ordered)} listed of {wrong} wrong of {certain} certain")
    return Slips(tuple((one, one.ago(today)) for one in ordered), certain, wrong)
