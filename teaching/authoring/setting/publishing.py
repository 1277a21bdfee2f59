"""Publishing a quiz, and what may still change afterwards."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teaching.authoring.setting import fitting
from teaching.quizzes import pool, telling, testing
from teaching.quizzes.models import Quiz, Release


class HinderedError(Exception):
    """It cannot be published as it is; the message says why. Nothing was changed."""


def hindrance(quiz: Quiz, at: datetime) -> str:
    """Why a draft cannot be published, in a sentence; empty where it can. What is only short of
    questions can: a sitting then says how many there are."""
    lines = list(quiz.lines.all())
    held, gone = pool.listed(quiz)
    if not lines and not held and not gone:
        return "It asks nothing yet: give it a blueprint or a list of questions."
    if gone and not held:
        return "None of the questions in its list is published."
    if lines and not any(one.fits for one in fitting.fits(quiz.disease, lines, at)):
        return "No published question fits its blueprint."
    if quiz.closes_at is not None and quiz.closes_at <= at:
        return "Its close has passed: say when it closes, or leave that empty."
    return ""


@transaction.atomic
def publish(quiz: Quiz, at: datetime) -> None:
    """From now on learners may begin it, and its questions and rules stay. A second call changes
    nothing. Raises HinderedError."""
    held = Quiz.objects.select_for_update().select_related("disease").get(pk=quiz.pk)
    if held.published_at is not None:
        return
    problem = hindrance(held, at)
    if problem:
        raise HinderedError(problem)
    held.published_at = at
    held.save(update_fields=["published_at"])


def withdraw(quiz: Quiz, at: datetime) -> None:
    """Nobody can begin it any more; who sits it goes on. A second call changes nothing."""
    Quiz.objects.filter(pk=quiz.pk, withdrawn_at=None).exclude(published_at=None).update(
        withdrawn_at=at
    )


def offer_again(quiz: Quiz) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(withdrawn_at=None)


def can_release(quiz: Quiz) -> bool:
    """Whether its results wait for an instructor."""
    waits = quiz.is_test and quiz.release == Release.BY_HAND and quiz.released_at is None
    return waits and quiz.published_at is not None


def release(quiz: Quiz, at: datetime) -> None:
    """Let everybody who has handed in see the results. A second call changes nothing, and nothing
    takes it back: who has seen what was right has seen it."""
    if can_release(quiz):
        Quiz.objects.filter(pk=quiz.pk, released_at=None).update(released_at=at)


def has_told_at_the_close(quiz: Quiz, at: datetime) -> bool:
    """Whether the close has passed for everybody and brought the results out."""
    return quiz.release == Release.CLOSED and telling.is_closed(quiz, at)


@transaction.atomic
def change(quiz: Quiz) -> None:
    """Store what may change after publication: the title, the text, the release of the results,
    and a later close."""
    Quiz.objects.filter(pk=quiz.pk).update(title=quiz.title, about=quiz.about, release=quiz.release)
    if quiz.closes_at is not None:
        testing.close_later(quiz, quiz.closes_at)
