"""Which section of a pack stands in which table, and which field in which column.

A field that is named here neither as a column nor as a link is kept in ``spec``; a section that is
not named here is kept in ``Disease.presentation``. So an addition to the format is stored without
a change of this module, and gets a column when something asks for it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models as orm

from teaching.knowledge import models
from teaching.knowledge.schema.atlas import Cell, Discriminator, Row
from teaching.knowledge.schema.facts import Dispute, Fact, Note, Source, Term
from teaching.knowledge.schema.findings import Concept, Finding
from teaching.knowledge.schema.parts import Part
from teaching.knowledge.schema.rules import Clause, Component, Rule, Tendency
from teaching.knowledge.schema.vocabulary import Aspect, Axis, Region, Scope, Sort, Stage
from teaching.knowledge.statements import Literal

type Key = Callable[[str, str], Any]
"""The primary key of the entry of a section with a name: ``pk("facts", "F-1")``."""
type Label = Callable[[str, Any], str]
"""The name of the entry of a section with a primary key."""


@dataclass(frozen=True)
class Link:
    """A list of names on the entry, a plain many-to-many on the row. The order of the list is the
    order in which the rows between them were written."""

    field: str
    section: str


@dataclass(frozen=True)
class Child:
    """A list on the entry whose elements are rows of their own, in the table ``model``."""

    field: str
    model: type[orm.Model]
    owner: str
    columns: Callable[[Any, Key], dict[str, Any]]
    part: Callable[[Any, Label], Any]
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One section. ``foreign`` maps a field to its column and the section it names; ``uses`` are
    links that can be read from the entry itself and serve queries only."""

    section: str
    shape: type[Part]
    model: type[orm.Model]
    name: Callable[[Any], str]
    columns: Mapping[str, str]
    foreign: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    links: tuple[Link, ...] = ()
    children: tuple[Child, ...] = ()
    uses: Mapping[str, tuple[str, Callable[[Any], Iterable[str]]]] = dataclasses.field(
        default_factory=dict
    )
    derived: Mapping[str, Callable[[Any, Key], Any]] = dataclasses.field(default_factory=dict)

    @property
    def placed(self) -> frozenset[str]:
        """The fields that have a place of their own; the others stand in ``spec``."""
        return frozenset(
            [
                *self.columns,
                *self.foreign,
                *(link.field for link in self.links),
                *(child.field for child in self.children),
            ]
        )


def _same(*fields: str) -> dict[str, str]:
    return {name: name for name in fields}


def _slug(entry: Any) -> str:
    return str(entry.slug)


def _code(entry: Any) -> str:
    return str(entry.id)


def _words(section: str, shape: type[Part], model: type[orm.Model], *fields: str) -> Table:
    return Table(section, shape, model, _slug, _same("slug", "name", *fields))


# ---- bodies of rules --------------------------------------------------------------------------
def _clause_literals(clause: Clause) -> Iterable[Literal]:
    return (*clause.all, *clause.any, *clause.none, *clause.not_all)


def _component_findings(component: Component) -> list[str]:
    return [literal.finding for clause in component.clauses for literal in _clause_literals(clause)]


def _component_facts(component: Component) -> list[str]:
    return [fact for clause in component.clauses for fact in clause.facts]


def _rule_findings(rule: Rule) -> list[str]:
    found = [
        literal.finding
        for clause in (*rule.gate, *rule.clauses)
        for literal in _clause_literals(clause)
    ]
    return [*found, rule.interval.quantity] if rule.interval else found


def _rule_components(rule: Rule) -> tuple[str, ...]:
    return rule.composition.exactly if rule.composition else ()


def _rule_facts(rule: Rule) -> list[str]:
    found = [
        fact
        for facts in (
            *(clause.facts for clause in (*rule.gate, *rule.clauses)),
            *(clause.facts for clause in (*rule.concepts, *rule.no_concepts)),
        )
        for fact in facts
    ]
    found += rule.composition.facts if rule.composition else ()
    found += rule.interval.facts if rule.interval else ()
    found += rule.never.facts if rule.never else ()
    return found


# ---- elements that are rows -------------------------------------------------------------------
def _implied(literal: Literal, pk: Key) -> dict[str, Any]:
    return {
        "other_id": pk("findings", literal.finding),
        "is_present": literal.present,
        "where": literal.where,
    }


def _cell(cell: Cell, pk: Key) -> dict[str, Any]:
    standing, provenance = cell.against or ("", "")
    return {
        "concept_id": pk("concepts", cell.concept),
        "standing": cell.standing,
        "provenance": cell.provenance or "",
        "other_standing": standing,
        "other_provenance": provenance,
        "note": cell.note or "",
        "caution": cell.caution,
    }


def _cell_back(row: models.Cell, name: Label) -> dict[str, Any]:
    return {
        "concept": name("concepts", row.concept_id),
        "standing": row.standing,
        "provenance": row.provenance or None,
        "against": (row.other_standing, row.other_provenance) if row.other_standing else None,
        "note": row.note or None,
        "caution": row.caution,
    }


def _side(side: str) -> Child:
    return Child(
        field=side,
        model=models.DisputeFact,
        owner="dispute",
        columns=lambda code, pk: {"fact_id": pk("facts", code)},
        part=lambda row, name: name("facts", row.fact_id),
        fixed={"side": side},
    )


FACTS = Link("facts", "facts")

