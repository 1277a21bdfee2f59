"""The shape of a disease pack: what each YAML section may hold, before anything is looked up.

Pure description. ``reading`` turns files into these objects and keeps line numbers, ``checking``
finds what does not fit together, ``packs`` stores and restores them. ``docs/pack-format.md`` shows
each section by example. Every object is frozen; equality is equality of content.
"""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StringConstraints

from teaching.knowledge.filming import Filming
from teaching.knowledge.generating import Generator, Phrase
from teaching.knowledge.parts import ClaimLine as ClaimLine
from teaching.knowledge.parts import Code as Code
from teaching.knowledge.parts import LiteralLine as LiteralLine
from teaching.knowledge.parts import Part as Part
from teaching.knowledge.parts import Short as Short
from teaching.knowledge.parts import Slug as Slug
from teaching.knowledge.parts import TagLine as TagLine
from teaching.knowledge.parts import Text as Text

Layer = OneOf["article", "inferred", "evidence"]
Relation = OneOf["agrees", "extends", "differs"]
Standing = OneOf["characteristic", "possible", "absent", "not-stated"]
Provenance = OneOf["stated", "general", "inferred", "modern"]
Difficulty = OneOf["easy", "medium", "hard"]
Stance = OneOf["for", "against"]
Basis = OneOf["findings", "link", "facts"]


# ---- the disease and its vocabulary -----------------------------------------------------------
class Stage(Part):
    """A step at which things are observed; ``name`` heads it on the page."""

    slug: Slug
    name: Short


class Axis(Part):
    """A kind of question. ``lead_in`` is the usual wording, ``after`` the stage it is asked after.

    ``label`` is how the debrief names the decision ("Form", "Onset").
    """

    slug: Slug
    name: Short
    label: Short
    lead_in: Short
    after: Slug
    exhaustive: bool = True
    """True where the concepts of the axis are offered together as they stand (the four forms)."""
    plural: Short | None = None
    """What the concepts are called together ("forms"); without it the label with an s."""
    about: Text | None = None
    """What the atlas says above the table of the concepts."""
    management: bool = False
    """True: the concepts stand on the atlas's page about management."""


class Sort(Part):
    """A kind of region: joints, muscle groups."""

    slug: Slug
    name: Short


class Region(Part):
    """A place of the body. A sided region stands for two: ``left-<slug>`` and ``right-<slug>``,
    mirror images of one another, and makes the scope ``both-<slug>``.

    ``name`` reads after an article ("hip"), ``both`` names the pair ("both hips"). ``level`` is the
    lowest lesion level (of ``Disease.levels``) from which the region lies below the lesion.
    """

    slug: Slug
    name: Short
    sort: Slug
    sided: bool = True
    both: Short | None = None
    level: Short | None = None


class Scope(Part):
    """Several regions under one name. Give ``regions`` (regions or scopes) or ``sorts``.

    ``without`` takes out every region at which some line of the whole vignette states this finding
    present: how "elsewhere" is said.
    """

    slug: Slug
    name: Short
    regions: tuple[Slug, ...] = ()
    sorts: tuple[Slug, ...] = ()
    without: Slug | None = None


class Aspect(Part):
    slug: Slug
    name: Short
    management: bool = False
    """True: the facts stand on the atlas's page about management."""


class Notice(Part):
    """A note shown in the debrief of a case in which one of ``when`` is stated present."""

    text: Text
    when: tuple[Slug, ...]
    facts: tuple[Code, ...] = ()


class LayerName(Part):
    """What the learner reads for a layer of knowledge."""

    slug: Layer
    name: Short
    about: Text


class Front(Part):
    """What the front page says and shows of the disease; samples stand under its three steps."""

    headline: Short
    about: Text
    pictured: tuple[TagLine, ...] = ()
    stage_sample: Short
    """A sentence a learner meets early in some case."""
    proof_sample: Short
    """A sentence that decides, and in ``proof_says`` what it does."""
    proof_says: Short
    twin_sample: Short


class Disease(Part):
    slug: Slug
    name: Short
    short: Short
    synonyms: tuple[Short, ...] = ()
    revision: int = Field(ge=1)
    summary: Text
    safety: Text
    """The standing text at the foot of every page."""
    front: Front | None = None
    notices: tuple[Notice, ...] = ()
    layers: tuple[LayerName, ...]
    stages: tuple[Stage, ...]
    axes: tuple[Axis, ...]
    aspects: tuple[Aspect, ...]
    sorts: tuple[Sort, ...] = ()
    regions: tuple[Region, ...] = ()
    scopes: tuple[Scope, ...] = ()
    levels: tuple[Short, ...] = ()
    """Lesion levels from the highest to the lowest; empty where the idea does not apply."""
    unit: Short = "weeks"
    """The unit of time of quantities: hours, days, weeks."""
    timeline: Short | None = None
    """Heads the timeline of the atlas ("When bone first appears")."""
    cue_words: tuple[Short, ...] = ()
    """Words that would give a key away and may not stand in a stem."""


# ---- what is known ----------------------------------------------------------------------------
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


class Concept(Part):
    """Anything that can be an answer. ``code`` is the editor's; learners never see it."""

    slug: Slug
    axis: Slug
    name: Short
    code: Short | None = None
    summary: Text | None = None
    facts: tuple[Code, ...] = ()
    alike: tuple[Slug, ...] = ()
    """Concepts of the axis that the same findings prove: two wordings of one answer, which no
    item may offer together. Concepts no finding tells apart have to say so here."""
    pictured: tuple[TagLine, ...] = ()
    """What the film of a typical patient shows; drawn above the concept in the atlas."""


