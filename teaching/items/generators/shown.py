"""Two columns asked after a story: one concept is named, the other is what the patient shows.

Pure. The story is that of an unfolding case with its own questions left out; it proves the concept
that the question does not name.
"""

from __future__ import annotations

from random import Random

from teaching.items.generators import columns, unfolding
from teaching.items.generators.columns import Manner, Pair
from teaching.items.generators.item_models import DRAWS, Ground, Sketch
from teaching.items.generators.recital import Told
from teaching.items.generators.stock import Redraw
from teaching.knowledge.schema.vignettes import Difficulty

DECIDING = frozenset({"kind", "window", "region", "sign", "confounder"})
"""What of a patient changes the answer or the difficulty; the rest is told besides."""
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


def pairs(ground: Ground, manner: Manner) -> tuple[Pair, ...]:
    """The pairs of which a story of the pack can show one."""
    if ground.pack.generator is None:
        return ()
    return tuple(pair for pair in columns.pairs(ground, manner) if _keys(ground, pair))


def question(
    rng: Random, ground: Ground, seed: int, manner: Manner, among: tuple[Pair, ...]
) -> Sketch:
    """A patient and the question. Raises Redraw where the two do not go together."""
    design = columns.draw_design(rng, among)
    key = rng.choice(_keys(ground, design.pair))
    difficulty = rng.choice(DIFFICULTIES)
    story = _story(ground, key, difficulty, _suitable(rng, ground, key, difficulty))
    return columns.question(rng, ground, seed, manner, design, story)


def _suitable(rng: Random, ground: Ground, key: str, difficulty: Difficulty) -> int:
    """The seed of a case that proves the key by its own name, in whom nothing comes first.

    Raises Redraw where forty in a row do not.
    """
    for _ in range(DRAWS):
        seed = rng.getrandbits(40)
        case = unfolding.settled(ground.pack, key=key, difficulty=difficulty, seed=seed)
        after = ground.stock.questions[case.pattern.axis].after
        if case.pattern.claim.concept == key and not any(
            _comes_first(ground, axis, after) for axis in case.asked
        ):
            return seed
    raise Redraw(f"no story of '{key}' in whom nothing comes first")


def _story(ground: Ground, key: str, difficulty: Difficulty, seed: int) -> Told:
    case, draft = unfolding.drawn(
        ground.knowledge, ground.pack, key=key, difficulty=difficulty, seed=seed
    )
    pattern = draft.pattern
    after = ground.stock.questions[pattern.axis].after
    last = next(place for place, stage in enumerate(case.stages) if stage.stage == after)
    return Told(
        title=case.title,
        pronoun=case.pronoun,
        stages=case.stages[: last + 1],
        after=after,
        rests_on=(draft.spots[0].claim(pattern.claim),),
        radicals={
            "shown": key,
            "story": ", ".join(what for kind, what in draft.drawn if kind in DECIDING),
            "difficulty": draft.difficulty,
        },
    )


def _comes_first(ground: Ground, axis: str, after: str) -> bool:
    """Whether a case asks what to do before the stage at which the concept is proved."""
    manages = {one.slug for one in ground.pack.disease.axes if one.management}
    return axis in manages and ground.stock.questions[axis].after != after


def _keys(ground: Ground, pair: Pair) -> tuple[str, ...]:
    """The concepts of a pair that a story can prove."""
    known = set(ground.stock.keys)
    return tuple(one.slug for one in (pair.first, pair.second) if one.slug in known)
