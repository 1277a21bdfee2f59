"""Where facts stand, with their sources and relations; disputes, terms and notes."""

from __future__ import annotations

from teaching.knowledge import models
from teaching.knowledge.packs.placing import FACTS, Child, Link, Table, by_code, same
from teaching.knowledge.schema.facts import Dispute, Fact, Note, Source, Term


def _side(side: str) -> Child:
    return Child(
        field=side,
        model=models.DisputeFact,
        owner="dispute",
        columns=lambda code, pk: {"fact_id": pk("facts", code)},
        part=lambda row, name: name("facts", row.fact_id),
        fixed={"side": side},
    )


TABLES: tuple[Table, ...] = (
    Table(
        "sources",
        Source,
        models.Source,
        by_code,
        {"id": "code", **same("title", "kind", "citation", "year", "link", "says", "shown")},
    ),
    Table(
        "facts",
        Fact,
        models.Fact,
        by_code,
        {"id": "code", **same("layer", "text", "about")},
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
        by_code,
        {"id": "code", **same("topic", "article_says", "evidence_says", "learner", "rule")},
        children=(_side("article"), _side("evidence")),
    ),
    Table(
        "terms",
        Term,
        models.Term,
        by_code,
        {"id": "code", **same("term", "meaning")},
        links=(FACTS,),
    ),
    Table(
        "notes",
        Note,
        models.Note,
        by_code,
        {"id": "code", **same("kind", "severity", "text", "advice")},
        links=(FACTS,),
    ),
)
