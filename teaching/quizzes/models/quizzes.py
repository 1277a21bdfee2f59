"""Quizzes as rows: what is to be asked, one learner's sitting, and its questions in order.

A sitting keeps what was drawn for it: the revision of each question, in the order shown. What
becomes of a question afterwards, in the bank or in its quiz, changes no sitting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from teaching.items.models import Difficulty, Vignette
from teaching.knowledge.models import Disease
from teaching.quizzes.models.attempts import Attempt

if TYPE_CHECKING:
    from teaching.accounts.models import User


class Only(models.TextChoices):
    """What a learner may narrow their own quiz to."""

    ANY = "", "Anything"
    UNSEEN = "unseen", "Not answered yet"
    WRONG = "wrong", "Last answered wrong"
    KEPT = "kept", "Bookmarked"


class Quiz(models.Model):
    """What is to be asked: a blueprint, drawn anew for each sitting. This one is the learner's own.

    Feedback comes after each answer: *practice*.
    """

    disease = models.ForeignKey(Disease, on_delete=models.PROTECT, related_name="quizzes")
    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="quizzes")
    title = models.CharField(max_length=300)
    only = models.CharField(max_length=8, choices=Only, default=Only.ANY, blank=True)
    again = models.ForeignKey(
        "Sitting", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The sitting whose wrong answers it asks again, in new variants."""
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class BlueprintLine(models.Model):
    """So many questions of some kinds. What is left empty is open to all."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    count = models.PositiveSmallIntegerField()
    models_asked = models.JSONField(default=list)
    """Slugs of item models."""
    difficulty = models.CharField(max_length=8, choices=Difficulty, blank=True)

    class Meta:
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "position"], name="one_line_per_place_in_a_blueprint"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="a_line_asks_something"),
        ]

    def __str__(self) -> str:
        return f"{self.count} of {', '.join(self.models_asked) or 'any'}"


class SittingQuerySet(models.QuerySet["Sitting"]):
    def of(self, learner: User | None) -> Self:
        """The sittings this learner may see: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def told(self) -> Self:
        """With the number of questions, of answers and of right ones."""
        answers = Q(questions__attempt__finished_at__isnull=False)
        return (
            self.order_by("-started_at", "-pk")
            .select_related("quiz")
            .annotate(
                asked=Count("questions"),
                answered=Count("questions", filter=answers),
                right=Count("questions", filter=Q(questions__attempt__responses__is_right=True)),
            )
        )


class Sitting(models.Model):
    """One learner with one quiz, from the first question to the results."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="sittings")
    learner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="sittings")
    seed = models.CharField(max_length=64)
    """What its questions were drawn with."""
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quiz"],
                condition=Q(finished_at=None),
                name="one_open_sitting_per_learner_and_quiz",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="a_sitting_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"sitting {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:sitting", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class Question(models.Model):
    """One place of a sitting. Its attempt begins when the learner first sees it."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    """From 1."""
    vignette = models.ForeignKey(Vignette, on_delete=models.RESTRICT, related_name="+")
    attempt = models.OneToOneField(
        Attempt, null=True, blank=True, on_delete=models.CASCADE, related_name="question"
    )
    is_flagged = models.BooleanField(default=False)

    class Meta:
        ordering = ["sitting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "number"], name="one_question_per_place_in_a_sitting"
            ),
            models.UniqueConstraint(
                fields=["sitting", "vignette"], name="no_question_twice_in_a_sitting"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:question", args=[self.sitting_id, self.number])
