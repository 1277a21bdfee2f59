"""All item models: what each asks, and what the bank holds of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from teaching.items import bank
from teaching.items.generators.item_models import Approvable, ItemModel
from teaching.items.generators.registry import MODELS, PATIENTS
from teaching.items.models import Approval, Lint, State, Vignette
from teaching.knowledge import packs
from teaching.knowledge.models import Disease

NAMED = 12
"""So many keys or kinds are named; the rest are summed up."""


@dataclass(frozen=True)
class Share:
    """How often one value of a radical stands in the bank."""

    name: str
    count: int


@dataclass(frozen=True)
class Shares:
    """The counts of one radical, the commonest first."""

    meaning: str
    shown: tuple[Share, ...]
    others: int
    """How many further values there are."""
    rest: int
    """How many questions have one of those."""


@dataclass(frozen=True)
class Shelf:
    """One item model with what the bank holds of it, in all its versions."""

    model: Approvable
    total: int
    """Without the retired ones."""
    published: int
    drafts: int
    retired: int
    warned: int
    """Questions with a warning of the linter, without the retired ones."""
    shares: tuple[Shares, ...]
    is_approved: bool
    approved_by: str
    waiting: int
    """Drafts of the present version: those that approving publishes."""
    waiting_warned: int

    @property
    def is_banked(self) -> bool:
        """Whether what it draws enters the bank."""
        return isinstance(self.model, ItemModel)


def shelves(disease: Disease) -> list[Shelf]:
    """Every model of the registry, and what draws patients: three queries, and one for each."""
    rows = Vignette.objects.bank(disease).order_by()
    states = Counter(
        {
            (model, version, state): count
            for model, version, state, count in rows.values_list(
                "model", "version", "state"
            ).annotate(Count("pk"))
        }
    )
    warned = Counter(
        {
            (model, version, state): count
            for model, version, state, count in rows.filter(pk__in=Lint.objects.values("vignette"))
            .values_list("model", "version", "state")
            .annotate(Count("pk"))
        }
    )
    approvals = {
        (one.model, one.version): one
        for one in Approval.objects.filter(disease=disease).select_related("approved_by")
    }
    pack, _ = packs.cached(disease)
    names = {concept.slug: concept.name for concept in pack.concepts}
    return [
        _shelf(
            model,
            bank.tally(disease, model),
            _of(model, states),
            _of(model, warned),
            approvals.get((model.slug, model.version)),
            names,
        )
        for model in (*MODELS, PATIENTS)
    ]


def _of(model: Approvable, counts: Mapping[tuple[str, int, str], int]) -> Counter[tuple[int, str]]:
    """The counts of one model, by version and state."""
    return Counter(
        {(version, state): n for (slug, version, state), n in counts.items() if slug == model.slug}
    )


def _shelf(
    model: Approvable,
    tally: bank.Tally,
    states: Counter[tuple[int, str]],
    warned: Counter[tuple[int, str]],
    approval: Approval | None,
    names: Mapping[str, str],
) -> Shelf:
    def held(state: State) -> int:
        return sum(n for (_, of), n in states.items() if of == state)

    return Shelf(
        model,
        tally.total,
        held(State.PUBLISHED),
        held(State.DRAFT),
        held(State.RETIRED),
        sum(n for (_, state), n in warned.items() if state != State.RETIRED),
        tuple(_shares(model.radicals[name], counts, names) for name, counts in tally.by.items()),
        approval is not None,
        _approver(approval),
        states[model.version, State.DRAFT],
        warned[model.version, State.DRAFT],
    )


def _approver(approval: Approval | None) -> str:
    if approval is None or approval.approved_by is None:
        return ""
    return approval.approved_by.shown_name


def _shares(meaning: str, counts: Counter[str], names: Mapping[str, str]) -> Shares:
    most = counts.most_common(NAMED)
    return Shares(
        meaning,
        tuple(Share(names.get(name, name.replace("-", " ")) or "none", n) for name, n in most),
        len(counts) - len(most),
        counts.total() - sum(n for _, n in most),
    )


def shelf_of(disease: Disease, slug: str) -> Shelf | None:
    """One model with what the bank holds of it; None where there is no such model."""
    return next((one for one in shelves(disease) if one.model.slug == slug), None)


def approved(model: Approvable, count: int) -> str:
    """What approving did, in words."""
    told = f"{model.name}, version {model.version}, is approved"
    if not isinstance(model, ItemModel):
        return f"{told}. Learners can ask for new patients."
    if not count:
        return f"{told}. No draft was waiting."
    return f"{told}; {count} draft{' is' if count == 1 else 's are'} published."


def withdrawn(model: Approvable) -> str:
    """What withdrawing did, in words."""
    told = f"The approval of {model.name}, version {model.version}, is withdrawn."
    if not isinstance(model, ItemModel):
        return f"{told} No new patient is drawn; those drawn stay with their learners."
    return f"{told} What is published stays published; new questions wait as drafts."
