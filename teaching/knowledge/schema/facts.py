"""What is known: facts and their sources, disputes between layers, words, an editor's notes."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StringConstraints

from teaching.knowledge.schema.parts import Code, Part, Short, Slug, Text

Layer = OneOf["article", "inferred", "evidence"]
Relation = OneOf["agrees", "extends", "differs"]


class Source(Part):
    """Where a fact stands. A link is a DOI or the publisher's page, never an aggregator's."""

    id: Code
    title: Short
    kind: OneOf[
        "article",
        "trial",
        "cohort",
        "series",
        "case",
        "experiment",
        "review",
        "textbook",
        "classification",
        "web",
    ]
    citation: Short = ""
    """Authors or title, journal, year: what the learner reads."""
    year: int | None = Field(default=None, ge=1500, le=2100)
    link: Annotated[str, StringConstraints(pattern=r"^https://\S+$", max_length=500)] | None = None
    says: Text = ""
    """What it said, in our words."""
    shown: bool = True
    """False for a secondary page that is no evidence by itself."""


class Citation(Part):
    """Where in a source a fact stands; ``locator`` is the page, figure or table."""

    source: Code
    locator: Short | None = None


class FactRelation(Part):
    """How a fact stands to another one."""

    to: Code
    kind: Relation


class Fact(Part):
    """One testable statement. An article fact cites its place, an inferred one its parents, an
    evidence fact its sources."""

    id: Code
    layer: Layer
    aspect: Slug
    concerns: tuple[Slug, ...] = ()
    """Concepts it speaks of; empty: the disease as a whole."""
    text: Text
    sources: tuple[Citation, ...] = ()
    parents: tuple[Code, ...] = ()
    relations: tuple[FactRelation, ...] = ()
    says: Short | None = None
    """The statement as an option of a question on what has changed."""
    about: Short | None = None
    """The editor's remark on how it stands to the source ("silent", "sharper than …")."""


class Dispute(Part):
    """Two layers that disagree, and what the learner is told."""

    id: Code
    topic: Short
    article: tuple[Code, ...] = ()
    evidence: tuple[Code, ...] = ()
    article_says: Text
    evidence_says: Text
    learner: Text
    rule: Text | None = None
    """What an author may not do because of it."""
    article_option: Short | None = None
    """What each side says, as an option of a question; both are given or neither."""
    evidence_option: Short | None = None


class Term(Part):
    """A word. Terms without ``meaning`` are the editor's (how an odd wording is to be read)."""

    id: Code
    term: Short
    wording: Short | None = None
    original: Short | None = None
    reason: Text | None = None
    confidence: OneOf["high", "medium", "low"] = "high"
    meaning: Text | None = None
    facts: tuple[Code, ...] = ()
    family: Slug | None = None
    """Terms of one family are neighbours that mean different things; with ``gist`` they can be
    asked against one another."""
    gist: Short | None = None
    """The meaning as an option of a question; it must not repeat the term."""


class Note(Part):
    """An editor's note on facts: a pitfall, a tension inside the article, what a passage rules
    out, or a statement that is not verified and may never be keyed."""

    id: Code
    kind: OneOf["pitfall", "tension", "limits", "unverified"]
    severity: OneOf["unsafe", "misleading", "language"] | None = None
    locator: Short | None = None
    text: Text
    advice: Text | None = None
    facts: tuple[Code, ...] = ()
