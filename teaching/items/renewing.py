"""Renewing the bank after its pack has changed: what still holds stays, what does not is retired.

A question that is proved today by the very steps that are stored stays as it is. One whose steps
have changed is drawn again from its seed; if that gives the same words, it becomes the next
revision with its new proof. Everything else is retired, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import batched

from django.db import transaction
from django.db.models import Q

from teaching.items import bank
from teaching.items.admitting import Admission, admit
from teaching.items.explaining import steps
from teaching.items.generators.item_models import Ground, Question
from teaching.items.generators.registry import UnknownModel, model_of
from teaching.items.generators.stock import CannotGenerate
from teaching.items.models import Basis, State, Vignette, VignetteQuerySet
from teaching.items.rereading import Reread, Unreadable, reread
from teaching.items.vignettes import checksum_of
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge import packs
from teaching.knowledge.models import Disease, Fact

AT_ONCE = 250
"""So many questions are read at once."""
NAMED = 3
"""So many reasons are told by their words."""


@dataclass
class Renewal:
    """What became of the questions looked at; ``retired`` holds the reason of each by its id."""

    kept: int = 0
    revised: list[int] = field(default_factory=list)
    retired: dict[int, str] = field(default_factory=dict)

    def __str__(self) -> str:
        if not (self.kept or self.revised or self.retired):
            return "bank: nothing rests on what has changed"
        told = f"bank: {self.kept} hold, {len(self.revised)} revised, {len(self.retired)} retired"
        reasons = list(dict.fromkeys(self.retired.values()))
        named = "; ".join(reasons[:NAMED])
        more = f"; and {len(reasons) - NAMED} other reasons" if len(reasons) > NAMED else ""
        return f"{told} ({named}{more})" if reasons else told


def touched(disease: Disease, facts: Collection[str] = ()) -> VignetteQuerySet:
    """The live questions of the bank that a change of the pack may have touched: those proved by
    other rules than today's, those on one of these facts (by their codes), and all that rest on
    facts alone, whose proof is read from tables that are no rules."""
    cited = Fact.objects.filter(disease=disease, code__in=facts)
    resting = Q(pk__in=Vignette.objects.resting_on(cited).values("pk"))
    rules = packs.rules_checksum(disease)
    found = Vignette.objects.bank(disease).filter(
        ~Q(proved_on=rules) | Q(items__basis=Basis.FACTS) | resting
    )
    return Vignette.objects.filter(pk__in=found.values("pk")).exclude(state=State.RETIRED)


@transaction.atomic
def renew(disease: Disease, facts: Collection[str] = ()) -> Renewal:
    """Look at all that a change may have touched: other rules, or these facts. All or nothing."""
    words, ground = Vocabulary.of(disease), bank.ground_of(disease)
    rules = packs.rules_checksum(disease)
    renewal = Renewal()
    pks = list(touched(disease, facts).order_by("pk").values_list("pk", flat=True))
    for batch in batched(pks, AT_ONCE):
        for stored in reread(batch):
            _renew(words, ground, rules, stored, renewal)
    return renewal


def _renew(
    words: Vocabulary, ground: Ground, rules: str, stored: Reread | Unreadable, renewal: Renewal
) -> None:
    row = stored.row
    if isinstance(stored, Unreadable):
        return _retire(row, f"it cannot be read: {stored.problem}", renewal)
    admission = admit(ground, stored.vignette)
    if admission.doubts:
        return _retire(row, admission.doubts[0], renewal)
    if _steps(admission) == stored.steps:
        Vignette.objects.filter(pk=row.pk).update(
            proved_on=rules, checksum=checksum_of(ground, rules, stored.vignette)
        )
        renewal.kept += 1
        return None
    again = _drawn_again(ground, row)
    found = admit(ground, again.vignette) if again is not None else None
    if again is None or found is None or found.doubts:
        return _retire(row, "its proof has changed, and its seed no longer gives it", renewal)
    Vignette.objects.filter(pk=row.pk).update(state=State.RETIRED)
    bank.store(words, ground, [(again, row.fingerprint, found)], State(row.state), row.revision + 1)
    renewal.revised.append(row.pk)
    return None


def _retire(row: Vignette, why: str, renewal: Renewal) -> None:
    Vignette.objects.filter(pk=row.pk).update(state=State.RETIRED)
    renewal.retired[row.pk] = why


def _steps(admission: Admission) -> tuple[object, ...]:
    return tuple(
        tuple(steps(proof, answer) for answer in proof.options) for proof in admission.proofs
    )


def _drawn_again(ground: Ground, row: Vignette) -> Question | None:
    """The question its seed gives today, where that has the same words."""
    try:
        model = model_of(row.model)
        questions = model.draw(ground, int(row.seed)) if model.version == row.version else ()
    except (UnknownModel, CannotGenerate):
        return None
    for question in questions:
        same_words = bank.fingerprint(question.vignette) == row.fingerprint
        if question.place == row.place and same_words:
            return question
    return None
