"""Whether a learner is as right as they are sure: shares, bands, and the Brier score in its parts.

Pure mathematics over counts. *What the three words stand for* follows from the points by certainty:
who is less sure than two in three does best to guess, who is surer than four in five to be certain
(``results.RIGHT`` and ``WRONG``). So the words part the range from chance (one in so many options)
to 1 into three bands, and an answer states the middle of its band. For four options these are
0.46, 0.73 and 0.90. Chance itself would be the wrong probability for "guess": the points reward
guessing up to two in three, and who follows them would look unsure without being so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import sqrt

from teaching.quizzes.results import RIGHT, WRONG, Share, Z

NAMES = {1: "guess", 2: "fairly sure", 3: "certain"}
LEVEL_AT_LEAST = 10
"""So many answers make a level mean something: the 95 % interval of a share is then at most
± 26 points wide, which just tells a sure half from a sure whole."""
SCORE_AT_LEAST = 30
"""So many answers make a Brier score: its 95 % interval is then about ± 0.1, which tells the score
of somebody certain and right (0.05) from that of somebody certain and half wrong (0.4)."""


def _turning_point(certainty: int) -> float:
    """The chance of being right from which this level earns more points than the one below."""
    gain = RIGHT[certainty] - RIGHT[certainty - 1]
    loss = WRONG[certainty - 1] - WRONG[certainty]
    return loss / (gain + loss)


TURNS = (_turning_point(2), _turning_point(3))
"""Two in three and four in five."""


@dataclass(frozen=True)
class Stated:
    """Answers with one certainty (1 to 3) to questions with so many options. Raises ValueError for
    what cannot be counted so."""

    certainty: int
    options: int
    right: int
    asked: int

    def __post_init__(self) -> None:
        if self.certainty not in NAMES or self.options < 2 or not 0 <= self.right <= self.asked:
            raise ValueError(f"{self} is no count of answers")

    @property
    def band(self) -> tuple[float, float]:
        """The chances of being right that this word stands for, 0 to 1."""
        edges = (min(1 / self.options, TURNS[0]), *TURNS, 1.0)
        return edges[self.certainty - 1], edges[self.certainty]

    @property
    def forecast(self) -> float:
        """The probability that was stated: the middle of the band."""
        return sum(self.band) / 2


class Verdict(Enum):
    """How a level stands to its band; *seems* where the interval still reaches into it."""

    FEW = "too few answers to say"
    OVER = "surer than right"
    SEEMS_OVER = "perhaps surer than right"
    MATCHED = "as right as sure"
    SEEMS_UNDER = "perhaps righter than sure"
    UNDER = "righter than sure"


@dataclass(frozen=True)
class Level:
    """All answers of one certainty. Band and forecast are means over the options offered."""

    certainty: int
    share: Share
    band: tuple[float, float]

    @property
    def name(self) -> str:
        return NAMES[self.certainty]

    @property
    def forecast(self) -> float:
        return sum(self.band) / 2

    @property
    def missing(self) -> int:
        """Answers that are still needed before anything is said."""
        return max(0, LEVEL_AT_LEAST - self.share.asked)

    @property
    def observed(self) -> float:
        """The share that was right, 0 to 1; 0 where there is no answer."""
        return self.share.right / self.share.asked if self.share.asked else 0.0

    @property
    def verdict(self) -> Verdict:
        if self.missing:
            return Verdict.FEW
        low, high = self.share.interval
        if high < self.band[0]:
            return Verdict.OVER
        if low > self.band[1]:
            return Verdict.UNDER
        if self.observed < self.band[0]:
            return Verdict.SEEMS_OVER
        return Verdict.SEEMS_UNDER if self.observed > self.band[1] else Verdict.MATCHED


@dataclass(frozen=True)
class Brier:
    """Mean squared distance of what was stated from what came true; 0 is perfect, 1 the worst.

    ``score`` = ``reliability`` - ``resolution`` + ``uncertainty`` (Murphy 1973, J Appl Meteorol
    12:595): what is lost by saying more or less than one knows, what is won by telling known from
    unknown, and what lies in the questions. From few answers the first two come out too large.
    ``interval`` holds the score with 95 % (normal approximation). ``constant`` is what always
    answering "fairly sure" would have given. ``surplus`` is certainty minus rightness, with its own
    interval: above 0 is surer than right.
    """

    asked: int
    score: float
    interval: tuple[float, float]
    reliability: float
    resolution: float
    uncertainty: float
    constant: float
    surplus: float
    surplus_interval: tuple[float, float]

    @property
    def said(self) -> str:
        """Over- or under-confidence in words, with the number that carries it."""
        low, high = self.surplus_interval
        points = f"{abs(round(100 * self.surplus))} points"
        ends = sorted(abs(round(100 * end)) for end in (low, high))
        if low > 0:
            return f"Over all, surer than right by {points} in 100 ({ends[0]} to {ends[1]})."
        if high < 0:
            return f"Over all, righter than sure by {points} in 100 ({ends[0]} to {ends[1]})."
        return "Over all, neither surer than right nor righter than sure, as far as this can tell."


def levels(stated: Iterable[Stated]) -> tuple[Level, ...]:
    """The three levels, guess first; a level without answers has the band of four options."""
    rows = list(stated)
    return tuple(_level(certainty, rows) for certainty in NAMES)


def _level(certainty: int, stated: Sequence[Stated]) -> Level:
    own = [one for one in stated if one.certainty == certainty and one.asked]
    asked = sum(one.asked for one in own)
    low, high = Stated(certainty, 4, 0, 0).band
    if asked:
        low = sum(one.asked * one.band[0] for one in own) / asked
    return Level(certainty, Share(sum(one.right for one in own), asked), (low, high))


def brier(stated: Iterable[Stated]) -> Brier:
    """Score and parts of at least one answer, over the distinct probabilities stated.

    Raises ValueError without an answer. Source: Brier 1950, Mon Weather Rev 78:1.
    """
    bins: dict[float, tuple[int, int]] = {}
    for one in stated:
        right, asked = bins.get(one.forecast, (0, 0))
        bins[one.forecast] = right + one.right, asked + one.asked
    total = sum(asked for _, asked in bins.values())
    if not total:
        raise ValueError("a score needs an answer")
    base = sum(right for right, _ in bins.values()) / total
    found = [(asked, forecast, right / asked) for forecast, (right, asked) in bins.items() if asked]

    square, squares = _moments([(right, (1 - f) ** 2, asked, f**2) for asked, f, right in found])
    surplus, spread = _moments([(right, f - 1, asked, f) for asked, f, right in found])
    constant = sum(TURNS) / 2
    return Brier(
        asked=total,
        score=square,
        interval=_around(square, squares, total, 0.0, 1.0),
        reliability=sum(asked * (forecast - right) ** 2 for asked, forecast, right in found)
        / total,
        resolution=sum(asked * (right - base) ** 2 for asked, _, right in found) / total,
        uncertainty=base * (1 - base),
        constant=(constant - base) ** 2 + base * (1 - base),
        surplus=surplus,
        surplus_interval=_around(surplus, spread, total, -1.0, 1.0),
    )


def _moments(bins: Sequence[tuple[float, float, int, float]]) -> tuple[float, float]:
    """Mean and variance of a value over all answers. Each bin: the share that was right, the value
    of a right answer, how many answers, the value of a wrong one."""
    total = sum(asked for _, _, asked, _ in bins)
    mean = sum(n * (share * hit + (1 - share) * miss) for share, hit, n, miss in bins) / total
    square = sum(
        n * (share * (hit - mean) ** 2 + (1 - share) * (miss - mean) ** 2)
        for share, hit, n, miss in bins
    )
    return mean, square / total


def _around(mean: float, variance: float, n: int, least: float, most: float) -> tuple[float, float]:
    half = Z * sqrt(max(0.0, variance) / n)
    return max(least, mean - half), min(most, mean + half)
