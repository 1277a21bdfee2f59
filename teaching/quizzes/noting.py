"""What a learner does beside answering: flag a question, bookmark it, write a note, report what is
wrong with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest
from teaching.items.showing import story as read_story
from teaching.quizzes import marking, reporting, sittings
from teaching.quizzes.forms import BookmarkForm, FlagForm, NoteForm, ReportForm
from teaching.quizzes.models import Attempt, Question
from teaching.quizzes.reaching import attempt_of, question_of

READ_OR_SEND = ("GET", "HEAD", "POST")
THANKS = (
    "Thank you: your report has reached those who look after the questions. Their answer will stand"
    " on this page."
)
THANKS_AGAIN = "Thank you: you reported this before in the same words, and it is kept once."


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def flag(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """Mark a question to come back to in this quiz."""
    asked = _asked(request, pk, number)
    form = FlagForm(request.POST)
    if request.method == "POST" and form.is_valid():
        sittings.flag(asked, is_flagged=form.cleaned_data["flagged"])
    return redirect(asked)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def bookmark(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """Keep a question to come back to, beyond this quiz."""
    asked = _asked(request, pk, number)
    form = BookmarkForm(request.POST)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["kept"]
        marking.bookmark(request.learner, asked.vignette, is_bookmarked=kept)
    return redirect(asked)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def note(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """Write a note that only the learner sees."""
    asked = _asked(request, pk, number)
    if request.method == "POST":
        form = NoteForm(request.POST)
        if form.is_valid():
            marking.write(request.learner, asked.vignette, form.cleaned_data["note"])
            messages.success(request, "Your note is saved.")
        else:
            messages.error(request, f"{form.errors['note'][0]} The one before stands.")
    return redirect(asked)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def report(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """Report what is wrong with a question that was seen, answered or not."""
    asked = _asked(request, pk, number)
    if request.method == "POST" and asked.attempt is not None:
        _report(request, asked.attempt, decision=1)
    return redirect(asked)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def report_case(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """Report what is wrong with a case, from the debrief of one of its decisions."""
    mine = attempt_of(request, pk)
    if not mine.is_finished:
        return redirect(mine)
    if not 1 <= number <= len(read_story(mine.vignette).decisions):
        raise Http404
    if request.method == "POST":
        _report(request, mine, number)
    return redirect("quizzes:debrief-of", mine.pk, number)


def _report(request: LearnerRequest, attempt: Attempt, decision: int) -> None:
    form = ReportForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"{form.problem()} Nothing was sent.")
        return
    tryout.bound_reports(request, request.learner)
    item = read_story(attempt.vignette).decisions[decision - 1].pk
    is_new = reporting.send(
        attempt,
        item,
        form.cleaned_data["trouble"],
        form.cleaned_data["words"],
        at=timezone.now(),
    )
    messages.success(request, THANKS if is_new else THANKS_AGAIN)


def _asked(request: LearnerRequest, pk: int, number: int) -> Question:
    return question_of(request, pk, number, timezone.now())
