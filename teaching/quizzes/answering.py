"""Pages of a sitting: its questions one at a time, where it stands, and what it came to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest
from teaching.quizzes import (
    attempts,
    fragments,
    growing,
    marking,
    quiz_pages,
    reporting,
    sittings,
    telling,
    test_pages,
    testing,
)
from teaching.quizzes import wording as words
from teaching.quizzes.forms import CommitForm, SaveForm
from teaching.quizzes.models import Certainty, Question, Sitting
from teaching.quizzes.reaching import question_of, sitting_of

READ_OR_SEND = ("GET", "HEAD", "POST")
NOT_OPEN = "That question is not open. Nothing was stored; this is where you are."
NOT_OFFERED = "The question does not offer that answer. Nothing was stored; choose again."
HELD = (
    "This question is part of a test whose results are not out yet. Nothing was stored; come back "
    "when they are."
)
HANDED_IN = "The test is handed in, and nothing can be changed any more. Nothing was stored."


@tryout.learner_required
@require_safe
def sitting(request: LearnerRequest, pk: int) -> HttpResponse:
    """Where a quiz stands; when it has ended, what it came to."""
    now = timezone.now()
    mine = sitting_of(request, pk, now)
    if not mine.is_told:
        places = sittings.asked(mine)
        page = "handed_in" if mine.is_finished else "handing_in"
        return render(request, f"quizzes/{page}.html", test_pages.overview(mine, places, now))
    growing.grow(mine, now)
    held = telling.held_slugs(request.learner, mine.quiz.disease_id)
    return render(
        request, "quizzes/sitting.html", quiz_pages.summary(mine, sittings.in_order(mine), held)
    )


@tryout.learner_required
@require_safe
def question(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """A question; once it is answered and told, what that earned."""
    asked = question_of(request, pk, number, timezone.now(), whole=True)
    mine = asked.sitting
    if mine.is_finished and (asked.attempt is None or not asked.attempt.is_finished):
        return redirect(mine)
    return _shown(request, asked)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def commit(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """Answer a question of practice for good."""
    asked = question_of(request, pk, number, timezone.now())
    if request.method != "POST":
        return redirect(asked)
    form = CommitForm(request.POST)
    if not form.is_valid():
        return _ask_again(request, asked, form.problem(), chosen=form.cleaned_data.get("option"))
    try:
        done = sittings.commit(
            asked,
            item=form.cleaned_data["item"],
            option=form.cleaned_data["option"],
            certainty=Certainty(form.cleaned_data["certainty"]),
            at=timezone.now(),
        )
    except attempts.NotOpenError:
        return _ask_again(request, asked, NOT_OPEN)
    except sittings.HeldError:
        return _ask_again(request, asked, HELD)
    except ValueError:
        return _ask_again(request, asked, NOT_OFFERED)
    if done.differs:
        messages.warning(request, words.standing(done.response))
    return _to(request, asked.get_absolute_url())


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def save(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """Keep what is chosen in a test, until it is handed in."""
    now = timezone.now()
    asked = question_of(request, pk, number, now)
    mine = asked.sitting
    if request.method != "POST":
        return redirect(asked)
    form = SaveForm(request.POST)
    if not form.is_valid():
        return _ask_again(request, asked, NOT_OFFERED)
    try:
        saved = testing.save(
            asked,
            turn=form.cleaned_data["turn"],
            option=None if form.cleaned_data["clear"] else form.cleaned_data["option"],
            certainty=form.cleaned_data["certainty"],
            at=now,
        )
    except testing.TimeUpError:
        return _to(request, mine.get_absolute_url())
    except attempts.NotOpenError:
        messages.warning(request, _too_late(mine) if mine.is_test else NOT_OPEN)
        return _to(request, mine.get_absolute_url())
    except ValueError:
        return _ask_again(request, asked, NOT_OFFERED)
    if saved.differs:
        messages.warning(request, test_pages.standing(saved.question))
        return _to(request, asked.get_absolute_url())
    if request.htmx:
        return render(
            request,
            "quizzes/test.html#saved",
            test_pages.saved(saved.question, sittings.places(mine)),
        )
    return redirect(_after(mine, asked) if form.cleaned_data["go"] == "next" else asked)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def finish(request: LearnerRequest, pk: int) -> HttpResponse:
    """End a quiz before its last question, or hand in a test."""
    now = timezone.now()
    mine = sitting_of(request, pk, now)
    if request.method == "POST":
        if mine.is_test:
            testing.hand_in(mine, at=now)
        else:
            sittings.finish(mine, at=now)
    return redirect(mine)


def _shown(
    request: LearnerRequest,
    asked: Question,
    problem: str = "",
    chosen: int | None = None,
) -> HttpResponse:
    """The page of a question as it stands."""
    mine, now = asked.sitting, timezone.now()
    attempt = sittings.see(asked, at=now)
    if attempt.is_finished:
        growing.grow(mine, now)
    context = quiz_pages.frame(asked, sittings.places(mine))
    context["mark"] = marking.mark_of(request.learner, asked.vignette)
    is_told = attempt.is_finished and not asked.is_held
    url = reverse("quizzes:report", args=[mine.pk, asked.number])
    context["desk"] = reporting.Desk(url)
    if asked.is_reported:
        context["desk"] = reporting.desk(request.learner, asked.vignette, url, now, is_told=is_told)
    if attempt.is_finished:
        if asked.is_held:
            return render(request, "quizzes/held.html", context)
        told = fragments.explained(attempt)
        return render(request, "quizzes/feedback.html", context | {"told": told})
    if mine.is_test:
        context |= test_pages.question(mine, asked, now)
        return render(request, "quizzes/test.html", context | {"problem": problem})
    context |= quiz_pages.question(attempt, problem=problem, chosen=chosen)
    return render(request, "quizzes/question.html", context)


def _ask_again(
    request: LearnerRequest,
    asked: Question,
    problem: str,
    *,
    chosen: int | None = None,
) -> HttpResponse:
    """The page with what was wrong. Where the quiz has ended, or the answer is in, that page."""
    mine = asked.sitting
    if mine.is_finished or (asked.attempt is not None and asked.attempt.is_finished):
        messages.info(request, _too_late(mine) if mine.is_test else problem)
        url = mine.get_absolute_url() if asked.attempt is None else asked.get_absolute_url()
        return _to(request, url)
    asked = question_of(request, mine.pk, asked.number, timezone.now(), whole=True)
    return _shown(request, asked, problem, chosen)


def _too_late(mine: Sitting) -> str:
    """Said of what reached a test that has ended."""
    if not mine.ran_out or mine.deadline is None:
        return HANDED_IN
    ended = formats.time_format(timezone.localtime(mine.deadline), "H:i")
    return (
        f"The time was up at {ended}. What you sent last came too late; what was saved before is "
        "handed in."
    )


def _after(mine: Sitting, asked: Question) -> Question | Sitting:
    """What comes after a question of a test: the next one, or the overview."""
    return mine.questions.filter(number=asked.number + 1).first() or mine


def _to(request: LearnerRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
