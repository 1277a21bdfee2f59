"""Manuscripts on their way: begun, kept as their authors write, taken back, put away.

Every state is kept as a revision. A state that was written on top of an older one is merged with
what has come since, so that nobody overwrites anybody unseen.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import transaction

from teaching.items.models import Kept, Manuscript, Standing
from teaching.items.writing.document import Document
from teaching.items.writing.limiting import limits
from teaching.items.writing.merging import changed_pieces, merge, settled, told_apart

if TYPE_CHECKING:
    from teaching.accounts.models import User
    from teaching.knowledge.models import Disease

REVISIONS = 300
"""So many of the newest are kept of each manuscript, and the first of all."""


class ClosedError(Exception):
    """The manuscript is no draft any more, or was put away; nothing was stored."""

    def __init__(self, standing: Standing, *, is_deleted: bool) -> None:
        super().__init__(standing, is_deleted)
        self.standing = standing
        self.is_deleted = is_deleted


class TooMuchError(Exception):
    """The manuscript is too large; nothing was stored. ``said`` tells what is too much, where."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True)
class KeptResult:
    """What stands after keeping, and whether this call made it.

    ``differs`` are the ids of the pieces that are not as they were sent (the document's is empty,
    a stage's its slug), because of what others wrote; after an undo, of what it changed.
    """

    revision: int
    document: Document
    is_new: bool
    differs: frozenset[str]

    @property
    def has_variants(self) -> bool:
        return self.document.has_variants


def begin(
    disease: Disease, author: User, document: Document, at: datetime, slug: str | None = None
) -> Manuscript:
    """A new manuscript, with this as its first revision. Raises TooMuchError."""
    document = _fit(settled(told_apart(document)))
    with transaction.atomic():
        manuscript = Manuscript.objects.create(
            disease=disease,
            slug=slug or f"case-{secrets.token_hex(4)}",
            author=author,
            title=document.title[:300],
            content=_content(document),
            begun_at=at,
            kept_at=at,
        )
        Kept.objects.create(
            manuscript=manuscript, revision=1, content=manuscript.content, by=author, at=at
        )
    return manuscript


def keep(
    manuscript: Manuscript, mine: Document, *, base: int, window: str, by: User, at: datetime
) -> KeptResult:
    """Store what an author wrote on top of revision ``base`` in this window.

    What others kept since is merged in; what the same window kept since is in ``mine`` already (the
    answer to it was lost). Nothing is stored where nothing changes: a second call with the same
    is told what stands. Raises ClosedError and TooMuchError.
    """
    mine = _fit(settled(told_apart(mine)))
    with transaction.atomic():
        row = _locked(manuscript)
        current = _document(row.content)
        merged = mine
        if base != row.revision:
            merged = _with_others(row, current, mine, base, window, by)
            if merged not in (mine, current):
                merged = _fit(settled(told_apart(merged)))
        return _store(row, current, merged, mine, window=window, by=by, at=at)


def undo(manuscript: Manuscript, *, by: User, window: str, at: datetime) -> KeptResult | None:
    """Take back this author's newest change that still shows; None where there is none.

    It is taken out of what stands now: what somebody else has since written in the same place
    stays, with the former value beside it. A second call goes further back, not before the first
    revision or the oldest that is kept. Raises ClosedError and TooMuchError.
    """
    return _take_back(manuscript, by, window, at, undos=False)


def redo(manuscript: Manuscript, *, by: User, window: str, at: datetime) -> KeptResult | None:
    """Take back this author's newest undo, if they wrote nothing after it."""
    return _take_back(manuscript, by, window, at, undos=True)


def delete(manuscript: Manuscript, at: datetime) -> None:
    """Put a manuscript away; it can be restored. A second call changes nothing."""
    Manuscript.objects.filter(pk=manuscript.pk, deleted_at=None).update(deleted_at=at)


def restore(manuscript: Manuscript) -> None:
    """Bring back one that was put away."""
    Manuscript.objects.filter(pk=manuscript.pk).update(deleted_at=None)


def document(manuscript: Manuscript, revision: int | None = None) -> Document:
    """What stands, or stood at a revision; where that is not kept, what stands: at most one
    query."""
    if revision is None or revision == manuscript.revision:
        return _document(manuscript.content)
    kept = manuscript.kept.filter(revision=revision).values_list("content", flat=True).first()
    return _document(manuscript.content if kept is None else kept)


