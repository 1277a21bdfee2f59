"""Kinds of case: the pictures that end in one key, and what is drawn so that one plan is right."""

from __future__ import annotations

from pydantic import Field

from teaching.knowledge.schema.generator.flags import Flag
from teaching.knowledge.schema.generator.pictures import Share, Site
from teaching.knowledge.schema.parts import ClaimLine, Part, Slug, Spread, TagLine
from teaching.knowledge.schema.vignettes import Difficulty


class Use(Part):
    """A picture in a pattern, perhaps at fewer sites and with findings the pattern insists on."""

    picture: Slug
    sites: tuple[Site, ...] = ()
    always: tuple[TagLine, ...] = ()
    never: tuple[Slug, ...] = ()


class Pattern(Part):
    """A kind of case that ends in the key: its pictures, the question, and what else is said.

    ``key`` is what is asked for when a case is drawn, ``claim`` what its right option says.
    ``delay`` replaces that of the window, ``windows`` those of its first picture.
    """

    slug: Slug
    key: Slug
    claim: ClaimLine
    axis: Slug
    delay: Spread | None = None
    windows: tuple[Share, ...] = ()
    severities: tuple[Slug, ...] = ()
    """Severities of the lesion it may have; empty: any."""
    difficulties: tuple[Difficulty, ...] = ("easy", "medium", "hard")
    weight: int = Field(default=1, ge=1)
    uses: tuple[Use, ...]
    states: tuple[TagLine, ...] = ()
    closing: tuple[TagLine, ...] = ()
    sets: tuple[Slug, ...] = ()
    """Sets of options its question is asked with; empty: any that holds the key."""
    rivals: tuple[ClaimLine, ...] = ()
    """What other options claim where that lies elsewhere than the first picture."""
    aims: tuple[Slug, ...] = ()
    """Slugs of the aims it may have, on the axes of these; on other axes any."""


class Aim(Part):
    """What is drawn so that one answer on a management axis is right.
    Aims of weight n are drawn n times as often as those of weight 1."""

    slug: Slug
    axis: Slug
    key: ClaimLine | None = None
    """None: nothing is asked on this axis."""
    pictures: tuple[Slug, ...] = ()
    """Where it places its findings: at the first of these pictures the case has."""
    sites: tuple[Site, ...] = ()
    """Or at one of these places, away from every picture."""
    sets: tuple[Slug, ...] = ()
    """Sets of options it suits; empty: any."""
    states: tuple[TagLine, ...] = ()
    needs: tuple[Flag, ...] = ()
    raises: tuple[Slug, ...] = ()
    marks: tuple[Slug, ...] = ()
    """Flags raised at its place alone."""
    weight: int = Field(default=1, ge=1)
