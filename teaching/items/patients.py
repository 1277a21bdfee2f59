"""Patients made for one learner: drawn anew, or as the twin of a case they have taken."""

from __future__ import annotations

import random
import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from django.db import transaction

from teaching.items import restoring, twins, vignettes
from teaching.items.generators import unfolding
from teaching.items.models import Item, Option, Origin, Vignette
from teaching.knowledge import packs
from teaching.knowledge.models import Disease

if TYPE_CHECKING:
    from teaching.accounts.models import User
    from teaching.knowledge.schema import Difficulty

SEEDS = 2**31


def draw(learner: User, disease: Disease, difficulty: str, seed: int | None = None) -> Vignette:
    """Draw, prove and store a patient for this learner. Without a seed every one is new."""
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    pack, knowledge = packs.cached(disease)
    key = random.Random(f"key {seed}").choice(unfolding.keys(pack))  # noqa: S311 - not a secret
    drawn = unfolding.draw(
        knowledge, pack, key=key, difficulty=cast("Difficulty", difficulty), seed=seed
    )
    slug = f"patient-{secrets.token_hex(8)}"
    return vignettes.store(
        vignettes.Words.of(disease),
        drawn.model_copy(update={"slug": slug}),
        origin=Origin.GENERATED,
        made_for=learner,
        seed=str(seed),
    )


@lru_cache(maxsize=1024)
def find_twin(vignette: int, item: str, wrong: str) -> twins.Twin | None:
    """The smallest change that makes the option with this text right, if one is known."""
    row = Vignette.objects.select_related("disease").get(pk=vignette)
    pack, knowledge = packs.cached(row.disease)
    story = restoring.restore(row)
    asked = next(one for one in story.items if one.slug == item)
    option = next(one for one in asked.options if one.text == wrong)
    return twins.twin(knowledge, pack, story, item, option)


@transaction.atomic
def twin(learner: User, item: Item, option: Option) -> Vignette | None:
    """Store the twin in which this option is right; asked for again, the one stored before."""
    seed = str(option.pk)
    earlier = Vignette.objects.filter(twin_of=item, made_for=learner, seed=seed).first()
    if earlier is not None:
        return earlier
    found = find_twin(item.vignette_id, item.slug, option.text)
    if found is None:
        return None
    slug = f"patient-{secrets.token_hex(8)}"
    return vignettes.store(
        vignettes.Words.of(item.vignette.disease),
        found.vignette.model_copy(update={"slug": slug}),
        origin=Origin.TWIN,
        made_for=learner,
        seed=seed,
        twin_of=item.pk,
    )
