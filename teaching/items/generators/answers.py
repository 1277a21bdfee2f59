"""Answers of facets: one thing is asked, and its neighbours' answers are the distractors.

Pure. Each of the answers offered is the key for one of the things, and things are asked equally
often, so that having seen an answer tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from random import Random

from teaching.items.generators.item_models import Ground, Sketch
from teaching.items.generators.recital import FEWEST, MOST, Choice, layers_of, opened, recite
from teaching.knowledge.records import lower, upper
from teaching.knowledge.schema.facets import Facet, FacetAnswer
from teaching.knowledge.statements import Assertion

ASKS, NAMES = "asks", "names"


@dataclass(frozen=True)
class Design:
    """One question before it is worded; ``way`` is from thing to answer, or back."""

    facet: Facet
    way: str
    key: FacetAnswer
    others: tuple[FacetAnswer, ...]

    @property
    def radicals(self) -> dict[str, str]:
        return {
            "facet": self.facet.id,
            "way": self.way,
            "key": self.key.of,
            "others": " ".join(sorted(one.of for one in self.others)),
        }


def facets(ground: Ground, *, course: bool) -> tuple[Facet, ...]:
    """Those that ask for a course, or the others."""
    return tuple(facet for facet in ground.pack.facets if facet.course is course)


def designs(among: tuple[Facet, ...]) -> Iterator[Design]:
    """Every question the facets hold."""
    for facet in among:
        for way in ways(facet):
            for chosen in combinations(facet.answers, _size(facet)):
                for key in chosen:
                    others = tuple(one for one in chosen if one is not key)
                    yield Design(facet, way, key, others)


def draw_design(rng: Random, among: tuple[Facet, ...]) -> Design:
    """One of them, from every facet alike."""
    facet = rng.choice(among)
    way = rng.choice(ways(facet))
    chosen = rng.sample(facet.answers, _size(facet))
    key = rng.choice(chosen)
    return Design(facet, way, key, tuple(one for one in chosen if one is not key))


def question(ground: Ground, seed: int, model: str, design: Design) -> Sketch:
    """The question of a design. Raises Redraw where it does not stand."""
    facet, key = design.facet, design.key
    asked = (facet.asks if design.way == ASKS else facet.names) or ""
    asked = asked.replace("{of}", key.called).replace("{says}", key.said or lower(key.says))
    aspect = next(one for one in ground.pack.disease.aspects if one.slug == facet.aspect)
    return recite(
        ground,
        seed,
        model=model,
        lead_in=opened(ground, facet.layer, asked),
        choices=[_choice(design, one, key=one is key) for one in (design.key, *design.others)],
        radicals=design.radicals,
        layers=layers_of(ground, key.facts),
        label=aspect.name,
        difficulty="medium" if design.way == ASKS else "hard",
    )


def ways(facet: Facet) -> tuple[str, ...]:
    """In which directions it can be asked."""
    return tuple(way for way in (ASKS, NAMES) if getattr(facet, way) is not None)


def _size(facet: Facet) -> int:
    return max(FEWEST, min(MOST, len(facet.answers)))


def _choice(design: Design, one: FacetAnswer, *, key: bool) -> Choice:
    """An answer given for the thing asked, or a thing named for the answer asked."""
    facet, asked = design.facet, design.key
    if design.way == ASKS:
        text, asserts = one.says, Assertion(facet.id, asked.of, one.of)
    else:
        text, asserts = upper(one.called), Assertion(facet.id, one.of, asked.of)
    if key:
        return Choice(text, (asserts,), one.because, key=True)
    return Choice(text, (asserts,), f"{one.because} {asked.because}")
