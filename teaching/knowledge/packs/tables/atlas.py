"""Where the tables of the atlas stand: findings across the concepts, what decides between two."""

from __future__ import annotations

from typing import Any

from teaching.knowledge import models
from teaching.knowledge.packs.placing import FACTS, Child, Key, Label, Table, by_code, same
from teaching.knowledge.schema.atlas import Cell, Discriminator, Row


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


TABLES: tuple[Table, ...] = (
    Table(
        "rows",
        Row,
        models.Row,
        by_code,
        {"id": "code", **same("group", "finding")},
        links=(FACTS,),
        children=(Child("cells", models.Cell, "row", _cell, _cell_back),),
    ),
    Table(
        "discriminators",
        Discriminator,
        models.Discriminator,
        by_code,
        {"id": "code", **same("question", "first_answer", "second_answer")},
        foreign={"first": ("first", "concepts"), "second": ("second", "concepts")},
        links=(FACTS,),
    ),
)
