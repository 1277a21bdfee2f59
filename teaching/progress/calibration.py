"""Whether a learner knows what they know: how sure they were against how often they were right.
Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from teaching.quizzes.models import Certainty
from teaching.quizzes.results import Share

STATED = {Certainty.GUESS: 0.46, Certainty.FAIRLY_SURE: 0.73, Certainty.CERTAIN: 0.9}
"""The chance of being right that each button states: the middle of the range in which it is the
best one to press by the points for certainty (``results.points``), which begin to pay for "fairly
sure" above 2/3 and for "certain" above 4/5. The range of a guess begins at one in four."""


@dataclass(frozen=True)
class Level:
    """The answers given with one certainty."""

    certainty: Certainty
    share: Share

    @property
    def stated(self) -> float:
        return STATED[self.certainty]


@dataclass(frozen=True)
class Brier:
    """Mean squared distance of the stated chance from what happened (right 1, wrong 0), 0 to 1, the
    less the better; ``score`` = ``reliability`` - ``resolution`` + ``uncertainty``.

    Reliability is how far shares lie from what was stated, resolution how far they lie from each
    other, uncertainty what anybody would be charged who always stated the overall share. Sources:
    Brier 1950, Mon Weather Rev 78:1; Murphy 1973, J Appl Meteorol 12:595.
    """

    score: float
    reliability: float
    resolution: float
    uncertainty: float


@dataclass(frozen=True)
class Calibration:
    """From the least sure to the surest, also where nothing was answered. ``unsaid`` are answers
    without a word on certainty; they enter no figure."""

    levels: tuple[Level, ...]
    unsaid: Share

    @property
    def answered(self) -> int:
        return sum(level.share.asked for level in self.levels)

    @property
    def brier(self) -> Brier | None:
        """None where no certainty was said."""
        n = self.answered
        if not n:
            return None
        overall = sum(level.share.right for level in self.levels) / n
        score = reliability = resolution = 0.0
        for level in self.levels:
            right, asked = level.share.right, level.share.asked
            if asked:
                score += right * (1 - level.stated) ** 2 + (asked - right) * level.stated**2
                reliability += asked * (level.stated - right / asked) ** 2
                resolution += asked * (right / asked - overall) ** 2
        return Brier(score / n, reliability / n, resolution / n, overall * (1 - overall))


def calibration(held: Mapping[int | None, tuple[int, int]]) -> Calibration:
    """From answered and right by certainty, None for what was not said."""

    def share(certainty: int | None) -> Share:
        answered, right = held.get(certainty, (0, 0))
        return Share(right, answered)

    return Calibration(tuple(Level(one, share(one)) for one in Certainty), share(None))
