"""Columns of the matrix: what is typical of a concept, what argues against it, and questions that
set one finding of the one kind among several of the other.

Pure. Both ways round are asked equally often, so that a finding is the key in one of as many of its
appearances as there are options, whichever side it stands on: having seen it tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from random import Random

from teaching.items.generators.item_models import Ground, Sketch
from teaching.items.generators.recital import (
    FEWEST,
    MOST,
    Choice,
    layers_of,
    opened,
    recite,
    told,
)
from teaching.items.generators.stock import CannotGenerate
from teaching.knowledge.schema.atlas import Row
from teaching.knowledge.schema.findings import Concept
from teaching.knowledge.statements import Assertion
from teaching.knowledge.verdicts import State

TYPICAL, AGAINST = "typical", "against"


@dataclass(frozen=True)
class Manner:
    """How an item model asks columns: by which wording of the rows, in which words."""

    model: str
    wording: str
    """The field of a row: ``says`` or ``expects``."""
    typical: tuple[str, ...]
    against: tuple[str, ...]
    """Lead-ins with ``{of}``."""


@dataclass(frozen=True)
class Column:
    """The rows of one concept that decide, by their side."""

    concept: Concept
    called: str
    typical: tuple[Row, ...]
    against: tuple[Row, ...]
    size: int
    """Options of one question."""


@dataclass(frozen=True)
class Design:
    """One question before it is worded."""

    column: Column
    kind: str
    key: Row
    others: tuple[Row, ...]

    @property
    def radicals(self) -> dict[str, str]:
        return {
            "concept": self.column.concept.slug,
            "asked": self.kind,
            "key": self.key.id,
            "others": " ".join(sorted(row.id for row in self.others)),
        }


def columns(ground: Ground, manner: Manner) -> tuple[Column, ...]:
    """The concepts that can be asked. Raises CannotGenerate where there is none."""
    records = ground.knowledge.records
    found = []
    for concept in ground.pack.concepts:
        if concept.called is None:
            continue
        sides: dict[State, list[Row]] = {State.ESTABLISHED: [], State.RULED_OUT: []}
        for row in ground.pack.rows:
            if getattr(row, manner.wording) is not None:
                state = records.read(Assertion(row.id, concept.slug)).state
                if state is not State.OPEN:
                    sides[state].append(row)
        column = _column(concept, sides[State.ESTABLISHED], sides[State.RULED_OUT])
        if column is not None:
            found.append(column)
    if not found:
        raise CannotGenerate(
            f"no concept of '{ground.pack.disease.slug}' has two rows with '{manner.wording}' that"
            " are typical of it and two that argue against it"
        )
    return tuple(found)


def designs(ground: Ground, manner: Manner) -> Iterator[Design]:
    """Every question the columns hold."""
    for column in columns(ground, manner):
        for kind in (TYPICAL, AGAINST):
            keys, among = _sides(column, kind)
            for key in keys:
                for others in combinations(_beside(key, among), column.size - 1):
                    yield Design(column, kind, key, others)


def draw_design(rng: Random, ground: Ground, manner: Manner) -> Design:
    """One of them: a concept by how much there is to ask of it, then both ways round alike."""
    every = columns(ground, manner)
    column = rng.choices(every, [_weight(one) for one in every])[0]
    kind = rng.choice((TYPICAL, AGAINST))
    keys, among = _sides(column, kind)
    beside = [_beside(key, among) for key in keys]
    # By how many it can stand beside: then each row is the key in its share, though some pairs
    # are never offered together (a random walk visits each place by the number of its ways out).
    place = rng.choices(range(len(keys)), [len(ones) for ones in beside])[0]
    return Design(column, kind, keys[place], tuple(rng.sample(beside[place], column.size - 1)))


def question(rng: Random, ground: Ground, seed: int, manner: Manner, design: Design) -> Sketch:
    """The question of a design, worded. Raises Redraw where it does not stand."""
    column = design.column
    leads = manner.typical if design.kind == TYPICAL else manner.against
    choices = [
        _choice(ground, manner, design, row, key=row is design.key)
        for row in (design.key, *design.others)
    ]
    key = next(choice for choice in choices if choice.key)
    record = ground.knowledge.records.read(key.asserts)
    return recite(
        ground,
        seed,
        model=manner.model,
        lead_in=opened(
            ground, record.side or "article", rng.choice(leads).format(of=column.called)
        ),
        choices=choices,
        radicals=design.radicals,
        layers=layers_of(ground, record.facts),
        axis=column.concept.axis,
        difficulty="medium" if design.kind == TYPICAL else "hard",
    )


def _column(concept: Concept, typical: Sequence[Row], against: Sequence[Row]) -> Column | None:
    """The column with as many options as both ways round allow; None where they are too few."""
    for size in range(MOST, FEWEST - 1, -1):
        one, other = list(typical), list(against)
        while True:
            kept = [row for row in one if len(_beside(row, other)) >= size - 1]
            left = [row for row in other if len(_beside(row, kept)) >= size - 1]
            if (len(kept), len(left)) == (len(one), len(other)):
                break
            one, other = kept, left
        if one and other:
            return Column(concept, concept.called or concept.name, tuple(one), tuple(other), size)
    return None


def _sides(column: Column, kind: str) -> tuple[Sequence[Row], Sequence[Row]]:
    if kind == TYPICAL:
        return column.typical, column.against
    return column.against, column.typical


def _beside(key: Row, among: Sequence[Row]) -> list[Row]:
    """The rows that leave a third way beside the key."""
    return [row for row in among if row.id not in key.opposes and key.id not in row.opposes]


def _weight(column: Column) -> float:
    """Grows with what there is to ask, so that no concept's questions come back early."""
    typical, against, least = len(column.typical), len(column.against), column.size - 1
    return (typical * comb(against, least) + against * comb(typical, least)) ** 0.5


def _choice(ground: Ground, manner: Manner, design: Design, row: Row, *, key: bool) -> Choice:
    is_typical = (design.kind == TYPICAL) is key
    asserts = Assertion(row.id, design.column.concept.slug, holds=design.kind == TYPICAL)
    text = getattr(row, manner.wording)
    return Choice(text, asserts, _because(ground, design.column, row, is_typical), key)


def _because(ground: Ground, column: Column, row: Row, is_typical: bool) -> str:
    """Why the finding is typical of the concept or argues against it, with the fact in full."""
    cell = next(cell for cell in row.cells if cell.concept == column.concept.slug)
    facts = ground.knowledge.records.behind(row, cell)
    says = told(ground, facts)
    if is_typical and cell.provenance == "general":
        return f"It is typical of the disease as a whole, {column.called} included. {says}"
    if is_typical:
        return f"It is typical of {column.called}. {says}"
    return f"It argues against {column.called}. {says}"
