"""Tagging a line: which finding it states, where, whether present, how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from teaching.accounts.http import InstructorRequest
from teaching.authoring.studio import acting, acts, figure
from teaching.authoring.studio import page as pages
from teaching.authoring.studio.acting import Sent
from teaching.authoring.studio.page import Chip, Page
from teaching.items.models import Manuscript
from teaching.items.writing import keeping, suggesting
from teaching.items.writing.document import Document, Line
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.statements import Tag

READ_OR_SEND = ("GET", "HEAD", "POST")
WORDS_AT_MOST = 100


@dataclass(frozen=True)
class Found:
    """Findings of one stage, in the order of the pack."""

    stage: str
    findings: tuple[Finding, ...]


class TagForm(forms.Form):
    """What a tag says. Raises ValidationError where finding, place and value disagree."""

    finding = forms.ChoiceField(
        error_messages={"required": "Choose a finding.", "invalid_choice": "Choose a finding."}
    )
    present = forms.ChoiceField(
        label="Is it there?", choices=[("1", "present"), ("", "absent")], required=False
    )
    at = forms.ChoiceField(label="Where", required=False)
    low = forms.FloatField(label="From", required=False)
    high = forms.FloatField(label="To", required=False)

    def __init__(self, data: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.findings = page.ground.knowledge.findings
        self.page = page
        names = sorted(self.findings.values(), key=lambda one: one.name)
        for name, choices in (
            ("finding", [(one.slug, one.name) for one in names]),
            ("at", [("", "the whole patient"), *page.places.items()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - both are
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        slug = found.get("finding")
        if slug is None:
            return found
        finding = self.findings[slug]
        at, low, high = found.get("at") or "", found.get("low"), found.get("high")
        if finding.sorts and not at:
            self.add_error("at", f"“{finding.name}” is stated at a region; say where.")
        if not finding.sorts and at:
            self.add_error("at", f"“{finding.name}” is stated of the whole patient.")
        if finding.quantity and low is None:
            self.add_error("low", f"“{finding.name}” is a quantity; say how much.")
        if not finding.quantity and low is not None:
            self.add_error("low", f"“{finding.name}” has no value.")
        if low is not None and high is not None and high < low:
            self.add_error("high", "The interval ends before it begins.")
        return found

    def tag(self) -> Tag:
        """The tag, once the form is valid."""
        found = self.cleaned_data
        low = found.get("low")
        high = found.get("high") if found.get("high") is not None else low
        is_present = found.get("present") == "1" or low is not None
        return Tag(found["finding"], found.get("at") or "", is_present, low, high)


@require_http_methods(READ_OR_SEND)
def tag(request: InstructorRequest, pk: int, line: str) -> HttpResponse:
    """Suggestions for a line, a search in the findings, and a form; what is sent is one tag."""
    rows = Manuscript.objects.of(request.user).select_related("disease", "vignette")
    row = get_object_or_404(rows, pk=pk)
    document = keeping.document(row)
    asked, stage = _line(document, line)
    page = Page(row.disease, row.slug, document, None)
    if request.method != "POST":
        at = request.GET.get("at", "")
        form = TagForm(None, page, initial={"at": at if at in page.places else "", "present": "1"})
        return _shown(request, row, page, asked, stage, form)
    said = request.POST.get("tag", "")
    form = TagForm(None if said else request.POST, page)
    if said and not _is_readable(said):
        raise Http404
    if not said:
        if not form.is_valid():
            return _shown(request, row, page, asked, stage, form)
        said = str(form.tag())
    mine = acts.tagged(document, line, said)
    try:
        kept = keeping.keep(
            row, mine, base=row.revision, window="", by=request.user, at=timezone.now()
        )
    except (keeping.ClosedError, keeping.TooMuchError):
        messages.error(request, "The tag was not put on: this manuscript takes no changes now.")
        return HttpResponseClientRedirect(row.get_absolute_url()) if request.htmx else redirect(row)
    if not request.htmx:
        return redirect(f"{row.get_absolute_url()}#{line}")
    sent = Sent(
        kept.document, kept.revision, acting.new_window(), timezone.now(), line, is_changed=True
    )
    whole = render(
        request, "authoring/studio/manuscript.html#studio", pages.after(row, sent, request.user)
    )
    return reswap(retarget(whole, "#studio"), "outerHTML")


def _line(document: Document, pk: str) -> tuple[Line, str]:
    for stage, line in document.lines:
        if line.id == pk:
            return line, stage.stage
    raise Http404


def _is_readable(text: str) -> bool:
    try:
        Tag.parse(text)
    except ValueError:
        return False
    return True


def _shown(
    request: InstructorRequest, row: Manuscript, page: Page, line: Line, stage: str, form: TagForm
) -> HttpResponse:
    words = request.GET.get("q", "")[:WORDS_AT_MOST]
    chosen = request.POST.get("finding") or request.GET.get("finding", "")
    context = {
        "manuscript": row,
        "line": line,
        "form": form,
        "q": words,
        "groups": _groups(page, words, stage),
        "suggested": _suggested(page, line, stage) if not words else (),
        "at": request.POST.get("at") or request.GET.get("at", ""),
        "spots": figure.spots(page.places),
        "chosen": page.ground.knowledge.findings.get(chosen),
        "unit": page.ground.pack.disease.unit,
    }
    name = "authoring/studio/tag.html"
    return render(request, f"{name}#tagging" if request.htmx else name, context)


def _suggested(page: Page, line: Line, stage: str) -> tuple[Chip, ...]:
    """The tags its words seem to state, without those it has."""
    said: list[str] = []
    for _, one in page.document.lines:
        if one.id == line.id:
            break
        tags = (text.partition(" at ")[2].partition(" = ")[0] for text in one.tags)
        said.extend(at for at in tags if at)
    found = suggesting.suggest(page.ground, line.text, stage, said)
    return tuple(page.chip(str(one.tag)) for one in found if str(one.tag) not in line.tags)


def _groups(page: Page, words: str, stage: str) -> tuple[Found, ...]:
    """The findings under their stages, those of the line's stage first; with words those they
    find, the best first."""
    names = {one.slug: one.name for one in page.ground.pack.disease.stages}
    every = suggesting.search(page.ground, words, stage) if words else page.ground.pack.findings
    order = sorted(names, key=lambda slug: slug != stage)
    found = (Found(names[slug], tuple(x for x in every if x.stage == slug)) for slug in order)
    return tuple(one for one in found if one.findings)
