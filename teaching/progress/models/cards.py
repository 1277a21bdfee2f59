"""What one learner remembers of one concept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from teaching.items.models import Option
from teaching.knowledge.models import Concept
from teaching.progress.memory import Memory
from teaching.quizzes.models import Attempt

if TYPE_CHECKING:
    from teaching.accounts.models import User


class CardQuerySet(models.QuerySet["Card"]):
    def of(self, learner: User | None) -> Self:
        """The cards this learner may see: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def due(self, on: date) -> Self:
        return self.filter(due__lte=on)

    def sure_wrong(self) -> Self:
        """Those of which the learner was sure and wrong, until they know them a week later."""
        return self.exclude(sure_wrong_on=None)


class Card(models.Model):
    """A memory (``memory.Memory``) as a row. There is none before the concept was asked for."""

    learner = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="cards", db_index=False
    )
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    stability = models.FloatField()
    difficulty = models.FloatField()
    reviewed_on = models.DateField()
    due = models.DateField()
    reviews = models.PositiveIntegerField()
    lapses = models.PositiveIntegerField()
    sure_wrong_on = models.DateField(null=True, blank=True)
    sure_wrong_in = models.ForeignKey(
        Attempt, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The attempt with that answer."""
    sure_wrong_option = models.ForeignKey(
        Option, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """What was chosen there."""

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "concept"], name="one_card_per_learner_and_concept"
            ),
            models.CheckConstraint(
                condition=Q(stability__gt=0), name="a_memory_lasts_for_some_time"
            ),
            models.CheckConstraint(
                condition=Q(difficulty__gte=1, difficulty__lte=10),
                name="a_difficulty_lies_between_1_and_10",
            ),
            models.CheckConstraint(
                condition=Q(due__gt=F("reviewed_on")), name="a_card_falls_due_after_its_review"
            ),
            models.CheckConstraint(
                condition=Q(reviews__gte=1, lapses__lt=F("reviews")),
                name="a_card_lapses_less_often_than_it_is_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(sure_wrong_on__isnull=False)
                | Q(sure_wrong_in=None, sure_wrong_option=None),
                name="what_was_sure_but_wrong_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"card of {self.concept_id}"

    @property
    def memory(self) -> Memory:
        return Memory(
            self.stability,
            self.difficulty,
            self.reviewed_on,
            self.reviews,
            self.lapses,
            self.sure_wrong_on,
        )
