"""Item model: which diagnosis is it? A patient whose picture a mimic could explain as well."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from teaching.items.generators import casework
from teaching.items.generators.item_models import Ground, ItemModel, Sketch, neutral_slug
from teaching.items.generators.stock import Stock


@lru_cache(maxsize=4)
def _kinds(stock: Stock) -> casework.Ways:
    return casework.kinds(stock, exhaustive=False)


def _sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    ways = _kinds(ground.stock)
    return (casework.sketch(ground, rng, seed, neutral_slug(ground, MODEL.slug, seed), ways),)


MODEL = ItemModel(
    slug="diagnosis-from-case",
    name="Diagnosis against a mimic",
    version=2,
    about=(
        "One patient whose picture has a mimic; what is it? The distractors are the diagnoses that"
        " are taken for it at this site, each ruled out by a line of the story."
    ),
    radicals={
        name: text for name, text in casework.RADICALS.items() if name not in ("aim", "interval")
    },
    incidentals=casework.INCIDENTALS,
    sketch=_sketch,
    shares=lambda ground: _kinds(ground.stock).shares(),
)
