"""Deleting what was counted of somebody who leaves, and their wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teaching.progress.models import (
    Card,
    Confusion,
    Day,
    Feed,
    Reminder,
    Study,
    Sureness,
    Tally,
    Timing,
)

if TYPE_CHECKING:
    from teaching.accounts.models import User


def erase(learner: User) -> None:
    """A second call finds nothing."""
    Card.objects.of(learner).delete()
    for totals in (Tally, Confusion, Sureness, Day, Timing):
        totals.objects.of(learner).delete()
    Reminder.objects.of(learner).delete()
    Feed.objects.of(learner).delete()
    Study.objects.of(learner).delete()
