"""Pages of what a learner did and kept: the history of attempts; bookmarks, notes and flags."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest
from teaching.progress import history as past
from teaching.progress import kept as keeping
from teaching.progress import naming
from teaching.progress.forms import PLACE, HistoryForm, KeepForm
from teaching.quizzes import catalogue
from teaching.quizzes.models import Certainty

SHOWN = {"bookmarks": "Bookmarks", "notes": "Notes", "flags": "Flags"}


@tryout.learner_required
@require_safe
def history(request: LearnerRequest) -> HttpResponse:
    """Everything begun and answered, newest first, narrowed by what was asked for."""
    disease = catalogue.clinic()
    if disease is None:
        return redirect("quizzes:home")
    choices = {
        "what": past.WHAT,
        "came": past.RESULTS,
        "sure": [(str(one.value), one.label) for one in Certainty],
        "concept": [(one.slug, one.name) for one in naming.topics(disease) if one.is_askable],
        "kind": list(naming.kinds(disease).items()),
    }
    form = HistoryForm(request.GET, choices)
    wanted = form.wanted()
    place = {name: wanted.pop(name) for name in PLACE if name in wanted}
    page = past.turn(request.learner, past.found(request.learner, wanted), **place)
    return render(
        request,
        "progress/history.html",
        {
            "form": form,
            "page": page,
            "is_narrowed": bool(wanted),
            "is_narrowed_further": any(field.data for field in form.further),
            "is_turned": bool(place),
            "query": urlencode({name: request.GET[name] for name in wanted}),
        },
    )


@tryout.learner_required
@require_http_methods(("GET", "HEAD", "POST"))
def kept(request: LearnerRequest) -> HttpResponse:
    """Bookmarks, notes and flags; a bookmark or flag is taken away here and put back."""
    if request.method == "POST":
        return _keep(request)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "bookmarks"
    words = request.GET.get("q", "")[:200]
    learner = request.learner
    shown: dict[str, Any]
    if show == "flags":
        page = Paginator(keeping.flags(learner), keeping.A_PAGE).get_page(request.GET.get("page"))
        shown = {"page": page, "rows": keeping.flagged(page.object_list)}
    else:
        found = keeping.marks(learner, with_notes=show == "notes", words=words)
        marks = Paginator(found, keeping.A_PAGE).get_page(request.GET.get("page"))
        shown = {"page": marks, "rows": keeping.marked(learner, list(marks.object_list))}
    return render(
        request,
        "progress/kept.html",
        {
            **shown,
            "show": show,
            "q": words,
            "query": urlencode({"show": show, **({"q": words} if words else {})}),
            "tabs": [(one, SHOWN[one], n) for one, n in keeping.counts(learner).items()],
            "gone": request.GET.get("gone", "") if request.GET.get("gone", "").isdecimal() else "",
        },
    )


def _keep(request: LearnerRequest) -> HttpResponse:
    form = KeepForm(request.POST)
    if not form.is_valid():
        return redirect("progress:kept")
    what, row, is_on = (form.cleaned_data[name] for name in ("what", "row", "on"))
    if not keeping.put(request.learner, what, row, on=is_on):
        raise Http404
    back = {"show": f"{what}s"} if is_on else {"show": f"{what}s", "gone": row}
    return redirect(f"{reverse('progress:kept')}?{urlencode(back)}")
