"""Pages of the clinic. Each fetches by permission, calls one thing and answers."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest, SiteRequest
from teaching.items import patients
from teaching.items.models import Vignette
from teaching.items.showing import story as read_story
from teaching.knowledge.atlas import book as books
from teaching.quizzes import (
    attempts,
    catalogue,
    debriefing,
    pages,
    reporting,
    twinning,
    wording,
)
from teaching.quizzes.forms import CaseFilterForm, CommitForm, NewPatientForm, ReadOnForm
from teaching.quizzes.models import Attempt, Certainty, Response
from teaching.quizzes.reaching import attempt_of

CASES_A_PAGE = 20
NOT_OPEN = "That is not open here. Nothing was stored; this is where you are."
NOT_OFFERED = "The question does not offer that answer. Nothing was stored; choose again."
NO_PATIENT = "No new patient is drawn here now. Nothing was changed; take one of these cases."
READ_OR_SEND = ("GET", "HEAD", "POST")
"""What the address of a form takes. Who comes back to it (from signing in, from a reload) is led to
the page the form stands on; only POST does anything."""


@login_not_required
@require_safe
def home(request: SiteRequest) -> HttpResponse:
    return render(request, "quizzes/home.html", catalogue.front(request.learner))


@login_not_required
@require_safe
def how(request: SiteRequest) -> HttpResponse:
    book = books.disease()
    return render(request, "quizzes/how.html", {"layers": books.layers(book) if book else []})


@login_not_required
@require_safe
def cases(request: SiteRequest) -> HttpResponse:
    form = CaseFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    listing = catalogue.listing(request.learner, wanted)
    page = Paginator(listing.rows, CASES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "quizzes/cases.html",
        {
            "listing": listing,
            "page": page,
            "form": form,
            "patient_form": NewPatientForm(auto_id="new_%s"),
            "is_narrowed": any(wanted.values()),
            "query": "&".join(f"{key}={quote(value)}" for key, value in wanted.items() if value),
        },
    )


@login_not_required
@require_safe
def case(request: SiteRequest, pk: int) -> HttpResponse:
    """The cover of a case: begin it, go on with it, or look back at it."""
    vignette = get_object_or_404(catalogue.shown_to(request.learner), pk=pk)
    mine = list(
        Attempt.objects.of(request.learner)
        .alone()
        .filter(vignette__disease=vignette.disease_id, vignette__slug=vignette.slug)
    )
    return render(
        request,
        "quizzes/cover.html",
        {
            "vignette": vignette,
            "open": next((one for one in mine if not one.is_finished), None),
            "finished": [one for one in mine if one.is_finished],
        },
    )


@login_not_required
@require_http_methods(READ_OR_SEND)
def begin(request: SiteRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("quizzes:case", pk)
    vignette = get_object_or_404(Vignette.objects.visible_to(request.learner), pk=pk)
    learner = tryout.begin(request)
    return redirect(attempts.begin(learner, vignette, at=timezone.now()))


@login_not_required
@require_http_methods(READ_OR_SEND)
def new_patient(request: SiteRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("quizzes:cases")
    form = NewPatientForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose how hard the patient may be: easy, medium or hard.")
        return redirect("quizzes:cases")
    disease = catalogue.clinic()
    if disease is None:
        raise Http404
    learner = tryout.begin(request)
    tryout.bound_draws(request, learner)
    try:
        vignette = patients.draw(learner, disease, form.cleaned_data["difficulty"])
    except patients.NoPatientError:
        messages.error(request, NO_PATIENT)
        return redirect("quizzes:cases")
    return redirect(attempts.begin(learner, vignette, at=timezone.now()))


@tryout.learner_required
@require_safe
def attempt(request: LearnerRequest, pk: int) -> HttpResponse:
    mine = attempt_of(request, pk)
    responses = attempts.answers(mine)
    if read_story(mine.vignette).decision(responses) is None:
        return redirect("quizzes:debrief", mine.pk)
    return render(request, "quizzes/case.html", pages.case(mine, responses))


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def read_on(request: LearnerRequest, pk: int) -> HttpResponse:
    """Open the next stage where nothing is to be decided before it."""
    mine = attempt_of(request, pk)
    if request.method != "POST":
        return redirect(mine)
    form = ReadOnForm(request.POST)
    responses = attempts.answers(mine)
    if not form.is_valid():
        return _ask_again(request, mine, responses, NOT_OPEN)
    stage = form.cleaned_data["stage"]
    try:
        attempts.read_on(mine, read_story(mine.vignette), responses, stage)
    except attempts.NotOpenError:
        return _ask_again(request, mine, responses, NOT_OPEN)
    if mine.is_finished:
        return _leave(request, mine)
    if not request.htmx:
        return redirect(f"{mine.get_absolute_url()}#stage-{stage}")
    context = pages.case(mine, responses, has_moved=True)
    return render(request, "quizzes/case.html#case", context)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def commit(request: LearnerRequest, pk: int) -> HttpResponse:
    mine = attempt_of(request, pk)
    if request.method != "POST":
        return redirect(mine)
    form = CommitForm(request.POST)
    story = read_story(mine.vignette)
    responses = attempts.answers(mine)
    if not form.is_valid():
        chosen = form.cleaned_data.get("option")
        return _ask_again(request, mine, responses, form.problem(), chosen=chosen)
    try:
        done = attempts.commit(
            mine,
            story,
            responses,
            item=form.cleaned_data["item"],
            option=form.cleaned_data["option"],
            certainty=Certainty(form.cleaned_data["certainty"]),
            at=timezone.now(),
        )
    except attempts.NotOpenError:
        return _ask_again(request, mine, responses, NOT_OPEN)
    except ValueError:
        return _ask_again(request, mine, responses, NOT_OFFERED)
    responses = responses | {done.response.item_id: done.response}
    is_over = story.decision(responses) is None
    if done.differs and (is_over or not request.htmx):
        messages.warning(request, wording.standing(done.response))
    if is_over:
        return _leave(request, mine)
    if not request.htmx:  # so that a reload does not send the answer again
        return redirect("quizzes:attempt", mine.pk)
    context = pages.case(mine, responses, done=done, has_moved=done.is_new)
    return render(request, "quizzes/case.html#case", context)


@tryout.learner_required
@require_safe
def debrief(request: LearnerRequest, pk: int, number: int | None = None) -> HttpResponse:
    mine = attempt_of(request, pk)
    if not mine.is_finished:
        return redirect(mine)
    story = read_story(mine.vignette)
    try:
        shown = pages.first_to_show(mine, story) if number is None else number
        told = debriefing.debrief(mine, story, shown)
    except IndexError:
        raise Http404 from None
    offer = twinning.offer(told, mine.vignette)
    url = reverse("quizzes:report-case", args=[mine.pk, shown])
    desk = reporting.desk(request.learner, mine.vignette, url, timezone.now(), is_told=True)
    context = pages.debrief(mine, story, told, offer) | {"desk": desk}
    return render(request, "quizzes/debrief.html", context)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def twin(request: LearnerRequest, pk: int, number: int) -> HttpResponse:
    """Meet the patient for whom the learner's own answer would have been right."""
    if request.method != "POST":
        return redirect("quizzes:debrief-of", pk, number)
    mine = attempt_of(request, pk)
    if not mine.is_finished:
        raise Http404
    story = read_story(mine.vignette)
    if not 1 <= number <= len(story.decisions):
        raise Http404
    response = mine.responses.select_related("item", "option").get(
        item=story.decisions[number - 1].pk
    )
    learner = request.learner
    tryout.bound_draws(request, learner)
    vignette = patients.twin(learner, response.item, response.option)
    if vignette is None:
        try:
            vignette = patients.draw(learner, mine.vignette.disease, mine.vignette.difficulty)
        except patients.NoPatientError:
            messages.error(request, NO_PATIENT)
            return redirect("quizzes:cases")
        messages.info(request, "No small change makes that answer right. Here is a new patient.")
    return redirect(attempts.begin(learner, vignette, at=timezone.now()))


def _ask_again(
    request: LearnerRequest,
    mine: Attempt,
    responses: dict[int, Response],
    problem: str,
    *,
    chosen: int | None = None,
) -> HttpResponse:
    """The case page with what was wrong: its fragment for htmx, the page for a plain form. The
    answer that came with it stays chosen."""
    mine = attempt_of(request, mine.pk)  # it may be gone, given up for another one by signing in
    if read_story(mine.vignette).decision(responses) is None:
        messages.info(request, "This case is finished. Nothing was stored.")
        return _leave(request, mine)
    template = "quizzes/case.html#case" if request.htmx else "quizzes/case.html"
    context = pages.case(mine, responses, problem=problem, chosen=chosen)
    return render(request, template, context)


def _leave(request: LearnerRequest, mine: Attempt) -> HttpResponse:
    """To the debrief, also where another tab finished the case a moment ago."""
    url = reverse("quizzes:debrief", args=[mine.pk])
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
