"""Who the patient is, what damaged the nervous system, and how long ago things were."""

from __future__ import annotations

from pydantic import Field

from teaching.knowledge.schema.generator.phrases import Phrase
from teaching.knowledge.schema.parts import Count, Part, Short, Slug, Spread, TagLine


class Occupation(Part):
    """What the patient does. Unless ``lasting`` it is given up for good with a grave lesion."""

    name: Short
    ages: Count
    lasting: bool = False


class Severity(Part):
    """How bad the lesion is: the words for it, what they state, and which flags it raises."""

    slug: Slug
    texts: tuple[Short, ...]
    states: tuple[TagLine, ...] = ()
    flags: tuple[Slug, ...] = ()
    known_by: tuple[Short, ...] = ()
    """Words by which a story written by hand shows it ("AIS A")."""


class LevelGroup(Part):
    """Neighbouring lesion levels with a word of their own ("both legs"), highest to lowest."""

    slug: Slug
    first: Short
    last: Short
    word: Short
    flags: tuple[Slug, ...] = ()


class Cause(Part):
    """What damaged the nervous system. ``event`` is how later sentences refer back to it."""

    slug: Slug
    texts: tuple[Short, ...]
    event: tuple[Short, ...]
    first: Short
    last: Short
    """The highest and the lowest level it is drawn at."""
    severities: tuple[Slug, ...] = ()
    flags: tuple[Slug, ...] = ()


class Lesion(Part):
    """The opening of every story."""

    states: tuple[TagLine, ...]
    openers: tuple[Phrase, ...]
    causes: tuple[Cause, ...]
    severities: tuple[Severity, ...]
    levels: tuple[LevelGroup, ...]


class Window(Part):
    """An interval of onset that is drawn: "in <unit> n" with n from ``low`` to ``high`` means
    ``size`` × (n − 1) to ``size`` × n of the disease's unit. ``delay`` passes until today."""

    concept: Slug
    unit: Short
    size: float = Field(gt=0)
    low: int
    high: int
    delay: Spread


class Clock(Part):
    """How spans of time are said, and which flag they raise: "nine weeks" below ``until``."""

    unit: Short
    many: Short
    size: float = Field(gt=0)
    until: float | None = None
