"""Findings: relations that contradict themselves, and statements in a form the finding has not."""

from __future__ import annotations

from collections.abc import Iterator

from teaching.knowledge.atoms import bits
from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.problems import Path, choices
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.statements import Literal


def remarks(book: Book) -> Iterator[Remark]:
    for finding, path in book.section("findings"):
        yield from _sided(book, finding, path)
        for index, literal in enumerate(finding.implies):
            yield from _relation(book, finding, literal, (*path, "implies", index))
        for index, slug in enumerate(finding.contradicts):
            yield from _relation(book, finding, Literal(slug), (*path, "contradicts", index))
    yield from _contradictory(book)


def _sided(book: Book, finding: Finding, path: Path) -> Iterator[Remark]:
    if not finding.mirrored:
        return
    if not finding.sorts:
        what = f"'{finding.slug}' is mirrored but stated at no region."
        yield Remark((*path, "mirrored"), what, "Write 'sorts: […]' or leave 'mirrored' out.")
    elif not any(
        region.sided and region.sort in finding.sorts for region in book.pack.disease.regions
    ):
        what = f"'{finding.slug}' is mirrored but none of its regions has two sides."
        yield Remark((*path, "mirrored"), what, "Leave 'mirrored' out.")


def _relation(book: Book, finding: Finding, literal: Literal, path: Path) -> Iterator[Remark]:
    other = book.get("finding", literal.finding)
    if literal.finding == finding.slug and not literal.where:
        what = f"'{finding.slug}' is related to itself."
        yield Remark(path, what, "Name another finding.")
    elif literal.where == "anywhere":
        what = f"'{finding.slug}' cannot imply something anywhere."
        yield Remark(path, what, f"Write '{literal.finding}', at the same region, or leave it out.")
    elif other is None:
        return
    elif finding.quantity or other.quantity:
        what = "A quantity implies and contradicts nothing."
        yield Remark(path, what, "Leave it out.")
    elif literal.where == "mirror" and not (other.sorts and finding.sorts):
        what = f"'{literal}' asks for a mirror image where there is no region."
        yield Remark(path, what, f"Write '{literal.finding}'.")
    elif finding.sorts and other.sorts and not set(finding.sorts) & set(other.sorts):
        what = f"'{finding.slug}' and '{other.slug}' are never stated at the same region."
        yield Remark(path, what, "Give them a sort in common, or leave the relation out.")


def contradictory(book: Book) -> dict[str, list[str]]:
    """Findings that bring something and its opposite, with what that is."""
    table = book.atoms
    found: dict[str, set[str]] = {}
    for (slug, _place), atom in table.own.items():
        conflict = table.conflict(table.reach[2 * atom])
        if conflict:
            names = {table.names[bit // 2][0] for bit in bits(conflict)}
            found.setdefault(slug, set()).update(names)
    return {slug: sorted(names) for slug, names in found.items()}


def _contradictory(book: Book) -> Iterator[Remark]:
    for slug, names in contradictory(book).items():
        finding, path = book.entries["finding"][slug]
        field = "contradicts" if finding.contradicts else "implies"
        what = f"'{slug}' contradicts itself: it implies and excludes {choices(names, 'and')}."
        yield Remark((*path, field), what, "Leave one of its relations out.")
