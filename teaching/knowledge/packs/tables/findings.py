"""Where concepts and findings stand, and what findings say of one another."""

from __future__ import annotations

from typing import Any

from teaching.knowledge import models
from teaching.knowledge.packs.placing import FACTS, Child, Key, Link, Table, by_slug, same
from teaching.knowledge.schema.findings import Concept, Finding
from teaching.knowledge.statements import Literal


def _implied(literal: Literal, pk: Key) -> dict[str, Any]:
    return {
        "other_id": pk("findings", literal.finding),
        "is_present": literal.present,
        "where": literal.where,
    }


TABLES: tuple[Table, ...] = (
    Table(
        "concepts",
        Concept,
        models.Concept,
        by_slug,
        same("slug", "name", "code", "summary"),
        foreign={"axis": ("axis", "disease.axes")},
        links=(FACTS,),
    ),
    Table(
        "findings",
        Finding,
        models.Finding,
        by_slug,
        same("slug", "name", "mirrored", "quantity", "about"),
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
)
