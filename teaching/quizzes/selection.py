"""Which questions a sitting asks, and in which order. Pure: the same seed draws the same questions.

What the learner has not met comes first, then what they met longest ago; within that the kinds of
question that a line of the blueprint allows take turns, and questions that differ most are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from teaching.items.similarity import Features
from teaching.items.spreading import apart, farthest

DRAWN = 4
"""So many times as many questions as are wanted are compared with each other."""

Read = Callable[[Sequence[int]], Mapping[int, Features]]
"""What is compared of these candidates, by id; the features carry the same id as text."""


@dataclass(frozen=True)
class Candidate:
    """A published question. ``answered`` counts the learner's answers to it, in any revision, and
    ``last`` is when the latest was given (larger is later; 0 for none)."""

    id: int
    model: str
    difficulty: str
    answered: int = 0
    last: float = 0.0
    was_wrong: bool = False
    """Whether the latest answer was wrong."""
    is_bookmarked: bool = False


@dataclass(frozen=True)
class Line:
    """So many questions of these models (none named: of any), of this difficulty ("": any) and
    among these (None: all)."""

    count: int
    models: frozenset[str] = frozenset()
    difficulty: str = ""
    among: frozenset[int] | None = None

    def takes(self, one: Candidate) -> bool:
        return (
            (not self.models or one.model in self.models)
            and self.difficulty in ("", one.difficulty)
            and (self.among is None or one.id in self.among)
        )


@dataclass(frozen=True)
class Selection:
    """What was drawn, in the order to ask, and how many more were wanted than there are."""

    ids: tuple[int, ...]
    missing: int = 0


def select(
    candidates: Iterable[Candidate], lines: Sequence[Line], seed: str, read: Read
) -> Selection:
    """Draw a sitting. No question comes twice; near-duplicates are kept apart."""
    rng = Random(seed)  # noqa: S311
    pool = sorted(candidates, key=lambda one: one.id)
    shuffled = rng.sample(pool, len(pool))
    known: dict[int, Features] = {}
    chosen: list[int] = []
    missing = 0
    for line in lines:
        open_to = [one for one in shuffled if line.takes(one) and one.id not in chosen]
        shares = _shares(rng, open_to, line.count)
        missing += line.count - sum(shares.values())
        for model, count in shares.items():
            ranked = sorted(
                (one for one in open_to if one.model == model),
                key=lambda one: (one.answered > 0, one.last),
            )
            chosen += _differing(ranked, count, read, known)
    order = apart([known[one] for one in rng.sample(chosen, len(chosen))])
    return Selection(tuple(int(one.id) for one in order), missing)


def _shares(rng: Random, open_to: Sequence[Candidate], count: int) -> dict[str, int]:
    """How many of each model: in turn, those left out by an uneven number drawn by lot."""
    left: dict[str, int] = {}
    for one in open_to:
        left[one.model] = left.get(one.model, 0) + 1
    turn = rng.sample(sorted(left), len(left))
    shares = dict.fromkeys(turn, 0)
    while count and any(left[model] for model in turn):
        for model in turn:
            if count and left[model]:
                shares[model] += 1
                left[model] -= 1
                count -= 1
    return {model: share for model, share in shares.items() if share}


def _differing(
    ranked: Sequence[Candidate], count: int, read: Read, known: dict[int, Features]
) -> list[int]:
    """So many of them, as unlike as can be, none that was met before one that was not."""
    fresh = [one for one in ranked if not one.answered]
    if len(fresh) < count:
        return [
            *_read([one.id for one in fresh], read, known),
            *_read([one.id for one in ranked[len(fresh) : count]], read, known),
        ]
    drawn = _read([one.id for one in fresh[: DRAWN * count]], read, known)
    return [int(one.id) for one in farthest([known[one] for one in drawn], count)]


def _read(ids: list[int], read: Read, known: dict[int, Features]) -> list[int]:
    known |= read(ids)
    return ids
