"""What there is to learn, as rows: one disease's words, facts, rules and tables.

A row is one entry of a pack (see ``schema``). What is looked up, counted or linked has a column or
a table; the rest of the entry stands in ``spec`` and is read through the entry's schema class.
Only ``packs`` writes these tables.
"""

from teaching.knowledge.models.facts import (
    Citation,
    Dispute,
    DisputeFact,
    Fact,
    FactRelation,
    Layer,
    Note,
    Parent,
    Source,
    Term,
)
from teaching.knowledge.models.rules import (
    Component,
    Concept,
    Finding,
    FindingRelation,
    Rule,
    Tendency,
)
from teaching.knowledge.models.snapshots import Snapshot
from teaching.knowledge.models.tables import Cell, Discriminator, Provenance, Row, Standing
from teaching.knowledge.models.vocabulary import (
    Aspect,
    Axis,
    Disease,
    Entry,
    Region,
    Scope,
    Sort,
    Stage,
)

__all__ = [
    "Aspect",
    "Axis",
    "Cell",
    "Citation",
    "Component",
    "Concept",
    "Discriminator",
    "Disease",
    "Dispute",
    "DisputeFact",
    "Entry",
    "Fact",
    "FactRelation",
    "Finding",
    "FindingRelation",
    "Layer",
    "Note",
    "Parent",
    "Provenance",
    "Region",
    "Row",
    "Rule",
    "Scope",
    "Snapshot",
    "Sort",
    "Source",
    "Stage",
    "Standing",
    "Tendency",
    "Term",
]
