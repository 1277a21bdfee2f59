"""Cases drawn once for all tests of the generator: keys in turn, or as a learner would get them."""

from __future__ import annotations

import random
from functools import cache
from typing import NamedTuple

from teaching.items.generators import unfolding
from teaching.items.generators.drafts import Draft
from teaching.knowledge.schema.vignettes import Difficulty, Vignette
from tests.items.demo import nho

SEEDS = 2_000
SEEN = 1_200
"""Cases the bots learn from; the first of those above."""
UNSEEN = 1_200
"""Cases no bot has learned from."""
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


class Drawn(NamedTuple):
    seed: int
    key: str
    case: Vignette
    draft: Draft


def draw(seed: int, key: str, difficulty: Difficulty) -> Drawn:
    pack, knowledge = nho()
    case, draft = unfolding.drawn(knowledge, pack, key=key, difficulty=difficulty, seed=seed)
    return Drawn(seed, key, case, draft)


@cache
def in_turn(seed: int) -> Drawn:
    """The case of a seed, keys and difficulties in turn."""
    keys = unfolding.keys(nho()[0])
    return draw(seed, keys[seed % len(keys)], DIFFICULTIES[seed // len(keys) % 3])


def cases(count: int = SEEDS) -> tuple[Drawn, ...]:
    return tuple(map(in_turn, range(count)))


@cache
def unseen() -> tuple[Drawn, ...]:
    """Other cases, with keys as learners get them (``patients.draw``)."""
    found = []
    for seed in range(20_000, 20_000 + UNSEEN):
        difficulty = DIFFICULTIES[seed % 3]
        key = random.Random(f"key {seed}").choice(unfolding.keys(nho()[0], difficulty))
        found.append(draw(seed, key, difficulty))
    return tuple(found)