class Finding(Part):
    """One thing that can be observed. Without ``sorts`` it is global; with them it is stated at a
    region of one of these sorts. Relations hold at one region, or from a global finding to every
    region. ``mirrored`` findings are always stated of both sides together."""

    slug: Slug
    name: Short
    stage: Slug
    sorts: tuple[Slug, ...] = ()
    mirrored: bool = False
    quantity: bool = False
    """True for a quantity in ``Disease.unit``."""
    implies: tuple[LiteralLine, ...] = ()
    contradicts: tuple[Slug, ...] = ()
    facts: tuple[Code, ...] = ()
    about: Text | None = None


# ---- rules ------------------------------------------------------------------------------------
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


class ConceptClause(Part):
    """Other concepts a rule needs (all of them) or refuses (each of them)."""

    concepts: tuple[Slug, ...]
    facts: tuple[Code, ...]
    met: Short
    unmet: Short


class Tendency(Part):
    """A line that speaks for or against a concept without ever proving it. Shown in the ledger."""

    concept: Slug
    finding: LiteralLine
    stance: Stance
    says: Short
    facts: tuple[Code, ...]


# ---- tables for the atlas ---------------------------------------------------------------------
class Cell(Part):
    concept: Slug
    standing: Standing
    provenance: Provenance | None = None
    against: tuple[Standing, Provenance] | None = None
    """A second reading of the same cell, where the source contradicts itself."""
    note: Short | None = None
    caution: bool = False


class Row(Part):
    """One finding across the concepts."""

    id: Code
    group: Short
    finding: Short
    cells: tuple[Cell, ...]
    facts: tuple[Code, ...]


class Comparison(Part):
    """One line of "forms side by side" on the atlas's first page."""

    label: Short
    cells: tuple[ComparisonCell, ...]
    facts: tuple[Code, ...] = ()


class ComparisonCell(Part):
    concept: Slug
    standing: Standing | None = None
    text: Short


class Discriminator(Part):
    """The question that decides between two concepts."""

    id: Code
    first: Slug
    second: Slug
    question: Short
    first_answer: Text
    second_answer: Text
    facts: tuple[Code, ...]


class Span(Part):
    """One bar of the timeline, in ``Disease.unit``; open ends are left out."""

    label: Short
    text: Short
    low: float | None = None
    high: float | None = None
    strong_low: float | None = None
    strong_high: float | None = None
    mark: float | None = None
    ordinal: bool = False
    """True where only the order is known: drawn dashed."""
    layer: Layer
    facts: tuple[Code, ...]


class TieBreak(Part):
    """How the rules settle a mixed picture: shown in the atlas under the forms."""

    text: Text
    facts: tuple[Code, ...]


# ---- vignettes --------------------------------------------------------------------------------
class Line(Part):
    """One sentence; without tags it sets the scene."""

    text: Text
    tags: tuple[TagLine, ...] = ()


class VignetteStage(Part):
    stage: Slug
    heading: Short | None = None
    """Replaces the stage's own name ("Imaging, week 11")."""
    lines: tuple[Line, ...]


class Option(Part):
    """One answer. ``claims`` are what it says (all of them); an option of a question that rests on
    facts has none. ``facts`` back its rationale: they support the key, they rule out the rest."""

    text: Short
    claims: tuple[ClaimLine, ...] = ()
    key: bool = False
    rationale: Text
    facts: tuple[Code, ...]


class Item(Part):
    """One decision. ``adds`` are lines the lead-in itself states; they come after the stage."""

    slug: Slug
    axis: Slug
    after: Slug
    lead_in: Text
    layers: tuple[Layer, ...]
    """The layers the answer rests on; the key cites a fact of each."""
    basis: Basis
    rests_on: tuple[ClaimLine, ...] = ()
    """For a *link*: what has to be established before the fact applies."""
    adds: tuple[Line, ...] = ()
    options: tuple[Option, ...]
    note: Text | None = None
    """Shown in the debrief."""


class Vignette(Part):
    """A story in stages with its decisions. Slug and title are neutral: they name no answer."""

    slug: Slug
    title: Short
    code: Short | None = None
    """The editor's; learners never see it."""
    difficulty: Difficulty
    pronoun: OneOf["he", "she", "they"]
    stages: tuple[VignetteStage, ...]
    items: tuple[Item, ...]


# ---- the whole --------------------------------------------------------------------------------
class Pack(Part):
    """Everything one folder holds. Sections may be spread over any number of files."""

    disease: Disease
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    terms: tuple[Term, ...] = ()
    notes: tuple[Note, ...] = ()
    concepts: tuple[Concept, ...] = ()
    findings: tuple[Finding, ...] = ()
    components: tuple[Component, ...] = ()
    rules: tuple[Rule, ...] = ()
    tendencies: tuple[Tendency, ...] = ()
    rows: tuple[Row, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    discriminators: tuple[Discriminator, ...] = ()
    spans: tuple[Span, ...] = ()
    tie_breaks: tuple[TieBreak, ...] = ()
    film: Filming | None = None
    phrases: tuple[Phrase, ...] = ()
    generator: Generator | None = None
    vignettes: tuple[Vignette, ...] = ()
