"""The pages on which a quiz is found, written and looked at. Who may come stands in the table of
all addresses (accounts.access)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from teaching.accounts.http import InstructorRequest
from teaching.authoring.setting import drafts, publishing, sampling, shelf
from teaching.authoring.setting.drafting import Draft
from teaching.authoring.setting.forms import ChangeForm, FindForm
from teaching.knowledge.atlas import book as books
from teaching.quizzes import beginning, covers
from teaching.quizzes.models import Quiz

A_PAGE = 20
READ_OR_SEND = ("GET", "HEAD", "POST")
NO_DRAFT = (
    "This quiz was published meanwhile, so nothing was changed. Its questions and rules stay; a "
    "copy can have others."
)


def quiz_of(request: InstructorRequest, pk: int) -> Quiz:
    """A quiz set for learners; instructors look after them together. Raises Http404."""
    rows = Quiz.objects.set_by(request.user).select_related("disease", "owner")
    return get_object_or_404(rows, pk=pk)


@require_safe
def quizzes(request: InstructorRequest) -> HttpResponse:
    """Every quiz that is set, narrowed as the address says."""
    now = timezone.now()
    held = Quiz.objects.set_by(request.user)
    form = FindForm(request.GET)
    wanted = form.wanted()
    found = shelf.found(held, wanted.get("q", ""), wanted.get("state", ""), now)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": shelf.rows(list(page), now),
        "query": urlencode(wanted),
        "is_empty": not wanted and not page.paginator.count,
        "can_begin": books.disease() is not None,
    }
    return render(request, "authoring/setting/quizzes.html", context)


@require_safe
def quiz(request: InstructorRequest, pk: int) -> HttpResponse:
    """A quiz as learners see it, a sample of its questions, and what can be done with it."""
    now = timezone.now()
    shown = quiz_of(request, pk)
    seed = request.GET.get("seed", "")[:64] or str(pk)
    context = {
        "quiz": shown,
        "stands": shelf.standing(shown, now),
        "cover": covers.cover(shown, None, now),
        "sample": sampling.sample(shown, seed, now),
        "hindrance": "" if shown.published_at else publishing.hindrance(shown, now),
        "next_seed": beginning.new_seed(),
        "can_release": publishing.can_release(shown),
    }
    return render(request, "authoring/setting/quiz.html", context)


@require_http_methods(READ_OR_SEND)
def new(request: InstructorRequest) -> HttpResponse:
    disease = books.disease()
    if disease is None:
        raise Http404
    return _write(request, Quiz(disease=disease, owner=request.user, is_set=True))


@require_http_methods(READ_OR_SEND)
def edit(request: InstructorRequest, pk: int) -> HttpResponse:
    """A draft as a whole; of what is published, what may still change."""
    found = quiz_of(request, pk)
    if found.published_at is None:
        return _write(request, found)
    if "asks" in request.POST:  # a field of drafts alone
        messages.error(request, NO_DRAFT)
        return redirect("teach:quiz", pk)
    return _change(request, found)


def _write(request: InstructorRequest, found: Quiz) -> HttpResponse:
    now, title = timezone.now(), found.title
    draft = Draft(found, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            is_saved = draft.save(now)
        except drafts.NoDraftError:
            messages.error(request, NO_DRAFT)
            return redirect("teach:quizzes" if found.pk is None else "teach:quiz", found.pk)
        if is_saved and draft.touched:
            place = reverse("teach:edit", args=[found.pk])
            return HttpResponseRedirect(f"{place}#list")
        if is_saved:
            messages.success(request, "The draft is saved.")
            return redirect("teach:quiz", found.pk)
    context = {
        **draft.shown(now),
        "quiz": found,
        "heading": title or "New quiz",
        "zone": timezone.get_current_timezone_name(),
    }
    return render(request, "authoring/setting/edit.html", context)


def _change(request: InstructorRequest, found: Quiz) -> HttpResponse:
    title = found.title
    is_over = publishing.has_told_at_the_close(found, timezone.now())
    form = ChangeForm(request.POST or None, instance=found, is_over=is_over)
    if request.method == "POST" and form.is_valid():
        publishing.change(found)
        messages.success(request, "The changes are saved.")
        return redirect("teach:quiz", found.pk)
    context = {
        "form": form,
        "quiz": found,
        "heading": title,
        "is_over": is_over,
        "zone": timezone.get_current_timezone_name(),
    }
    return render(request, "authoring/setting/change.html", context)
