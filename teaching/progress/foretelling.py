"""What FSRS had expected of each review before it came. Pure.

The arithmetic of FSRS-6 once more, without cards and calendars: a fit walks through all reviews
hundreds of times, and by `memory` that takes ten times as long and more. A test holds the two
together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from teaching.progress.memory import DEFAULT, Parameters, Rating, Review

LIMIT = 0.001
"""Chances are kept so far from 0 and 1 before their logarithm is taken."""
LEAST = 0.001
"""No stability (days) is smaller, as in the package."""


class Step(NamedTuple):
    """A review with its day as a number, the way a fit reads it."""

    day: int
    rating: int
    weight: float
    is_asked: bool


class Foretold(NamedTuple):
    """A review that could be foretold: what recall (0–1) was expected, and whether it was known.

    ``weight`` is that of the review; a right guess is half a review that was not known.
    """

    day: int
    recall: float
    is_known: bool
    weight: float

    @property
    def surprise(self) -> float:
        """In nats: minus the logarithm of the chance that was given to what came, by weight."""
        kept = min(max(self.recall, LIMIT), 1 - LIMIT)
        return -self.weight * math.log(kept if self.is_known else 1 - kept)


def steps(history: Iterable[Review]) -> list[Step]:
    """The reviews of one concept, in the order of their days."""
    return [
        Step(review.on.toordinal(), int(review.rating), review.weight, review.is_asked)
        for review in history
    ]


def foretold(history: Sequence[Step], parameters: Parameters = DEFAULT) -> Iterator[Foretold]:
    """Every review of one concept that was asked for on a later day than before: what is new, or
    was asked for on the same day, is not foretold."""
    w = parameters
    power = -w[20]
    factor = 0.9 ** (1 / power) - 1
    gained, floor = math.exp(w[8]), math.exp(w[17] * w[18])
    easiest = w[4] - math.exp(w[5] * 3) + 1
    stability = difficulty = 0.0
    last: int | None = None
    for day, rating, weight, is_asked in history:
        is_known = rating > Rating.Again
        if last is None:
            if is_asked:
                stability, last = max(w[rating - 1], LEAST), day
                difficulty = min(max(w[4] - math.exp(w[5] * (rating - 1)) + 1, 1.0), 10.0)
            continue
        if day <= last:
            grown = math.exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
            after = stability * (max(grown, 1.0) if is_known else grown)
        else:
            recall = (1 + factor * (day - last) / stability) ** power
            if is_asked:
                yield Foretold(day, recall, is_known, weight)
            if is_known:
                bonus = w[15] if rating == Rating.Hard else w[16] if rating == Rating.Easy else 1.0
                growth = gained * (11 - difficulty) * stability ** -w[9]
                after = stability * (1 + growth * math.expm1((1 - recall) * w[10]) * bonus)
            else:
                left = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
                after = min(left * math.exp((1 - recall) * w[14]), stability / floor)
        after = max(after, LEAST)
        turned = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
        turned = min(max(w[7] * easiest + (1 - w[7]) * turned, 1.0), 10.0)
        if weight < 1:
            after = stability * (after / stability) ** weight
            turned = difficulty + weight * (turned - difficulty)
        stability, difficulty = after, turned
        if is_asked:
            last = day
