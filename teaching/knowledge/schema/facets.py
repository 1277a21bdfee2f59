"""Facets: one question that has one answer for each of several things, as the sources say it.

What a question on knowledge is drawn from where no table of the atlas holds the answers. The
reasoner never reads them; ``knowledge.records`` says what of them can be asserted.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.schema.parts import Code, Part, Short, Slug, Text


class FacetAnswer(Part):
    """What the sources say of one thing. ``called`` and ``said`` stand inside a sentence, ``says``
    and ``called`` as an option; ``because`` is the whole sentence a learner is told afterwards."""

    of: Slug
    """The thing: often a concept, but any word will do."""
    called: Short
    says: Short
    said: Short | None = None
    """How the answer reads inside the question ``names``; without it as ``says``."""
    because: Text
    facts: Annotated[tuple[Code, ...], Field(min_length=1)]


class Facet(Part):
    """One question with one answer for each thing, so that the answer for one thing is wrong for
    every other. The opening words that name the layer are put before it (``LayerName.asked``).

    ``asks`` goes from the thing (``{of}``) to its answer, ``names`` from the answer (``{says}``) to
    the thing; one of them at least is given.
    """

    id: Code
    aspect: Slug
    layer: Layer
    asks: Text | None = None
    names: Text | None = None
    course: bool = False
    """True where the answers are what comes first, next, last, or what is to be expected."""
    answers: Annotated[tuple[FacetAnswer, ...], Field(min_length=3)]
