"""What does not fit together in a pack, all of it at once, each with the place and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from teaching.knowledge.checking import (
    facts,
    findings,
    likeness,
    names,
    questions,
    reach,
    rules,
    vignettes,
)
from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.problems import Path, Problem
from teaching.knowledge.reading import Reading
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack

__all__ = ["Remark", "check", "remarks", "warn"]

CHECKS = (names, facts, findings, rules, reach, likeness, questions, vignettes)


def remarks(pack: Pack, unread: frozenset[str] = frozenset()) -> tuple[Remark, ...]:
    """What is wrong in a pack. ``unread`` are names of entries that could not be read."""
    book = Book(pack, unread)
    return tuple(dict.fromkeys(remark for part in CHECKS for remark in part.remarks(book)))


def check(reading: Reading) -> tuple[Problem, ...]:
    """The errors beyond those of reading. A pack with errors is not stored."""
    if reading.readable is None:
        return ()
    return tuple(_placed(reading, remarks(reading.readable, reading.unread)))


def warn(reading: Reading) -> tuple[Problem, ...]:
    """What may be meant as it is written but deserves a second look: rules whose verdicts may be
    too open. A pack with errors has no warnings yet."""
    if reading.pack is None or check(reading):
        return ()
    book = Book(reading.pack)
    found = []
    for text in Knowledge.of(reading.pack).warnings:
        sentence = text[:1].upper() + text[1:] + "."
        found.append(Remark(_meant(book, text), sentence, ""))
    return tuple(_placed(reading, found))


def _placed(reading: Reading, found: Iterable[Remark]) -> Iterator[Problem]:
    for remark in found:
        what = remark.what
        if remark.other is not None:
            what = what.replace("{other}", str(reading.place(remark.other)))
        yield Problem(reading.place(remark.path), what, remark.right)


def _meant(book: Book, text: str) -> Path:
    """The rule, or else the finding, that a warning names first."""
    named = re.search(r"'([^']+)'", text)
    slug = named[1] if named else ""
    for index, rule in enumerate(book.pack.rules):
        if rule.concept == slug:
            return ("rules", index)
    found = book.entries["finding"].get(slug)
    return found[1] if found else ("disease",)
