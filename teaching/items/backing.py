"""Backings by their facts: the row there is, or a new one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from teaching.items.inserting import insert
from teaching.items.models import Backing, BackingFact
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge.models import Disease

Codes = tuple[str, ...]
"""Facts in their order, each once."""


def codes(facts: Iterable[str]) -> Codes:
    """These facts in their order, each once."""
    return tuple(dict.fromkeys(facts))


def mark(facts: Codes) -> str:
    """Of facts in their order."""
    return hashlib.sha256(" ".join(facts).encode()).hexdigest()


def shelve(words: Vocabulary, wanted: Iterable[Codes]) -> dict[Codes, Backing]:
    """The backing of each of these, stored where it is new: one query where none is.

    To be called inside a transaction. Two that store the same one at once end with one row.
    """
    marks = {mark(facts): facts for facts in wanted}
    found = _held(words.disease, marks)
    new = {one: facts for one, facts in marks.items() if one not in found}
    if new:
        rows = [Backing(disease=words.disease, mark=one) for one in new]
        insert(Backing.objects, rows, ignore_conflicts=True)
        made = _held(words.disease, new)
        insert(
            BackingFact.objects,
            (
                BackingFact(backing=made[one], fact=words.facts[fact], position=position)
                for one, facts in new.items()
                for position, fact in enumerate(facts)
            ),
            ignore_conflicts=True,
        )
        found |= made
    return {facts: found[one] for one, facts in marks.items()}


def _held(disease: Disease, marks: Iterable[str]) -> dict[str, Backing]:
    rows = Backing.objects.filter(disease=disease, mark__in=list(marks))
    return {row.mark: row for row in rows}


def sweep(disease: Disease) -> int:
    """Let go of backings on which nothing rests any more, so that they hold no fact. Returns how
    many those were."""
    _, deleted = Backing.objects.filter(disease=disease).unused().delete()
    return deleted.get(Backing._meta.label, 0)
