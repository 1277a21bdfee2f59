"""One learner under one schedule: they study, and now and then sit a test of new patients."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import fmean
from typing import Protocol

from simulation.estimates import Prediction
from simulation.learners import CONCEPTS, OPTIONS, Answer, Learner, Question

BEGUN = date(2026, 1, 1)
STUDY = 90
"""Days of study."""
TESTS = (30, 90, 120)
"""Days on which everybody is tested, the last a month after the end of study."""


@dataclass(frozen=True)
class Effort:
    """Questions on a day of study: at most so many, or exactly so many."""

    a_day: int
    is_exact: bool = False


class Policy(Protocol):
    """A schedule. It sees answers and days, never what the learner remembers."""

    def next(self, on: date, is_more: bool) -> Question | None:
        """What to ask now; None where nothing is due. ``is_more``: then what comes next anyway."""
        ...

    def told(self, answer: Answer, on: date) -> Prediction | None:
        """Take an answer, and say what chance of knowing it had been expected, and whether it was
        counted as known; None for what was new."""
        ...

    def right(self, concept: int, on: date) -> float:
        """The chance (0–1) of a right answer in a new patient, as the schedule sees it."""
        ...


@dataclass
class Outcome:
    """What came of it."""

    reviews: int = 0
    minutes: float = 0.0
    known: dict[int, float] = field(default_factory=dict)
    """By day of a test: the share of the concepts the learner knows in a patient never met."""
    sure_wrong: dict[int, float] = field(default_factory=dict)
    """By day of a test: the share of its answers that are certain and wrong."""
    expected: list[Prediction] = field(default_factory=list)
    """Before each review but the first of something."""
    tested: list[Prediction] = field(default_factory=list)
    """Of the tests: the chance of a right answer, and whether it was right."""


def run(
    learner: Learner,
    policy: Policy,
    effort: Effort,
    study: int = STUDY,
    tests: tuple[int, ...] = TESTS,
) -> Outcome:
    """Study for so many days, but for the learner's days off."""
    outcome = Outcome()
    for day in range(max(tests) + 1):
        if day in tests:
            _test(learner, policy, day, outcome)
        if day < study and day not in learner.days_off:
            _study(learner, policy, day, effort, outcome)
    return outcome


def _study(learner: Learner, policy: Policy, day: int, effort: Effort, outcome: Outcome) -> None:
    at, on = day + 0.75, BEGUN + timedelta(days=day)
    for _ in range(effort.a_day):
        question = policy.next(on, effort.is_exact)
        if question is None:
            return
        answer = learner.answer(question, at)
        seconds = answer.seconds + learner.learn(answer, at)
        expected = policy.told(answer, on)
        if expected is not None:
            outcome.expected.append(expected)
        outcome.reviews += 1
        outcome.minutes += seconds / 60
        at += seconds / 86400


def _test(learner: Learner, policy: Policy, day: int, outcome: Outcome) -> None:
    dice = Random(f"test {learner.seed} {day}")  # the same luck under every schedule
    at, on = day + 0.5, BEGUN + timedelta(days=day)
    known = [learner.knows(concept, at) for concept in range(CONCEPTS)]
    outcome.known[day] = fmean(known)
    outcome.sure_wrong[day] = fmean(learner.sure_wrong(one, at) for one in range(CONCEPTS))
    for concept, chance in enumerate(known):
        by_luck = 0.0 if learner.convinced[concept] else 1 / OPTIONS
        is_right = dice.random() < chance + (1 - chance) * by_luck
        outcome.tested.append((policy.right(concept, on), is_right))
