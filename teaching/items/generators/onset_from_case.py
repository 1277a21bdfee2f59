"""Item model: where in the range of onset does this first sight of it lie?"""

from __future__ import annotations

from functools import lru_cache
from random import Random

from teaching.items.generators import casework
from teaching.items.generators.item_models import Ground, ItemModel, Sketch, neutral_slug
from teaching.items.generators.stock import Stock


@lru_cache(maxsize=4)
def _windows(stock: Stock) -> casework.Ways:
    return casework.by_onset(stock)


def _sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    ways = _windows(ground.stock)
    return (casework.sketch(ground, rng, seed, neutral_slug(ground, MODEL.slug, seed), ways),)


MODEL = ItemModel(
    slug="onset-from-case",
    name="Onset timing from a case",
    version=2,
    about=(
        "The story up to the stage that dates the first sight of it; where in the range of onset"
        " does it lie? The distractors are the neighbouring parts of the range."
    ),
    radicals={
        name: casework.RADICALS[name] for name in ("key", "offered", "kind", "regions", "interval")
    },
    incidentals=f"{casework.INCIDENTALS}; what imaging will show",
    sketch=_sketch,
    shares=lambda ground: _windows(ground.stock).shares(),
)
