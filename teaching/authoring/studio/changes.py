"""What changed in a manuscript from one revision to another, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from teaching.accounts.http import InstructorRequest
from teaching.items.models import Kept, Manuscript
from teaching.items.writing import keeping
from teaching.items.writing.differing import differences

SHOWN = 60
"""So many of the newest revisions can be chosen, and the first."""


@require_safe
def changes(request: InstructorRequest, pk: int) -> HttpResponse:
    """The differences between two revisions; without a word, what came after the one before the
    latest by somebody else, or since the beginning."""
    rows = Manuscript.objects.of(request.user).select_related("disease")
    row = get_object_or_404(rows, pk=pk)
    kept = list(row.kept.select_related("by").defer("content").order_by("-revision")[:SHOWN])
    known = {one.revision for one in kept} | {1}
    after = _asked(request.GET.get("to"), known, row.revision)
    before = _asked(request.GET.get("from"), known, _before(kept, request.user.pk))
    found = differences(keeping.document(row, before), keeping.document(row, after))
    return render(
        request,
        "authoring/studio/changes.html",
        {
            "manuscript": row,
            "kept": kept,
            "has_first": all(one.revision != 1 for one in kept),
            "before": before,
            "after": after,
            "differences": found,
        },
    )


def _asked(text: str | None, known: set[int], otherwise: int) -> int:
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    number = int(text) if is_number and text is not None else 0
    return number if number in known else otherwise


def _before(kept: Sequence[Kept], reader: int) -> int:
    """Before what others wrote last; the first revision where nobody else did."""
    others = [one.revision for one in kept if one.by_id != reader and one.revision > 1]
    if not others:
        return 1
    last = others[0]
    while last - 1 in others:
        last -= 1
    return last - 1
