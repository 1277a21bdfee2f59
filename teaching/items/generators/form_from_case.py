"""Item model: which form is it? A whole patient, and the forms of one exhaustive axis."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from teaching.items.generators import casework
from teaching.items.generators.item_models import Ground, ItemModel, Sketch, neutral_slug
from teaching.items.generators.stock import Stock


@lru_cache(maxsize=4)
def _kinds(stock: Stock) -> casework.Ways:
    return casework.kinds(stock, exhaustive=True)


def _sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    ways = _kinds(ground.stock)
    return (casework.sketch(ground, rng, seed, neutral_slug(ground, MODEL.slug, seed), ways),)


MODEL = ItemModel(
    slug="form-from-case",
    name="Form from a case",
    version=2,
    about=(
        "History, examination and imaging of one patient; which form is it? The distractors are the"
        " other forms, each ruled out by a line of the story."
    ),
    radicals={
        name: text for name, text in casework.RADICALS.items() if name not in ("aim", "interval")
    },
    incidentals=casework.INCIDENTALS,
    sketch=_sketch,
    shares=lambda ground: _kinds(ground.stock).shares(),
)