def _content(document: Document) -> dict[str, Any]:
    return document.model_dump(mode="json")


def _document(content: Any) -> Document:
    return Document.model_validate(content)


def _fit(document: Document) -> Document:
    said = limits(document)
    if said:
        raise TooMuchError(said)
    return document


def _locked(manuscript: Manuscript) -> Manuscript:
    row = Manuscript.objects.select_for_update().get(pk=manuscript.pk)
    if row.standing != Standing.DRAFT or row.deleted_at is not None:
        raise ClosedError(Standing(row.standing), is_deleted=row.deleted_at is not None)
    return row


def _with_others(
    row: Manuscript, current: Document, mine: Document, base: int, window: str, by: User
) -> Document:
    """Mine with what others kept after ``base``: each run of their revisions as one change. Where
    both wrote in one place mine stays in it, for it is what its author looks at, and theirs beside
    it under the number of their account.

    A base that was dropped is taken for the newest kept before it, which both sides come from as
    well; one that never was, for an empty manuscript. Either way what is unsure is kept.
    """
    since = row.kept.filter(revision__gte=base).values_list("revision", "by", "window")
    revisions = list(since)
    if not revisions or revisions[0][0] != base:
        older = row.kept.filter(revision__lt=base) if base <= row.revision else row.kept.none()
        content = older.order_by("-revision").values_list("content", flat=True).first()
        start = Document() if content is None else _document(content)
        return merge(start, current, mine, "")
    runs = groupby(revisions[1:], key=lambda one: bool(window) and one[1:] == (by.pk, window))
    others = [list(run) for is_own, run in runs if not is_own]
    ends = {run[0][0] - 1 for run in others} | {run[-1][0] for run in others}
    documents = _documents(row, ends)
    for run in others:
        last, author, _ = run[-1]
        mine = merge(documents[run[0][0] - 1], documents[last], mine, str(author or ""))
    return mine


def _documents(row: Manuscript, revisions: Iterable[int]) -> dict[int, Document]:
    rows = row.kept.filter(revision__in=revisions).values_list("revision", "content")
    return {revision: _document(content) for revision, content in rows}


def _store(
    row: Manuscript,
    current: Document,
    document: Document,
    mine: Document,
    *,
    window: str,
    by: User,
    at: datetime,
    undoes: int | None = None,
) -> KeptResult:
    differs = changed_pieces(mine, document)
    if document == current:
        return KeptResult(row.revision, current, False, differs)
    row.revision += 1
    row.content = _content(document)
    row.title = document.title[:300]
    row.kept_at = at
    row.save(update_fields=["revision", "content", "title", "kept_at"])
    row.kept.create(
        revision=row.revision, content=row.content, by=by, window=window, undoes=undoes, at=at
    )
    if row.revision > REVISIONS + 1:
        row.kept.filter(revision__gt=1, revision__lte=row.revision - REVISIONS).delete()
    return KeptResult(row.revision, document, True, differs)


def _take_back(
    manuscript: Manuscript, by: User, window: str, at: datetime, *, undos: bool
) -> KeptResult | None:
    with transaction.atomic():
        row = _locked(manuscript)
        current = _document(row.content)
        for revision in _to_take_back(row, by, undos=undos):
            documents = _documents(row, (revision - 1, revision))
            former = documents.get(revision - 1)
            if former is None:
                return None
            taken = merge(documents[revision], former, current, str(by.pk))
            if taken != current:
                taken = _fit(settled(told_apart(taken)))
                return _store(
                    row, current, taken, current, window=window, by=by, at=at, undoes=revision
                )
        return None


def _to_take_back(row: Manuscript, by: User, *, undos: bool) -> list[int]:
    """The author's changes that stand, or their undos that stand and come after those; the newest
    first. What a revision that stands has taken back does not stand."""
    rows = list(row.kept.order_by("-revision").values_list("revision", "by", "undoes"))
    undone: set[int | None] = set()
    mine = []
    for revision, author, undoes in rows:
        if revision not in undone:
            undone.add(undoes)
            if author == by.pk and revision > 1:
                mine.append((revision, undoes))
    changes = [revision for revision, undoes in mine if undoes is None]
    if not undos:
        return changes
    of_changes = {revision for revision, _, undoes in rows if undoes is None}
    newest = max(changes, default=0)
    return [revision for revision, undoes in mine if undoes in of_changes and revision > newest]
