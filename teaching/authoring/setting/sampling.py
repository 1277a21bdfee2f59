"""A sample of what a quiz would ask, drawn with a seed as a sitting is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from teaching.authoring import listing
from teaching.authoring.setting import fitting
from teaching.items.models import Vignette
from teaching.quizzes import beginning
from teaching.quizzes.models import Quiz


@dataclass(frozen=True)
class Sample:
    """The questions in the order asked; ``missing`` more were wanted than there are."""

    seed: str
    rows: tuple[listing.Row, ...]
    missing: int
    shorts: tuple[tuple[int, fitting.Fit], ...]
    """The lines of the blueprint, from 1, that cannot be filled."""


def sample(quiz: Quiz, seed: str, at: datetime) -> Sample:
    """What somebody would be asked who has answered nothing yet. Nothing is stored."""
    drawn = beginning.draw(quiz, None, seed, at)
    held = listing.with_openings(Vignette.objects.filter(pk__in=drawn.ids))
    rows = {row.vignette.pk: row for row in listing.rows_of(list(held))}
    fits = fitting.fits(quiz.disease, list(quiz.lines.all()), at)
    shorts = tuple((number, fit) for number, fit in enumerate(fits, start=1) if fit.is_short)
    return Sample(seed, tuple(rows[pk] for pk in drawn.ids), drawn.missing, shorts)
