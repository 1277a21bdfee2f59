"""A sitting on its way: seeing its questions, answering each exactly once, ending it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone

from teaching.items.showing import story as read_story
from teaching.prepared import Rows, Slot, Update
from teaching.quizzes import attempts
from teaching.quizzes.attempts import Commitment
from teaching.quizzes.models import Attempt, Certainty, Question, Quiz, Sitting, SittingQuerySet

if TYPE_CHECKING:
    from teaching.accounts.models import User


class HeldError(Exception):
    """The question stands in a test of the learner that is not told yet; nothing was stored."""


def see(question: Question, at: datetime) -> Attempt:
    """The attempt at a question; it begins when the question is first seen, as a whole."""
    if question.attempt is not None:
        return question.attempt
    with transaction.atomic():
        locked = Question.objects.select_for_update().get(pk=question.pk)
        if locked.attempt_id is None:
            attempt = Attempt.objects.create(
                learner_id=question.sitting.learner_id,
                vignette_id=question.vignette_id,
                started_at=at,
                read_to=max(0, read_story(question.vignette).decisions[0].stage),
                in_quiz=True,
            )
            Question.objects.filter(pk=question.pk).update(attempt=attempt)
        else:
            attempt = Attempt.objects.get(pk=locked.attempt_id)
    attempt.vignette = question.vignette
    question.attempt = attempt
    return attempt


def commit(
    question: Question, *, item: int, option: int, certainty: Certainty, at: datetime
) -> Commitment:
    """Store an answer of practice for good. The last answer of a sitting ends it.

    Raises NotOpenError where the question has not been seen yet, is another one, stands in a test
    or its sitting has ended, HeldError where a test of the learner asks the same, and ValueError
    for an option it does not offer.
    """
    attempt = question.attempt
    if attempt is None or question.sitting.is_test:
        raise attempts.NotOpenError
    if question.is_held:
        raise HeldError
    # One item, so that an attempt that is not finished has no response.
    responses = attempts.answers(attempt) if attempt.is_finished else {}
    if question.sitting.is_finished and not responses:
        raise attempts.NotOpenError
    done = attempts.commit(
        attempt,
        read_story(question.vignette),
        responses,
        item=item,
        option=option,
        certainty=certainty,
        at=at,
    )
    if done.is_new:
        finish_answered(question.sitting, at)
    return done


def _answered() -> tuple[SittingQuerySet, dict[str, Any]]:
    asked = Question.objects.filter(sitting=OuterRef("pk"))
    drawn = asked.order_by().values("sitting").annotate(n=Count("pk")).values("n")
    rows = Sitting.objects.filter(
        Q(planned=None) | Q(planned__lte=Subquery(drawn)),
        ~Exists(asked.exclude(attempt__finished_at__isnull=False)),
        pk=Slot("sitting"),
        finished_at=None,
    )
    # A clock may be set back.
    moment = Slot("at", DateTimeField())
    return rows, {"finished_at": Greatest(F("started_at"), moment)}


_END_ANSWERED = Update(_answered)


def finish_answered(sitting: Sitting, at: datetime) -> None:
    """End a sitting that has all its questions, each answered; another one is left as it is."""
    _END_ANSWERED(sitting=sitting.pk, at=at)


def finish(sitting: Sitting, at: datetime) -> None:
    """End a sitting; what was answered stays. A second call changes nothing."""
    rows = Sitting.objects.filter(pk=sitting.pk, finished_at=None)
    rows.update(finished_at=Greatest(F("started_at"), at))  # a clock may be set back


def flag(question: Question, *, is_flagged: bool) -> None:
    """Mark a question to come back to, or take the mark away."""
    Question.objects.filter(pk=question.pk).update(is_flagged=is_flagged)
    question.is_flagged = is_flagged


@dataclass(frozen=True)
class Place:
    """How one question of a sitting stands. In a test it is answered when a choice is saved."""

    number: int
    is_flagged: bool
    is_seen: bool
    is_answered: bool


_PLACES = Rows(
    lambda: Question.objects.filter(sitting=Slot("sitting")).values_list(
        "number", "is_flagged", "attempt", "option", "attempt__finished_at"
    )
)


def places(sitting: Sitting) -> Sequence[Place]:
    """The questions in order: one query."""
    return [
        Place(
            number,
            is_flagged,
            attempt is not None,
            option is not None or finished_at is not None,
        )
        for number, is_flagged, attempt, option, finished_at in _PLACES.all(sitting=sitting.pk)
    ]


def place_of(question: Question) -> Place:
    """The same of a question that was read with its attempt."""
    attempt = question.attempt
    is_answered = question.option_id is not None or (attempt is not None and attempt.is_finished)
    return Place(question.number, question.is_flagged, attempt is not None, is_answered)


def asked(sitting: Sitting) -> Sequence[Question]:
    """The same with what was asked: one query."""
    return list(sitting.questions.select_related("attempt", "vignette"))


def in_order(sitting: Sitting) -> Sequence[Question]:
    """The same with what was asked and answered: three queries."""
    return list(
        sitting.questions.select_related("attempt", "vignette").prefetch_related(
            "attempt__responses__option"
        )
    )


def claim(tryout: User, account: User) -> None:
    """Hand over what a try-out sat to the account it signed in to. Where both sit the same quiz,
    the account goes on with its own."""
    sat = Sitting.objects.of(account).filter(finished_at=None).values("quiz")
    Sitting.objects.of(tryout).filter(finished_at=None, quiz__in=sat).update(
        finished_at=Greatest(F("started_at"), timezone.now())
    )
    Quiz.objects.filter(owner=tryout).update(owner=account)
    Sitting.objects.of(tryout).update(learner=account)
