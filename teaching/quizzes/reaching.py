"""A case, a sitting and its questions for whom they belong to; anybody else's do not exist."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from teaching.accounts.http import LearnerRequest
from teaching.prepared import Rows, Slot
from teaching.quizzes import clock, reporting, telling, testing
from teaching.quizzes.models import Attempt, Question, QuestionQuerySet, Sitting


def attempt_of(request: LearnerRequest, pk: int) -> Attempt:
    """The learner's own attempt at a case. Raises Http404."""
    return get_object_or_404(
        Attempt.objects.of(request.learner).alone().select_related("vignette__disease"), pk=pk
    )


def sitting_of(request: LearnerRequest, pk: int, at: datetime) -> Sitting:
    """The learner's sitting as it stands at this moment: a test whose time is up is handed in, and
    told where its results are out. One query unless something of that happens. Raises Http404."""
    rows = Sitting.objects.of(request.learner).select_related("quiz__disease", "learner")
    return brought_up_to(get_object_or_404(rows, pk=pk), at)


def _asked() -> QuestionQuerySet:
    learner = Slot("learner")
    rows = Question.objects.of(learner).filter(sitting=Slot("sitting"), number=Slot("number"))
    rows = rows.select_related("sitting", "vignette", "attempt")
    rows = rows.defer("vignette__shown", "vignette__radicals")
    return rows.annotate(held=telling.held_elsewhere(learner))


def _asked_whole() -> QuestionQuerySet:
    disease = "sitting__quiz__disease"
    rows = _asked().select_related(disease).defer(f"{disease}__presentation")
    return rows.annotate(reported=reporting.is_reported(Slot("learner")))


_BARE, _WHOLE = Rows(_asked), Rows(_asked_whole)


def question_of(
    request: LearnerRequest, pk: int, number: int, at: datetime, *, whole: bool = False
) -> Question:
    """One question of the learner's sitting, which comes along as :func:`sitting_of` gives it; one
    query. With ``whole`` the quiz comes too, for a page. Raises Http404.

    What the question shows is left in the database: ``showing.story`` keeps it in the process.
    """
    rows = _WHOLE if whole else _BARE
    asked = rows.first(learner=request.learner.pk, sitting=pk, number=number)
    if asked is None:
        raise Http404
    # The stubs do not know of an annotation here.
    asked.is_held, asked.is_reported = vars(asked)["held"], vars(asked).get("reported", False)
    asked.sitting.learner = request.learner
    brought_up_to(asked.sitting, at)
    if whole:
        asked.vignette.disease = asked.sitting.quiz.disease
    if asked.attempt is not None:
        asked.attempt.vignette = asked.vignette
        if asked.sitting.told_at == at:  # told just now, its attempt with it
            asked.attempt.refresh_from_db(fields=["finished_at"])
    return asked


def brought_up_to(sitting: Sitting, at: datetime) -> Sitting:
    """A sitting as it stands at this moment: handed in where its time is up, told where it may."""
    if sitting.is_test and not sitting.is_finished and clock.is_over(sitting.deadline, at):
        testing.close_overdue(Sitting.objects.filter(pk=sitting.pk), at)
        sitting.refresh_from_db(fields=["finished_at"])
    if not sitting.is_told and sitting.is_finished:
        telling.tell(sitting, at)
    return sitting
