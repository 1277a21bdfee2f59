"""How a learner wants to study, and how far their answers are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from teaching.progress.memory import RETENTION
from teaching.quizzes.models import Attempt

if TYPE_CHECKING:
    from teaching.accounts.models import User

LEAST, MOST = 0.7, 0.97
"""Between these a learner may wish for recall."""
A_DAY = 20
"""Questions a day, where the learner has not said otherwise."""
MOST_A_DAY = 200


class StudyQuerySet(models.QuerySet["Study"]):
    def of(self, learner: User | None) -> Self:
        """The study this learner may see: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def with_news(self) -> Self:
        """Each with ``is_behind``: whether answers are to be counted, new ones or all of them."""
        new = Attempt.objects.to_count().filter(learner=OuterRef("learner"))
        return self.annotate(is_behind=Q(is_stale=True) | Exists(new))


class Study(models.Model):
    """One learner's wishes for what comes when, and the state of the count."""

    learner = models.OneToOneField(
        "accounts.User", primary_key=True, on_delete=models.CASCADE, related_name="study"
    )
    retention = models.FloatField(
        default=RETENTION, validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)]
    )
    """The recall wished for, as a share: what falls due hangs on it."""
    daily_limit = models.PositiveSmallIntegerField(
        default=A_DAY, validators=[MinValueValidator(1), MaxValueValidator(MOST_A_DAY)]
    )
    """Questions of the queue a day."""
    examination = models.DateField(null=True, blank=True)
    """The day the learner plans for."""
    parameters = models.JSONField(null=True, blank=True)
    """The learner's own 21 parameters (``memory.as_parameters``); None for the default."""
    counted_to = models.DateTimeField(null=True, blank=True)
    """When the latest of the counted answers was given. Not what is counted: each attempt says that
    of itself. An answer given before this moment and counted after it is late."""
    is_stale = models.BooleanField(default=True)
    """Whether everything is to be counted anew at the next look."""
    turn = models.PositiveIntegerField(default=0)
    """How often something was counted, or had to be counted anew."""

    objects = StudyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(
                condition=Q(retention__gte=LEAST, retention__lte=MOST),
                name="a_wished_recall_lies_between_70_and_97_per_cent",
            ),
            models.CheckConstraint(
                condition=Q(daily_limit__gte=1, daily_limit__lte=MOST_A_DAY),
                name="a_day_has_1_to_200_questions",
            ),
        ]

    def __str__(self) -> str:
        return f"study of {self.learner_id}"
