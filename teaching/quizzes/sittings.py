"""A sitting on its way: seeing its questions, answering each exactly once, ending it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F
from django.db.models.functions import Greatest
from django.utils import timezone

from teaching.items.showing import story as read_story
from teaching.quizzes import attempts, growing
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
    # The next question of a contrast is stored together with the answer it follows from.
    whole = transaction.atomic() if question.sitting.is_contrast else nullcontext()
    with whole:
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
            if question.sitting.is_contrast:
                growing.grow(question.sitting, at)
            finish_answered(question.sitting, at)
    return done


def finish_answered(sitting: Sitting, at: datetime) -> None:
    """End a sitting of which every question has its answer; another one is left as it is."""
    left = sitting.questions.exclude(attempt__finished_at__isnull=False)
    _end(Sitting.objects.filter(~Exists(left), pk=sitting.pk), at)


def finish(sitting: Sitting, at: datetime) -> None:
    """End a sitting; what was answered stays. A second call changes nothing."""
    _end(Sitting.objects.filter(pk=sitting.pk), at)


def _end(rows: SittingQuerySet, at: datetime) -> None:
    # A clock may be set back.
    rows.filter(finished_at=None).update(finished_at=Greatest(F("started_at"), at))


def flag(question: Question, *, is_flagged: bool) -> None:
    """Mark a question to come back to, or take the mark away."""
    Question.objects.filter(pk=question.pk).update(is_flagged=is_flagged)
    question.is_flagged = is_flagged


def places(sitting: Sitting) -> Sequence[Question]:
    """The questions in order, each with its attempt: one query."""
    return list(sitting.questions.select_related("attempt"))


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
