"""Item model: the finding that decides. A short story leaves concepts open; which finding settles
it as one of them?"""

from __future__ import annotations

from random import Random

from teaching.items.generators import contrasting
from teaching.items.generators.item_models import Ground, ItemModel, Sketch, neutral_slug


def _sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    section = contrasting.contrasts_of(ground)
    ways = contrasting.ways(section, section.decisions)
    name = neutral_slug(ground, MODEL.slug, seed)
    way = ways[seed % len(ways)]
    return (contrasting.sketch(ground, rng, way, name, MODEL.name, section.deciding),)


MODEL = ItemModel(
    slug="finding-that-decides",
    name="The finding that decides",
    version=1,
    about=(
        "A short story leaves neighbouring concepts open; which further finding would settle it as"
        " the one named? The distractors are findings that settle it otherwise."
    ),
    radicals=contrasting.RADICALS,
    incidentals=contrasting.INCIDENTALS,
    sketch=_sketch,
)
