"""The list of manuscripts, and beginning one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from teaching.items.models import Manuscript, Standing, State, Vignette
from teaching.items.rereading import restore
from teaching.items.writing import document, keeping
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.knowledge.schema import vignettes as written

if TYPE_CHECKING:
    from teaching.accounts.models import User

STANDINGS = Standing.choices
MINE = "mine"


def wanted(data: Mapping[str, str]) -> dict[str, str]:
    """What the address asks for; what is unknown is left out."""
    found = {"q": data.get("q", "").strip()[:200]}
    if data.get("by") == MINE:
        found["by"] = MINE
    if data.get("standing") in Standing.values:
        found["standing"] = data["standing"]
    return {name: value for name, value in found.items() if value}


def found(user: User, disease: Disease, asked: Mapping[str, str]) -> QuerySet[Manuscript]:
    """The manuscripts asked for, the last worked on first."""
    rows = Manuscript.objects.of(user).filter(disease=disease).select_related("author")
    if "by" in asked:
        rows = rows.by(user)
    if "standing" in asked:
        rows = rows.filter(standing=asked["standing"])
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(title__icontains=word) | Q(author__username__icontains=word))
    return rows.defer("content")


def cases(disease: Disease) -> QuerySet[Vignette]:
    """The written cases learners take: each can be the start of another."""
    return (
        Vignette.objects.written()
        .filter(disease=disease, state=State.PUBLISHED)
        .only("pk", "title")
    )


def deleted(user: User, pk: str) -> Manuscript | None:
    """A manuscript that was taken away, which this person may put back."""
    if not (user.sees_keys and pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return Manuscript.objects.filter(pk=pk).exclude(deleted_at=None).first()


def begin(user: User, disease: Disease, case: str, at: datetime) -> Manuscript:
    """An empty manuscript, or a copy of a written case, which stays as it is."""
    pack, _ = packs.cached(disease)
    slugs = tuple(stage.slug for stage in pack.disease.stages)
    if case.isascii() and case.isdigit() and len(case) < 19:
        row = cases(disease).filter(pk=case).first()
        if row is not None:
            return begin_with(user, disease, restore(row), at)
    # Where questions of some kind are asked, something is told.
    asked = {axis.after for axis in pack.disease.axes}
    empty = document.blank(tuple(slug for slug in slugs if slug in asked))
    return keeping.begin(disease, user, _whole(empty, slugs), at)


def begin_with(
    user: User, disease: Disease, vignette: written.Vignette, at: datetime
) -> Manuscript:
    """A manuscript that begins as this vignette."""
    pack, _ = packs.cached(disease)
    slugs = tuple(stage.slug for stage in pack.disease.stages)
    return keeping.begin(disease, user, _whole(document.of_vignette(vignette), slugs), at)


def _whole(copied: document.Document, slugs: Sequence[str]) -> document.Document:
    """With every stage of the pack, empty where the case tells nothing at it."""
    told = {stage.stage: stage for stage in copied.stages}
    every = tuple(told.get(slug) or document.Stage(stage=slug) for slug in slugs)
    return copied.model_copy(update={"stages": every})
