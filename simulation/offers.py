"""How often parameters of one's own are offered: to learners whose truth is the default, and to
others.

The first must hardly ever be offered any, as nothing can be gained; the others should, the sooner
the further they are from the default.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import fmean

from simulation import trials
from simulation.forgetting import TRUTHS
from simulation.learners import Learner
from simulation.policies import Ours
from simulation.trials import BEGUN
from teaching.progress import memory
from teaching.progress.fitting import adjusted, allowed, fitted
from teaching.progress.foretelling import Foretold, foretold, steps
from teaching.progress.memory import DEFAULT, Memory, Parameters, Rating, Review

APART = {"FSRS, the default": 0.0, "FSRS, somewhat apart": 0.4, "FSRS, far apart": 0.8}
"""How far the truth lies from the default, as the standard deviation of the four fitted numbers, in
logarithms, and a quarter of it for eight others."""
REVIEWS = (200, 400, 800)
"""After how many it is tried; 200 are too few in the app and stand here to show why."""
LATER = 300
"""Reviews after all these, on which what was offered is judged once more."""
A_DAY = 8
KNOWN = (Rating.Hard, Rating.Good, Rating.Good, Rating.Good, Rating.Easy)
"""How what is known is rated, at equal chances."""


@dataclass(frozen=True)
class Person:
    """One learner: so far from the default, or with one of the memories that are not FSRS."""

    truth: str
    seed: int


@dataclass(frozen=True)
class Offer:
    """Whether a fit is offered after so many reviews, and what it gains later (nats per review)."""

    is_offered: bool
    gain: float


def offers(person: Person) -> dict[int, Offer]:
    """What is offered by number of reviews; it hangs on the person's seed alone."""
    reviews = max(REVIEWS) + LATER
    if person.truth in APART:
        histories = _by_fsrs(APART[person.truth], reviews, person.seed)
    else:
        histories = _by_another(person.truth, reviews, person.seed)
    found = {}
    for number in REVIEWS:
        fit = fitted(_first(histories, number), enough=min(REVIEWS))
        found[number] = Offer(fit.is_offered, _later_gain(histories, fit.parameters))
    return found


def somebody(spread: float, dice: Random) -> Parameters:
    """The parameters of a learner so far from the default, in what is fitted and in all the
    rest."""
    own = list(adjusted([dice.gauss(0, spread) for _ in range(4)]))
    for place in (4, 6, 9, 10, 12, 13, 14, 15):
        own[place] *= math.exp(dice.gauss(0, spread / 4))
    return allowed(own)


def _by_fsrs(spread: float, reviews: int, seed: int) -> list[list[Review]]:
    """A learner's reviews, so many a day: what is due by the default, and something new where
    nothing is. Whether it is known hangs on parameters of their own."""
    dice = Random(f"offers {seed} {spread}")
    own = somebody(spread, dice)
    histories: list[list[Review]] = []
    truly: list[Memory] = []
    planned: list[Memory] = []
    due: list[tuple[date, int]] = []
    number = again = 0
    while again < reviews:
        on = BEGUN + timedelta(days=number // A_DAY)
        if due and due[0][0] <= on:
            concept = heapq.heappop(due)[1]
            chance = memory.recall(truly[concept], on, parameters=own)
            review = Review(on, dice.choice(KNOWN) if dice.random() < chance else Rating.Again)
            truly[concept] = _after(truly[concept], review, own)
            planned[concept] = _after(planned[concept], review, DEFAULT)
            again += 1
        else:
            concept = len(histories)
            review = Review(on, dice.choice((Rating.Again, *KNOWN)))
            histories.append([])
            truly.append(_after(None, review, own))
            planned.append(_after(None, review, DEFAULT))
        histories[concept].append(review)
        heapq.heappush(due, (memory.due_on(planned[concept]), concept))
        number += 1
    return histories


def _after(before: Memory | None, review: Review, parameters: Parameters) -> Memory:
    after = memory.next_review(before, review, parameters=parameters)
    assert after is not None  # noqa: S101 (it was asked for)
    return after


def _by_another(truth: str, reviews: int, seed: int) -> list[list[Review]]:
    """The reviews of a virtual learner who follows our schedule, so many a day."""
    policy = Ours(seed)
    days = 2 * reviews // A_DAY
    effort = trials.Effort(A_DAY, is_exact=True)
    trials.run(Learner(TRUTHS[truth], seed), policy, effort, study=days, tests=(days,))
    return list(policy.reviews.values())


def _first(histories: list[list[Review]], number: int) -> list[list[Review]]:
    """The histories up to the day on which so many reviews had been foretold."""
    last = _foretold(histories)[number - 1].day
    return [[one for one in history if one.on.toordinal() <= last] for history in histories]


def _later_gain(histories: list[list[Review]], fit: Parameters) -> float:
    """What a fit gains on the reviews that come after all that it was offered for."""
    place = slice(max(REVIEWS), max(REVIEWS) + LATER)
    before, after = (_foretold(histories, parameters)[place] for parameters in (DEFAULT, fit))
    return fmean(one.surprise for one in before) - fmean(one.surprise for one in after)


def _foretold(histories: list[list[Review]], parameters: Parameters = DEFAULT) -> list[Foretold]:
    found = [one for history in histories for one in foretold(steps(history), parameters)]
    return sorted(found, key=lambda one: one.day)
