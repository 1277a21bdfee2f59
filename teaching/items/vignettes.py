"""Vignettes into rows. A stored vignette is one revision and is never changed.

A vignette whose content differs from the published revision becomes the next revision; the former
one is retired and stays for the attempts that refer to it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from teaching.items import films
from teaching.items.generators.item_models import Ground
from teaching.items.lightbox import LightBox
from teaching.items.models import Origin, State, Vignette
from teaching.items.proving import prove
from teaching.items.recording import Entry, record
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge import packs, schema
from teaching.knowledge.models import Disease

if TYPE_CHECKING:
    from teaching.accounts.models import User


class NotProvedError(ValueError):
    """A vignette one of whose items is not proved is not stored; the message says why."""


@dataclass
class Stored:
    """What storing a pack's vignettes did, by slug."""

    added: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@transaction.atomic
def store_all(disease: Disease, vignettes: Sequence[schema.vignettes.Vignette]) -> Stored:
    """Make these the written vignettes of the disease, in this order. A second call with the same
    ones changes nothing. Raises NotProvedError, and then nothing is stored."""
    words = Vocabulary.of(disease)
    pack, knowledge = packs.cached(disease)
    rules = packs.rules_checksum(disease)
    published = {
        row.slug: row
        for row in Vignette.objects.filter(
            disease=disease, origin=Origin.PACK, state=State.PUBLISHED
        )
    }
    done = Stored()
    for position, vignette in enumerate(vignettes):
        row = published.pop(vignette.slug, None)
        hung = films.hang(knowledge, pack, vignette)
        if row is not None and row.checksum == checksum(rules, vignette, hung):
            if row.position != position:
                Vignette.objects.filter(pk=row.pk).update(position=position)
            done.unchanged.append(vignette.slug)
            continue
        if row is not None:
            retire(row)
        store(words, vignette, position=position)
        (done.revised if row is not None else done.added).append(vignette.slug)
    for row in published.values():
        retire(row)
        done.retired.append(row.slug)
    return done


def retire(vignette: Vignette) -> None:
    """Offer it no longer. Open attempts go on with it. A second call changes nothing."""
    Vignette.objects.filter(pk=vignette.pk).update(state=State.RETIRED)


@transaction.atomic
def store(
    words: Vocabulary,
    vignette: schema.vignettes.Vignette,
    *,
    position: int = 0,
    origin: str = Origin.PACK,
    made_for: User | None = None,
    seed: str = "",
    twin_of: int | None = None,
) -> Vignette:
    """Store a vignette with its proof as the next revision of its slug. Raises NotProvedError."""
    pack, knowledge = packs.cached(words.disease)
    rules = packs.rules_checksum(words.disease)
    proofs = prove(knowledge, {fact.id: fact for fact in pack.facts}, vignette)
    doubts = [f"{proof.item.slug}: {doubt}" for proof in proofs for doubt in proof.problems]
    if doubts:
        raise NotProvedError(f"The vignette '{vignette.slug}' is not proved: {'; '.join(doubts)}.")
    hung = films.hang(knowledge, pack, vignette)
    earlier = Vignette.objects.filter(disease=words.disease, slug=vignette.slug)
    row = Vignette(
        disease=words.disease,
        slug=vignette.slug,
        revision=earlier.count() + 1,
        position=position,
        title=vignette.title,
        code=vignette.code or "",
        difficulty=vignette.difficulty,
        pronoun=vignette.pronoun,
        origin=origin,
        checksum=checksum(rules, vignette, hung),
        proved_on=rules,
        made_for=made_for,
        seed=seed,
        twin_of_id=twin_of,
    )
    record(words, pack, [Entry(row, vignette, proofs, hung)])
    return row


def checksum(
    rules: str, vignette: schema.vignettes.Vignette, hung: Sequence[LightBox | None]
) -> str:
    """Of the vignette, of the rules that prove it and of what its films show: a change of any is a
    revision."""
    content = vignette.model_dump(mode="json", exclude_defaults=True)
    boxes = [box and asdict(box) for box in hung]
    text = json.dumps([rules, content, boxes], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def checksum_of(ground: Ground, rules: str, vignette: schema.vignettes.Vignette) -> str:
    """The checksum of a vignette, its films composed here."""
    return checksum(rules, vignette, films.hang(ground.knowledge, ground.pack, vignette))
