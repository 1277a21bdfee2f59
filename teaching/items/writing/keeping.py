from __future__ import annotations
import secrets
from dataclasses import dataclass
from teaching.items.models import Manuscript, Kept, Standing
from teaching.items.writing.document import Document


class TooMuchError(ValueError):
    limits = ()


class ClosedError(Exception):
    standing = Standing.DRAFT


@dataclass(frozen=True)
class KeptResult:
    revision: int
    document: Document
    is_new: bool
    others: frozenset = frozenset()


def document(row, revision=None):
    return Document.model_validate(row.content)


def begin(disease, author, document, at):
    row = Manuscript.objects.create(
        disease=disease,
        slug="case-" + secrets.token_hex(4),
        author=author,
        title=document.title,
        content=document.model_dump(mode="json"),
        begun_at=at,
        kept_at=at,
    )
    return row


def keep(row, mine, *, base, window, by, at):
    row.content = mine.model_dump(mode="json")
    row.revision += 1
    row.kept_at = at
    row.title = mine.title
    row.save()
    return KeptResult(row.revision, mine, True)


def undo(row, **k):
    pass


redo = undo


def delete(row, at):
    row.deleted_at = at
    row.save()


def restore(row):
    row.deleted_at = None
    row.save()
