"""What learners know, as rows: their memories, and running totals of what they answered."""

from teaching.progress.models.cards import Card, CardQuerySet
from teaching.progress.models.reminders import (
    Feed,
    FeedQuerySet,
    Often,
    Reminder,
    ReminderQuerySet,
)
from teaching.progress.models.studies import Study, StudyQuerySet
from teaching.progress.models.totals import (
    Confusion,
    Day,
    Sureness,
    Tally,
    Timing,
    TotalQuerySet,
)

__all__ = [
    "Card",
    "CardQuerySet",
    "Confusion",
    "Day",
    "Feed",
    "FeedQuerySet",
    "Often",
    "Reminder",
    "ReminderQuerySet",
    "Study",
    "StudyQuerySet",
    "Sureness",
    "Tally",
    "Timing",
    "TotalQuerySet",
]
