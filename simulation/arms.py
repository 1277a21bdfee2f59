"""Who is compared with whom: the schedules by name, and one learner's run as a job for a
process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from simulation import policies, trials
from simulation.estimates import Prediction, auc, gap, log_loss
from simulation.forgetting import TRUTHS
from simulation.learners import Learner, World
from simulation.policies import AtRandom, FsrsCards, LadderCards, Ours
from simulation.trials import Effort, Outcome, Policy
from teaching.progress.memory import Rating

OURS = "ours"
ARMS: dict[str, Callable[[int], Policy]] = {
    OURS: Ours,
    "concepts by FSRS, right or wrong": partial(FsrsCards, patients=None),
    "one patient each by FSRS": partial(FsrsCards, patients=1),
    "six patients each by FSRS": partial(FsrsCards, patients=6),
    "concepts by the ladder": partial(LadderCards, patients=None),
    "six patients each by the ladder": partial(LadderCards, patients=6),
    "concepts at random": AtRandom,
}
LEVELS: dict[str, Callable[[int], Policy]] = {
    **{
        f"ours, aiming at {aim:.0%}": partial(Ours, retention=aim)
        for aim in (0.95, 0.9, 0.85, 0.8, 0.7)
    },
    **{
        f"ladder {', '.join(map(str, steps))} days": partial(
            LadderCards, patients=None, ladder=steps
        )
        for steps in ((1, 2, 4, 8, 16, 32), policies.LADDER, (2, 6, 18, 54), (4, 12, 36))
    },
}
CHANGES: dict[str, Callable[[int], Policy]] = {
    "a right guess counts as Hard": partial(Ours, hearing=policies.Guesses(Rating.Hard)),
    "a right guess counts as Good": partial(Ours, hearing=policies.Guesses(Rating.Good)),
    "nothing of what it was taken for": partial(Ours, hearing=policies.without_mistaken),
    "no week for sure errors": partial(Ours, hearing=policies.without_week),
    "what is likeliest known comes first": partial(Ours, arrange=policies.likeliest_first),
    "every second question is new": partial(Ours, arrange=policies.every_second_new),
}
ALL = {**ARMS, **LEVELS, **CHANGES}
WORLDS = {
    "as described": World(),
    "a patient met before teaches as much": World(again=1.0),
    "concepts differ twice as much": World(unequal=2.0),
    "nothing is confused, no misconceptions": World(confusion=0.0, misconceptions=0.0),
}


@dataclass(frozen=True)
class Job:
    """One learner under one schedule."""

    truth: str
    arm: str
    seed: int
    effort: Effort
    world: str = "as described"


@dataclass(frozen=True)
class Quality:
    """How good predictions were; ``constant`` is the log-loss of one chance for all, the best
    one."""

    loss: float
    constant: float
    auc: float | None
    gap: float


@dataclass(frozen=True)
class Result:
    """What a job comes to. ``known`` and ``sure_wrong`` by day of a test."""

    reviews: int
    minutes: float
    known: dict[int, float]
    sure_wrong: dict[int, float]
    reviewed: Quality
    tested: Quality


def result(job: Job) -> Result:
    """What comes of a job; it hangs on its seed alone."""
    learner = Learner(TRUTHS[job.truth], job.seed, WORLDS[job.world])
    return _measured(trials.run(learner, ALL[job.arm](job.seed), job.effort))


def _measured(outcome: Outcome) -> Result:
    return Result(
        outcome.reviews,
        outcome.minutes,
        outcome.known,
        outcome.sure_wrong,
        _quality(outcome.expected),
        _quality(outcome.tested),
    )


def _quality(predictions: list[Prediction]) -> Quality:
    mean = sum(came for _, came in predictions) / len(predictions)
    constant = log_loss([(mean, came) for _, came in predictions])
    return Quality(log_loss(predictions), constant, auc(predictions), gap(predictions))
