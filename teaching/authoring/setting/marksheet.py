"""What a quiz came to, learner by learner: one entry for each sitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import date_format

from teaching.accounts.finding import called, shown_name
from teaching.quizzes import clock, tallying, testing
from teaching.quizzes.models import Marking, Quiz, Sitting, SittingQuerySet
from teaching.quizzes.results import Points
from teaching.quizzes.tallying import Tally


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


def sittings(quiz: Quiz, words: str, at: datetime) -> SittingQuerySet:
    """Those of learners who are called so, by name; all where nothing is said. Tests whose time is
    up are handed in first."""
    rows = Sitting.objects.filter(quiz=quiz)
    testing.close_overdue(rows, at)
    named = rows.filter(called(words, "learner")).select_related("learner")
    return named.order_by(Lower(shown_name("learner")), "started_at", "pk")


def entries(rows: Sequence[Sitting], pass_mark: int | None, at: datetime) -> list[Entry]:
    """What each of these came to so far: one query."""
    tallies = tallying.tallies(rows)
    return [entry(one, pass_mark, tallies[one.pk], at) for one in rows]


def entry(sitting: Sitting, pass_mark: int | None, tally: Tally, at: datetime) -> Entry:
    """What one sitting came to so far."""
    score, per_cent = tally.score, None
    if sitting.is_finished and score.share.asked:
        per_cent = score.per_cent(by_certainty=sitting.marking == Marking.CERTAINTY)
    return Entry(
        sitting,
        sitting.learner.shown_name,
        state(sitting, at),
        tally.asked,
        tally.answered,
        score.share.right,
        score.points,
        per_cent,
        None if per_cent is None or pass_mark is None else per_cent >= pass_mark,
    )


def state(sitting: Sitting, at: datetime) -> str:
    """Where a sitting stands, in words."""
    if sitting.finished_at is None:
        left = clock.left(sitting.deadline, at)
        return "Not handed in" if left is None else f"{clock.in_words(left)} left"
    when = date_format(timezone.localtime(sitting.finished_at), "j M Y, H:i")
    if sitting.ran_out:
        return f"Time ran out {when}"
    return f"{'Handed in' if sitting.is_test else 'Finished'} {when}"
