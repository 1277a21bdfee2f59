"""What changed between two states of a manuscript, for people to read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from teaching.items.writing.arranging import moved_or_new
from teaching.items.writing.document import Decision, Document, Line, Option, Piece, Stage, Variant
from teaching.items.writing.merging import (
    Name,
    Part,
    by_id,
    id_of,
    name_of,
    own_fields,
    parts,
    rows_of,
)

WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    """What happened to a piece, or to words."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    SAME = "same"


@dataclass(frozen=True)
class Run:
    """Words that stand together: added, removed or the same."""

    change: Change
    text: str


@dataclass(frozen=True)
class Difference:
    """One change of one piece.

    ``kind`` is what the piece is (case, stage, line, question, answer), ``piece`` its id and
    ``where`` the stage or question it stands in now, or stood in. Of one that was reworded
    ``field`` says which of its texts, ``runs`` the words, ``added`` and ``removed`` the tags (both
    are empty where only their order changed); of the others ``runs`` are its words.
    """

    change: Change
    kind: str
    piece: str
    where: str
    field: str = ""
    runs: tuple[Run, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


KINDS: dict[type[Piece], tuple[str, str]] = {
    Document: ("case", "title"),
    Stage: ("stage", "heading"),
    Line: ("line", "text"),
    Decision: ("question", "lead_in"),
    Option: ("answer", "text"),
}
"""By the kind of a part: what people call it, and the field that stands for it."""


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """Every change, in the order of ``after``; what was removed comes where it stood."""
    before, after = by_id(before), by_id(after)
    was, now = _placed(before), _placed(after)
    moved = moved_or_new(rows_of(before), rows_of(after))
    told_before, told_after = _names(before), _names(after)
    found: list[Difference] = []
    for name in _in_one_order(list(was), list(now)):
        if name not in now:
            found.append(_whole(Change.REMOVED, *was[name]))
        elif name not in was:
            found.append(_whole(Change.ADDED, *now[name]))
        else:
            if name in moved:
                found.append(_whole(Change.MOVED, *now[name]))
            found += _reworded(was[name][0], *now[name], told_before, told_after)
    return tuple(found)


def runs(before: str, after: str) -> tuple[Run, ...]:
    """The words of two texts side by side."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Run(Change.SAME, "".join(new[c:d])))
            continue
        if a < b:
            found.append(Run(Change.REMOVED, "".join(old[a:b])))
        if c < d:
            found.append(Run(Change.ADDED, "".join(new[c:d])))
    return tuple(found)


def _placed(document: Document) -> dict[Name, tuple[Part, str]]:
    """Every part in order, with the stage or question it stands in."""
    placed: dict[Name, tuple[Part, str]] = {name_of(document): (document, "")}
    for stage in document.stages:
        placed |= {name_of(part): (part, stage.stage) for part in parts(stage)}
    for n, decision in enumerate(document.decisions, 1):
        placed |= {name_of(part): (part, f"question {n}") for part in parts(decision)}
    return placed


def _in_one_order(was: Sequence[Name], now: Sequence[Name]) -> list[Name]:
    """All of ``now``, and what is there no more after what it followed."""
    order, there, at = list(now), set(now), 0
    for name in was:
        if name in there:
            at = order.index(name) + 1
        else:
            order.insert(at, name)
            at += 1
    return order


def _names(document: Document) -> dict[Any, str]:
    """What people know lines and answers by, where a field names them by id."""
    return {id_of(part): part.text for part in parts(document) if isinstance(part, Line | Option)}


def _whole(change: Change, part: Part, where: str) -> Difference:
    kind, field = KINDS[type(part)]
    as_run = Change.SAME if change == Change.MOVED else change
    text = getattr(part, field)
    tags = part.tags if isinstance(part, Line) else ()
    return Difference(
        change,
        kind,
        id_of(part),
        where,
        runs=(Run(as_run, text),) if text else (),
        added=tags if change == Change.ADDED else (),
        removed=tags if change == Change.REMOVED else (),
    )


def _reworded(
    before: Part, after: Part, where: str, named_before: dict[Any, str], named: dict[Any, str]
) -> Iterator[Difference]:
    kind, _ = KINDS[type(after)]
    for field in (*own_fields(after), "variants"):
        was, now = getattr(before, field), getattr(after, field)
        if was == now:
            continue
        words: tuple[Run, ...] = ()
        added: tuple[str, ...] = ()
        removed: tuple[str, ...] = ()
        if isinstance(now, tuple):
            added = tuple(_said(one, named) for one in now if one not in was)
            removed = tuple(_said(one, named_before) for one in was if one not in now)
        elif field == "key":
            words = _one_for_other(named_before.get(was, ""), named.get(now, ""))
        elif isinstance(now, bool):
            words = _one_for_other(_said(was, named_before), _said(now, named))
        else:
            words = runs(was, now)
        yield Difference(
            Change.REWORDED, kind, id_of(after), where, field, words, added=added, removed=removed
        )


def _one_for_other(was: str, now: str) -> tuple[Run, ...]:
    both = (Run(Change.REMOVED, was), Run(Change.ADDED, now))
    return tuple(run for run in both if run.text)


def _said(value: object, named: dict[Any, str]) -> str:
    if isinstance(value, Variant):
        return _said(value.value, named)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return named.get(value, str(value))
