"""Packs with their vignettes: knowledge and items are stored together or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction

from teaching.items import backing, proving, renewing, restoring, screening, vignettes
from teaching.items.renewing import Renewal
from teaching.items.writing import publishing
from teaching.items.writing.publishing import Renewed
from teaching.knowledge import checking, packs
from teaching.knowledge.models import Disease
from teaching.knowledge.packs import Change, Receipt
from teaching.knowledge.problems import Problem
from teaching.knowledge.reading import Reading
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack that may be loaded (None while there are errors), and what was found."""

    pack: Pack | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a pack changed: in the tables, and of the questions that rest on it."""

    receipt: Receipt
    renewal: Renewal
    written: Renewed = field(default_factory=Renewed)

    def __str__(self) -> str:
        if not self.receipt.changes:
            return str(self.receipt)
        told = f"{self.receipt}\n  {self.renewal}"
        return f"{told}\n  {self.written}" if self.written.is_any else told


def check(reading: Reading) -> Checked:
    """Everything that is wrong with a pack, the proofs of its items included."""
    errors = {*reading.problems, *checking.check(reading)}
    if not errors and reading.pack is not None:
        errors |= set(_unproved(reading, reading.pack))
    if not errors and reading.pack is not None:
        errors |= set(_not_drawn(reading, reading.pack))
    warnings = () if errors else checking.warn(reading)
    return Checked(None if errors else reading.pack, tuple(sorted(errors)), warnings)


def _unproved(reading: Reading, pack: Pack) -> Iterator[Problem]:
    knowledge = Knowledge.of(pack)
    facts = {fact.id: fact for fact in pack.facts}
    for number, vignette in enumerate(pack.vignettes):
        for index, proof in enumerate(proving.prove(knowledge, facts, vignette)):
            place = reading.place(("vignettes", number, "items", index))
            for problem in proof.problems:
                what = f"The item '{proof.item.slug}' is not proved: {problem}."
                right = "Add the line that decides it, mend a tag, or ask it at a later stage."
                yield Problem(place, what, right)


def _not_drawn(reading: Reading, pack: Pack) -> Iterator[Problem]:
    place = reading.place(("film",))
    for fault in screening.faults(pack):
        yield Problem(place, f"{fault}.", "Use a name the figures and the pack know.")


@transaction.atomic
def load(pack: Pack) -> Loaded:
    """Store a checked pack with its vignettes, and renew the bank where the change touches it. A
    second call with the same pack changes nothing.

    Raises packs.HeldError or vignettes.NotProvedError, and then nothing is stored.
    """
    known = Disease.objects.filter(slug=pack.disease.slug).first()
    if known is not None:
        backing.sweep(known)
    receipt = packs.store(pack)
    stored = vignettes.store_all(receipt.disease, pack.vignettes)
    change = Change("vignettes", tuple(stored.added), tuple(stored.revised), tuple(stored.retired))
    changed = changed_facts(receipt)
    if not receipt.changes:
        return Loaded(receipt.with_change(change), Renewal())
    renewal = renewing.renew(receipt.disease, changed)
    written = publishing.renew(receipt.disease)
    return Loaded(receipt.with_change(change), renewal, written)


def changed_facts(receipt: Receipt) -> tuple[str, ...]:
    """The codes of the facts that read otherwise than before."""
    return tuple(
        code for change in receipt.changes if change.section == "facts" for code in change.changed
    )


def restore(disease: Disease) -> Pack:
    """The pack a disease was loaded from, its published vignettes included."""
    pack = packs.restore(disease)
    return pack.model_copy(update={"vignettes": restoring.restore_all(disease)})
