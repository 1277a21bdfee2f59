"""Item model: the line that changes the answer. A short story is settled; which part of it, read
otherwise, would make it another concept?"""

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
    return (contrasting.sketch(ground, rng, way, name, MODEL.name, section.reversing),)


def _ways(ground: Ground) -> tuple[Way, ...]:
    section = contrasting.contrasts_of(ground)
    return contrasting.ways(section, section.reversals)


MODEL = ItemModel(
    slug="line-that-changes-the-answer",
    name="The line that changes the answer",
    version=2,
    about=(
        "A short story has one answer; which part of the report, read otherwise, would make it the"
        " one named? In other stories each distractor would."
    ),
    radicals=contrasting.RADICALS,
    incidentals=contrasting.INCIDENTALS,
    sketch=_sketch,
)
