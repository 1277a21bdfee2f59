"""Patients made for one learner: drawn anew, or as the twin of a case they have taken."""

from __future__ import annotations

import random
import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from django.db import IntegrityError

from teaching.items import bank, restoring, twins, vignettes
from teaching.items.generators import unfolding
from teaching.items.generators.registry import PATIENTS
from teaching.items.generators.stock import CannotGenerate
from teaching.items.models import Item, Option, Origin, Vignette
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge import packs
from teaching.knowledge.models import Disease

if TYPE_CHECKING:
    from teaching.accounts.models import User
    from teaching.knowledge.schema.vignettes import Difficulty

SEEDS = 2**31


class NoPatientError(Exception):
    """No patient is drawn: nobody has approved it, the pack has no generator, or its draws lead
    nowhere."""


def draw(learner: User, disease: Disease, difficulty: str, seed: int | None = None) -> Vignette:
    """Draw, prove and store a patient for this learner. Without a seed every one is new.

    Raises NoPatientError, also where no instructor has approved that patients are drawn.
    """
    if not bank.is_approved(disease, PATIENTS):
        raise NoPatientError
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    pack, knowledge = packs.cached(disease)
    try:
        # Of the keys of this difficulty alone: another one on the page would give the key away.
        keys = unfolding.keys(pack, difficulty)
        key = random.Random(f"key {seed}").choice(keys)  # noqa: S311 - not a secret
        drawn = unfolding.draw(
            knowledge, pack, key=key, difficulty=cast("Difficulty", difficulty), seed=seed
        )
        slug = f"patient-{secrets.token_hex(8)}"
        return vignettes.store(
            Vocabulary.of(disease),
            drawn.model_copy(update={"slug": slug}),
            origin=Origin.GENERATED,
            made_for=learner,
            seed=str(seed),
        )
    except (CannotGenerate, vignettes.NotProvedError) as error:
        raise NoPatientError from error


@lru_cache(maxsize=1024)
def find_twin(row: Vignette, checksum: str, item: str, wrong: str) -> twins.Twin | None:
    """The smallest change that makes the option with this text right, if one is known.

    ``checksum`` is that of the disease. None for a revision that was proved by other rules: the
    present ones may have other regions and concepts.
    """
    if row.proved_on != packs.rules_checksum(row.disease):
        return None
    pack, knowledge = packs.cached(row.disease)
    story = restoring.retold(row)
    asked = next(one for one in story.items if one.slug == item)
    option = next(one for one in asked.options if one.text == wrong)
    return twins.twin(knowledge, pack, story, item, option)


def twin(learner: User, item: Item, option: Option) -> Vignette | None:
    """Store the twin in which this option is right; asked for again, the one stored before."""
    seed = str(option.pk)
    disease = item.vignette.disease
    # Found before the transaction: the search may take a second, and others wait to write.
    found = find_twin(item.vignette, disease.checksum, item.slug, option.text)
    before = Vignette.objects.filter(twin_of=item, made_for=learner, seed=seed)
    earlier = before.first()
    if earlier is not None or found is None:
        return earlier
    slug = f"patient-{secrets.token_hex(8)}"
    try:
        return vignettes.store(
            Vocabulary.of(disease),
            found.vignette.model_copy(update={"slug": slug}),
            origin=Origin.TWIN,
            made_for=learner,
            seed=seed,
            twin_of=item.pk,
        )
    except IntegrityError:  # a second tap was quicker
        return before.get()
