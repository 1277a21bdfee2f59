"""Writing drafts of quizzes. What is published is not touched here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from teaching.authoring.setting import ordering
from teaching.quizzes.models import BlueprintLine, Listed, Quiz

if TYPE_CHECKING:
    from teaching.accounts.models import User


class NoDraftError(Exception):
    """The quiz has been published, or deleted, meanwhile; nothing was changed."""


class TooManyError(Exception):
    """The list would have more questions than fit into one; nothing was changed."""


@transaction.atomic
def save(quiz: Quiz, lines: Sequence[BlueprintLine], slugs: Sequence[str]) -> None:
    """Store a draft with its blueprint or its list. Raises NoDraftError."""
    if quiz.pk is not None:
        _hold(quiz)
    quiz.save()
    quiz.lines.all().delete()
    for position, line in enumerate(lines):
        line.quiz, line.position = quiz, position
    BlueprintLine.objects.bulk_create(lines)
    _list(quiz, slugs)


@transaction.atomic
def put(quiz: Quiz, slugs: Sequence[str]) -> int:
    """Add questions to the end of a draft's list; how many were new to it. Raises NoDraftError,
    also for a draft with a blueprint, and TooManyError."""
    _hold(quiz)
    if quiz.lines.exists():
        raise NoDraftError
    before = list(quiz.listed.values_list("slug", flat=True))
    after = ordering.joined(before, slugs)
    if len(after) > ordering.AT_MOST:
        raise TooManyError
    _list(quiz, after)
    return len(after) - len(before)


@transaction.atomic
def delete(quiz: Quiz) -> None:
    """Raises NoDraftError."""
    _hold(quiz)
    quiz.delete()


@transaction.atomic
def copy(quiz: Quiz, owner: User, at: datetime) -> Quiz:
    """A new draft with the same questions and rules."""
    made = Quiz.objects.get(pk=quiz.pk)
    lines, slugs = list(quiz.lines.all()), list(quiz.listed.values_list("slug", flat=True))
    made.pk = None
    made.title = f"{quiz.title[:290]} (copy)"
    made.owner, made.created_at = owner, at
    made.published_at = made.withdrawn_at = made.released_at = None
    for line in lines:
        line.pk = None
    save(made, lines, slugs)
    return made


def _hold(quiz: Quiz) -> None:
    """Keep anybody from publishing it while it is written."""
    rows = Quiz.objects.select_for_update().filter(pk=quiz.pk, is_set=True, published_at=None)
    if rows.first() is None:
        raise NoDraftError


def _list(quiz: Quiz, slugs: Sequence[str]) -> None:
    quiz.listed.all().delete()
    Listed.objects.bulk_create(
        Listed(quiz=quiz, position=position, slug=slug) for position, slug in enumerate(slugs)
    )
