"""Pages of the studio: the list of manuscripts, and a manuscript with what stands beside it.

Who may come stands in the table of all addresses (accounts.access).
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reswap, retarget

from teaching.accounts.http import InstructorRequest
from teaching.authoring.loaded import the_disease
from teaching.authoring.studio import acting, draws, page, sheet, shelf
from teaching.items import bank
from teaching.items.models import Manuscript
from teaching.items.writing import keeping
from teaching.knowledge.atlas import book as books

A_PAGE = 25
READ_OR_SEND = ("GET", "HEAD", "POST")
TORN = "The page arrived incomplete, so nothing of it was taken. Send it again."


@require_safe
def manuscripts(request: InstructorRequest) -> HttpResponse:
    """All manuscripts, the last worked on first, narrowed by words, author and standing."""
    disease = books.disease()
    if disease is None:
        return render(request, "authoring/studio/manuscripts.html", {"has_disease": False})
    wanted = shelf.wanted(request.GET)
    rows = shelf.found(request.user, disease, wanted)
    turned = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    gone = request.GET.get("gone", "")
    return render(
        request,
        "authoring/studio/manuscripts.html",
        {
            "has_disease": True,
            "page": turned,
            "wanted": wanted,
            "standings": shelf.STANDINGS,
            "query": urlencode(wanted),
            "gone": shelf.deleted(request.user, gone),
            "cases": shelf.cases(disease),
        },
    )


@require_http_methods(READ_OR_SEND)
def new(request: InstructorRequest) -> HttpResponse:
    """Begin a manuscript: an empty one, or from a case learners take."""
    if request.method != "POST":
        return redirect("studio:manuscripts")
    begun = shelf.begin(request.user, the_disease(), request.POST.get("case", ""), timezone.now())
    return redirect(begun)


@require_http_methods(READ_OR_SEND)
def draw(request: InstructorRequest) -> HttpResponse:
    """Cases or questions drawn as the address says; the one that is kept becomes a manuscript."""
    disease = the_disease()
    ground = bank.ground_of(disease)
    data = request.POST if request.method == "POST" else request.GET
    form = draws.DrawForm(data if "count" in data else {"count": "4"}, ground)
    is_valid = form.is_valid()
    if request.method == "POST":
        place = request.POST.get("place", "")
        if not is_valid or not place.isascii() or not place.isdigit() or len(place) > 4:
            return redirect("studio:draw")
        drawn = draws.again(ground, form.cleaned_data, int(place))
        if drawn is None:
            messages.error(request, "That one is not drawn any more: the pack has changed.")
            return redirect("studio:draw")
        return redirect(shelf.begin_with(request.user, disease, drawn, timezone.now()))
    found, following = draws.found(ground, form.cleaned_data) if is_valid else ((), 0)
    asked = {name: value for name, value in form.data.items() if name in form.fields}
    return render(
        request,
        "authoring/studio/draw.html",
        {
            "form": form,
            "found": found,
            "asked": asked,
            "others": urlencode(asked | {"seed": following}),
        },
    )


@require_http_methods(READ_OR_SEND)
def manuscript(request: InstructorRequest, pk: int) -> HttpResponse:
    """The manuscript as a form, with proof, wording and the learner's view beside it. What is sent
    is kept; by htmx the part beside alone comes back, unless more of the page has changed."""
    row = _row(request, pk)
    if request.method != "POST":
        return render(
            request,
            "authoring/studio/manuscript.html",
            page.shown(row, keeping.document(row), request.user),
        )
    try:
        sent = acting.take(row, request.POST, request.user, timezone.now())
    except sheet.TornError:
        messages.error(request, TORN)
        return redirect(row)
    if request.htmx and not sent.is_changed:
        return render(request, "authoring/studio/manuscript.html#beside", page.beside(row, sent))
    if request.htmx:
        whole = render(
            request, "authoring/studio/manuscript.html#studio", page.after(row, sent, request.user)
        )
        return reswap(retarget(whole, "#studio"), "outerHTML")
    if sent.problem:
        return render(
            request, "authoring/studio/manuscript.html", page.after(row, sent, request.user)
        )
    return redirect(f"{row.get_absolute_url()}#{sent.look}" if sent.look else row)


@require_http_methods(READ_OR_SEND)
def delete(request: InstructorRequest, pk: int) -> HttpResponse:
    """Ask, then take a manuscript away. What learners take of it stays."""
    row = _row(request, pk)
    if request.method != "POST":
        return render(request, "authoring/studio/delete.html", {"manuscript": row})
    keeping.delete(row, at=timezone.now())
    return redirect(f"{reverse('studio:manuscripts')}?gone={row.pk}")


@require_http_methods(READ_OR_SEND)
def restore(request: InstructorRequest, pk: int) -> HttpResponse:
    """Put back what was taken away."""
    if request.method != "POST":
        return redirect("studio:manuscripts")
    row = shelf.deleted(request.user, str(pk))
    if row is None:
        raise Http404
    keeping.restore(row)
    return redirect(row)


def _row(request: InstructorRequest, pk: int) -> Manuscript:
    rows = Manuscript.objects.of(request.user).select_related("disease", "vignette", "author")
    return get_object_or_404(rows, pk=pk)
