"""What the buttons of a manuscript do to it. Pure: each gives another document, and where to look.

A button is named ``act`` and its value is a word and what it is done to: ``up:3fa2``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from teaching.items.writing import unseen
from teaching.items.writing.document import (
    Decision,
    Document,
    Line,
    Option,
    Stage,
    new_id,
)
from teaching.items.writing.merging import choose

SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[A-ZÄÖÜ0-9])")


@dataclass(frozen=True)
class Done:
    """The document afterwards, and the piece to be looked at."""

    document: Document
    look: str = ""


def act(document: Document, word: str, caret: int | None = None) -> Done:
    """What a button does; nothing where it is unknown, or what it is about is gone."""
    name, _, about = word.partition(":")
    if name == "split":
        return _split(document, about, caret)
    do = ACTS.get(name)
    return do(document, about) if do else Done(document, about)


# ---- lines ---------------------------------------------------------------------------------------
def _at(document: Document, pk: str) -> tuple[int, int] | None:
    for number, stage in enumerate(document.stages):
        for index, line in enumerate(stage.lines):
            if line.id == pk:
                return number, index
    return None


def with_lines(document: Document, number: int, lines: Sequence[Line]) -> Document:
    stages = list(document.stages)
    stages[number] = stages[number].model_copy(update={"lines": tuple(lines)})
    return document.model_copy(update={"stages": tuple(stages)})


def _add(document: Document, stage: str) -> Done:
    new = Line(id=new_id())
    for number, one in enumerate(document.stages):
        if one.stage == stage:
            return Done(with_lines(document, number, (*one.lines, new)), new.id)
    return Done(document)


def _after(document: Document, pk: str) -> Done:
    place = _at(document, pk)
    if place is None:
        return Done(document)
    number, index = place
    lines, new = document.stages[number].lines, Line(id=new_id())
    return Done(
        with_lines(document, number, (*lines[: index + 1], new, *lines[index + 1 :])), new.id
    )


def _drop(document: Document, pk: str) -> Done:
    place = _at(document, pk)
    if place is None:
        return Done(document)
    number, index = place
    lines = document.stages[number].lines
    left = (*lines[:index], *lines[index + 1 :])
    near = left[min(index, len(left) - 1)].id if left else f"stage-{document.stages[number].stage}"
    return Done(with_lines(document, number, left), near)


def _up(document: Document, pk: str) -> Done:
    return _moved(document, pk, -1)


def _down(document: Document, pk: str) -> Done:
    return _moved(document, pk, 1)


def _moved(document: Document, pk: str, by: int) -> Done:
    """Past the next line, or over into the next stage."""
    place = _at(document, pk)
    if place is None:
        return Done(document)
    number, index = place
    lines = list(document.stages[number].lines)
    line = lines.pop(index)
    if 0 <= index + by <= len(lines):
        lines.insert(index + by, line)
        return Done(with_lines(document, number, lines), pk)
    if not 0 <= number + by < len(document.stages):
        return Done(document, pk)
    there = list(document.stages[number + by].lines)
    there.insert(0 if by > 0 else len(there), line)
    return Done(with_lines(with_lines(document, number, lines), number + by, there), pk)


def _split(document: Document, pk: str, caret: int | None) -> Done:
    """At its line ends, else where the cursor stood, else after its first sentence. Tags stay with
    the first part."""
    place = _at(document, pk)
    if place is None:
        return Done(document)
    number, index = place
    lines = document.stages[number].lines
    line = lines[index]
    parts = [one.strip() for one in line.text.split("\n") if one.strip()]
    if len(parts) < 2 and caret is not None and line.text[:caret].strip():
        parts = [one.strip() for one in (line.text[:caret], line.text[caret:]) if one.strip()]
    if len(parts) < 2:
        parts = [one.strip() for one in SENTENCE.split(line.text) if one.strip()]
    if len(parts) < 2:
        return Done(document, pk)
    new = [Line(id=new_id(), text=one) for one in parts[1:]]
    first = line.model_copy(update={"text": parts[0]})
    return Done(
        with_lines(document, number, (*lines[:index], first, *new, *lines[index + 1 :])),
        new[0].id,
    )


def _merge(document: Document, pk: str) -> Done:
    """With the next line of its stage: words, tags and all."""
    place = _at(document, pk)
    if place is None:
        return Done(document)
    number, index = place
    lines = document.stages[number].lines
    if index + 1 >= len(lines):
        return Done(document, pk)
    first, second = lines[index : index + 2]
    both = first.model_copy(
        update={
            "text": " ".join(filter(None, (first.text.strip(), second.text.strip()))),
            "tags": tuple(dict.fromkeys((*first.tags, *second.tags))),
            "fits": tuple(dict.fromkeys((*first.fits, *second.fits))),
            "variants": (*first.variants, *second.variants),
        }
    )
    return Done(with_lines(document, number, (*lines[:index], both, *lines[index + 2 :])), pk)


def _untag(document: Document, about: str) -> Done:
    pk, _, tag = about.partition(":")
    return changed(document, pk, lambda line: tuple(one for one in line.tags if one != tag))


def tagged(document: Document, pk: str, tag: str) -> Document:
    """With a tag at the end of a line; one that stands there already stays once."""
    return changed(document, pk, lambda line: tuple(dict.fromkeys((*line.tags, tag)))).document


def changed(document: Document, pk: str, tags: Callable[[Line], tuple[str, ...]]) -> Done:
    place = _at(document, pk)
    if place is None:
        return Done(document)
    number, index = place
    lines = list(document.stages[number].lines)
    lines[index] = lines[index].model_copy(update={"tags": tags(lines[index])})
    return Done(with_lines(document, number, lines), pk)


def inserted(document: Document, stage: str, text: str, tag: str) -> Done:
    """With a ready line at the end of a stage, in place of an empty one there."""
    new = Line(id=new_id(), text=text, tags=(tag,))
    for number, one in enumerate(document.stages):
        if one.stage == stage:
            lines = [line for line in one.lines if line.text.strip() or line.tags]
            return Done(with_lines(document, number, (*lines, new)), new.id)
    return Done(document)


# ---- questions -----------------------------------------------------------------------------------
def _decided(document: Document, pk: str, change: Callable[[Decision], Decision]) -> Document:
    return document.model_copy(
        update={
            "decisions": tuple(change(one) if one.id == pk else one for one in document.decisions)
        }
    )


def _shifted[T: Decision | Option | Stage](
    pieces: Sequence[T], index: int, by: int
) -> tuple[T, ...]:
    there = index + by
    if not 0 <= there < len(pieces):
        return tuple(pieces)
    left = list(pieces)
    left.insert(there, left.pop(index))
    return tuple(left)


def _turn(by: int) -> Callable[[Document, str], Done]:
    def turn(document: Document, pk: str) -> Done:
        for index, one in enumerate(document.decisions):
            if one.id == pk:
                moved = _shifted(document.decisions, index, by)
                return Done(document.model_copy(update={"decisions": moved}), pk)
        return Done(document)

    return turn


def _drop_decision(document: Document, pk: str) -> Done:
    left = tuple(one for one in document.decisions if one.id != pk)
    return Done(document.model_copy(update={"decisions": left}), "decisions")


def _option(by: int | None) -> Callable[[Document, str], Done]:
    """Move an option by so many places; None takes it away."""

    def turn(document: Document, pk: str) -> Done:
        for decision in document.decisions:
            ids = [one.id for one in decision.options]
            if pk not in ids:
                continue
            if by is not None:
                options = _shifted(decision.options, ids.index(pk), by)
                return Done(_replaced(document, decision, options=options), pk)
            options = tuple(one for one in decision.options if one.id != pk)
            key = "" if decision.key == pk else decision.key
            return Done(_replaced(document, decision, options=options, key=key), decision.id)
        return Done(document)

    return turn


def _replaced(document: Document, decision: Decision, **update: Any) -> Document:
    return _decided(document, decision.id, lambda it: it.model_copy(update=update))


def _add_option(document: Document, pk: str) -> Done:
    new = Option(id=new_id())
    return Done(
        _decided(document, pk, lambda it: it.model_copy(update={"options": (*it.options, new)})),
        new.id,
    )


def _choose(document: Document, about: str) -> Done:
    """Settle on one of two authors' words, ``piece:field:which``; without the last on those that
    stand."""
    pk, _, rest = about.partition(":")
    field, _, which = rest.partition(":")
    try:
        return Done(choose(document, pk, field, int(which) if which.isdecimal() else None), pk)
    except (LookupError, ValueError):
        return Done(document, pk)


def _plain(document: Document, _: str) -> Done:
    return Done(unseen.cleaned(document))


ACTS: dict[str, Callable[[Document, str], Done]] = {
    "add": _add,
    "choose": _choose,
    "plain": _plain,
    "after": _after,
    "drop": _drop,
    "up": _up,
    "down": _down,
    "merge": _merge,
    "untag": _untag,
    "earlier": _turn(-1),
    "later": _turn(1),
    "drop-decision": _drop_decision,
    "option-up": _option(-1),
    "option-down": _option(1),
    "drop-option": _option(None),
    "add-option": _add_option,
}
