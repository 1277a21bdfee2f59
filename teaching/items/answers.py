"""What a commitment earns: keys, rationales and the proof of a stored vignette.

Only the debrief may ask (a contract of the imports keeps it so). Stored vignettes never change and
are read once per process; ``checksum`` is that of the disease, whose facts may be reworded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch

from teaching.items.models import Basis, Evidence, EvidenceKind, Key, Rationale, RationaleFact
from teaching.knowledge.models import Dispute, Fact


@dataclass(frozen=True)
class Spoken:
    """A sentence of the ledger about one option, with the line it speaks of, if any."""

    option: int
    line: int | None
    stance: str
    says: str
    is_tendency: bool


@dataclass(frozen=True)
class Explained:
    """Why an option is right or wrong, and the facts behind it."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Answer:
    """The answer of one item. ``key`` and the keys of ``rationales`` are ids of options;
    ``decided_at`` is the id of the first stage that decides it."""

    key: int
    note: str
    decided_at: int | None
    rests_on_facts: bool
    rationales: dict[int, Explained]
    spoken: tuple[Spoken, ...]
    disputes: tuple[tuple[Dispute, frozenset[int]], ...]
    """Where the layers differ on a fact of this item, each with the ids of its facts."""


@lru_cache(maxsize=512)
def answers(vignette: int, checksum: str) -> dict[int, Answer]:
    """The answers of a vignette by item."""
    facts = Fact.objects.prefetch_related(
        "citations__source", "parentage__parent", "relations__other"
    )
    citations = RationaleFact.objects.prefetch_related(Prefetch("fact", queryset=facts))
    rationales: dict[int, dict[int, Explained]] = {}
    for rationale in Rationale.objects.filter(option__item__vignette=vignette).prefetch_related(
        "option", Prefetch("citations", queryset=citations)
    ):
        rationales.setdefault(rationale.option.item_id, {})[rationale.option_id] = Explained(
            rationale.text, tuple(cited.fact for cited in rationale.citations.all())
        )
    spoken: dict[int, list[Spoken]] = {}
    rows = Evidence.objects.filter(option__item__vignette=vignette).exclude(says="")
    for row in (
        rows.exclude(kind=EvidenceKind.DETAIL)
        .select_related("option")
        .order_by("option", "position")
    ):
        spoken.setdefault(row.option.item_id, []).append(
            Spoken(
                row.option_id,
                row.line_id,
                row.stance,
                row.says,
                row.kind == EvidenceKind.TENDENCY,
            )
        )
    disputes = [
        (dispute, frozenset(fact.pk for fact in dispute.facts.all()))
        for dispute in Dispute.objects.filter(facts__rationales__option__item__vignette=vignette)
        .distinct()
        .order_by("position")
        .prefetch_related("facts")
    ]
    return {
        key.item_id: Answer(
            key.option_id,
            key.note,
            key.decided_at_id,
            key.item.basis == Basis.FACTS,
            rationales[key.item_id],
            tuple(spoken.get(key.item_id, ())),
            tuple(disputes),
        )
        for key in Key.objects.filter(item__vignette=vignette).select_related("item")
    }
