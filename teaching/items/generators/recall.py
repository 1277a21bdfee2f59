"""Fact recall: what the sources say of one concept, with what they say of its neighbours beside it.

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
    typical=(
        "which feature is typical of {of}?",
        "which of these features belongs to {of}?",
        "which feature speaks for {of}?",
    ),
    against=(
        "which feature argues against {of}?",
        "which of these features speaks against {of}?",
        "which feature is out of keeping with {of}?",
    ),
)
FACETS = 0.35
"""The share of questions drawn from facets, where the pack has both."""


def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    among = answers.facets(ground, course=False)
    if _has_columns(ground) and not (among and rng.random() < FACETS):
        design = columns.draw_design(rng, ground, MANNER)
        return (columns.question(rng, ground, seed, MANNER, design),)
    if not among:
        raise CannotGenerate(
            f"the pack '{ground.pack.disease.slug}' has neither rows to ask nor facets"
        )
    return (answers.question(ground, seed, SLUG, answers.draw_design(rng, among)),)


def possible(ground: Ground) -> Iterator[Mapping[str, str]]:
    """The radicals of every question the model can draw, before the linter has seen it."""
    if _has_columns(ground):
        for design in columns.designs(ground, MANNER):
            yield design.radicals
    for one in answers.designs(answers.facets(ground, course=False)):
        yield one.radicals


def _has_columns(ground: Ground) -> bool:
    try:
        return bool(columns.columns(ground, MANNER))
    except CannotGenerate:
        return False


MODEL = ItemModel(
    slug=SLUG,
    name="Fact recall",
    version=1,
    about=(
        "Asks, aspect by aspect, what a layer of knowledge says of one concept. The distractors are"
        " what the same layer says of its neighbours, each contradicted by a fact."
    ),
    radicals={
        "concept": "the concept asked about",
        "asked": "what is typical of it, or what argues against it",
        "facet": "the question with one answer for each thing",
        "way": "from the thing to its answer, or back",
        "key": "the row, or the thing, that is right",
        "others": "the rows, or the things, offered beside it",
    },
    incidentals="Only the words of the question vary.",
    sketch=sketch,
)
