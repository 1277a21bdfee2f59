"""How alike the questions of one item model are, and which of them most."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations

from teaching.items import bank
from teaching.items.generators.item_models import ItemModel
from teaching.items.models import State, Vignette
from teaching.items.rereading import Reread, reread
from teaching.items.similarity import Measured, Reading, Variety, likeness, variety
from teaching.knowledge.models import Disease

COMPARED = 200
"""So many questions are compared at most, spread evenly over those the bank holds."""
NAMED = 5
"""So many of the pairs that are most alike are named."""


@dataclass(frozen=True)
class Pair:
    """Two questions by their ids, and how alike they are, 0 to 1."""

    first: int
    second: int
    likeness: float


@dataclass(frozen=True)
class Likeness:
    """What was compared and what came out."""

    held: int
    measured: Variety
    pairs: tuple[Pair, ...]

    @property
    def rows(self) -> tuple[tuple[str, Measured], ...]:
        """Each measure under its name."""
        return (
            ("Words", self.measured.cosine),
            ("Findings", self.measured.jaccard),
            ("Both together", self.measured.likeness),
        )


def of_model(disease: Disease, model: ItemModel) -> Likeness | None:
    """Of the questions that are not retired; None where there are fewer than two."""
    held = list(
        Vignette.objects.bank(disease)
        .filter(model=model.slug)
        .exclude(state=State.RETIRED)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if len(held) < 2:
        return None
    count = min(len(held), COMPARED)
    pks = [held[place * len(held) // count] for place in range(count)]
    reading = Reading(bank.ground_of(disease).pack.disease)
    features = [
        reading.features(str(one.row.pk), one.vignette)
        for one in reread(pks)
        if isinstance(one, Reread)
    ]
    if len(features) < 2:
        return None
    closest = nlargest(NAMED, combinations(features, 2), key=lambda pair: likeness(*pair))
    return Likeness(
        len(held),
        variety(features),
        tuple(Pair(int(one.id), int(other.id), likeness(one, other)) for one, other in closest),
    )
