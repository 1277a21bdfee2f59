"""What the bank says of the questions of a quiz, beside how they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teaching.authoring import listing
from teaching.items.models import Vignette
from teaching.quizzes.tallying import Asked


@dataclass(frozen=True)
class Row:
    asked: Asked
    told: listing.Row


def rows(page: Sequence[Asked]) -> list[Row]:
    """Three queries."""
    vignettes = listing.with_openings(
        Vignette.objects.filter(pk__in=[one.vignette for one in page])
    )
    told = {row.vignette.pk: row for row in listing.rows_of(list(vignettes))}
    return [Row(one, told[one.vignette]) for one in page]
