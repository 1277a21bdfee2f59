"""What a manuscript that was sent comes to: kept, with what its button does to it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import QueryDict

from teaching.authoring.studio import acts, proposals, sheet
from teaching.items.models import Manuscript
from teaching.items.writing import keeping
from teaching.items.writing.document import Document

if TYPE_CHECKING:
    from teaching.accounts.models import User

CLOSED = (
    "This manuscript is {standing} and takes no changes now. What you typed stands below; copy it."
)


@dataclass(frozen=True)
class Sent:
    """What was sent, as it is kept. ``is_changed`` says that the page has to be made anew: a button
    was pressed, or somebody else has written meanwhile. With a ``problem`` nothing was kept, and
    ``document`` is what was sent."""

    document: Document
    revision: int
    window: str
    at: datetime
    look: str = ""
    is_changed: bool = False
    others: frozenset[str] = frozenset()
    problem: str = ""
    limits: tuple[str, ...] = ()


def new_window() -> str:
    """Of one page as it was opened."""
    return secrets.token_hex(8)


def take(row: Manuscript, data: QueryDict, by: User, at: datetime) -> Sent:
    """Keep what was sent and do what its button says. Raises sheet.TornError."""
    base = _number(data.get("base"))
    window = data.get("window", "")[:32]
    word = data.get("act", "")
    mine = sheet.read(data, keeping.document(row, base))
    if word in ("undo", "redo"):
        return _back(row, mine, word, base=base, window=window, by=by, at=at)
    look = ""
    if word:
        done = proposals.act(row, mine, word, data) or acts.act(
            mine, word, _number(data.get("caret"))
        )
        mine, look = done.document, done.look
    try:
        kept = keeping.keep(row, mine, base=base, window=window, by=by, at=at)
    except keeping.TooMuchError as error:
        problem, said = "That is too much for one manuscript.", tuple(error.said)
        return Sent(mine, base, window, at, is_changed=True, problem=problem, limits=said)
    except keeping.ClosedError as error:
        return Sent(mine, base, window, at, is_changed=True, problem=_closed(error))
    others = frozenset() if word else kept.differs
    changed = bool(word or kept.differs or "recalled" in data)
    return Sent(kept.document, kept.revision, window, at, look, is_changed=changed, others=others)


def _back(
    row: Manuscript, mine: Document, word: str, *, base: int, window: str, by: User, at: datetime
) -> Sent:
    """Take the newest change back, or bring it again; what was typed since is kept first."""
    try:
        keeping.keep(row, mine, base=base, window=window, by=by, at=at)
        step = keeping.undo if word == "undo" else keeping.redo
        step(row, by=by, window=window, at=at)
    except keeping.ClosedError as error:
        return Sent(mine, base, window, at, is_changed=True, problem=_closed(error))
    except keeping.TooMuchError as error:
        problem, said = "That is too much for one manuscript.", tuple(error.said)
        return Sent(mine, base, window, at, is_changed=True, problem=problem, limits=said)
    row.refresh_from_db()
    return Sent(keeping.document(row), row.revision, window, at, is_changed=True)


def _closed(error: keeping.ClosedError) -> str:
    standing = "deleted" if error.is_deleted else error.standing.label.lower()
    return CLOSED.format(standing=standing)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
