"""What the page *Progress* shows, put together from counts. Pure.

Context of ``templates/progress/progress.html``: ``progress``, an ``Overview``; ``exam``, the form
that takes the day of an examination (a field ``day``), or nothing where there is no plan to make.
Its fragments are the partials ``strength``, ``sure``, ``confusion``, ``slips``, ``times``,
``days``, ``coming`` and ``plan``, each with the same context.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from teaching.progress import saying
from teaching.progress.charts.coming import Ahead
from teaching.progress.charts.confusion import Square
from teaching.progress.charts.curve import HowSure
from teaching.progress.charts.days import Strip
from teaching.progress.charts.strength import Grid
from teaching.progress.charts.times import Times
from teaching.progress.planning import Plan
from teaching.progress.slips import Slips


@dataclass(frozen=True)
class Overview:
    """Each picture with its numbers. ``decisions`` counts every answer since ``since``."""

    decisions: int
    since: date | None
    grid: Grid
    sure: HowSure
    square: Square
    slips: Slips
    times: Times
    strip: Strip
    ahead: Ahead
    plan: Plan | None = None

    @property
    def said(self) -> str:
        """ "192 decisions since 24 October" """
        if self.since is None:
            return "No decisions yet"
        today = self.strip.days[-1].day
        decisions = f"{self.decisions:,} decision{'' if self.decisions == 1 else 's'}"
        return f"{decisions} {saying.since(self.since, today)}"
