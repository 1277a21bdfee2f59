"""Vignettes and their items as rows: the story, the decisions on it, and the proof.

What a learner may see before committing (story, lead-in, options) and what a commitment earns
(key, rationale, evidence) stand in different tables, so that a page cannot load the second by
loading the first. A stored vignette is one revision and never changes; see ``vignettes``.
"""

from __future__ import annotations

from teaching.items.models.backings import Backing, BackingFact, BackingQuerySet
from teaching.items.models.bank import (
    Approval,
    Lint,
    Move,
)
from teaching.items.models.manuscripts import (
    Comment,
    Kept,
    Manuscript,
    ManuscriptQuerySet,
    Standing,
)
from teaching.items.models.questions import (
    Basis,
    Evidence,
    EvidenceKind,
    Item,
    Key,
    Option,
    OptionQuerySet,
    Others,
    Rationale,
    Stance,
)
from teaching.items.models.stories import (
    Difficulty,
    Line,
    LineTag,
    Origin,
    State,
    Vignette,
    VignetteQuerySet,
    VignetteStage,
)

__all__ = [
    "Approval",
    "Backing",
    "BackingFact",
    "BackingQuerySet",
    "Basis",
    "Comment",
    "Difficulty",
    "Evidence",
    "EvidenceKind",
    "Item",
    "Kept",
    "Key",
    "Line",
    "LineTag",
    "Lint",
    "Manuscript",
    "ManuscriptQuerySet",
    "Move",
    "Option",
    "OptionQuerySet",
    "Origin",
    "Others",
    "Rationale",
    "Stance",
    "Standing",
    "State",
    "Vignette",
    "VignetteQuerySet",
    "VignetteStage",
]
