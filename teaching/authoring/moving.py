"""Publishing and retiring from the pages: which questions were meant, and what that would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import QueryDict
from django.urls import reverse

from teaching.authoring import listing
from teaching.authoring.forms import FilterForm, MeantForm, MoveForm
from teaching.items.models import Move, State, Vignette, VignetteQuerySet
from teaching.knowledge.models import Disease
from teaching.quizzes.models import Attempt

if TYPE_CHECKING:
    from teaching.accounts.models import User

NOTHING_TICKED = "Nothing is ticked. Tick questions first, or choose all that were found."
UNREADABLE = "That could not be read, and nothing was changed. Try it again."
DONE = "done"
"""The field of an address that says which move has just been made."""


class NotMeant(Exception):  # noqa: N818 (says what happened)
    """What was sent names no questions, or others than the instructor saw; the message says so."""


def meant(disease: Disease, form: MeantForm) -> VignetteQuerySet:
    """The questions a form speaks of. Raises NotMeant where that is none, or where the list has
    changed since it was shown."""
    if not form.is_valid():
        raise NotMeant(UNREADABLE)
    which = form.cleaned_data["which"]
    if which == "all":
        rows = listing.found(disease, _filters_in(back_to(form.cleaned_data["back"])))
        count = rows.count()
        if count != form.cleaned_data["found"]:
            raise NotMeant(
                f"The list has changed, and now {count} {_questions(count)} found. Nothing was "
                "done; look again."
            )
    else:
        rows = Vignette.objects.bank(disease).filter(pk__in=form.cleaned_data[which])
        if not rows.exists():
            raise NotMeant(NOTHING_TICKED)
    return rows.order_by()


def _filters_in(page: str) -> dict[str, str]:
    """The filters an address of the list sets."""
    return FilterForm(QueryDict(urlsplit(page).query), {}).wanted()


def back_to(page: str, done: Move | None = None) -> str:
    """The page of the bank one came from, or its list; with ``done`` it offers to undo that."""
    if not page.startswith(reverse("authoring:bank")):
        return reverse("authoring:bank")
    parts = urlsplit(page)
    given = {name: values for name, values in parse_qs(parts.query).items() if name != DONE}
    if done is not None:
        given[DONE] = [str(done.pk)]
    return address(parts.path, given)


def address(path: str, given: Mapping[str, object]) -> str:
    """A path with these fields behind it, if there are any."""
    query = urlencode(given, doseq=True)
    return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Outlook:
    """What retiring would do: how many in each state, and who is in the middle of one."""

    total: int
    published: int
    drafts: int
    retired: int
    open_attempts: int

    @classmethod
    def of(cls, rows: VignetteQuerySet) -> Outlook:
        states = Counter(rows.values_list("state", flat=True))
        return cls(
            states.total() - states[State.RETIRED],
            states[State.PUBLISHED],
            states[State.DRAFT],
            states[State.RETIRED],
            Attempt.objects.open().at(rows).count(),
        )


def asking(form: MoveForm, rows: VignetteQuerySet, back: str) -> dict[str, Any]:
    """The context of the page that asks before retiring."""
    outlook = Outlook.of(rows)
    which = form.cleaned_data["which"]
    return {
        "form": form,
        "pks": () if which == "all" else form.cleaned_data[which],
        "outlook": outlook,
        "back": back,
        "heading": f"Retire {outlook.total} question{'' if outlook.total == 1 else 's'}?",
    }


def said(done: Move) -> str:
    """What a move did, in words."""
    count = len(done.before)
    if not count:
        return "Nothing was to be done: they stood so already, or another revision is published."
    return f"{count} {_questions(count)} now {done.get_to_display().lower()}."


def undone(count: int) -> str:
    """What undoing did, in words."""
    if not count:
        return "Nothing was to be undone: the questions have been moved on since."
    return f"Undone: {count} {_questions(count)} what {'it was' if count == 1 else 'they were'}."


@dataclass(frozen=True)
class Done:
    """A move just made, which can be undone."""

    pk: int
    says: str


def just_done(by: User, number: str) -> Done | None:
    """The move an address speaks of, while it can be undone: one's own, and not undone yet."""
    if not number.isdecimal() or len(number) > 18:
        return None
    made = Move.objects.filter(pk=int(number), by=by, undone_at=None).first()
    return Done(made.pk, said(made)) if made is not None else None


def _questions(count: int) -> str:
    return "question is" if count == 1 else "questions are"
