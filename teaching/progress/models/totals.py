"""Running totals of one learner's answers: every figure is read from these, and none from the
answers themselves, so that a page costs the same however many there are.

Each table has a row for each thing counted, none for an answer. ``counting`` alone writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from teaching.knowledge.models import Concept
from teaching.progress.timing import EDGES

if TYPE_CHECKING:
    from teaching.accounts.models import User

UNSAID = 0
"""Stands for a certainty that was not said."""


class TotalQuerySet[Row: models.Model](models.QuerySet[Row]):
    def of(self, learner: User | None) -> Self:
        """The totals this learner may see: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()


class Total(models.Model):
    """So many answers, and so many right ones among them."""

    learner = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    answered = models.PositiveIntegerField()
    right = models.PositiveIntegerField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(answered__gte=1, right__lte=F("answered")),
                name="a_%(class)s_counts_no_more_right_than_answered",
            )
        ]


class Tally(Total):
    """Answers that say something of one concept, by kind of question (``subjects.kind_of``)."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=80)

    objects = TotalQuerySet["Tally"].as_manager()

    class Meta(Total.Meta):
        verbose_name_plural = "tallies"
        constraints = [
            *Total.Meta.constraints,
            models.UniqueConstraint(
                fields=["learner", "concept", "kind"],
                name="one_tally_per_learner_concept_and_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concept_id} {self.kind}: {self.right} of {self.answered}"


class Confusion(models.Model):
    """How often one concept was taken for another one, by more than a guess."""

    learner = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    asked = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    taken_for = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    times = models.PositiveIntegerField()
    certain = models.PositiveIntegerField()
    """How often the learner was certain of it."""
    last_on = models.DateField()

    objects = TotalQuerySet["Confusion"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "asked", "taken_for"], name="one_confusion_per_learner_and_pair"
            ),
            models.CheckConstraint(
                condition=~Q(asked=F("taken_for")), name="nothing_is_confused_with_itself"
            ),
            models.CheckConstraint(
                condition=Q(times__gte=1, certain__lte=F("times")),
                name="a_confusion_is_certain_no_more_often_than_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_id} taken for {self.taken_for_id}"


class Sureness(Total):
    """Answers by how sure the learner was of them."""

    certainty = models.PositiveSmallIntegerField()
    """``quizzes.models.Certainty``, or UNSAID."""

    objects = TotalQuerySet["Sureness"].as_manager()

    class Meta(Total.Meta):
        verbose_name_plural = "surenesses"
        constraints = [
            *Total.Meta.constraints,
            models.UniqueConstraint(
                fields=["learner", "certainty"], name="one_total_per_learner_and_certainty"
            ),
            models.CheckConstraint(
                condition=Q(certainty__lte=3), name="a_counted_certainty_is_one_of_three_or_unsaid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certainty}: {self.right} of {self.answered}"


class Day(Total):
    """The answers of one day of the calendar."""

    on = models.DateField()
    seconds = models.PositiveIntegerField()
    """What they took together, as far as it is known."""

    objects = TotalQuerySet["Day"].as_manager()

    class Meta(Total.Meta):
        constraints = [
            *Total.Meta.constraints,
            models.UniqueConstraint(fields=["learner", "on"], name="one_total_per_learner_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.right} of {self.answered}"


class Timing(models.Model):
    """One bin of the histogram of times for one kind of question (``timing.bin_of``)."""

    learner = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=80)
    bin = models.PositiveSmallIntegerField()
    answered = models.PositiveIntegerField()

    objects = TotalQuerySet["Timing"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "kind", "bin"], name="one_total_per_learner_kind_and_time"
            ),
            models.CheckConstraint(
                condition=Q(answered__gte=1, bin__lt=len(EDGES)),
                name="a_bin_of_times_holds_some",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, bin {self.bin}: {self.answered}"
