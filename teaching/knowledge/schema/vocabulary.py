"""The section ``disease`` of a pack: its texts, and the words the other sections use: stages, axes,
aspects, regions.
"""

from __future__ import annotations

from pydantic import Field

from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.schema.parts import Code, Part, Short, Slug, TagLine, Text


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
    """What facts are about (signs, treatment): they stand together in the atlas."""

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
    asked: Short | None = None
    """Opens a question that asks what this layer says ("According to the old book")."""
    called: Short | None = None
    """How it is called inside a sentence ("the old book")."""


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
    """The disease as a whole, and the words in which all the rest of the pack speaks."""

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
