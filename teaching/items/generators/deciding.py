"""Item model: the finding that decides. A short story leaves something open; which finding settles
it as the question says?"""

from __future__ import annotations

from random import Random

from teaching.items.generators import contrasting
from teaching.items.generators.contrasting import Way
from teaching.items.generators.item_models import Ground, ItemModel, Sketch, neutral_slug


def _sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    section = contrasting.contrasts_of(ground)
    ways = ground.once(_ways)
    name = neutral_slug(ground, MODEL.slug, seed)
    way = ways[seed % len(ways)]
    return (contrasting.sketch(ground, rng, way, name, MODEL.name, section.deciding),)


def _ways(ground: Ground) -> tuple[Way, ...]:
    section = contrasting.contrasts_of(ground)
    return contrasting.ways(section, section.decisions)


MODEL = ItemModel(
    slug="finding-that-decides",
    name="The finding that decides",
    version=2,
    about=(
        "A short story leaves something open; which further finding would settle it as the question"
        " says? The distractors are findings that settle it so in other stories."
    ),
    radicals=contrasting.RADICALS,
    incidentals=contrasting.INCIDENTALS,
    sketch=_sketch,
)
