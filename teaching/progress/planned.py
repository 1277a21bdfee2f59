"""The plan for an examination by what the learner remembers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from teaching.progress import memory, planning
from teaching.progress.memory import Memory, Parameters, Rating, Review, as_parameters
from teaching.progress.models import Study
from teaching.progress.naming import Topic
from teaching.progress.planning import Plan
from teaching.progress.reading import Held

GUESSED = 0.25
"""The chance of a right answer on what was never met: most questions offer four options."""


@dataclass(frozen=True)
class Remembered:
    """How a plan lets a concept be forgotten and reviewed: FSRS with the learner's parameters."""

    parameters: Parameters

    def recall(self, memory_: Memory | None, on: date) -> float:
        if memory_ is None:
            return GUESSED
        return memory.recall(memory_, on, parameters=self.parameters)

    def reviewed(self, memory_: Memory | None, on: date, *, is_right: bool) -> Memory:
        rating = Rating.Good if is_right else Rating.Again
        after = memory.next_review(memory_, Review(on, rating), parameters=self.parameters)
        if after is None:
            raise ValueError("what was asked for is remembered")
        return after


def plan(
    study: Study, topics: Iterable[Topic], held: Iterable[Held], on: date, seconds: float
) -> Plan | None:
    """The plan for the learner's examination; None where there is none ahead, or nothing to learn.
    ``seconds`` is what one decision takes."""
    known = {one.concept: one.memory for one in held}
    concepts = [known.get(one.id) for one in topics if one.is_askable or one.id in known]
    ahead = (study.examination - on).days if study.examination is not None else 0
    if study.examination is None or not concepts or not 0 < ahead <= planning.FARTHEST:
        return None
    return planning.plan(
        concepts,
        Remembered(as_parameters(study.parameters)),
        today=on,
        examination=study.examination,
        wanted=study.retention,
        seconds=seconds,
    )
