"""Deleting what somebody who leaves has taken, answered, marked and reported. What they set for
others stays, without their name."""

from __future__ import annotations

from itertools import batched
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

TOGETHER = 2_000
"""So many attempts and sittings are looked up and deleted at once."""


def erase(learner: User) -> None:
    """To be called inside a transaction. A second call finds nothing."""
    Report.objects.of(learner).delete()
    Mark.objects.of(learner).delete()
    Allowance.objects.filter(learner=learner).delete()
    attempts, sittings = Attempt.objects.of(learner), Sitting.objects.of(learner)
    # One statement each, for nothing hangs on them.
    Response.objects.filter(attempt__in=attempts.order_by()).delete()
    Question.objects.filter(sitting__in=sittings.order_by()).delete()
    for rows in (sittings, attempts):
        pks = list(rows.order_by().values_list("pk", flat=True))
        for some in batched(pks, TOGETHER):
            rows.filter(pk__in=some).delete()
    Quiz.objects.filter(owner=learner, is_set=False).delete()
