"""Parameters fitted to one learner, offered only where they foretell later reviews better. Pure.

Four numbers are fitted, not 21: how stable a concept is after the first answer, how much a known
one gains, how much is left of a forgotten one, and how flat the curve is. Each is drawn towards the
default as strongly as learners are taken to be alike, so that few reviews move them little. The
earlier reviews fit them, the later ones judge them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from teaching.progress.foretelling import Step, foretold, steps
from teaching.progress.memory import DEFAULT, Parameters, Review

ENOUGH = 400
"""Reviews that could be foretold, before anything is fitted: `python3 dev.py simulate` prints how
often a fit is offered, rightly and wrongly, by their number."""
HELD_OUT = 1 / 3
"""The share of them, the latest, that judges the fit."""
SPREADS = (0.7, 0.5, 0.5, 0.4)
"""How far learners are taken to differ in the four numbers, as standard deviations of
logarithms."""
WIDEST, FINEST = 0.32, 0.02
"""The first and the last step of the search, in the same logarithms."""


@dataclass(frozen=True)
class Fitting:
    """What came of fitting ``reviews`` reviews, of which ``enough`` were asked for.

    ``gain`` is how much less surprising (nats per review) the held-out reviews were to the fit
    than to the default, with its 95 % interval from ``low`` to ``high``.
    """

    reviews: int
    enough: int = ENOUGH
    parameters: Parameters = DEFAULT
    gain: float = 0.0
    low: float = 0.0
    high: float = 0.0

    @property
    def is_enough(self) -> bool:
        return self.reviews >= self.enough

    @property
    def is_offered(self) -> bool:
        """Whether the interval excludes that nothing was gained."""
        return self.is_enough and self.low > 0

    @property
    def message(self) -> str:
        """What the learner reads."""
        if not self.is_enough:
            return f"Not enough reviews yet ({self.reviews} of {self.enough})."
        if self.is_offered:
            return "Fitted to you: it foretells your latest reviews better than the default."
        return "The default fits you as well."


def fitted(histories: Iterable[Iterable[Review]], enough: int = ENOUGH) -> Fitting:
    """Fit one learner's reviews, a history for each concept in the order of its days.

    Raises ValueError for fewer than six as enough, of which no two would be held out.
    """
    if enough < 6:
        raise ValueError(f"a fit needs six reviews at least, not {enough}")
    walks = [steps(history) for history in histories]
    days = sorted(review.day for walk in walks for review in foretold(walk))
    if len(days) < enough:
        return Fitting(len(days), enough)
    split = days[int(len(days) * (1 - HELD_OUT))]
    parameters = _best([[step for step in walk if step.day < split] for walk in walks])
    return Fitting(len(days), enough, parameters, *_gain(walks, split, parameters))


def adjusted(by: Sequence[float]) -> Parameters:
    """The default with its four numbers multiplied by the exponentials of these, within what FSRS
    allows. (The gain of a known concept is a logarithm already.)"""
    begun, gained, left, flat = by
    moved = list(DEFAULT)
    moved[:4] = [value * math.exp(begun) for value in DEFAULT[:4]]
    moved[8] += gained
    moved[11] *= math.exp(left)
    moved[20] *= math.exp(flat)
    return allowed(moved)


def allowed(values: Sequence[float]) -> Parameters:
    """The parameters nearest to these that FSRS allows."""
    bounds = zip(values, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(value, low), high) for value, low, high in bounds)


def _best(walks: list[list[Step]]) -> Parameters:
    """The parameters with the least surprise and distance from the default, found along one number
    after another with ever smaller steps (Hooke & Jeeves 1961, J ACM 8:212)."""

    def cost(by: Sequence[float]) -> float:
        parameters = adjusted(by)
        surprise = sum(review.surprise for walk in walks for review in foretold(walk, parameters))
        distance = sum((value / spread) ** 2 for value, spread in zip(by, SPREADS, strict=True))
        return surprise + distance / 2

    best, step = [0.0] * len(SPREADS), WIDEST
    least = cost(best)
    while step >= FINEST:
        is_better = False
        for place in range(len(best)):
            for move in (step, -step):
                tried = [*best]
                tried[place] += move
                if (found := cost(tried)) < least:
                    best, least, is_better = tried, found, True
                    break
        if not is_better:
            step /= 2
    return adjusted(best)


def _gain(
    walks: list[list[Step]], split: int, parameters: Parameters
) -> tuple[float, float, float]:
    """What the fit gains on the reviews from a day on, with its 95 % interval.

    Reviews of one concept hang together, so concepts are the sample: a ratio of their sums with its
    linearised variance (Cochran 1977, Sampling Techniques, ch. 6) and Student's t.
    """
    sums: list[tuple[float, int]] = []
    for walk in walks:
        both = zip(foretold(walk), foretold(walk, parameters), strict=True)
        gains = [before.surprise - after.surprise for before, after in both if after.day >= split]
        if gains:
            sums.append((sum(gains), len(gains)))
    reviews, concepts = sum(size for _, size in sums), len(sums)
    gain = sum(total for total, _ in sums) / reviews
    if concepts < 2:
        return gain, -math.inf, math.inf
    spread = sum((total - gain * size) ** 2 for total, size in sums) * concepts / (concepts - 1)
    half = _student(concepts - 1) * math.sqrt(spread) / reviews
    return gain, gain - half, gain + half


def _student(freedom: int) -> float:
    """The 0.975 quantile of Student's t, by its expansion (Abramowitz & Stegun 1964, 26.7.5): right
    to two places from four degrees of freedom on, too small below."""
    z = 1.959964
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
