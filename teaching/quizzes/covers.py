"""What is said of a quiz before it is begun: how long, by which rules, and where one stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Sum

from teaching.quizzes import testing
from teaching.quizzes.clock import Gate, Terms
from teaching.quizzes.models import Quiz, Sitting, SittingQuerySet

if TYPE_CHECKING:
    from teaching.accounts.models import User


@dataclass(frozen=True)
class Cover:
    """One quiz for one learner: its ``count`` questions, whether it can be begun, and the sitting
    that stands (in practice the open one)."""

    quiz: Quiz
    count: int
    terms: Terms
    gate: Gate
    sitting: Sitting | None

    @property
    def can_begin(self) -> bool:
        return self.sitting is None and self.gate is Gate.OPEN

    @property
    def is_early(self) -> bool:
        return self.gate is Gate.EARLY

    @property
    def minutes(self) -> int | None:
        """The time this learner has, extra time included."""
        return None if self.terms.minutes is None else self.terms.minutes + self.terms.extra


@dataclass(frozen=True)
class Row:
    """One quiz in the list, with where the learner stands."""

    quiz: Quiz
    state: str


def cover(quiz: Quiz, learner: User | None, at: datetime) -> Cover:
    """At most four queries."""
    terms = Terms(quiz.minutes, quiz.opens_at, quiz.closes_at)
    sitting = None
    if learner is not None:
        mine = Sitting.objects.of(learner).filter(quiz=quiz)
        testing.close_overdue(mine, at)
        terms = testing.terms(quiz, learner)
        sitting = (mine if quiz.is_test else mine.filter(finished_at=None)).first()
    return Cover(quiz, count_of(quiz), terms, terms.gate(at), sitting)


def count_of(quiz: Quiz) -> int:
    """How many questions a sitting is to have: at most two queries."""
    listed = quiz.listed.count()
    return listed or quiz.lines.aggregate(all=Sum("count"))["all"] or 0


def rows(quizzes: Iterable[Quiz], mine: SittingQuerySet, at: datetime) -> list[Row]:
    """The quizzes of a page with the learner's state in each: one query."""
    quizzes = list(quizzes)
    stands: dict[int, Sitting] = {}
    for sitting in mine.filter(quiz__in=quizzes).order_by("started_at", "pk"):
        stands[sitting.quiz_id] = sitting
    return [Row(quiz, _state(quiz, stands.get(quiz.pk), at)) for quiz in quizzes]


def _state(quiz: Quiz, sitting: Sitting | None, at: datetime) -> str:
    if sitting is not None and not sitting.is_finished:
        return "Begun"
    if sitting is not None and quiz.is_test:
        return "Handed in"
    gate = Terms(quiz.minutes, quiz.opens_at, quiz.closes_at).gate(at)
    if gate is Gate.EARLY:
        return "Not open yet"
    if gate is Gate.LATE:
        return "Closed"
    return "Done before" if sitting is not None else "Open"
