"""Item model: what is to be done? The axes of management take turns."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from teaching.items.generators import casework
from teaching.items.generators.item_models import Ground, ItemModel, Sketch, neutral_slug
from teaching.items.generators.stock import CannotGenerate, Stock


@lru_cache(maxsize=4)
def _axes(stock: Stock) -> tuple[casework.Ways, ...]:
    axes = dict.fromkeys(aim.axis for aim in stock.generator.aims)
    return tuple(casework.by_aim(stock, axis) for axis in axes)


def _sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    axes = _axes(ground.stock)
    if not axes:
        raise CannotGenerate("the pack has no aims of management")
    turn, at = divmod(seed, len(axes))
    name = neutral_slug(ground, MODEL.slug, seed)
    return (casework.sketch(ground, rng, turn, name, axes[at]),)


def _shares(ground: Ground) -> dict[str, float]:
    axes = _axes(ground.stock)
    return {key: share / len(axes) for ways in axes for key, share in ways.shares().items()}


MODEL = ItemModel(
    slug="management-from-case",
    name="Management from a case",
    version=2,
    about=(
        "One patient; what comes first, or which plan suits? The distractors are measures that are"
        " right for another patient, each ruled out by a line of this story."
    ),
    radicals={name: text for name, text in casework.RADICALS.items() if name != "interval"},
    incidentals=casework.INCIDENTALS,
    sketch=_sketch,
    shares=_shares,
)
