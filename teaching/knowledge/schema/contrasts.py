"""Questions that set concepts against one another: the optional section ``contrasts``.

As in the generator, ``here`` stands for wherever a story is set, ``mirror`` for the place opposite.
"""

from __future__ import annotations

from pydantic import Field

from teaching.knowledge.schema.generator.pictures import Sign, Site
from teaching.knowledge.schema.parts import ClaimLine, Code, Count, Part, Short, Slug, TagLine, Text


class Turn(Part):
    """One finding that settles what a short story leaves open, or turns its answer: an option.

    ``instead`` is what a story that has an answer says in its place. ``makes`` is what it
    establishes where it is right, and no other turn offered there. ``settles`` says so at the end
    of the lead-in; ``says`` is the rationale, true whichever of the turns is asked for.
    """

    slug: Slug
    texts: tuple[Short, ...]
    states: tuple[TagLine, ...]
    instead: tuple[TagLine, ...] = ()
    of_one: bool = False
    """Its place is one side of the pair at which the story is set, left or right."""
    makes: tuple[ClaimLine, ...]
    settles: Short
    says: Text
    facts: tuple[Code, ...]


class Setting(Part):
    """A short story: where it may be set, what it always states, and what it may state besides.

    One of ``first`` is told, and at most two of ``noise``, which say nothing of the question;
    ``flags`` are raised for its sentences.
    """

    slug: Slug
    axis: Slug
    sites: tuple[Site, ...]
    states: tuple[TagLine, ...]
    first: tuple[Sign, ...] = ()
    noise: tuple[Sign, ...] = ()
    flags: tuple[Slug, ...] = ()


class Contrast(Setting):
    """A short story and the turns that are offered for it, in sets of three to five.

    ``keys`` are the turns that are asked for, each of them equally often; without them it is every
    turn of a set. Where another story is asked the same question with the same set and other keys,
    nobody can answer it who has not read the story. ``answer`` is what the story as told
    establishes, if anything.
    """

    answer: tuple[ClaimLine, ...] = ()
    sets: tuple[tuple[Slug, ...], ...]
    keys: tuple[Slug, ...] = ()


class Excluded(Part):
    """A concept one finding may rule out: an option. ``by`` are the ways, each told in one line or
    two; ``open`` says why it stays open where another concept is ruled out."""

    claim: ClaimLine
    texts: tuple[Short, ...]
    by: tuple[tuple[TagLine, ...], ...]
    open: Text
    facts: tuple[Code, ...]


class Exclusion(Setting):
    """A short story to which one finding is added that rules out one of the concepts offered. Each
    of them is asked for equally often."""

    lead_ins: tuple[Text, ...]
    answers: tuple[Excluded, ...] = Field(min_length=3, max_length=5)


class Theme(Part):
    """One list of options for several short patients: that of the generator's question on the axis,
    or one of its sets; ``sets`` names those whose stories can be told in so many ``lines``, the
    opening among them. A story's length is drawn apart from its answer."""

    slug: Slug
    axis: Slug
    lead_ins: tuple[Text, ...]
    lines: Count
    sets: tuple[Slug, ...] = ()


class Contrasts(Part):
    """The four kinds. ``deciding`` and ``reversing`` are the lead-ins of the first two, in which
    ``{settles}`` is that of the turn; a reversal is a contrast whose story has an answer."""

    turns: tuple[Turn, ...] = ()
    deciding: tuple[Text, ...] = ()
    decisions: tuple[Contrast, ...] = ()
    reversing: tuple[Text, ...] = ()
    reversals: tuple[Contrast, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    themes: tuple[Theme, ...] = ()
