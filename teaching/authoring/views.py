"""Pages of the item bank. Who may come stands in the table of all addresses (accounts.access)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import push_url

from teaching.accounts.http import InstructorRequest
from teaching.authoring import likeness as alike
from teaching.authoring import listing, moving, overview, sheets
from teaching.authoring.forms import MoveForm
from teaching.authoring.loaded import the_disease
from teaching.items import bank as writing
from teaching.items import moves
from teaching.items.generators.registry import UnknownModel, model_of
from teaching.items.models import Move, Origin, State, Vignette
from teaching.knowledge.atlas import book as books
from teaching.knowledge.models import Fact

A_PAGE = 25
READ_OR_SEND = ("GET", "HEAD", "POST")
"""What the address of a form takes; who comes back to it is led to the page it stands on."""


@require_safe
def bank(request: InstructorRequest) -> HttpResponse:
    """The list, narrowed as the address says; its part alone for htmx."""
    disease = books.disease()
    if disease is None:
        return render(request, "authoring/bank.html", {"held": None})
    held = listing.Held.of(disease)
    form = listing.filters(disease, held, request.GET)
    wanted = form.wanted()
    unknown = form.unknown(wanted)
    rows = listing.with_openings(listing.found(disease, wanted))
    page = Paginator(rows.none() if unknown else rows, A_PAGE).get_page(request.GET.get("page"))
    query = urlencode(wanted)
    here = moving.address(request.path, wanted | _page(page))
    context = {
        "held": held,
        "form": form,
        "unknown": unknown,
        "is_narrowed_further": any(field.name in wanted for field in form.further),
        "chips": listing.chips(form, wanted),
        "page": page,
        "rows": listing.rows_of(list(page)),
        "query": query,
        "back": here,
        "done": moving.just_done(request.user, request.GET.get(moving.DONE, "")),
        "is_turned": request.htmx.boosted,
    }
    if not request.htmx:
        return render(request, "authoring/bank.html", context)
    return push_url(render(request, "authoring/bank.html#found", context), here)


def _page(page: Page[Vignette]) -> dict[str, str]:
    return {"page": str(page.number)} if page.number > 1 else {}


@require_http_methods(READ_OR_SEND)
def move(request: InstructorRequest) -> HttpResponse:
    """Publish or retire what was chosen. Retiring asks first."""
    if request.method != "POST":
        return redirect("authoring:bank")
    form = MoveForm(request.POST)
    back = moving.back_to(request.POST.get("back", ""))
    try:
        rows = moving.meant(the_disease(), form)
    except moving.NotMeant as problem:
        messages.error(request, str(problem))
        return HttpResponseRedirect(back)
    to = State(form.cleaned_data["to"])
    if to == State.RETIRED and not form.cleaned_data["is_sure"]:
        return render(request, "authoring/retire.html", moving.asking(form, rows, back))
    done = moves.move(rows, to, request.user)
    if not done.before:
        messages.info(request, moving.said(done))
        return HttpResponseRedirect(back)
    return HttpResponseRedirect(moving.back_to(back, done))


@require_http_methods(READ_OR_SEND)
def undo(request: InstructorRequest, pk: int) -> HttpResponse:
    """Take back a move one has made oneself."""
    if request.method != "POST":
        return redirect("authoring:bank")
    done = get_object_or_404(Move, pk=pk, by=request.user)
    count = moves.undo(done, timezone.now())
    messages.success(request, moving.undone(count))
    return HttpResponseRedirect(moving.back_to(request.POST.get("back", "")))


@require_safe
def models(request: InstructorRequest) -> HttpResponse:
    shelves = overview.shelves(the_disease())
    total = sum(shelf.total for shelf in shelves)
    return render(request, "authoring/models.html", {"shelves": shelves, "total": total})


@require_http_methods(READ_OR_SEND)
def approve(request: InstructorRequest, slug: str) -> HttpResponse:
    """Ask, and on POST approve the present version of a model."""
    disease = the_disease()
    shelf = overview.shelf_of(disease, slug)
    if shelf is None:
        raise Http404
    if request.method != "POST":
        heading = f"{shelf.model.name}: approve version {shelf.model.version}?"
        return render(request, "authoring/approve.html", {"shelf": shelf, "heading": heading})
    count = writing.approve(disease, shelf.model, request.user)
    messages.success(request, overview.approved(shelf.model, count))
    return redirect("authoring:models")


@require_http_methods(READ_OR_SEND)
def withdraw(request: InstructorRequest, slug: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("authoring:models")
    disease = the_disease()
    shelf = overview.shelf_of(disease, slug)
    if shelf is None:
        raise Http404
    writing.withdraw(disease, shelf.model)
    messages.success(request, overview.withdrawn(shelf.model))
    return redirect("authoring:models")


@require_safe
def likeness(request: InstructorRequest, slug: str) -> HttpResponse:
    """How alike the questions of a model are."""
    try:
        model = model_of(slug)
    except UnknownModel:
        raise Http404 from None
    told = alike.of_model(the_disease(), model)
    context = {
        "model": model,
        "told": told,
        "near": round(told.measured.near * told.measured.probed) if told else 0,
        "heading": f"{model.name}: how alike its questions are",
    }
    return render(request, "authoring/likeness.html", context)


@require_safe
def question(request: InstructorRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(
        Vignette.objects.filter(origin=Origin.BANK).select_related("disease"), pk=pk
    )
    return render(
        request,
        "authoring/question.html",
        {
            **sheets.question(row),
            "heading": f"Question {row.pk}",
            "back": request.path,
            "done": moving.just_done(request.user, request.GET.get(moving.DONE, "")),
        },
    )


@require_safe
def fact(request: HttpRequest, code: str) -> HttpResponse:
    row = Fact.objects.filter(code=code).order_by("disease").first()
    if row is None:
        raise Http404
    heading = f"What rests on fact {row.code}"
    return render(request, "authoring/fact.html", {**sheets.fact(row), "heading": heading})
