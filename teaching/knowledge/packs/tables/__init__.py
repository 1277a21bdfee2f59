"""Which section of a pack stands in which table, in the order in which they are written: a section
comes after those its foreign keys point to.

A section that is not named here is kept in ``Disease.presentation``.
"""

from __future__ import annotations

from teaching.knowledge.packs.placing import Table
from teaching.knowledge.packs.tables import atlas, facts, findings, rules, vocabulary

TABLES: tuple[Table, ...] = (
    *vocabulary.TABLES,
    *facts.TABLES,
    *findings.TABLES,
    *rules.TABLES,
    *atlas.TABLES,
)

DISEASE_COLUMNS = ("slug", "name", "short", "revision", "summary", "safety", "unit")
"""Fields of the section ``disease`` that are columns of its row."""
VOCABULARY = tuple(table.section.removeprefix("disease.") for table in vocabulary.TABLES)
"""Fields of the section ``disease`` that are tables of their own."""
ELSEWHERE = ("vignettes",)
"""Sections that stand in the tables of an upper app."""
