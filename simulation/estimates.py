"""Figures with their intervals: means over learners, paired differences, log-loss, AUC, shares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

RESAMPLES = 2000
LIMIT = 0.01
"""Chances are kept so far from 0 and 1 before their logarithm is taken."""

Prediction = tuple[float, bool]
"""A chance (0–1), and whether it came so."""


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95 % interval."""

    value: float
    low: float
    high: float

    def per_cent(self, sign: str = "") -> str:
        """For shares: "81 (78 to 84)"."""
        return self.times(100, 0, sign)

    def times(self, factor: float, places: int, sign: str = "") -> str:
        return Estimate(self.value * factor, self.low * factor, self.high * factor).to(places, sign)

    def to(self, places: int, sign: str = "") -> str:
        """With so many places: "0.37 (0.31 to 0.44)"."""
        form = f"{sign}.{places}f"
        return f"{self.value:{form}} ({self.low:{form}} to {self.high:{form}})"


def mean(values: Sequence[float], seed: int) -> Estimate:
    """The mean over learners, with the percentile interval of the bootstrap (Efron & Tibshirani
    1993).

    Learners are resampled, not reviews: those of one person hang together. Raises ValueError where
    there are fewer than two.
    """
    if len(values) < 2:
        raise ValueError("an interval needs two learners at least")
    dice = Random(f"bootstrap {seed}")
    drawn = sorted(fmean(dice.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return Estimate(fmean(values), drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1])


def difference(ours: Sequence[float], theirs: Sequence[float], seed: int) -> Estimate:
    """The mean difference of the same learners under two schedules."""
    return mean([our - their for our, their in zip(ours, theirs, strict=True)], seed)


def log_loss(predictions: Sequence[Prediction]) -> float:
    """Mean of minus the logarithm of the chance given to what came (nats); 0 is perfect, ln 2 a
    coin.

    Raises ValueError for an empty sequence.
    """
    kept = [(min(max(chance, LIMIT), 1 - LIMIT), came) for chance, came in predictions]
    if not kept:
        raise ValueError("no predictions")
    return -fmean(math.log(chance if came else 1 - chance) for chance, came in kept)


def auc(predictions: Sequence[Prediction]) -> float | None:
    """The chance that what came had been given the higher chance of a random pair; ties count half.

    None where all came or none did. Source: Hanley & McNeil 1982, Radiology 143:29.
    """
    ordered = sorted(predictions)
    came = sum(1 for _, happened in ordered if happened)
    if not 0 < came < len(ordered):
        return None
    ranks, place = 0.0, 0
    while place < len(ordered):
        tied = place
        while tied < len(ordered) and ordered[tied][0] == ordered[place][0]:
            tied += 1
        rank = (place + 1 + tied) / 2
        ranks += rank * sum(1 for _, happened in ordered[place:tied] if happened)
        place = tied
    return (ranks - came * (came + 1) / 2) / (came * (len(ordered) - came))


def gap(predictions: Sequence[Prediction]) -> float:
    """How much higher the chances were than what came, on average: above 0 is over-confident."""
    return fmean(chance - came for chance, came in predictions)


def share(count: int, of: int) -> Estimate:
    """A share with its Wilson interval (Wilson 1927, J Am Stat Assoc 22:209).

    Raises ValueError where there is nothing to count.
    """
    if not of:
        raise ValueError("a share of nothing")
    z = 1.96
    found = count / of
    middle = (found + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(found * (1 - found) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Estimate(found, max(middle - half, 0.0), min(middle + half, 1.0))
