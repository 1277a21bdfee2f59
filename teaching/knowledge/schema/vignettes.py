"""Stories in stages, and the decisions asked of them: the section ``vignettes``, and what a
generator draws.
"""

from __future__ import annotations

from typing import Literal as OneOf

from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.schema.parts import (
    AssertionLine,
    ClaimLine,
    Code,
    Part,
    Short,
    Slug,
    TagLine,
    Text,
)

Difficulty = OneOf["easy", "medium", "hard"]
Basis = OneOf["findings", "change", "link", "facts"]
"""What an answer rests on: the rules; the rules with what each option would add to the story; a
proved concept and a fact; or facts alone."""
Others = OneOf["ruled-out", "not-established"]
"""What has to be proved of every option but the key."""


class Line(Part):
    """One sentence; without tags it sets the scene. ``fits`` are findings it takes for granted
    without stating them: in a patient in whom they do not hold it cannot be said."""

    text: Text
    tags: tuple[TagLine, ...] = ()
    fits: tuple[TagLine, ...] = ()


class VignetteStage(Part):
    """What is told at one stage."""

    stage: Slug
    heading: Short | None = None
    """Replaces the stage's own name ("Imaging, week 11")."""
    lines: tuple[Line, ...]


class Option(Part):
    """One answer. ``claims`` are what it says (all of them); an option of a question that rests on
    facts has none. ``facts`` back its rationale: they support the key, they rule out the rest. One
    that ``overclaims`` says more than its claims (a reason, a number): no twin makes it right."""

    text: Short
    claims: tuple[ClaimLine, ...] = ()
    adds: tuple[TagLine, ...] = ()
    """What would be found as well, where the item's basis is a change."""
    replaces: tuple[int, ...] = ()
    """The lines of the story, from 0, in whose place that would be found."""
    asserts: tuple[AssertionLine, ...] = ()
    """What it says (all of it) by entries of the pack, where the item rests on facts."""
    key: bool = False
    overclaims: bool = False
    rationale: Text
    facts: tuple[Code, ...]


class Item(Part):
    """One decision. ``adds`` are lines the lead-in itself states; they come after the stage.
    ``fits`` are findings the words of question and options take for granted, as in a line."""

    slug: Slug
    axis: Slug | None = None
    """None for a question that is about no axis; it then has a label."""
    label: Short | None = None
    """Replaces the axis's own label where the question is of another kind ("Course")."""
    after: Slug | None = None
    """The stage it is asked after; None where there is no story."""
    lead_in: Text
    layers: tuple[Layer, ...]
    """The layers the answer rests on; the key cites a fact of each."""
    basis: Basis
    others: Others = "ruled-out"
    rests_on: tuple[ClaimLine, ...] = ()
    """For a *link*: what has to be established before the fact applies. For a *change*: what the
    key's change establishes, all of it, and no other option's does."""
    adds: tuple[Line, ...] = ()
    fits: tuple[TagLine, ...] = ()
    options: tuple[Option, ...]
    note: Text | None = None
    """Shown in the debrief."""


class Vignette(Part):
    """A story in stages with its decisions. Slug and title are neutral: they name no answer."""

    slug: Slug
    title: Short
    code: Short | None = None
    """The editor's; learners never see it."""
    difficulty: Difficulty
    pronoun: OneOf["he", "she", "they"]
    stages: tuple[VignetteStage, ...]
    items: tuple[Item, ...]
