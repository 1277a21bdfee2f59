"""Pages of practice: a quiz of one's own, its questions one at a time, and what it came to."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest, SiteRequest
from teaching.items.showing import story as read_story
from teaching.quizzes import (
    attempts,
    catalogue,
    debriefing,
    marking,
    pages,
    pool,
    quiz_pages,
    sittings,
)
from teaching.quizzes import wording as words
from teaching.quizzes.forms import BookmarkForm, CommitForm, FlagForm, NoteForm, PracticeForm
from teaching.quizzes.models import Certainty, Question, Sitting
from teaching.quizzes.sittings import Begun, NothingToAskError, Wish

SITTINGS_A_PAGE = 10
READ_OR_SEND = ("GET", "HEAD", "POST")
NOTHING = (
    "No question fits that. Nothing was begun: choose more topics, another difficulty, or questions"
    " you have answered before."
)
NOTHING_AGAIN = "There is no other question of those kinds. Nothing was begun."
NOT_OPEN = "That question is not open. Nothing was stored; this is where you are."
NOT_OFFERED = "The question does not offer that answer. Nothing was stored; choose again."


@login_not_required
@require_http_methods(READ_OR_SEND)
def practise(request: SiteRequest) -> HttpResponse:
    """Choose what to be asked, or go on with what was begun."""
    disease = catalogue.clinic()
    topics = pool.topics(disease) if disease is not None else []
    form = PracticeForm(topics, request.POST or None)
    if request.method == "POST" and disease is not None and form.is_valid():
        learner = tryout.begin(request)
        tryout.bound_draws(request, learner)
        wish = Wish(
            form.cleaned_data["count"],
            tuple(form.cleaned_data["topics"]),
            form.cleaned_data["difficulty"],
            form.cleaned_data["only"],
        )
        try:
            begun = sittings.practise(learner, disease, wish, at=timezone.now())
        except NothingToAskError:
            form.add_error(None, NOTHING)
        else:
            return _first(request, begun)
    mine = Sitting.objects.of(request.learner).told()
    return render(
        request,
        "quizzes/practise.html",
        {
            "form": form,
            "topics": topics,
            "page": Paginator(mine, SITTINGS_A_PAGE).get_page(request.GET.get("page")),
        },
    )


@tryout.learner_required
@require_safe
def sitting(request: LearnerRequest, pk: int) -> HttpResponse:
    """Where a quiz stands; when it has ended, what it came to."""
    mine = _mine(request, pk)
    return render(
        request, "quizzes/sitting.html", quiz_pages.summary(mine, sittings.in_order(mine))
    )


@tryout.learner_required
@require_safe
def question(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """A question; once it is answered, what that earned."""
    mine = _mine(request, pk)
    asked = _question(mine, number)
    if mine.is_finished and (asked.attempt is None or not asked.attempt.is_finished):
        return redirect(mine)
    return _shown(request, mine, asked)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def commit(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    mine = _mine(request, pk)
    asked = _question(mine, number)
    if request.method != "POST":
        return redirect(asked)
    form = CommitForm(request.POST)
    if not form.is_valid():
        return _ask_again(
            request, mine, asked, form.problem(), chosen=form.cleaned_data.get("option")
        )
    try:
        done = sittings.commit(
            asked,
            item=form.cleaned_data["item"],
            option=form.cleaned_data["option"],
            certainty=Certainty(form.cleaned_data["certainty"]),
            at=timezone.now(),
        )
    except attempts.NotOpenError:
        return _ask_again(request, mine, asked, NOT_OPEN)
    except ValueError:
        return _ask_again(request, mine, asked, NOT_OFFERED)
    if done.differs:
        messages.warning(request, words.standing(done.response))
    url = asked.get_absolute_url()
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def flag(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    mine = _mine(request, pk)
    asked = _question(mine, number)
    if request.method == "POST":
        form = FlagForm(request.POST)
        if form.is_valid():
            sittings.flag(asked, is_flagged=form.cleaned_data["flagged"])
    return redirect(asked)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def bookmark(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """Keep a question to come back to, beyond this quiz."""
    asked = _question(_mine(request, pk), number)
    form = BookmarkForm(request.POST)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["kept"]
        marking.bookmark(request.learner, asked.vignette, is_bookmarked=kept)
    return redirect(asked)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def note(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    asked = _question(_mine(request, pk), number)
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
def finish(request: LearnerRequest, pk: int) -> HttpResponse:
    """End a quiz before its last question."""
    mine = _mine(request, pk)
    if request.method == "POST":
        sittings.finish(mine, at=timezone.now())
    return redirect(mine)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def again(request: LearnerRequest, pk: int) -> HttpResponse:
    """What went wrong, once more, in questions not met before."""
    mine = _mine(request, pk)
    if request.method != "POST":
        return redirect(mine)
    tryout.bound_draws(request, request.learner)
    try:
        begun = sittings.again(mine, at=timezone.now())
    except NothingToAskError:
        messages.error(request, NOTHING_AGAIN)
        return redirect(mine)
    return _first(request, begun)


def _first(request: SiteRequest | LearnerRequest, begun: Begun) -> HttpResponse:
    """To the first question; a quiz that came out shorter than wished says so there."""
    if begun.missing:
        fit = "one question fits" if begun.asked == 1 else f"{begun.asked} questions fit"
        messages.info(request, f"Only {fit} what you asked for; you wanted {begun.wanted}.")
    return redirect("quizzes:question", begun.sitting.pk, 1)


def _mine(request: LearnerRequest, pk: int) -> Sitting:
    return get_object_or_404(
        Sitting.objects.of(request.learner).select_related("quiz__disease", "learner"), pk=pk
    )


def _question(mine: Sitting, number: int) -> Question:
    found = (
        mine.questions.select_related("vignette__disease", "attempt").filter(number=number).first()
    )
    if found is None:
        raise Http404
    found.sitting = mine
    return found


def _shown(
    request: LearnerRequest,
    mine: Sitting,
    asked: Question,
    problem: str = "",
    chosen: int | None = None,
) -> HttpResponse:
    """The page of a question as it stands."""
    attempt = sittings.see(asked, at=timezone.now())
    attempt.vignette = asked.vignette
    context = quiz_pages.frame(mine, sittings.places(mine), asked.number)
    context["mark"] = marking.mark_of(request.learner, asked.vignette)
    if attempt.is_finished:
        story = read_story(asked.vignette)
        told = debriefing.debrief(attempt, story, 1)
        context |= pages.debrief(attempt, story, told, None)
        return render(request, "quizzes/feedback.html", context)
    context |= quiz_pages.question(attempt, problem=problem, chosen=chosen)
    return render(request, "quizzes/question.html", context)


def _ask_again(
    request: LearnerRequest,
    mine: Sitting,
    asked: Question,
    problem: str,
    *,
    chosen: int | None = None,
) -> HttpResponse:
    """The page with what was wrong. Where the quiz has ended, or the answer is in, that page."""
    if mine.is_finished or (asked.attempt is not None and asked.attempt.is_finished):
        messages.info(request, problem)
        url = mine.get_absolute_url() if asked.attempt is None else asked.get_absolute_url()
        return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
    return _shown(request, mine, asked, problem, chosen)
