"""The shape of a disease pack: what each YAML section may hold, before anything is looked up.

Pure description. ``Pack`` is the whole; the modules beside it hold the sections, each under the
name of what it speaks of. ``reading`` turns files into these objects and keeps line numbers,
``checking`` finds what does not fit together, ``packs`` stores and restores them.
``docs/pack-format.md`` shows each section by example. Every object is frozen; equality is equality
of content.
"""

from __future__ import annotations

from teaching.knowledge.schema.atlas import Comparison, Discriminator, Row, Span, TieBreak
from teaching.knowledge.schema.contrasts import Contrasts
from teaching.knowledge.schema.facets import Facet
from teaching.knowledge.schema.facts import Dispute, Fact, Note, Source, Term
from teaching.knowledge.schema.filming import Filming
from teaching.knowledge.schema.findings import Concept, Finding
from teaching.knowledge.schema.generator import Generator
from teaching.knowledge.schema.generator.phrases import Phrase
from teaching.knowledge.schema.parts import Part
from teaching.knowledge.schema.rules import Component, Rule, Tendency
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.schema.vocabulary import Disease
from teaching.knowledge.schema.wording import Wording


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
    facets: tuple[Facet, ...] = ()
    film: Filming | None = None
    phrases: tuple[Phrase, ...] = ()
    generator: Generator | None = None
    contrasts: Contrasts | None = None
    wording: Wording | None = None
    vignettes: tuple[Vignette, ...] = ()
