"""Fact recall: what the sources say of one thing, or of two side by side, and of their neighbours.

Pure. Drawn from the matrix (``columns``) and from facets (``answers``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from teaching.items.generators import answers, columns
from teaching.items.generators.columns import Manner
from teaching.items.generators.item_models import Ground, ItemModel, Sketch
from teaching.items.generators.stock import CannotGenerate

SLUG = "fact-recall"
MANNER = Manner(
    model=SLUG,
    wording="says",
    both=(
        "which feature is typical of {a} and {b} alike?",
        "which feature do {a} and {b} have in common?",
    ),
    one=(
        "which feature is typical of {a} but argues against {b}?",
        "which feature tells {a} from {b} by its presence?",
    ),
    neither=(
        "which feature argues against {a} and {b} alike?",
        "which feature is out of keeping with both {a} and {b}?",
    ),
)
FACETS = 0.35
"""The share of questions drawn from facets, where the pack has both."""


def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    pairs = columns.pairs(ground, MANNER)
    facets = answers.facets(ground, course=False)
    if not pairs and not facets:
        raise CannotGenerate(
            f"the pack '{ground.pack.disease.slug}' has neither rows worded as options nor facets"
        )
    if pairs and not (facets and rng.random() < FACETS):
        design = columns.draw_design(rng, pairs)
        return (columns.question(rng, ground, seed, MANNER, design),)
    return (answers.question(ground, seed, SLUG, answers.draw_design(rng, facets)),)


def possible(ground: Ground) -> Iterator[Mapping[str, str]]:
    """The radicals of every question the model can draw."""
    for design in columns.designs(ground, MANNER):
        yield design.radicals
    for one in answers.designs(answers.facets(ground, course=False)):
        yield one.radicals


MODEL = ItemModel(
    slug=SLUG,
    name="Fact recall",
    version=1,
    about=(
        "Asks, aspect by aspect, what a layer of knowledge says of one thing, or of two that are"
        " alike. The distractors are what the same layer says of its neighbours."
    ),
    radicals={
        "concepts": "the two concepts asked about",
        "asked": "typical of both, of the first, of the second, or of neither",
        "offered": "the rows offered",
        "facet": "the question with one answer for each thing",
        "way": "from the thing to its answer, or back",
        "key": "the thing whose answer is right",
        "others": "the things whose answers are offered beside it",
    },
    incidentals="Only the words of the question vary.",
    sketch=sketch,
)
