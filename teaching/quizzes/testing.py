"""Sitting a test: choices that can be changed until it is handed in, by the learner or the clock.

Nothing here reads a key. What was chosen becomes a response, with whether it was right, only when
the results are told (``telling.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from teaching.items.showing import story as read_story
from teaching.quizzes import clock
from teaching.quizzes.attempts import NotOpenError
from teaching.quizzes.models import Allowance, Certainty, Question, Quiz, Sitting, SittingQuerySet

if TYPE_CHECKING:
    from teaching.accounts.models import User


class TimeUpError(Exception):
    """The deadline has passed: what was sent was not stored, what was saved before counts."""


@dataclass(frozen=True)
class Saved:
    """What stands after a choice was sent. ``differs`` where it is another one than was sent, for
    the page that sent it was older than what is stored."""

    question: Question
    differs: bool = False


def terms(quiz: Quiz, learner: User) -> clock.Terms:
    """The clock of a quiz for this learner: one query for a test, none for another."""
    extra = 0
    if quiz.is_test:
        allowed = Allowance.objects.filter(quiz=quiz, learner=learner)
        extra = allowed.values_list("minutes", flat=True).first() or 0
    return clock.Terms(quiz.minutes, quiz.opens_at, quiz.closes_at, extra)


def save(
    question: Question,
    *,
    turn: int,
    option: int | None,
    certainty: Certainty | None,
    at: datetime,
) -> Saved:
    """Store what is chosen; None takes the answer back.

    ``turn`` is the one the page was shown with. The same choice sent again under its turn changes
    nothing; another one is refused (``differs``), so that a second window cannot undo the first
    unseen. Raises TimeUpError at and after the deadline, NotOpenError when the test was handed in
    or the question not seen yet, ValueError for an option it does not offer.
    """
    (decision,) = read_story(question.vignette).decisions
    if option is not None and option not in {offered.pk for offered in decision.options}:
        raise ValueError(f"item {decision.pk} does not offer option {option}")
    if option is None:
        certainty = None
    with transaction.atomic():
        sitting = Sitting.objects.select_for_update().get(pk=question.sitting_id)
        if not sitting.is_test or sitting.is_finished:
            raise NotOpenError
        if clock.is_over(sitting.deadline, at):
            raise TimeUpError
        changed = _as_shown(question, turn).update(
            option=option,
            certainty=certainty,
            saved_at=None if option is None else at,
            turn=turn + 1,
        )
        standing = question if changed else Question.objects.get(pk=question.pk)
        standing.sitting = question.sitting
    if changed:
        standing.option_id, standing.certainty = option, certainty
        standing.saved_at = None if option is None else at
        standing.turn = turn + 1
        return Saved(standing)
    if standing.attempt_id is None:
        raise NotOpenError
    same = (standing.option_id, standing.certainty) == (option, certainty)
    return Saved(standing, differs=not same)


def _as_shown(question: Question, turn: int) -> QuerySet[Question]:
    """The row, if it was seen and still stands as the page with this turn showed it."""
    return Question.objects.filter(pk=question.pk, turn=turn, attempt__isnull=False)


def hand_in(sitting: Sitting, at: datetime) -> None:
    """End a test; from now on nothing can be changed. A second call changes nothing, and one after
    the deadline hands in what was there at the deadline."""
    if sitting.deadline is not None:
        at = min(at, sitting.deadline)
    _end(Sitting.objects.filter(pk=sitting.pk, finished_at=None), at)
    sitting.refresh_from_db(fields=["finished_at"])


def _end(rows: SittingQuerySet, at: datetime) -> None:
    rows.update(finished_at=Greatest(F("started_at"), at))  # a clock may be set back


def close_overdue(rows: SittingQuerySet, at: datetime) -> int:
    """Hand in every test among these whose time is up, each at its own deadline: one query. What
    shows or counts sittings calls it first, so that nobody need be there when the time is up."""
    return rows.overdue(at).update(finished_at=Greatest(F("started_at"), F("deadline")))


def allow(quiz: Quiz, learner: User, minutes: int, at: datetime) -> None:
    """Give a learner that much more time, or with 0 none. A test they are sitting is moved too;
    time taken away ends it now at the soonest."""
    with transaction.atomic():
        if minutes:
            Allowance.objects.update_or_create(
                quiz=quiz, learner=learner, defaults={"minutes": minutes}
            )
        else:
            Allowance.objects.filter(quiz=quiz, learner=learner).delete()
        for sitting in Sitting.objects.select_for_update().filter(
            quiz=quiz, learner=learner, finished_at=None
        ):
            deadline = terms(quiz, learner).deadline(sitting.started_at)
            sitting.deadline = None if deadline is None else max(deadline, at)
            sitting.save(update_fields=["deadline"])


def close_later(quiz: Quiz, closes_at: datetime) -> None:
    """Move the close of a test to a later moment, and with it the deadlines of those who sit it;
    whom the clock has handed in stays so. An earlier moment changes nothing."""
    with transaction.atomic():
        moved = Quiz.objects.filter(pk=quiz.pk, closes_at__lt=closes_at).update(closes_at=closes_at)
        if not moved:
            return
        quiz.closes_at = closes_at
        extra = dict(quiz.allowances.values_list("learner", "minutes"))
        for sitting in Sitting.objects.select_for_update().filter(quiz=quiz, finished_at=None):
            given = clock.Terms(
                quiz.minutes, quiz.opens_at, closes_at, extra.get(sitting.learner_id, 0)
            )
            sitting.deadline = given.deadline(sitting.started_at)
            sitting.save(update_fields=["deadline"])
