"""How large a manuscript may be, and what in one is too much, in words. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from teaching.items.writing.document import Document, Line
from teaching.items.writing.merging import Part, own_fields

LINES = 400
DECISIONS = 12
OPTIONS = 12
CHARACTERS = 4_000
"""Of one text: a line, a lead-in, an answer, its rationale."""
SIZE = 200_000
"""Of the whole as it is stored, in bytes."""


def limits(document: Document) -> list[str]:
    """What is too much and where; empty if it can be kept."""
    said = []
    lines = sum(1 for _ in document.lines)
    if lines > LINES:
        said.append(f"The story has {lines:,} lines; at most {LINES} can be kept.")
    for slug, times in Counter(stage.stage for stage in document.stages).items():
        if times > 1:
            said.append(f"The stage “{slug}” is there {times} times; it can be there once.")
    if len(document.decisions) > DECISIONS:
        said.append(
            f"There are {len(document.decisions):,} questions; at most {DECISIONS} can be kept."
        )
    for n, decision in enumerate(document.decisions, 1):
        answers, adds = len(decision.options), len(decision.adds)
        if answers > OPTIONS:
            said.append(f"Question {n} has {answers:,} answers; at most {OPTIONS} can be kept.")
        if adds > LINES:
            said.append(f"Question {n} adds {adds:,} lines; at most {LINES} can be kept.")
    for where, text in _texts(document):
        if len(text) > CHARACTERS:
            said.append(
                f"{where} has {len(text):,} characters; at most {CHARACTERS:,} can be kept."
            )
        if "\x00" in text:
            said.append(f"{where} has a NUL character, which cannot be kept.")
    size = len(json.dumps(document.model_dump(mode="json"), ensure_ascii=False).encode())
    if size > SIZE:
        said.append(f"In all it takes {size // 1000:,} kB; at most {SIZE // 1000} kB can be kept.")
    return said


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Every text with where it stands, in words."""
    for where, part in _places(document):
        for field in own_fields(part):
            value = getattr(part, field)
            of = (
                "" if isinstance(part, Line) and field == "text" else f", {field.replace('_', '-')}"
            )
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    yield where + of, text
        for variant in part.variants:
            if isinstance(variant.value, str):
                yield f"{where}, a variant", variant.value
            yield f"{where}, a variant", variant.field + variant.by


def _places(document: Document) -> Iterator[tuple[str, Part]]:
    yield "The case", document
    for stage in document.stages:
        yield f"The stage “{stage.stage}”", stage
        for n, line in enumerate(stage.lines, 1):
            yield f"Line {n} of “{stage.stage}”", line
    for n, decision in enumerate(document.decisions, 1):
        yield f"Question {n}", decision
        for at, line in enumerate(decision.adds, 1):
            yield f"Question {n}, line {at}", line
        for at, option in enumerate(decision.options, 1):
            yield f"Question {n}, answer {at}", option
