"""Telling the results of a test: when they may be told, and making responses of what was chosen.

Until then no row says whether a choice is right, so no page can.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from teaching.accounts.models import User
from teaching.items.models import Key
from teaching.prepared import Slot
from teaching.quizzes import clock
from teaching.quizzes.models import (
    Attempt,
    Question,
    QuestionQuerySet,
    Quiz,
    Release,
    Response,
    Sitting,
)


def may_tell(sitting: Sitting, at: datetime) -> bool:
    """Whether the results of this sitting are out. Where they wait for the close of the test, the
    last learner with extra time has to be done: at most one query."""
    quiz = sitting.quiz
    if not sitting.is_finished:
        return False
    if quiz.release == Release.HANDED_IN:
        return True
    if quiz.release == Release.BY_HAND:
        return quiz.released_at is not None and quiz.released_at <= at
    return is_closed(quiz, at)


def is_closed(quiz: Quiz, at: datetime) -> bool:
    """Whether the window has closed for everybody, extra time included."""
    if quiz.closes_at is None or at < quiz.closes_at:
        return False
    extra = max(quiz.allowances.values_list("minutes", flat=True), default=0)
    last = clock.Terms(closes_at=quiz.closes_at, extra=extra).last
    return last is not None and at >= last


def tell(sitting: Sitting, at: datetime) -> bool:
    """Make responses of the choices of a test, once its results are out; whether they are.

    A second call changes nothing. A question without an answer has an attempt without a response,
    finished when the test was.
    """
    if sitting.is_told or not may_tell(sitting, at):
        return sitting.is_told
    with transaction.atomic():
        locked = Sitting.objects.select_for_update().get(pk=sitting.pk)
        if locked.told_at is None:
            _respond(locked)
            locked.told_at = at
            locked.save(update_fields=["told_at"])
    sitting.told_at = locked.told_at
    return True


def _respond(sitting: Sitting) -> None:
    ended = sitting.finished_at
    assert ended is not None  # may_tell  # noqa: S101
    for question in sitting.questions.select_related("attempt", "option"):
        attempt = question.attempt
        if attempt is None:  # never seen; shown with its answer from now on
            attempt = Attempt(
                learner_id=sitting.learner_id,
                vignette_id=question.vignette_id,
                started_at=ended,
                in_quiz=True,
            )
        done = question.saved_at if question.saved_at is not None else ended
        finished = max(attempt.started_at, done)
        attempt.finished_at = finished
        attempt.save()
        if question.attempt_id is None:
            Question.objects.filter(pk=question.pk).update(attempt=attempt)
        if question.option is not None:
            Response.objects.create(
                attempt=attempt,
                item_id=question.option.item_id,
                option=question.option,
                certainty=question.certainty,
                is_right=Exists(Key.objects.filter(option=question.option)),
                committed_at=finished,
            )


def held_elsewhere(learner: User | Slot) -> Exists:
    """Of a question: whether it stands, in any revision, in another sitting of the learner that is
    a test not told yet. Nothing may tell its answer meanwhile."""
    return Exists(_held(learner, "vignette").exclude(sitting=OuterRef("sitting")))


def held(learner: User, vignette: str) -> Exists:
    """Of a row that leads to a vignette by that path: whether a test of the learner that is not
    told yet asks it, in any revision."""
    return Exists(_held(learner, vignette))


def _held(learner: User | Slot, vignette: str) -> QuestionQuerySet:
    return Question.objects.filter(
        sitting__in=Sitting.objects.of(learner).held(),
        vignette__disease=OuterRef(f"{vignette}__disease"),
        vignette__slug=OuterRef(f"{vignette}__slug"),
    )


def held_slugs(learner: User | None, disease_id: int) -> frozenset[str]:
    """The questions of the learner's tests whose results are not out: one query."""
    return frozenset(
        Question.objects.filter(
            sitting__in=Sitting.objects.of(learner).held(), vignette__disease=disease_id
        )
        .order_by()
        .values_list("vignette__slug", flat=True)
    )


@dataclass(frozen=True)
class Held:
    """The same of all diseases: ``(disease, slug) in held``."""

    slugs: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, learner: User) -> Held:
        """One query."""
        rows = Question.objects.filter(sitting__in=Sitting.objects.of(learner).held()).order_by()
        return cls(frozenset(rows.values_list("vignette__disease", "vignette__slug")))

    def __contains__(self, question: tuple[int, str]) -> bool:
        return question in self.slugs
