"""Deleting what somebody who leaves has taken, answered, marked and reported. What they set for
others stays, without their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teaching.quizzes.models import (
    Allowance,
    Attempt,
    Mark,
    Question,
    Quiz,
    Report,
    Response,
    Sitting,
)

if TYPE_CHECKING:
    from teaching.accounts.models import User


def erase(learner: User) -> None:
    """To be called inside a transaction. A second call finds nothing."""
    Report.objects.of(learner).delete()
    Mark.objects.of(learner).delete()
    Allowance.objects.filter(learner=learner).delete()
    attempts, sittings = Attempt.objects.of(learner), Sitting.objects.of(learner)
    Quiz.objects.filter(again__in=sittings.order_by()).update(again=None)
    Response.objects.filter(attempt__in=attempts.order_by()).delete()
    Question.objects.filter(sitting__in=sittings.order_by()).delete()
    # One statement each. Django's own way looks up what hangs on every row, and holds the whole
    # database for twenty seconds where there are 100,000; should anything hang there after all,
    # the database refuses, and all stands as it did.
    for rows in (sittings, attempts):
        rows.order_by()._raw_delete(rows.db)
    Quiz.objects.filter(owner=learner, is_set=False).delete()
