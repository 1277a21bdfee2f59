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
    both=(
        "what is to be expected of {a} and {b} alike?",
        "which course do {a} and {b} have in common?",
    ),
    one=(
        "which course is to be expected of {a} but argues against {b}?",
        "which course fits {a} and argues against {b}?",
    ),
    neither=(
        "which course argues against {a} and {b} alike?",
        "which course is out of keeping with both {a} and {b}?",
    ),
)
FACETS = 0.1
"""The share of questions on an order of events, where the pack has both."""


def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    pairs = columns.pairs(ground, MANNER)
    facets = answers.facets(ground, course=True)
    if not pairs and not facets:
        raise CannotGenerate(
            f"the pack '{ground.pack.disease.slug}' says of no concept what is to be expected"
        )
    if pairs and not (facets and rng.random() < FACETS):
        design = columns.draw_design(rng, pairs)
        return (columns.question(rng, ground, seed, MANNER, design),)
    return (answers.question(ground, seed, SLUG, answers.draw_design(rng, facets)),)


def possible(ground: Ground) -> Iterator[Mapping[str, str]]:
    """The radicals of every question the model can draw."""
    for design in columns.designs(ground, MANNER):
        yield design.radicals
    for one in answers.designs(answers.facets(ground, course=True)):
        yield one.radicals


MODEL = ItemModel(
    slug=SLUG,
    name="What to expect next",
    version=1,
    about=(
        "Asks which course goes with one of two neighbours or with both, or what comes first, next"
        " and last. The distractors are the other courses, or the other steps of the same order."
    ),
    radicals={
        "concepts": "the two concepts asked about",
        "asked": "to be expected of both, of the first, of the second, or of neither",
        "offered": "the rows offered",
        "facet": "the order of events",
        "way": "from the time to the event, or back",
        "key": "the step that is right",
        "others": "the steps offered beside it",
    },
    incidentals="Only the words of the question vary.",
    sketch=sketch,
)
