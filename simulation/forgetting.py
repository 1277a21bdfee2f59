"""Three ways to forget, none of them FSRS. What a learner truly remembers; no scheduler sees it.

They disagree about spacing, so that a conclusion does not hang on one of them: by the power law it
is best to contract the intervals and by the multiscale model to expand them (Lindsey, Mozer,
Cepeda & Pashler 2009, ICCM), and by half-lives it does not matter how the practice is spaced. Days
are floats.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

FAR = 30.0
"""What was learned before the first day was learned so many days before it."""


class Trace(Protocol):
    """The memory of one thing."""

    def recall(self, at: float, harder: float = 0.0) -> float:
        """The chance (0–1) of recalling it on that day, in a case so much harder (in logits)."""
        ...

    def learn(self, at: float, amount: float, is_known: bool) -> None:
        """Meet it again: 1 is a question with its explanation. Days must not go backwards."""
        ...


class PowerLaw:
    """ACT-R with a decay that hangs on activation (Pavlik & Anderson 2005, Cogn Sci 29:559).

    Every encounter leaves a trace that decays as a power of time, the faster the better the thing
    was remembered at that moment: this makes the spacing effect. Decay and scale are of the size
    found there for pairs of words; that a concept needs more (the threshold) is a modelling choice.
    """

    DECAY, SCALE, NOISE = 0.177, 0.217, 0.3
    BETWEEN = 0.025 * 86400
    """A day between sessions counts as so many seconds within one."""

    def __init__(self, talent: float, hardness: float) -> None:
        """``talent`` and ``hardness`` are standard scores: of the learner and of the thing."""
        self.decay = self.DECAY * math.exp(-0.15 * talent)
        self.threshold = -1.3 + 0.25 * hardness
        self.traces: list[tuple[float, float, float]] = []

    def activation(self, at: float) -> float:
        total = sum(
            amount * (60 + self.BETWEEN * (at - day)) ** -decay
            for day, amount, decay in self.traces
        )
        return math.log(total) if total > 0 else -math.inf

    def recall(self, at: float, harder: float = 0.0) -> float:
        if not self.traces:
            return 0.0
        return _logistic((self.activation(at) - self.threshold) / self.NOISE - harder)

    def learn(self, at: float, amount: float, is_known: bool) -> None:
        decay = self.SCALE * math.exp(min(self.activation(at), 2.0)) + self.decay
        self.traces.append((at, amount, decay))


class Multiscale:
    """Leaky integrators at many time scales, each learning what the quicker ones have lost, after
    the multiscale context model (Mozer, Pashler, Cepeda, Lindsey & Vul 2009, NIPS 22:1321).

    The number of scales, which count alike, and the rates are modelling choices.
    """

    SCALES = tuple(0.2 * 2.6**step for step in range(9))
    """In days: from five hours to more than a year."""
    RECALLED = 2.0
    """How much more is learned where the thing was recalled: the testing effect."""

    def __init__(self, talent: float, hardness: float) -> None:
        self.rate = 0.75 * math.exp(0.3 * talent - 0.3 * hardness)
        self.pools = [0.0] * len(self.SCALES)
        self.day = 0.0

    def _pools(self, at: float) -> list[float]:
        passed = at - self.day
        return [
            pool * math.exp(-passed / scale)
            for pool, scale in zip(self.pools, self.SCALES, strict=True)
        ]

    def recall(self, at: float, harder: float = 0.0) -> float:
        return _harder(min(sum(self._pools(at)) / len(self.pools), 0.995), harder)

    def learn(self, at: float, amount: float, is_known: bool) -> None:
        self.pools, self.day = self._pools(at), at
        rate = min(self.rate * amount * (self.RECALLED if is_known else 1.0), 1.0)
        strength = 0.0
        for step, pool in enumerate(self.pools):
            strength += pool
            self.pools[step] += rate * max(1 - strength / (step + 1), 0.0)


class HalfLife:
    """Recall halves in a time that grows with the number of encounters and with nothing else, as in
    half-life regression (Settles & Meeder 2016, ACL 54:1848). There is no spacing effect.

    The half-lives are modelling choices.
    """

    def __init__(self, talent: float, hardness: float) -> None:
        self.first = 1.5 * math.exp(0.3 * talent - 0.3 * hardness)
        self.met = 0.0
        self.day = 0.0

    def recall(self, at: float, harder: float = 0.0) -> float:
        if not self.met:
            return 0.0
        half = self.first * 2 ** (3.2 * (math.sqrt(self.met) - 1))
        return _harder(min(2 ** (-(at - self.day) / half), 0.98), harder)

    def learn(self, at: float, amount: float, is_known: bool) -> None:
        self.met += amount
        self.day = at


TRUTHS: dict[str, Callable[[float, float], Trace]] = {
    "power law": PowerLaw,
    "multiscale": Multiscale,
    "half-life": HalfLife,
}


def _harder(chance: float, by: float) -> float:
    """A chance below 1 moved down by so many logits."""
    return chance / (chance + (1 - chance) * math.exp(by))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
