"""Finding the learner who gets more time for a test. Names and user names are searched and shown;
an e-mail address finds its owner when it is written in full, and is never shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from teaching.accounts.finding import NAMES, called, shown_name
from teaching.accounts.models import User
from teaching.quizzes.models import Allowance, Sitting

if TYPE_CHECKING:
    from teaching.quizzes.models import Quiz

AT_MOST = 10
SHORTEST = 2
"""Letters, below which nobody is looked for."""


@dataclass(frozen=True)
class Candidate:
    """Somebody found; ``minutes`` is the extra time they have, ``is_done`` whether they have handed
    in, so that more time would change nothing."""

    learner: User
    minutes: int
    is_done: bool


@dataclass(frozen=True)
class Found:
    """The first of those found, by name, and whether there are more."""

    candidates: tuple[Candidate, ...]
    has_more: bool
    is_too_short: bool = False


def found(quiz: Quiz, words: str) -> Found:
    """One query, or none where too little is said."""
    words = words.strip()
    if len(words) < SHORTEST:
        return Found((), has_more=False, is_too_short=True)
    allowed = Allowance.objects.filter(quiz=quiz, learner=OuterRef("pk")).values("minutes")
    handed_in = Sitting.objects.filter(quiz=quiz, learner=OuterRef("pk"), finished_at__isnull=False)
    rows = list(
        User.objects.filter(is_tryout=False, is_active=True)
        .filter(called(words, fields=NAMES) | Q(email__iexact=words))
        .annotate(minutes=Subquery(allowed), is_done=Exists(handed_in))
        .order_by(Lower(shown_name()), "pk")[: AT_MOST + 1]
    )
    return Found(
        tuple(Candidate(one, one.minutes or 0, one.is_done) for one in rows[:AT_MOST]),
        has_more=len(rows) > AT_MOST,
    )
