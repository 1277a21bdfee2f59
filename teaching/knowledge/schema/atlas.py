"""What the atlas shows beside the facts: tables across the concepts, the timeline, the tie-breaks.
The reasoner never reads them.
"""

from __future__ import annotations

from typing import Literal as OneOf

from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.schema.parts import Code, Part, Short, Slug, Text

Standing = OneOf["characteristic", "possible", "absent", "not-stated"]
Provenance = OneOf["stated", "general", "inferred", "modern"]


class Cell(Part):
    """What a finding says of one concept, and where that is known from."""

    concept: Slug
    standing: Standing
    provenance: Provenance | None = None
    against: tuple[Standing, Provenance] | None = None
    """A second reading of the same cell, where the source contradicts itself."""
    note: Short | None = None
    caution: bool = False


class Row(Part):
    """One finding across the concepts."""

    id: Code
    group: Short
    finding: Short
    cells: tuple[Cell, ...]
    facts: tuple[Code, ...]
    says: Short | None = None
    """The finding as an option of a question; without it no question of recall is drawn from it."""
    expects: Short | None = None
    """The same where the course is asked: what happens, in the present tense."""


class ComparisonCell(Part):
    """What one line of the comparison says of one concept."""

    concept: Slug
    standing: Standing | None = None
    text: Short


class Comparison(Part):
    """One line of "forms side by side" on the atlas's first page."""

    label: Short
    cells: tuple[ComparisonCell, ...]
    facts: tuple[Code, ...] = ()


class Discriminator(Part):
    """The question that decides between two concepts."""

    id: Code
    first: Slug
    second: Slug
    question: Short
    first_answer: Text
    second_answer: Text
    facts: tuple[Code, ...]


class Span(Part):
    """One bar of the timeline, in ``Disease.unit``; open ends are left out."""

    label: Short
    text: Short
    low: float | None = None
    high: float | None = None
    strong_low: float | None = None
    strong_high: float | None = None
    mark: float | None = None
    ordinal: bool = False
    """True where only the order is known: drawn dashed."""
    layer: Layer
    facts: tuple[Code, ...]


class TieBreak(Part):
    """How the rules settle a mixed picture: shown in the atlas under the forms."""

    text: Text
    facts: tuple[Code, ...]
