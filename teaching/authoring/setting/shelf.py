"""The quizzes set for learners: where each stands, and how many have begun it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Count, Q

from teaching.quizzes import testing
from teaching.quizzes.models import Quiz, QuizQuerySet, Sitting


class Standing(models.TextChoices):
    """Where a quiz stands, in the order of its life."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


def standing(quiz: Quiz, at: datetime) -> Standing:
    """One that was withdrawn stays so after its close."""
    if quiz.published_at is None:
        return Standing.DRAFT
    if quiz.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if quiz.closes_at is not None and quiz.closes_at <= at:
        return Standing.CLOSED
    return Standing.PUBLISHED


def found(rows: QuizQuerySet, words: str, state: str, at: datetime) -> QuizQuerySet:
    """The quizzes with all these words in their title that stand so, the newest first."""
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    if state:
        rows = rows.filter(_stands(Standing(state), at))
    return rows.order_by("-created_at", "-pk")


def _stands(state: Standing, at: datetime) -> Q:
    offered = Q(published_at__isnull=False, withdrawn_at=None)
    return {
        Standing.DRAFT: Q(published_at=None),
        Standing.WITHDRAWN: Q(published_at__isnull=False, withdrawn_at__isnull=False),
        Standing.CLOSED: offered & Q(closes_at__lte=at),
        Standing.PUBLISHED: offered & (Q(closes_at=None) | Q(closes_at__gt=at)),
    }[state]


@dataclass(frozen=True)
class Row:
    """One quiz in the list: so many sittings were begun, so many of them have ended."""

    quiz: Quiz
    standing: Standing
    begun: int
    ended: int


def rows(quizzes: Sequence[Quiz], at: datetime) -> list[Row]:
    """What the list says of these: two queries."""
    sittings = Sitting.objects.filter(quiz__in=quizzes)
    testing.close_overdue(sittings, at)
    counted = {
        quiz: (begun, ended)
        for quiz, begun, ended in sittings.order_by()
        .values_list("quiz")
        .annotate(begun=Count("pk"), ended=Count("finished_at"))
    }
    return [Row(one, standing(one, at), *counted.get(one.pk, (0, 0))) for one in quizzes]
