"""What to expect next: the course that goes with a concept, and the order in which things come.

Pure. Drawn from the rows of the matrix that say what happens (``columns``) and from the facets that
are courses (``answers``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from teaching.items.generators import answers, columns
from teaching.items.generators.columns import Manner
from teaching.items.generators.item_models import Ground, ItemModel, Sketch
from teaching.items.generators.stock import CannotGenerate

SLUG = "what-to-expect"
MANNER = Manner(
    model=SLUG,
    wording="expects",
    typical=(
        "what is to be expected of {of}?",
        "which course goes with {of}?",
        "what is the course to expect of {of}?",
    ),
    against=(
        "which course argues against {of}?",
        "what would be unexpected in the course of {of}?",
        "which course is out of keeping with {of}?",
    ),
)
FACETS = 0.1
"""The share of questions on an order of events, where the pack has both."""


def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    among = answers.facets(ground, course=True)
    if _has_columns(ground) and not (among and rng.random() < FACETS):
        design = columns.draw_design(rng, ground, MANNER)
        return (columns.question(rng, ground, seed, MANNER, design),)
    if not among:
        raise CannotGenerate(
            f"the pack '{ground.pack.disease.slug}' says of no concept what is to be expected"
        )
    return (answers.question(ground, seed, SLUG, answers.draw_design(rng, among)),)


def possible(ground: Ground) -> Iterator[Mapping[str, str]]:
    """The radicals of every question the model can draw, before the linter has seen it."""
    if _has_columns(ground):
        for design in columns.designs(ground, MANNER):
            yield design.radicals
    for one in answers.designs(answers.facets(ground, course=True)):
        yield one.radicals


def _has_columns(ground: Ground) -> bool:
    try:
        return bool(columns.columns(ground, MANNER))
    except CannotGenerate:
        return False


MODEL = ItemModel(
    slug=SLUG,
    name="What to expect next",
    version=1,
    about=(
        "Asks which course goes with a concept, or what comes first, next and last. The distractors"
        " are the courses of its neighbours, or the other steps of the same order."
    ),
    radicals={
        "concept": "the concept asked about",
        "asked": "what is to be expected, or what argues against it",
        "facet": "the order of events",
        "way": "from the time to the event, or back",
        "key": "the row, or the step, that is right",
        "others": "the rows, or the steps, offered beside it",
    },
    incidentals="Only the words of the question vary.",
    sketch=sketch,
)
