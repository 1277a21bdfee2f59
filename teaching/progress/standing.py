"""Where one learner stands after so many answers: memories and totals, answer by answer. Pure.

Totals are whole numbers and the same in any order. Memories, and how quick an answer was for its
learner, hang on the order, which is that of :attr:`Given.order`. Concepts are ids of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from teaching.progress import memory, rating, timing
from teaching.progress.memory import DEFAULT, Memory, Parameters, Review
from teaching.progress.models.totals import UNSAID
from teaching.progress.rating import Answer
from teaching.progress.subjects import Subject
from teaching.quizzes.models import Certainty


@dataclass(frozen=True)
class Given:
    """One answer with all that is counted of it. ``on`` is its day in the calendar of the site,
    ``seconds`` what it took, None where that is not known."""

    attempt: int
    item: int
    option: int
    at: datetime
    on: date
    is_right: bool
    certainty: int | None
    subject: Subject
    taken_for: int | None = None
    seconds: float | None = None
    is_counted: bool = False

    @property
    def order(self) -> tuple[datetime, int, int]:
        """By the moment; what happened in the same one by attempt and item."""
        return self.at, self.attempt, self.item


class Share(NamedTuple):
    answered: int = 0
    right: int = 0

    def plus(self, *, is_right: bool) -> Share:
        return Share(self.answered + 1, self.right + is_right)


class Mixed(NamedTuple):
    """How often one concept was taken for another, how often for certain, and when last."""

    times: int
    certain: int
    last_on: date


class Worked(NamedTuple):
    """What was done on one day, and the seconds it took as far as they are known."""

    answered: int = 0
    right: int = 0
    seconds: int = 0


class Wrong(NamedTuple):
    """Where the learner was sure and wrong, and what they chose."""

    attempt: int | None
    option: int | None


@dataclass
class Standing:
    """Memories by concept; totals by what they count."""

    memories: dict[int, Memory] = field(default_factory=dict)
    sure_wrong: dict[int, Wrong] = field(default_factory=dict)
    """For each memory that is sure but wrong, the latest answer that was."""
    tallies: dict[tuple[int, str], Share] = field(default_factory=dict)
    """By concept and kind of question."""
    confusions: dict[tuple[int, int], Mixed] = field(default_factory=dict)
    """By what was asked and what it was taken for."""
    surenesses: dict[int, Share] = field(default_factory=dict)
    """By certainty, or UNSAID."""
    days: dict[date, Worked] = field(default_factory=dict)
    timings: dict[str, dict[int, int]] = field(default_factory=dict)
    """By kind of question a histogram."""

    def take(self, given: Given, parameters: Parameters = DEFAULT) -> None:
        """Count one answer; for the memories to be right, later than those before."""
        subject = given.subject
        answer = self.answer(given)
        self._remember(answer, given, parameters)
        about = subject.beside if subject.asked is None else {subject.asked}
        for concept in about:
            key = concept, subject.kind
            self.tallies[key] = self.tallies.get(key, Share()).plus(is_right=given.is_right)
        if answer.confusion is not None:
            self._confuse(answer.confusion, answer)
        said = UNSAID if given.certainty is None else given.certainty
        self.surenesses[said] = self.surenesses.get(said, Share()).plus(is_right=given.is_right)
        day = self.days.get(given.on, Worked())
        seconds = 0 if given.seconds is None else round(given.seconds)
        self.days[given.on] = Worked(
            day.answered + 1, day.right + given.is_right, day.seconds + seconds
        )
        if given.seconds is not None:
            number = timing.bin_of(given.seconds)
            held = self.timings.setdefault(subject.kind, {})
            held[number] = held.get(number, 0) + 1

    def answer(self, given: Given) -> Answer:
        """An answer as it is rated, by the times of those taken before."""
        return Answer(
            given.on,
            given.is_right,
            given.certainty,
            given.subject.asked,
            given.taken_for,
            given.subject.beside,
            timing.pace(given.seconds, self.timings.get(given.subject.kind, {})),
        )

    def _remember(self, answer: Answer, given: Given, parameters: Parameters) -> None:
        for concept, review in rating.evidence(answer):
            after = memory.next_review(self.memories.get(concept), review, parameters=parameters)
            if after is None:
                continue
            self.memories[concept] = after
            if review.is_sure_wrong:
                self.sure_wrong[concept] = Wrong(given.attempt, given.option)
            elif after.sure_wrong_on is None:
                self.sure_wrong.pop(concept, None)

    def _confuse(self, pair: tuple[int, int], answer: Answer) -> None:
        before = self.confusions.get(pair, Mixed(0, 0, answer.on))
        self.confusions[pair] = Mixed(
            before.times + 1,
            before.certain + (answer.certainty == Certainty.CERTAIN),
            max(before.last_on, answer.on),
        )


def histories(answers: Iterable[Given]) -> list[list[Review]]:
    """What answers in order say of each concept, review by review."""
    standing, found = Standing(), dict[int, list[Review]]()
    for given in answers:
        for concept, review in rating.evidence(standing.answer(given)):
            found.setdefault(concept, []).append(review)
        standing.take(given)
    return list(found.values())
