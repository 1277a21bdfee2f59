"""How well bots play that understand nothing: their accuracy, against what guessing would get.

Pure. The bots are ``bots``; playing a whole bank, item model by item model, is ``auditing``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from teaching.items.bots import Bot, Scorer
from teaching.items.posing import Posed


@dataclass(frozen=True)
class Score:
    """How a bot did: ``hits`` of ``count`` questions, shared credit included."""

    hits: float
    count: int
    chance: float
    """The share that guessing blindly would get, 0–1."""

    @property
    def accuracy(self) -> float:
        return self.hits / self.count

    def interval(self, comparisons: int = 1) -> tuple[float, float]:
        """The Wilson 95 % interval, widened so that it holds for so many bots together."""
        z = NormalDist().inv_cdf(1 - 0.05 / (2 * comparisons))
        return wilson(self.hits, self.count, z)

    def is_chance(self, comparisons: int = 1) -> bool:
        """Whether guessing explains it. A bot that is always wrong tells as much as one that is
        always right, so both sides count."""
        low, high = self.interval(comparisons)
        return low <= self.chance <= high


def play(bot: Bot, seen: Sequence[Posed], unseen: Sequence[Posed]) -> Score:
    """Let a bot learn from some questions and answer others. Raises ValueError without any."""
    if not unseen:
        raise ValueError("no question to play")
    scorer = bot.play(seen)
    hits = 0.0
    for one in unseen:
        taken = choices(scorer, one)
        hits += (one.key in taken) / len(taken)
    return Score(hits, len(unseen), sum(one.chance for one in unseen) / len(unseen))


def choices(scorer: Scorer, one: Posed) -> list[int]:
    """The options a bot would take; several where they look alike and it has to guess."""
    scores = scorer(one)
    best = max(scores)
    return [place for place, score in enumerate(scores) if score == best]


def wilson(hits: float, count: int, z: float) -> tuple[float, float]:
    """The interval of a share, 0–1. Source: Wilson 1927, J Am Stat Assoc 22:209."""
    share = hits / count
    middle = share + z * z / (2 * count)
    spread = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return (middle - spread) / scale, (middle + spread) / scale