TABLES: tuple[Table, ...] = (
    _words("disease.stages", Stage, models.Stage),
    Table(
        "disease.axes",
        Axis,
        models.Axis,
        _slug,
        _same("slug", "name", "label", "lead_in", "exhaustive"),
        foreign={"after": ("after", "disease.stages")},
    ),
    _words("disease.aspects", Aspect, models.Aspect),
    _words("disease.sorts", Sort, models.Sort),
    Table(
        "disease.regions",
        Region,
        models.Region,
        _slug,
        _same("slug", "name", "sided", "both", "level"),
        foreign={"sort": ("sort", "disease.sorts")},
    ),
    _words("disease.scopes", Scope, models.Scope),
    Table(
        "sources",
        Source,
        models.Source,
        _code,
        {"id": "code", **_same("title", "kind", "citation", "year", "link", "says", "shown")},
    ),
    Table(
        "facts",
        Fact,
        models.Fact,
        _code,
        {"id": "code", **_same("layer", "text", "about")},
        foreign={"aspect": ("aspect", "disease.aspects")},
        links=(Link("concerns", "concepts"),),
        children=(
            Child(
                "sources",
                models.Citation,
                "fact",
                lambda cited, pk: {
                    "source_id": pk("sources", cited.source),
                    "locator": cited.locator or "",
                },
                lambda row, name: {
                    "source": name("sources", row.source_id),
                    "locator": row.locator or None,
                },
            ),
            Child(
                "parents",
                models.Parent,
                "fact",
                lambda code, pk: {"parent_id": pk("facts", code)},
                lambda row, name: name("facts", row.parent_id),
            ),
            Child(
                "relations",
                models.FactRelation,
                "fact",
                lambda relation, pk: {
                    "other_id": pk("facts", relation.to),
                    "kind": relation.kind,
                },
                lambda row, name: {"to": name("facts", row.other_id), "kind": row.kind},
            ),
        ),
    ),
    Table(
        "disputes",
        Dispute,
        models.Dispute,
        _code,
        {"id": "code", **_same("topic", "article_says", "evidence_says", "learner", "rule")},
        children=(_side("article"), _side("evidence")),
    ),
    Table(
        "terms",
        Term,
        models.Term,
        _code,
        {"id": "code", **_same("term", "meaning")},
        links=(FACTS,),
    ),
    Table(
        "notes",
        Note,
        models.Note,
        _code,
        {"id": "code", **_same("kind", "severity", "text", "advice")},
        links=(FACTS,),
    ),
    Table(
        "concepts",
        Concept,
        models.Concept,
        _slug,
        _same("slug", "name", "code", "summary"),
        foreign={"axis": ("axis", "disease.axes")},
        links=(FACTS,),
    ),
    Table(
        "findings",
        Finding,
        models.Finding,
        _slug,
        _same("slug", "name", "mirrored", "quantity", "about"),
        foreign={"stage": ("stage", "disease.stages")},
        links=(FACTS, Link("sorts", "disease.sorts")),
        children=(
            Child(
                "implies",
                models.FindingRelation,
                "finding",
                _implied,
                lambda row, name: Literal(
                    name("findings", row.other_id), row.is_present, row.where
                ),
                fixed={"kind": "implies"},
            ),
            Child(
                "contradicts",
                models.FindingRelation,
                "finding",
                lambda slug, pk: {"other_id": pk("findings", slug)},
                lambda row, name: name("findings", row.other_id),
                fixed={"kind": "contradicts"},
            ),
        ),
    ),
    Table(
        "components",
        Component,
        models.Component,
        _slug,
        _same("slug", "name"),
        foreign={"at": ("sort", "disease.sorts")},
        uses={
            "findings": ("findings", _component_findings),
            "facts": ("facts", _component_facts),
        },
    ),
    Table(
        "rules",
        Rule,
        models.Rule,
        lambda rule: str(rule.concept),
        {},
        foreign={"concept": ("concept", "concepts")},
        uses={
            "findings": ("findings", _rule_findings),
            "components": ("components", _rule_components),
            "facts": ("facts", _rule_facts),
        },
    ),
    Table(
        "tendencies",
        Tendency,
        models.Tendency,
        lambda tendency: f"{tendency.concept}: {tendency.finding}",
        _same("stance", "says"),
        foreign={"concept": ("concept", "concepts")},
        links=(FACTS,),
        derived={
            "finding_id": lambda tendency, pk: pk("findings", tendency.finding.finding),
            "literal": lambda tendency, pk: str(tendency.finding),
        },
    ),
    Table(
        "rows",
        Row,
        models.Row,
        _code,
        {"id": "code", **_same("group", "finding")},
        links=(FACTS,),
        children=(Child("cells", models.Cell, "row", _cell, _cell_back),),
    ),
    Table(
        "discriminators",
        Discriminator,
        models.Discriminator,
        _code,
        {"id": "code", **_same("question", "first_answer", "second_answer")},
        foreign={"first": ("first", "concepts"), "second": ("second", "concepts")},
        links=(FACTS,),
    ),
)

DISEASE_COLUMNS = ("slug", "name", "short", "revision", "summary", "safety", "unit")
VOCABULARY = tuple(
    table.section.removeprefix("disease.")
    for table in TABLES
    if table.section.startswith("disease.")
)
ELSEWHERE = ("vignettes",)
"""Sections that stand in the tables of an upper app."""
