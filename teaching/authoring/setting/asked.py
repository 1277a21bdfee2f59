"""How the questions of a quiz did: how many answered each, and how many of those were right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teaching.authoring import listing
from teaching.items.models import Vignette
from teaching.quizzes.results import Share
from teaching.quizzes.telling import Mark


@dataclass(frozen=True)
class Asked:
    """One question, all its revisions together; ``vignette`` is the latest that was asked."""

    vignette: int
    drawn: int
    """In so many sittings."""
    share: Share


@dataclass(frozen=True)
class Row:
    asked: Asked
    told: listing.Row


def counted(marks: Iterable[Mark]) -> list[Asked]:
    """Those answered most often first, and of these the one least often right."""
    by_slug: dict[str, list[Mark]] = {}
    for mark in marks:
        by_slug.setdefault(mark.slug, []).append(mark)
    found = [_asked(one) for one in by_slug.values()]
    return sorted(found, key=lambda one: (-one.share.asked, one.share.right, one.vignette))


def _asked(marks: Sequence[Mark]) -> Asked:
    answers = [one.is_right for one in marks if one.is_right is not None]
    return Asked(max(one.vignette for one in marks), len(marks), Share(sum(answers), len(answers)))


def rows(page: Sequence[Asked]) -> list[Row]:
    """With what the bank says of them: three queries."""
    vignettes = listing.with_openings(
        Vignette.objects.filter(pk__in=[one.vignette for one in page])
    )
    told = {row.vignette.pk: row for row in listing.rows_of(list(vignettes))}
    return [Row(one, told[one.vignette]) for one in page]
