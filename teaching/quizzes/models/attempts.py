"""What a learner did: an attempt at a case or a question, and one response per decision.

Both only ever grow. What was shown is the vignette's revision, which never changes. A case that was
taken cannot be deleted (RESTRICT), unless it goes together with the learner it was made for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from teaching.items.models import Item, Option, Vignette, VignetteQuerySet

if TYPE_CHECKING:
    from teaching.accounts.models import User


class Certainty(models.IntegerChoices):
    """How sure the learner was, in the words of the three buttons."""

    GUESS = 1, "Guess"
    FAIRLY_SURE = 2, "Fairly sure"
    CERTAIN = 3, "Certain"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def of(self, learner: User | None) -> Self:
        """The attempts this learner may see: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def open(self) -> Self:
        return self.filter(finished_at=None)

    def finished(self) -> Self:
        return self.exclude(finished_at=None)

    def to_count(self) -> Self:
        """Finished ones that nobody has counted yet."""
        return self.filter(finished_at__isnull=False, is_counted=False)

    def alone(self) -> Self:
        """Attempts at cases; a question of a quiz is seen on the pages of its quiz only."""
        return self.filter(in_quiz=False)

    def at(self, vignettes: VignetteQuerySet) -> Self:
        """Attempts at any of these, of whichever learner."""
        return self.filter(vignette__in=vignettes.values("pk"))


class Attempt(models.Model):
    """One learner with one case, from the first look to the debrief."""

    learner = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="attempts", db_index=False
    )
    vignette = models.ForeignKey(Vignette, on_delete=models.RESTRICT, related_name="attempts")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    read_to = models.PositiveSmallIntegerField(default=0)
    """The index of the last stage opened by reading on; commitments open stages beyond it."""
    in_quiz = models.BooleanField(default=False)
    """Whether it belongs to a question of a quiz, which opens it and shows it."""
    is_counted = models.BooleanField(default=False)
    """Whether an app above has counted its answers towards what the learner knows. A mark on each,
    since attempts are not finished in the order of their answers."""

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [
            # In place of that on the learner alone: the newest of many are read without a sort.
            models.Index(fields=["learner", "-started_at"], name="attempts_by_time"),
            models.Index(
                fields=["learner"],
                condition=Q(is_counted=False, finished_at__isnull=False),
                name="attempts_to_count",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "vignette"],
                condition=Q(finished_at=None, in_quiz=False),
                name="one_open_attempt_per_learner_and_vignette",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="an_attempt_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"

    def get_absolute_url(self) -> str:
        name = "quizzes:debrief" if self.is_finished else "quizzes:attempt"
        return reverse(name, args=[self.pk])

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class Response(models.Model):
    """One committed answer. Written once, never changed.

    There are more of these than of anything else, so a row has no number of its own: attempt and
    item are its key, by which an item is answered once in an attempt.
    """

    pk = models.CompositePrimaryKey("attempt_id", "item_id")
    attempt = models.ForeignKey(
        Attempt, on_delete=models.CASCADE, related_name="responses", db_index=False
    )
    item = models.ForeignKey(Item, on_delete=models.RESTRICT, related_name="responses")
    option = models.ForeignKey(Option, on_delete=models.RESTRICT, related_name="responses")
    certainty = models.PositiveSmallIntegerField(choices=Certainty, null=True, blank=True)
    """None where a test left it to the learner and they did not say."""
    is_right = models.BooleanField()
    committed_at = models.DateTimeField()

    class Meta:
        ordering = ["attempt", "item__position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(certainty=None) | Q(certainty__in=Certainty.values),
                name="certainty_is_one_of_three",
            ),
        ]

    def __str__(self) -> str:
        return f"response to {self.item_id} in attempt {self.attempt_id}"
