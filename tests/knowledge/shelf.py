"""A pack of a made-up disease for the atlas, with as many entries of each kind as a test asks."""

from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.knowledge.schema import Pack

EDITORS_CODE = "ZQ9"
"""The editor's code of every concept; no reader may meet it."""


def entries(count: int) -> list[int]:
    return list(range(1, count + 1))


def make_pack(count: int = 1, **disease) -> Pack:
    """``count`` facts of each layer, sources, terms, disputes, notes and so on; two kinds of
    concept on an axis "stage", and ``count`` mimics."""
    n = entries(count)
    stages = [{"slug": f"stage-{i}", "name": f"Stage {i}"} for i in entries(count + 1)]
    return Pack.model_validate(
        {
            "disease": {
                "slug": "fever",
                "name": "Marsh fever",
                "short": "MF",
                "revision": 1,
                "summary": "A fever of marshes.",
                "safety": "Go to a doctor.",
                "unit": "hours",
                "layers": [
                    {"slug": "article", "name": "Old book", "about": "Stated in the book."},
                    {"slug": "inferred", "name": "Concluded", "about": "Not stated."},
                    {"slug": "evidence", "name": "Today", "about": "Read today."},
                ],
                "stages": [{"slug": "history", "name": "History"}],
                "axes": [
                    {
                        "slug": "stage",
                        "name": "Stage of the fever",
                        "label": "Stage",
                        "plural": "stages",
                        "lead_in": "Which stage?",
                        "after": "history",
                    },
                    {
                        "slug": "other",
                        "name": "Other fever",
                        "label": "Fever",
                        "lead_in": "Which fever?",
                        "after": "history",
                        "management": True,
                    },
                ],
                "aspects": [
                    {"slug": "course", "name": "Course"},
                    {"slug": "care", "name": "Care", "management": True},
                ],
            }
            | disease,
            "sources": [
                {
                    "id": f"R{i}",
                    "title": f"Book {i}",
                    "kind": "review",
                    "citation": f"Book {i}. Marsh Press.",
                    "link": f"https://books.example/{i}",
                    "says": "Marshes.",
                }
                for i in n
            ],
            "facts": [
                {
                    "id": f"F-{i}",
                    "layer": "article",
                    "aspect": "course",
                    "text": f"The chill number {i} comes first.",
                    "concerns": ["stage-1"],
                    "sources": [{"source": f"R{i}", "locator": "¶4 s2"}],
                }
                for i in n
            ]
            + [
                {
                    "id": f"I-{i}",
                    "layer": "inferred",
                    "aspect": "course",
                    "text": f"So number {i} is cold.",
                    "parents": [f"F-{i}"],
                }
                for i in n
            ]
            + [
                {
                    "id": f"E-{i}",
                    "layer": "evidence",
                    "aspect": "care",
                    "text": f"Blankets help number {i}.",
                    "sources": [{"source": f"R{i}"}],
                    "relations": [{"to": f"F-{i}", "kind": "extends"}],
                }
                for i in n
            ],
            "disputes": [
                {
                    "id": f"D-{i}",
                    "topic": f"Cold {i}",
                    "article": [f"F-{i}"],
                    "evidence": [f"E-{i}"],
                    "article_says": "Cold comes first.",
                    "evidence_says": "Heat comes first.",
                    "learner": "Ask the patient.",
                }
                for i in n
            ],
            "terms": [
                {"id": f"G-{i}", "term": f"ague {i}", "meaning": "A shaking.", "facts": [f"F-{i}"]}
                for i in n
            ]
            + [{"id": "G-99", "term": "odd wording", "reason": "For editors."}],
            "notes": [
                {"id": f"P-{i}", "kind": "pitfall", "text": f"Beware of {i}.", "facts": [f"F-{i}"]}
                for i in n
            ]
            + [{"id": "NV-1", "kind": "unverified", "text": "Frogs cause it.", "facts": ["F-1"]}],
            "concepts": [
                one | {"axis": "stage", "summary": "As such.", "code": EDITORS_CODE}
                for one in stages
            ]
            + [
                {
                    "slug": f"other-{i}",
                    "name": f"Other fever {i}",
                    "axis": "other",
                    "code": EDITORS_CODE,
                    "summary": "Not of marshes.",
                    "facts": [f"F-{i}"],
                }
                for i in n
            ],
            "rows": [
                {
                    "id": f"M-{i}",
                    "group": "Feeling",
                    "finding": f"Shivers {i}",
                    "cells": [
                        {
                            "concept": "stage-1",
                            "standing": "absent",
                            "provenance": "stated",
                            "against": ["characteristic", "general"],
                        },
                        {"concept": "other-1", "standing": "possible", "provenance": "modern"},
                    ],
                    "facts": [f"F-{i}"],
                }
                for i in n
            ],
            "comparisons": [
                {
                    "label": f"Feels {i}",
                    "cells": [
                        {"concept": one["slug"], "standing": "characteristic", "text": "Cold"}
                        for one in stages
                    ],
                }
                for i in n
            ],
            "discriminators": [
                {
                    "id": f"X-{i}",
                    "first": "stage-1",
                    "second": f"other-{i}",
                    "question": f"Is there a marsh {i}?",
                    "first_answer": "Yes.",
                    "second_answer": "No.",
                    "facts": [f"F-{i}"],
                }
                for i in n
            ],
            "spans": [
                {
                    "label": f"Chill {i}",
                    "text": "in the first hours",
                    "low": 2,
                    "high": 20 + i,
                    "layer": "article",
                    "facts": [f"F-{i}"],
                }
                for i in n
            ],
            "tie_breaks": [{"text": f"Rule {i}.", "facts": [f"F-{i}"]} for i in n],
        }
    )


def make_disease(count: int = 1, **disease) -> Disease:
    """The pack above, stored."""
    return packs.store(make_pack(count, **disease)).disease
