"""Tables of the atlas: concepts side by side, and what tells a concept from its mimics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from teaching.knowledge.atlas.book import plural, presented
from teaching.knowledge.models import Axis, Cell, Concept, Discriminator, Disease, Fact, Row
from teaching.knowledge.schema.atlas import Comparison, ComparisonCell, TieBreak


@dataclass(frozen=True)
class Cells:
    """One line of a table: its head and, for each concept in order, its cell (or None)."""

    head: str
    cells: Sequence[tuple[Concept, Cell | ComparisonCell | None]]
    facts: list[str]


@dataclass(frozen=True)
class Group:
    name: str
    rows: list[Cells]


@dataclass(frozen=True)
class SideBySide:
    axis: Axis
    plural: str
    concepts: list[Concept]
    comparisons: list[Cells]
    groups: list[Group]
    tie_breaks: list[TieBreak]


def side_by_side(book: Disease) -> SideBySide | None:
    """The concepts the pack compares, its comparison and the matrix. None where it has none."""
    comparisons = presented(book, "comparisons", Comparison)
    compared = [cell.concept for comparison in comparisons for cell in comparison.cells]
    known = {concept.slug: concept for concept in Concept.objects.of(book).select_related("axis")}
    if compared:
        concepts = [known[slug] for slug in dict.fromkeys(compared)]
    else:
        first = next(iter(known.values()), None)
        concepts = [one for one in known.values() if first and one.axis_id == first.axis_id]
    if not concepts:
        return None
    return SideBySide(
        concepts[0].axis,
        plural(concepts[0].axis),
        concepts,
        [
            Cells(
                comparison.label,
                _in_order(concepts, {cell.concept: cell for cell in comparison.cells}),
                list(comparison.facts),
            )
            for comparison in comparisons
        ],
        _groups(matrix(book), concepts),
        presented(book, "tie_breaks", TieBreak),
    )


def matrix(book: Disease) -> list[Row]:
    """Every finding across the concepts: three queries."""
    return list(
        Row.objects.filter(disease=book).prefetch_related(
            Prefetch("cells", Cell.objects.select_related("concept")),
            Prefetch("facts", Fact.objects.only("code")),
        )
    )


def _groups(rows: Sequence[Row], concepts: Sequence[Concept]) -> list[Group]:
    """The rows that say something of these concepts, under their heads."""
    told = []
    for row in rows:
        cells = {cell.concept.slug: cell for cell in row.cells.all()}
        mine = _in_order(concepts, cells)
        if any(cell is not None and cell.standing != "not-stated" for _, cell in mine):
            codes = [fact.code for fact in row.facts.all()]
            told.append((row.group, Cells(row.finding, mine, codes)))
    return [
        Group(name, [cells for _, cells in rows])
        for name, rows in groupby(told, key=lambda pair: pair[0])
    ]


def _in_order[Kind: (Cell, ComparisonCell)](
    concepts: Sequence[Concept], cells: dict[str, Kind]
) -> list[tuple[Concept, Kind | None]]:
    return [(concept, cells.get(concept.slug)) for concept in concepts]


@dataclass(frozen=True)
class TellingApart:
    """``within`` decides between concepts of one axis, ``from_mimics`` between a concept and what
    only looks like it."""

    within: list[Discriminator]
    from_mimics: list[Discriminator]
    mimics: list[Concept]
    columns: list[Concept]
    groups: list[Group]


def telling_apart(book: Disease) -> TellingApart:
    """What looks alike, the question that decides, and the matrix of the mimics."""
    questions = list(
        Discriminator.objects.filter(disease=book)
        .select_related("first__axis", "second__axis")
        .prefetch_related(Prefetch("facts", Fact.objects.only("code")))
    )
    rows = matrix(book)
    compared = side_axis(rows)
    seen = {cell.concept.slug: cell.concept for row in rows for cell in row.cells.all()}
    asked = {one.slug: one for question in questions for one in (question.first, question.second)}
    mimics = sorted(
        (one for one in (seen | asked).values() if one.axis_id != compared),
        key=lambda concept: concept.position,
    )
    columns = [one for one in mimics if one.slug in seen]
    return TellingApart(
        [one for one in questions if one.first.axis_id == one.second.axis_id],
        [one for one in questions if one.first.axis_id != one.second.axis_id],
        mimics,
        columns,
        _groups(rows, columns),
    )


def side_axis(rows: Sequence[Row]) -> int | None:
    """The axis of the first column of the matrix."""
    return next((cell.concept.axis_id for row in rows for cell in row.cells.all()), None)
