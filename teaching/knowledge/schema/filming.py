"""The ``film`` section of a pack: how findings become a picture and the words that stand for it.

``teaching.film`` draws, ``teaching.items.picturing`` applies these rules to the
displayed statements of a case. Figures and the anchors on them are anatomy and belong to
``teaching.film``; what grows where, and what it is called, belongs to the pack.
"""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StringConstraints

from teaching.knowledge.schema.parts import LiteralLine, Part, Short, Slug

Share = Annotated[float, Field(ge=0, le=1)]
Wording = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[^,;:.()]+$", max_length=120)
]
"""Part of a sentence: no comma, semicolon, colon, full stop or bracket, so that a list of such
parts can be read back."""

FigureName = OneOf[
    "ankle", "elbow", "flank", "forearm", "hips", "knee", "shoulder", "thigh", "upper-arm"
]
Shape = OneOf["arch", "sheath", "callus", "round", "strands"]
Maturity = OneOf["cloud", "maturing", "mature"]


class Place(Part):
    """Where a region is drawn. A region may have several places; the first one is preferred.

    ``anchors`` are names of the figure: a growth takes all whose first word is its shape, else the
    first of the list. ``loss`` and ``fracture`` name the spots of resorption and of a break.
    """

    region: Slug
    figure: FigureName
    anchors: Annotated[tuple[Short, ...], Field(min_length=1)]
    loss: Short | None = None
    fracture: Short | None = None


class Growth(Part):
    """The look of new bone at a region where all of ``when`` is stated, there or globally."""

    when: Annotated[tuple[LiteralLine, ...], Field(min_length=1)]
    shape: Shape
    extent: Share = 1.0


class Ripeness(Part):
    """How far bone has matured where all of ``when`` is stated."""

    when: Annotated[tuple[LiteralLine, ...], Field(min_length=1)]
    maturity: Maturity


class Loss(Part):
    """Resorption of the host bone where all of ``when`` is stated. ``amount`` scales the place."""

    when: Annotated[tuple[LiteralLine, ...], Field(min_length=1)]
    amount: Annotated[float, Field(gt=0, le=1.5)] = 1.0


class Fracture(Part):
    """A break of the host bone where all of ``when`` is stated."""

    when: Annotated[tuple[LiteralLine, ...], Field(min_length=1)]
    healed: bool = False


class Phrase(Part):
    """How a finding is said in the text that stands for the picture, and how its absence is."""

    finding: Slug
    present: Wording
    absent: Wording


class Filming(Part):
    """Rules are tried in their order and the first that holds is taken; none: nothing is drawn."""

    stages: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """Stages whose findings a film shows."""
    legend: Short
    """The word beside the swatch: what the coloured shapes are."""
    disclaimer: Short
    """Stands under every film."""
    places: tuple[Place, ...]
    growths: tuple[Growth, ...] = ()
    maturities: tuple[Ripeness, ...] = ()
    losses: tuple[Loss, ...] = ()
    fractures: tuple[Fracture, ...] = ()
    mirrored: tuple[LiteralLine, ...] = ()
    """Where one of these is stated of both sides, they are drawn as mirror images."""
    phrases: tuple[Phrase, ...] = ()
