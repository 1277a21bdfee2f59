"""What a commitment earns: keys, rationales and the proof of a stored vignette.

Only the debrief may ask (a contract of the imports keeps it so). Stored vignettes never change and
are read once per process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch

from teaching.items.models import BackingFact, Evidence, EvidenceKind, Key, Rationale
from teaching.knowledge.models import Citation, Dispute, Fact, Parent
from teaching.prepared import Rows, Slot


@dataclass(frozen=True)
class Spoken:
    """A sentence of the ledger about one option, with the places of the lines it speaks of."""

    option: int
    lines: tuple[int, ...]
    stance: str
    says: str
    is_tendency: bool


@dataclass(frozen=True)
class Explained:
    """Why an option is right or wrong, the facts behind it, and what the option says for the
    reasoner (fields of ``schema.vignettes.Option``)."""

    text: str
    facts: tuple[Fact, ...]
    states: Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """The answer of one item. ``key`` and the keys of ``rationales`` are ids of options;
    ``decided_at`` is the id of the first stage that decides it."""

    key: int
    note: str
    decided_at: int | None
    basis: str
    others: str
    rests_on: tuple[str, ...]
    fits: tuple[str, ...]
    rationales: dict[int, Explained]
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True)
class Ground:
    """What answers of one disease rest on: its facts by id, and where the layers differ, each
    dispute with the ids of its facts."""

    facts: dict[int, Fact]
    disputes: tuple[tuple[Dispute, frozenset[int]], ...]


@lru_cache(maxsize=16)
def ground(disease: int, checksum: str) -> Ground:
    """The facts and disputes of a disease, read once per process and load of its pack."""
    facts = Fact.objects.filter(disease=disease).prefetch_related(
        Prefetch("citations", Citation.objects.select_related("source")),
        Prefetch("parentage", Parent.objects.select_related("parent")),
    )
    disputes = Dispute.objects.filter(disease=disease).prefetch_related("facts")
    return Ground(
        {fact.pk: fact for fact in facts},
        tuple(
            (dispute, frozenset(fact.pk for fact in dispute.facts.all())) for dispute in disputes
        ),
    )


_OF = {"option__item__vignette": Slot("vignette")}
_CITED = Rows(
    lambda: (
        BackingFact.objects.filter(backing__in=Rationale.objects.filter(**_OF).values("backing"))
        .order_by("backing", "position")
        .values_list("backing", "fact")
    )
)
_RATIONALES = Rows(lambda: Rationale.objects.filter(**_OF).select_related("option"))
_SPOKEN = Rows(
    lambda: (
        Evidence.objects.filter(**_OF)
        .exclude(says="")
        .exclude(kind=EvidenceKind.DETAIL)
        .select_related("option")
        .order_by("option", "position")
    )
)
_KEYS = Rows(lambda: Key.objects.filter(item__vignette=Slot("vignette")).select_related("item"))


@lru_cache(maxsize=512)
def answers(vignette: int, disease: int, checksum: str) -> dict[int, Answer]:
    """The answers of a vignette by item: four queries the first time, none after that.

    ``checksum`` is that of the disease, whose facts may be reworded.
    """
    facts = ground(disease, checksum).facts
    cited: dict[int, list[Fact]] = {}
    for backing, fact in _CITED.all(vignette=vignette):
        cited.setdefault(backing, []).append(facts[fact])
    rationales: dict[int, dict[int, Explained]] = {}
    for row in _RATIONALES.all(vignette=vignette):
        rationales.setdefault(row.option.item_id, {})[row.option_id] = Explained(
            row.text, tuple(cited.get(row.backing_id, ())), row.states
        )
    spoken: dict[int, list[Spoken]] = {}
    for said in _SPOKEN.all(vignette=vignette):
        is_tendency = said.kind == EvidenceKind.TENDENCY
        spoken.setdefault(said.option.item_id, []).append(
            Spoken(said.option_id, tuple(said.lines), said.stance, said.says, is_tendency)
        )
    return {
        key.item_id: Answer(
            key.option_id,
            key.note,
            key.decided_at_id,
            key.item.basis,
            key.item.others,
            tuple(key.item.rests_on),
            tuple(key.item.fits),
            rationales[key.item_id],
            tuple(spoken.get(key.item_id, ())),
        )
        for key in _KEYS.all(vignette=vignette)
    }
