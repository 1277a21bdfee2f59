"""Pages of the atlas. They are open to everyone; editor's notes are for instructors only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from teaching.accounts.models import User
from teaching.knowledge import hypotheses, packs
from teaching.knowledge import timeline as times
from teaching.knowledge.atlas import book as books
from teaching.knowledge.atlas import facts as known
from teaching.knowledge.atlas import lists, tables, whatif
from teaching.knowledge.models import Disease, Note

FACTS_A_PAGE = 20
WORDS_AT_MOST = 200

View = Callable[[HttpRequest, Disease], HttpResponse]


def _of_the_disease(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Hand the view the disease; where none is loaded, say so."""

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        book = books.disease()
        if book is None:
            return render(request, "knowledge/empty.html")
        return view(request, book)

    return login_not_required(require_safe(page))


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:WORDS_AT_MOST]


@_of_the_disease
def forms(request: HttpRequest, book: Disease) -> HttpResponse:
    return render(
        request, "knowledge/forms.html", {"disease": book, "table": tables.side_by_side(book)}
    )


@_of_the_disease
def timeline(request: HttpRequest, book: Disease) -> HttpResponse:
    spans = books.spans(book)
    codes = dict.fromkeys(code for span in spans for code in span.facts)
    by_code = known.facts_by_code(book, codes)
    return render(
        request,
        "knowledge/timeline.html",
        {
            "disease": book,
            "headline": books.headline(book),
            "spans": spans,
            "drawings": [
                ("wide", times.wide(spans, book.unit)),
                ("narrow", times.narrow(spans, book.unit)),
            ],
            "facts": [by_code[code] for code in codes if code in by_code],
        },
    )


@_of_the_disease
def mimics(request: HttpRequest, book: Disease) -> HttpResponse:
    return render(
        request, "knowledge/mimics.html", {"disease": book, "told": tables.telling_apart(book)}
    )


@_of_the_disease
def management(request: HttpRequest, book: Disease) -> HttpResponse:
    return render(
        request, "knowledge/management.html", {"disease": book, "told": lists.management(book)}
    )


@_of_the_disease
def facts(request: HttpRequest, book: Disease) -> HttpResponse:
    asked = known.Filters(
        layer=request.GET.get("layer", ""),
        aspect=request.GET.get("aspect", ""),
        source=request.GET.get("source", ""),
        words=_words(request),
    )
    by_layer, by_aspect = asked.choices(book)
    found = known.with_ties(asked.facts(book))
    page = Paginator(found, FACTS_A_PAGE).get_page(request.GET.get("page"))
    given = {
        "layer": asked.layer,
        "aspect": asked.aspect,
        "source": asked.source,
        "q": asked.words,
    }
    return render(
        request,
        "knowledge/facts.html",
        {
            "disease": book,
            "asked": asked,
            "layers": by_layer,
            "aspects": by_aspect,
            "page": page,
            "query": urlencode({name: value for name, value in given.items() if value}),
            "without": {
                name: urlencode({k: v for k, v in given.items() if v and k != name})
                for name in given
            },
        },
    )


@login_not_required
@require_safe
def fact(request: HttpRequest, code: str) -> HttpResponse:
    told = known.sheet(code)
    if told is None:
        raise Http404
    user = request.user
    is_editor = isinstance(user, User) and user.sees_keys
    notes = list(Note.objects.filter(facts=told.fact)) if is_editor else []
    return render(request, "knowledge/fact.html", {"told": told, "notes": notes})


@_of_the_disease
def disputes(request: HttpRequest, book: Disease) -> HttpResponse:
    return render(
        request, "knowledge/disputes.html", {"disease": book, "disputes": lists.disputes(book)}
    )


@_of_the_disease
def glossary(request: HttpRequest, book: Disease) -> HttpResponse:
    words = _words(request)
    return render(
        request,
        "knowledge/glossary.html",
        {"disease": book, "words": words, "terms": lists.glossary(book, words)},
    )


@_of_the_disease
def sources(request: HttpRequest, book: Disease) -> HttpResponse:
    kinds = [
        (kind, list(rows))
        for kind, rows in groupby(lists.sources(book), key=lambda source: source.kind)
    ]
    return render(request, "knowledge/sources.html", {"disease": book, "kinds": kinds})


@_of_the_disease
def what_if(request: HttpRequest, book: Disease) -> HttpResponse:
    """Findings as switches. The address says what is given, so it can be shared."""
    pack, knowledge = packs.cached(book)
    given = request.GET.getlist(whatif.GIVEN)
    form = whatif.GiveForm(knowledge, pack, request.GET if "finding" in request.GET else None)
    if form.is_bound and form.is_valid():
        tags, _ = hypotheses.readable(knowledge, given)
        return redirect(whatif.address(dict.fromkeys((*tags, form.tag))))
    page = whatif.page(knowledge, pack, given)
    template = "knowledge/what_if.html"
    if request.headers.get("HX-Request") == "true":
        template += "#what-if"
    return render(request, template, {"disease": book, "page": page, "form": form})


@_of_the_disease
def search(request: HttpRequest, book: Disease) -> HttpResponse:
    words = _words(request)
    found = lists.search(book, words) if words else None
    return render(
        request, "knowledge/search.html", {"disease": book, "words": words, "found": found}
    )
