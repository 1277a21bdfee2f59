"""What a learner does beside answering: flag a question, bookmark it, write a note."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest
from teaching.quizzes import marking, sittings
from teaching.quizzes.forms import BookmarkForm, FlagForm, NoteForm
from teaching.quizzes.models import Question
from teaching.quizzes.reaching import question_of

READ_OR_SEND = ("GET", "HEAD", "POST")


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


def _asked(request: LearnerRequest, pk: int, number: int) -> Question:
    return question_of(request, pk, number, timezone.now())
