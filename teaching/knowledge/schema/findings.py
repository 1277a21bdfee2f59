"""What can be observed, and what can be answered. Which findings prove which concept is said in
``rules``.
"""

from __future__ import annotations

from teaching.knowledge.schema.parts import Code, LiteralLine, Part, Short, Slug, TagLine, Text


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


class Concept(Part):
    """Anything that can be an answer. ``code`` is the editor's; learners never see it."""

    slug: Slug
    axis: Slug
    name: Short
    code: Short | None = None
    called: Short | None = None
    """How it is called inside a sentence ("the common form"); without it no question of recall is
    asked about it."""
    summary: Text | None = None
    facts: tuple[Code, ...] = ()
    alike: tuple[Slug, ...] = ()
    """Concepts of the axis that the same findings prove: two wordings of one answer, which no
    item may offer together. Concepts no finding tells apart have to say so here."""
    mistake: bool = False
    """True: no measure but a mistake. The atlas lists it apart from what is right for somebody,
    together with the concepts whose rule is ``never``."""
    pictured: tuple[TagLine, ...] = ()
    """What the film of a typical patient shows; drawn above the concept in the atlas."""
