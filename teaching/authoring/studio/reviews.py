"""Pages of review: sending, approving, returning, commenting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from teaching.accounts.http import InstructorRequest
from teaching.authoring.studio import telling
from teaching.items.models import Comment, Manuscript
from teaching.items.writing import keeping, publishing, reviewing
from teaching.items.writing.document import Document
from teaching.items.writing.reviewing import NotNowError

READ_OR_SEND = ("GET", "HEAD", "POST")
LONGEST = 2000


class CommentForm(forms.Form):
    """What somebody says, of a piece or of the whole."""

    text = forms.CharField(
        max_length=LONGEST,
        error_messages={
            "required": "The comment has no words, so nothing was said.",
            "max_length": f"A comment has at most {LONGEST:,} characters; nothing was said.",
        },
    )
    piece = forms.CharField(max_length=64, required=False)


@require_http_methods(READ_OR_SEND)
def stand(request: InstructorRequest, pk: int) -> HttpResponse:
    """Send, approve, return, write on or retire: the button says which."""
    row = _row(request, pk)
    if request.method != "POST":
        return redirect(row)
    now, by = timezone.now(), request.user
    try:
        match request.POST.get("to", ""):
            case "review":
                reviewing.send(row, by, now)
                telling.sent(row, by)
                messages.success(request, "Sent to review. Another instructor approves it.")
            case "publish":
                if "read_aloud" not in request.POST:
                    messages.error(request, "Read it aloud first, and tick that you did.")
                    return redirect(row)
                reviewing.approve(row, by, now)
                telling.approved(row, by)
                messages.success(request, "Published: learners take it from now on.")
            case "draft":
                why = request.POST.get("why", "")[:LONGEST]
                reviewing.give_back(row, by, now, why)
                telling.returned(row, by, why)
                messages.success(request, "Back with its author.")
            case "open":
                publishing.reopen(row)
                messages.success(request, "Open again. Learners go on with what is published.")
            case "retire":
                publishing.retire(row)
                messages.success(request, "Retired. Whoever is taking it goes on with it.")
    except publishing.NotReadyError as error:
        messages.error(request, f"Not yet: {error.doubts[0]}")
    except NotNowError as error:
        messages.error(request, f"That cannot be done now. {error}")
    return redirect(row)


@require_http_methods(READ_OR_SEND)
def comment(request: InstructorRequest, pk: int) -> HttpResponse:
    """Say something of a manuscript or of one line of it."""
    row = _row(request, pk)
    if request.method != "POST":
        return redirect(row)
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(row)
    pieces = words(keeping.document(row))
    piece = form.cleaned_data["piece"]
    reviewing.say(
        row,
        form.cleaned_data["text"],
        by=request.user,
        at=timezone.now(),
        piece=piece if piece in pieces else "",
        quote=pieces.get(piece, ""),
    )
    return redirect(f"{row.get_absolute_url()}#comments")


@require_http_methods(READ_OR_SEND)
def resolve(request: InstructorRequest, pk: int, number: int) -> HttpResponse:
    """Mark a comment as dealt with, or open it again."""
    row = _row(request, pk)
    said = get_object_or_404(Comment, manuscript=row, pk=number)
    if request.method == "POST":
        is_resolved = request.POST.get("is_resolved") == "1"
        reviewing.resolve(said, request.user, timezone.now(), is_resolved=is_resolved)
    return redirect(f"{row.get_absolute_url()}#comments")


def words(document: Document) -> dict[str, str]:
    """Every piece that can be commented on, with its words."""
    found = {line.id: line.text for _, line in document.lines}
    for decision in document.decisions:
        found[decision.id] = decision.lead_in
        found |= {option.id: option.text for option in decision.options}
    return found


def shown(
    row: Manuscript, person: Any, document: Document, numbers: dict[str, int]
) -> dict[str, Any]:
    """What the page shows of review: one query."""
    pieces = words(document)
    comments = list(row.comments.select_related("by", "resolved_by"))
    places = [("", "the whole")]
    places += [(pk, f"line {numbers[pk]}") for pk in numbers]
    for number, one in enumerate(document.decisions, start=1):
        places.append((one.id, f"question {number}"))
    names = dict(places)
    return {
        "rights": reviewing.rights(row, person),
        "comments": [
            (
                one,
                names.get(one.piece, ""),
                one.piece in pieces and pieces[one.piece][:300] != one.quote,
            )
            for one in comments
        ],
        "open_comments": sum(one.resolved_at is None for one in comments),
        "places": places,
    }


def _row(request: InstructorRequest, pk: int) -> Manuscript:
    rows = Manuscript.objects.of(request.user).select_related("disease", "vignette", "author")
    return get_object_or_404(rows, pk=pk)
