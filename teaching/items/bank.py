"""The item bank: how generated questions enter it, and how many it holds.

A question enters as a draft, or published where its item model is approved; ``moves`` has what an
instructor does with it from then on.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from math import ceil
from typing import TYPE_CHECKING

from django.db import transaction

from teaching.items import films
from teaching.items.admitting import Admission, admit
from teaching.items.generators.drawing import Evenness
from teaching.items.generators.item_models import Approvable, Fruitless, Ground, ItemModel, Question
from teaching.items.inserting import insert
from teaching.items.models import Approval, Lint, Origin, State, Vignette
from teaching.items.recording import Entry, record
from teaching.items.vignettes import checksum
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.knowledge.schema.vignettes import Vignette as Written

if TYPE_CHECKING:
    from teaching.accounts.models import User

AT_ONCE = 250
"""So many questions are stored in one transaction."""
PATIENCE = 400
"""After so many seeds in a row that gave nothing new, a model has nothing more to give."""

Radicals = tuple[tuple[str, str], ...]
Admitted = tuple[Question, str, Admission]
"""A question with its fingerprint and what was found of it."""


@dataclass
class Receipt:
    """What filling the bank did. ``refused`` holds the reasons with their numbers."""

    added: int = 0
    drawn: int = 0
    known: int = 0
    """Drawn, but the bank holds one with the same radicals or the same words."""
    surplus: int = 0
    """Drawn, but their key had its share already."""
    refused: dict[str, int] = field(default_factory=dict)
    fruitless: int = 0
    """Seeds that led nowhere."""
    seed: int = 0
    """The last seed that was drawn."""
    is_exhausted: bool = False

    def refuse(self, why: str) -> None:
        self.refused[why] = self.refused.get(why, 0) + 1


_GROUNDS: dict[int, Ground] = {}


def ground_of(disease: Disease) -> Ground:
    """What item models draw from, for a stored disease: the same as long as its pack is, so that
    what is worked out of it stays."""
    pack, knowledge = packs.cached(disease)
    known = _GROUNDS.get(disease.pk)
    if known is None or known.knowledge is not knowledge:
        known = _GROUNDS[disease.pk] = Ground(pack, knowledge)
    return known


def fingerprint(vignette: Written) -> str:
    """Of what a learner sees: story, question and options, whatever their order, case and spaces.

    Two questions with one fingerprint are the same for a learner.
    """
    told = [line.text for stage in vignette.stages for line in stage.lines]
    parts = [" ".join(told)]
    for item in vignette.items:
        parts += [" ".join(line.text for line in item.adds), item.lead_in]
        parts += sorted(option.text.casefold() for option in item.options)
    text = "\n".join(" ".join(part.casefold().split()) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()


def is_approved(disease: Disease, model: Approvable) -> bool:
    """Whether what this version of a model draws may reach learners as it is drawn."""
    return Approval.objects.filter(
        disease=disease, model=model.slug, version=model.version
    ).exists()


def approve(disease: Disease, model: Approvable, by: User | None) -> int:
    """Approve this version of a model, and publish its drafts. Returns how many were published."""
    with transaction.atomic():
        Approval.objects.get_or_create(
            disease=disease, model=model.slug, version=model.version, defaults={"approved_by": by}
        )
        return (
            Vignette.objects.bank(disease)
            .filter(model=model.slug, version=model.version, state=State.DRAFT)
            .update(state=State.PUBLISHED)
        )


def withdraw(disease: Disease, model: Approvable) -> None:
    """Take an approval back: what is drawn from now on is a draft; what is published stays."""
    Approval.objects.filter(disease=disease, model=model.slug, version=model.version).delete()


def fill(
    disease: Disease,
    model: ItemModel,
    count: int,
    seed: int = 0,
    progress: Callable[[Receipt], None] = lambda receipt: None,
) -> Receipt:
    """Draw, prove, lint and store so many new questions of a model, from ``seed`` on.

    Stored are only those that nothing stands against and whose radicals the bank does not hold yet,
    in whatever state; so a second call with the same arguments goes on where the first one ended.
    Each batch is stored as a whole or not at all. Raises CannotGenerate where the pack has nothing
    for the model.
    """
    ground, words = ground_of(disease), Vocabulary.of(disease)
    state = State.PUBLISHED if is_approved(disease, model) else State.DRAFT
    receipt = Receipt()
    for batch in batched(
        _new(ground, model, count, seed, Held.of(disease, ground, model, count), receipt), AT_ONCE
    ):
        with transaction.atomic():
            store(words, ground, batch, state)
        receipt.added += len(batch)
        del batch  # so that whoever is told may clear it away
        progress(receipt)
    return receipt


@dataclass
class Held:
    """What the bank holds already: fingerprints of all models, radicals of this one."""

    fingerprints: set[str]
    radicals: set[Radicals]
    seeds: set[int]
    keys: Counter[str]
    """How often each key stands in the bank, as far as the radicals name it."""
    shares: Mapping[str, float]
    """The share each key is to have; where it is empty they take what comes."""
    wanted: int
    """So many questions of the model the bank is to hold in the end."""
    even: Evenness = field(default_factory=Evenness)
    """Keeps what is added now in equal shares, whatever is offered together."""

    @classmethod
    def of(cls, disease: Disease, ground: Ground, model: ItemModel, count: int) -> Held:
        rows = Vignette.objects.bank(disease)
        own = rows.filter(model=model.slug)
        seeds = own.filter(version=model.version).values_list("seed", flat=True)
        keys = tally(disease, model).by.get("key", Counter())
        shares = model.shares(ground) if model.shares is not None else {}
        return cls(
            set(rows.values_list("fingerprint", flat=True)),
            {
                tuple(sorted(radicals.items()))
                for radicals in own.values_list("radicals", flat=True)
            },
            {int(seed) for seed in seeds},
            keys,
            shares,
            keys.total() + count,
        )

    def take(self, question: Question, mark: str) -> bool:
        """Whether it is new, in words and in what was drawn; from now on it is known."""
        radicals = tuple(sorted(question.radicals.items()))
        if mark in self.fingerprints or radicals in self.radicals:
            return False
        self.fingerprints.add(mark)
        self.radicals.add(radicals)
        return True

    def has_enough(self, question: Question) -> bool:
        """Whether its key has its share already, or stands out among what is offered with it."""
        key = question.radicals.get("key", "")
        if key in self.shares and self.keys[key] >= ceil(self.wanted * self.shares[key]):
            return True
        return not self.even.allows(question)


def _new(
    ground: Ground, model: ItemModel, count: int, seed: int, held: Held, receipt: Receipt
) -> Iterator[Admitted]:
    """So many questions that may enter and are not held yet."""
    found = idle = 0
    while found < count:
        if idle == PATIENCE:
            receipt.is_exhausted = True
            return
        if seed in held.seeds:
            seed += 1
            continue
        idle += 1
        receipt.seed = seed
        try:
            questions = model.draw(ground, seed)
        except Fruitless:
            receipt.fruitless += 1
            questions = ()
        seed += 1
        for question in questions:
            receipt.drawn += 1
            if held.has_enough(question):
                receipt.surplus += 1
                continue
            mark = fingerprint(question.vignette)
            if not held.take(question, mark):
                receipt.known += 1
                continue
            admission = admit(ground, question.vignette)
            if admission.doubts:
                receipt.refuse(admission.doubts[0])
                continue
            idle = 0
            found += 1
            held.keys[question.radicals.get("key", "")] += 1
            held.even.count(question)
            yield question, mark, admission


def store(
    words: Vocabulary, ground: Ground, batch: Sequence[Admitted], state: State, revision: int = 1
) -> None:
    """Questions nothing stands against into rows. To be called inside a transaction."""
    rules = packs.rules_checksum(words.disease)
    entries = []
    for question, mark, admission in batch:
        hung = films.hang(ground.knowledge, ground.pack, question.vignette)
        row = Vignette(
            disease=words.disease,
            slug=question.vignette.slug,
            revision=revision,
            title=question.vignette.title,
            difficulty=question.vignette.difficulty,
            pronoun=question.vignette.pronoun,
            origin=Origin.BANK,
            state=state,
            checksum=checksum(rules, question.vignette, hung),
            proved_on=rules,
            model=question.model,
            version=question.version,
            seed=str(question.seed),
            place=question.place,
            radicals=dict(question.radicals),
            fingerprint=mark,
        )
        entries.append(Entry(row, question.vignette, admission.proofs, hung))
    record(words, ground.pack, entries)
    insert(
        Lint.objects,
        (
            Lint(vignette=entry.row, rule=rule, severity=severity)
            for entry, (_, _, admission) in zip(entries, batch, strict=True)
            for rule, severity in sorted(lints_of(admission))
        ),
    )


def lints_of(admission: Admission) -> frozenset[tuple[str, str]]:
    """The rules of the linter that found something, each with its severity."""
    return frozenset((flaw.rule, flaw.severity) for flaw in admission.flaws)


@dataclass(frozen=True)
class Tally:
    """How many questions of a model the bank holds, retired ones left out, in all and by each of
    the radicals that say what is right and what is shown."""

    total: int
    by: dict[str, Counter[str]]


COUNTED = ("key", "kind")
"""Radicals that are counted, where a model has them."""


def tally(disease: Disease, model: Approvable) -> Tally:
    """What the bank holds of a model."""
    rows = Vignette.objects.bank(disease).filter(model=model.slug).exclude(state=State.RETIRED)
    drawn = list(rows.values_list("radicals", flat=True))
    by = {
        name: Counter(str(radicals.get(name, "")) for radicals in drawn)
        for name in COUNTED
        if name in model.radicals
    }
    return Tally(len(drawn), by)
