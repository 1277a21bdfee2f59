"""What is found at one site, and how much of it a case shows."""

from __future__ import annotations

from typing import Literal as OneOf

from pydantic import Field

from teaching.knowledge.schema.generator.flags import Flag
from teaching.knowledge.schema.parts import Count, Part, Slug, TagLine
from teaching.knowledge.schema.vignettes import Difficulty


class Site(Part):
    """Where a picture may lie: regions, each on both sides or all on one."""

    regions: tuple[Slug, ...]
    sides: tuple[OneOf["both", "one"], ...] = ("both",)
    difficulties: tuple[Difficulty, ...] = ("easy", "medium", "hard")
    weight: int = Field(default=1, ge=1)


class Share(Part):
    """A window of onset, drawn n times as often with weight n."""

    window: Slug
    weight: int = Field(default=1, ge=1)


class Sign(Part):
    """Findings that are drawn together, and the flags they raise."""

    states: tuple[TagLine, ...]
    needs: tuple[Flag, ...] = ()
    raises: tuple[Slug, ...] = ()


class Dial(Part):
    """How many signs a picture shows at a difficulty, beside those it always shows."""

    difficulty: Difficulty
    signs: Count


class Picture(Part):
    """What is found at one site: always, at least one of ``first``, then signs by the dial.

    ``noise`` says nothing of the form; a ``confounder`` is true of the disease and often taken for
    another form. ``rest`` is stated unless its finding was drawn another way.
    """

    slug: Slug
    component: Slug | None = None
    sites: tuple[Site, ...]
    windows: tuple[Share, ...]
    always: tuple[TagLine, ...] = ()
    first: tuple[Sign, ...] = ()
    signs: tuple[Sign, ...] = ()
    dial: tuple[Dial, ...] = ()
    rest: tuple[Sign, ...] = ()
    noise: tuple[Sign, ...] = ()
    confounders: tuple[Sign, ...] = ()
    scenes: tuple[Slug, ...] = ()
    """Phrases without findings that such a story always tells."""
