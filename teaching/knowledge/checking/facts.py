"""What knowledge rests on: sources, parents, and a fact behind everything that is asserted."""

from __future__ import annotations

from collections.abc import Iterator

from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.checking.circles import circle
from teaching.knowledge.problems import Path
from teaching.knowledge.schema.facts import Dispute, Fact
from teaching.knowledge.schema.parts import Part

SIDES: dict[str, tuple[str, ...]] = {
    "article": ("article", "inferred"),
    "evidence": ("evidence",),
}
"""The layers whose facts may stand on each side of a dispute."""


def remarks(book: Book) -> Iterator[Remark]:
    for fact, path in book.section("facts"):
        yield from _rests(fact, path)
        yield from _itself(fact, path)
    yield from _circles(book)
    yield from _nameless(book)
    for dispute, path in book.section("disputes"):
        yield from _sides(book, dispute, path)
    yield from _bare(book)


def _rests(fact: Fact, path: Path) -> Iterator[Remark]:
    match fact.layer:
        case "article":
            if not fact.sources:
                what = f"The article fact '{fact.id}' does not say where it stands."
                yield Remark(path, what, "Write 'sources:' with a source and a locator.")
            for index, citation in enumerate(fact.sources):
                if citation.locator is None:
                    what = (
                        f"The article fact '{fact.id}' does not say where in the source it stands."
                    )
                    yield Remark((*path, "sources", index), what, "Write 'locator: …'.")
        case "inferred":
            if not fact.parents:
                what = f"The inferred fact '{fact.id}' does not say what it follows from."
                yield Remark(path, what, "Write 'parents:' with the facts it follows from.")
        case "evidence":
            if not fact.sources:
                what = f"The evidence fact '{fact.id}' has no source."
                yield Remark(path, what, "Write 'sources:' with the sources it was read in.")


def _itself(fact: Fact, path: Path) -> Iterator[Remark]:
    for index, relation in enumerate(fact.relations):
        if relation.to == fact.id:
            what = f"'{fact.id}' is related to itself."
            yield Remark((*path, "relations", index), what, "Name another fact.")


def _circles(book: Book) -> Iterator[Remark]:
    """Facts that follow from themselves."""
    parents = {fact.id: fact.parents for fact in book.pack.facts}
    for fact, path in book.section("facts"):
        way = circle(fact.id, parents)
        if way:
            what = f"'{fact.id}' follows from itself ({' → '.join(way)})."
            yield Remark((*path, "parents"), what, "Name facts it really follows from.")


def _nameless(book: Book) -> Iterator[Remark]:
    """Layers that facts belong to and that learners could not be told the name of."""
    for layer in dict.fromkeys(fact.layer for fact in book.pack.facts):
        if layer not in book.entries["layer"]:
            what = f"Facts belong to the layer '{layer}', which has no name."
            right = f"Add '{{slug: {layer}, name: …, about: …}}'."
            yield Remark(("disease", "layers"), what, right)


def _sides(book: Book, dispute: Dispute, path: Path) -> Iterator[Remark]:
    for side, layers in SIDES.items():
        for index, code in enumerate(getattr(dispute, side)):
            fact = book.get("fact", code)
            if fact is not None and fact.layer not in layers:
                what = f"'{code}' is of the layer '{fact.layer}' and stands on the side '{side}'."
                right = "Put it on the other side, or name another fact."
                yield Remark((*path, side, index), what, right)
    for index, code in enumerate(dispute.evidence):
        if code in dispute.article:
            what = f"'{code}' stands on both sides of the dispute."
            yield Remark((*path, "evidence", index), what, "Keep one of them.")


def _bare(book: Book) -> Iterator[Remark]:
    """Assertions without a fact: everything for which the format demands ``facts``."""
    for part, path in parts(book.pack, ()):
        about = type(part).model_fields.get("facts")
        if about is not None and about.is_required() and not getattr(part, "facts", ()):
            what = "No fact stands behind this."
            yield Remark((*path, "facts"), what, "Write 'facts: […]' with at least one.")


def parts(part: Part, path: Path) -> Iterator[tuple[Part, Path]]:
    """A part and everything inside it that is a part too."""
    yield part, path
    for field in type(part).model_fields:
        value = getattr(part, field)
        if isinstance(value, Part):
            yield from parts(value, (*path, field))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from parts(item, (*path, field, index))
