"""What the bank offers learners, as bots meet it: every published question, with its options' ids.

Of each question only its words are kept, so that a bank of tens of thousands fits in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import batched

from teaching.items import bank
from teaching.items.models import Option, State, Vignette
from teaching.items.posing import Posed, places_of, posed
from teaching.items.rereading import Unreadable, reread
from teaching.knowledge.models import Disease

AT_ONCE = 250
"""So many questions are read at once."""


@dataclass
class Offer:
    """Questions by the item model that drew them; ``read`` of ``total`` have been read so far."""

    total: int
    read: int = 0
    unreadable: int = 0
    questions: dict[str, list[Posed]] = field(default_factory=dict)


def published(
    disease: Disease,
    models: Sequence[str],
    progress: Callable[[Offer], None] = lambda offer: None,
) -> Offer:
    """The published questions of these item models."""
    rows = Vignette.objects.bank(disease).filter(model__in=models, state=State.PUBLISHED)
    pks = dict(rows.order_by("pk").values_list("pk", "model"))
    places = places_of(bank.ground_of(disease).pack)
    offer = Offer(len(pks), questions={model: [] for model in models if model in pks.values()})
    for batch in batched(pks, AT_ONCE):
        ids = _ids(batch)
        for stored in reread(batch):
            offer.read += 1
            if isinstance(stored, Unreadable):
                offer.unreadable += 1
                continue
            model = pks[stored.row.pk]
            found = posed(stored.vignette, places, model)
            # A question of the bank is a vignette with one item.
            offer.questions[model] += (replace(one, ids=ids[stored.row.pk]) for one in found)
        progress(offer)
    return offer


def _ids(pks: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The ids of the options of each vignette, as they are offered."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Option.objects.filter(item__vignette__in=pks).order_by("item__position", "position")
    for vignette, option in rows.values_list("item__vignette", "pk"):
        found[vignette].append(option)
    return {vignette: tuple(options) for vignette, options in found.items()}
