"""The section ``phrases``, and what fills the slots of its sentences.

Slots stand in braces: a pronoun (``{he}``), the place (``{here}``), a word of the region
(``{ends}``), a measure (``{flexion}``), something of the patient (``{person}``).
"""

from __future__ import annotations

from pydantic import Field

from teaching.knowledge.schema.generator.flags import Flag
from teaching.knowledge.schema.parts import Part, Short, Slug, TagLine, Text


class Phrase(Part):
    """Sentences that state exactly these findings, ``one`` for a single place, ``both`` for a pair
    or several, ``whole`` where no place is spoken of.

    ``at`` lists the regions it is worded for (empty: any). ``needs`` are flags of the case.
    Without ``states`` it sets the scene and may be left out. ``stage`` replaces the stage of its
    findings. ``fits`` are findings it takes for granted without stating them, as in a line. In a
    twin the flag ``retold`` is raised.
    """

    slug: Slug
    states: tuple[TagLine, ...] = ()
    at: tuple[Slug, ...] = ()
    needs: tuple[Flag, ...] = ()
    fits: tuple[TagLine, ...] = ()
    stage: Slug | None = None
    one: tuple[Text, ...] = ()
    both: tuple[Text, ...] = ()
    whole: tuple[Text, ...] = ()


class Word(Part):
    """A region's own word for a slot: what its bone ends are called, where bone runs beside it."""

    slot: Slug
    at: tuple[Slug, ...] = ()
    one: tuple[Short, ...] = ()
    both: tuple[Short, ...] = ()


class Measure(Part):
    """A plausible number for a slot, drawn once for each place of a case."""

    slot: Slug
    at: tuple[Slug, ...] = ()
    needs: tuple[Flag, ...] = ()
    low: float
    high: float
    step: float = Field(gt=0)
