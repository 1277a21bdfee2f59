"""What learners know, as rows: their memories, and running totals of what they answered."""

from teaching.progress.models.cards import Card, CardQuerySet
from teaching.progress.models.studies import Study, StudyQuerySet
from teaching.progress.models.totals import (
    Confusion,
    ConfusionQuerySet,
    Day,
    DayQuerySet,
    Sureness,
    SurenessQuerySet,
    Tally,
    TallyQuerySet,
    Timing,
    TimingQuerySet,
)

__all__ = [
    "Card",
    "CardQuerySet",
    "Confusion",
    "ConfusionQuerySet",
    "Day",
    "DayQuerySet",
    "Study",
    "StudyQuerySet",
    "Sureness",
    "SurenessQuerySet",
    "Tally",
    "TallyQuerySet",
    "Timing",
    "TimingQuerySet",
]
