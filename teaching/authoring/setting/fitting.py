"""How many published questions fit each line of a blueprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from teaching.knowledge.models import Disease
from teaching.quizzes import pool
from teaching.quizzes.models import BlueprintLine


@dataclass(frozen=True)
class Fit:
    """``fits`` published questions for a line that asks for ``wanted``."""

    wanted: int
    fits: int

    @property
    def is_short(self) -> bool:
        return self.fits < self.wanted

    @property
    def says(self) -> str:
        if not self.fits:
            return "No published question fits this line."
        questions = "question fits" if self.fits == 1 else "questions fit"
        if self.is_short:
            return f"Only {self.fits} published {questions} this line; it asks for {self.wanted}."
        return f"{self.fits} published {questions} this line."


def fits(disease: Disease, lines: Sequence[BlueprintLine], at: datetime) -> list[Fit]:
    """In the order of the lines. What the lists of tests keep to themselves does not count. Four
    queries, and one for each line that names an axis, a concept or a layer; none without lines."""
    if not lines:
        return []
    found = pool.open_to(disease, None, at)
    taken = [pool.line_of(disease, line) for line in lines]
    return [Fit(line.count, sum(map(line.takes, found))) for line in taken]
