"""What questions of knowledge are drawn from: facets, families of terms, disputes as options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.problems import Path
from teaching.knowledge.records import LAYERS
from teaching.knowledge.schema.facets import Facet


def remarks(book: Book) -> Iterator[Remark]:
    for facet, path in book.section("facets"):
        yield from _asked(facet, path)
        yield from _apart(facet, path)
        yield from _layer(book, facet, path)
    for dispute, path in book.section("disputes"):
        if (dispute.article_option is None) != (dispute.evidence_option is None):
            what = f"Only one side of '{dispute.id}' is worded as an option."
            yield Remark(path, what, "Write 'article_option' and 'evidence_option', or neither.")
    members = Counter(term.family for term in book.pack.terms)
    for term, path in book.section("terms"):
        if term.family is not None and members[term.family] < 3:
            what = f"The family '{term.family}' has fewer than three terms."
            yield Remark((*path, "family"), what, "Give it more members, or leave it out.")
        if (term.family is None) != (term.gist is None):
            what = f"The term '{term.id}' has only one of 'family' and 'gist'."
            yield Remark(path, what, "Write both, or neither.")


def _asked(facet: Facet, path: Path) -> Iterator[Remark]:
    if facet.asks is None and facet.names is None:
        what = f"The facet '{facet.id}' asks nothing."
        yield Remark(path, what, "Write 'asks: … {of} …' or 'names: … {says} …'.")
    for field, slot in (("asks", "{of}"), ("names", "{says}")):
        text = getattr(facet, field)
        if text is not None and slot not in text:
            what = f"'{field}' leaves no place for what is asked about."
            yield Remark((*path, field), what, f"Write '{slot}' where it stands.")


def _apart(facet: Facet, path: Path) -> Iterator[Remark]:
    """Two answers that a question could not tell apart."""
    for field in ("of", "called", "says"):
        first: dict[str, int] = {}
        for index, answer in enumerate(facet.answers):
            value = getattr(answer, field)
            if first.setdefault(value, index) != index:
                here = (*path, "answers", index, field)
                what = f"'{value}' stands in this facet already, at {{other}}."
                other = (*path, "answers", first[value], field)
                yield Remark(here, what, "Every answer is of one thing alone.", other)


def _layer(book: Book, facet: Facet, path: Path) -> Iterator[Remark]:
    for index, answer in enumerate(facet.answers):
        for number, code in enumerate(answer.facts):
            fact = book.get("fact", code)
            if fact is not None and fact.layer not in LAYERS.get(facet.layer, frozenset()):
                what = f"'{code}' is of the layer '{fact.layer}', the facet of '{facet.layer}'."
                here = (*path, "answers", index, "facts", number)
                yield Remark(here, what, "Cite a fact of the layer asked.")
