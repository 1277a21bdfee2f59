"""How findings decide: when a concept holds, and what speaks for it without proving it."""

from __future__ import annotations

from typing import Literal as OneOf

from pydantic import Field

from teaching.knowledge.schema.parts import Code, LiteralLine, Part, Short, Slug

Stance = OneOf["for", "against"]


class Clause(Part):
    """One condition with its facts, and what the ledger says when a line meets or breaks it.

    Exactly one of ``all``, ``any`` (with ``at_least``), ``none``, ``not_all`` is given.
    """

    all: tuple[LiteralLine, ...] = ()
    any: tuple[LiteralLine, ...] = ()
    at_least: int | None = Field(default=None, ge=1)
    none: tuple[LiteralLine, ...] = ()
    not_all: tuple[LiteralLine, ...] = ()
    facts: tuple[Code, ...]
    met: Short
    """Said beside the lines that satisfy it: "Bone and joint are changed." """
    unmet: Short
    """Said beside the lines that break it: "It leaves bone and joint surfaces intact." """


class Component(Part):
    """A part that is judged at one region (``at``: its sort), or with ``spread`` one that needs its
    clauses to hold at that many regions of the sort."""

    slug: Slug
    name: Short
    at: Slug
    spread: int | None = Field(default=None, ge=1)
    clauses: tuple[Clause, ...]
    lacking: Short
    """Said when lines leave no region where it could be: "No muscle group shows bone." """
    unexplained: Short
    """Said against a concept that leaves this part, which is there, out: "It leaves the strands
    in muscle unexplained." """


class Composition(Part):
    """Which components occur anywhere: exactly these, or at least so many kinds."""

    exactly: tuple[Slug, ...] = ()
    at_least: int | None = Field(default=None, ge=1)
    facts: tuple[Code, ...]
    met: Short
    unmet: Short


class Interval(Part):
    """The quantity lies in [low, high]; an end left out is open. Touching ends count as inside."""

    quantity: Slug
    low: float | None = None
    high: float | None = None
    facts: tuple[Code, ...]
    met: Short
    unmet: Short


class Never(Part):
    """Right for no patient (a forced manipulation), whatever else is known."""

    facts: tuple[Code, ...]
    unmet: Short


class ConceptClause(Part):
    """Other concepts a rule needs (all of them) or refuses (each of them)."""

    concepts: tuple[Slug, ...]
    facts: tuple[Code, ...]
    met: Short
    unmet: Short


class Rule(Part):
    """When a concept holds.

    ``gate`` findings must be present as well. ``at`` names the sorts of region at which a claim has
    to place the concept; literals of regional findings are then judged there. ``concepts`` and
    ``no_concepts`` are other concepts (judged at the same region where they take one).
    """

    concept: Slug
    at: tuple[Slug, ...] = ()
    gate: tuple[Clause, ...] = ()
    clauses: tuple[Clause, ...] = ()
    composition: Composition | None = None
    interval: Interval | None = None
    never: Never | None = None
    concepts: tuple[ConceptClause, ...] = ()
    no_concepts: tuple[ConceptClause, ...] = ()


class Tendency(Part):
    """A line that speaks for or against a concept without ever proving it. Shown in the ledger."""

    concept: Slug
    finding: LiteralLine
    stance: Stance
    says: Short
    facts: tuple[Code, ...]
