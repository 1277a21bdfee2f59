"""What a quiz came to: one entry for each sitting, and the mean of those that have ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from teaching.quizzes import clock, telling, testing
from teaching.quizzes.models import Marking, Quiz, Sitting
from teaching.quizzes.results import Answered, Points, Score, score
from teaching.quizzes.telling import Mark


@dataclass(frozen=True)
class Entry:
    """One sitting. ``per_cent`` is what was reached of what can be, None until it has ended or
    where nothing counts; ``has_passed`` is None where there is nothing to pass."""

    sitting: Sitting
    name: str
    state: str
    asked: int
    answered: int
    right: int
    points: Points
    per_cent: float | None
    has_passed: bool | None

    @property
    def account(self) -> str:
        """The user name; of a visitor without an account nothing."""
        return "" if self.sitting.learner.is_tryout else self.sitting.learner.username


@dataclass(frozen=True)
class Sheet:
    """All sittings of a quiz, by name."""

    quiz: Quiz
    entries: tuple[Entry, ...]

    @property
    def by_certainty(self) -> bool:
        return self.quiz.marking == Marking.CERTAINTY

    @property
    def ended(self) -> list[float]:
        """What was reached in each sitting that has ended."""
        return [one.per_cent for one in self.entries if one.per_cent is not None]

    @property
    def mean(self) -> float | None:
        """In per cent; None where no sitting has ended."""
        return sum(self.ended) / len(self.ended) if self.ended else None

    @property
    def passed(self) -> int:
        return sum(one.has_passed is True for one in self.entries)

    @property
    def sitting_now(self) -> int:
        return sum(not one.sitting.is_finished for one in self.entries)

    def named(self, words: str) -> list[Entry]:
        """The entries of learners with all these words in their name, user name or address."""
        wanted = words.casefold().split()
        return [one for one in self.entries if all(word in _known_as(one) for word in wanted)]


def sheet(quiz: Quiz, at: datetime) -> Sheet:
    """Three queries, however many have sat it. Tests whose time is up are handed in first."""
    rows = Sitting.objects.filter(quiz=quiz)
    testing.close_overdue(rows, at)
    marks: dict[int, list[Mark]] = {}
    for mark in telling.marks(quiz):
        marks.setdefault(mark.sitting, []).append(mark)
    entries = [
        entry(sitting, quiz.pass_mark, marks.get(sitting.pk, []), at)
        for sitting in rows.select_related("learner")
    ]
    return Sheet(quiz, tuple(sorted(entries, key=_by_name)))


def entry(sitting: Sitting, pass_mark: int | None, marks: Sequence[Mark], at: datetime) -> Entry:
    """What one sitting came to so far."""
    told = summed(marks, open_is_wrong=sitting.is_test)
    per_cent = None
    if sitting.is_finished and told.share.asked:
        per_cent = told.per_cent(by_certainty=sitting.marking == Marking.CERTAINTY)
    return Entry(
        sitting,
        sitting.learner.shown_name,
        state(sitting, at),
        len(marks),
        len(marks) - told.left,
        told.share.right,
        told.points,
        per_cent,
        None if per_cent is None or pass_mark is None else per_cent >= pass_mark,
    )


def summed(marks: Sequence[Mark], *, open_is_wrong: bool) -> Score:
    answered = [
        Answered(number, "", one.is_right, timedelta(), certainty=one.certainty)
        for number, one in enumerate(marks, start=1)
        if one.is_right is not None
    ]
    return score(answered, len(marks), open_is_wrong=open_is_wrong)


def state(sitting: Sitting, at: datetime) -> str:
    """Where a sitting stands, in words."""
    if sitting.finished_at is None:
        left = clock.left(sitting.deadline, at)
        return "Not handed in" if left is None else f"{clock.in_words(left)} left"
    when = date_format(timezone.localtime(sitting.finished_at), "j M Y, H:i")
    if sitting.ran_out:
        return f"Time ran out {when}"
    return f"{'Handed in' if sitting.is_test else 'Finished'} {when}"


def _by_name(one: Entry) -> tuple[str, datetime, int]:
    return one.name.casefold(), one.sitting.started_at, one.sitting.pk


def _known_as(one: Entry) -> str:
    return f"{one.name} {one.account} {one.sitting.learner.email}".casefold()
