"""One learner's sitting of a quiz, and its questions in order.

A sitting keeps what was drawn for it: the revision of each question, in the order shown. What
becomes of a question afterwards, in the bank or in its quiz, changes no sitting.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from teaching.items.models import Option, Vignette
from teaching.quizzes.models.attempts import Attempt, Certainty
from teaching.quizzes.models.quizzes import Marking, Mode, Quiz

if TYPE_CHECKING:
    from teaching.accounts.models import User
    from teaching.prepared import Slot


class SittingQuerySet(models.QuerySet["Sitting"]):
    def of(self, learner: User | Slot | None) -> Self:
        """The sittings this learner may see: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def told(self) -> Self:
        """With the number of questions, of answers, and of right ones as far as they are told."""
        answered = Q(questions__attempt__finished_at__isnull=False)
        return (
            self.order_by("-started_at", "-pk")
            .select_related("quiz")
            .annotate(
                asked=Count("questions"),
                answered=Count("questions", filter=answered),
                chosen=Count("questions", filter=Q(questions__option__isnull=False)),
                right=Count("questions", filter=Q(questions__attempt__responses__is_right=True)),
            )
        )

    def held(self) -> Self:
        """Tests whose results are not out: nothing may tell what is right in them."""
        return self.filter(mode=Mode.TEST, told_at=None)

    def overdue(self, at: datetime) -> Self:
        """Tests that should have been handed in by then and were not."""
        return self.filter(finished_at=None, deadline__lte=at)


class Sitting(models.Model):
    """One learner with one quiz, from the first question to the results.

    ``mode`` and ``marking`` are the quiz's when it began.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.RESTRICT, related_name="sittings")
    learner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="sittings")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.PRACTICE)
    marking = models.CharField(max_length=9, choices=Marking, default=Marking.PLAIN)
    seed = models.CharField(max_length=64)
    """What its questions were drawn with."""
    planned = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many questions it is to have, where they are drawn one by one; None where all are there
    from the start."""
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    """The first moment at which a test takes no answer any more."""
    finished_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    """When the choices of a test became responses, and its results could be read."""

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quiz"],
                condition=Q(finished_at=None),
                name="one_open_sitting_per_learner_and_quiz",
            ),
            models.UniqueConstraint(
                fields=["learner", "quiz"],
                condition=Q(mode="test"),
                name="a_test_is_sat_once",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="a_sitting_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(mode="contrast", planned__gte=1)
                | (~Q(mode="contrast") & Q(planned=None)),
                name="a_contrast_grows_and_nothing_else",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(mode="test", finished_at__isnull=False),
                name="only_what_has_ended_is_told",
            ),
        ]

    def __str__(self) -> str:
        return f"sitting {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:sitting", args=[self.pk])

    def url_of(self, number: int) -> str:
        """The address of its question with that number, which stands below its own."""
        return f"{self.get_absolute_url()}{number}/"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_test(self) -> bool:
        return self.mode == Mode.TEST

    @property
    def is_contrast(self) -> bool:
        return self.mode == Mode.CONTRAST

    @property
    def is_told(self) -> bool:
        """Whether the learner may see what was right, as far as they answered."""
        return not self.is_test or self.told_at is not None

    @property
    def ran_out(self) -> bool:
        """Whether the clock handed it in."""
        return self.deadline is not None and self.finished_at == self.deadline


class QuestionQuerySet(models.QuerySet["Question"]):
    def of(self, learner: User | Slot | None) -> Self:
        """The questions of sittings this learner may see: their own."""
        return self.filter(sitting__learner=learner) if learner is not None else self.none()


class Question(models.Model):
    """One place of a sitting. Its attempt begins when the learner first sees it.

    In a test ``option``, ``certainty`` and ``saved_at`` are what is chosen so far; ``turn`` counts
    how often that was saved. They become a response when the results are told.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    """From 1."""
    vignette = models.ForeignKey(Vignette, on_delete=models.RESTRICT, related_name="+")
    attempt = models.OneToOneField(
        Attempt, null=True, blank=True, on_delete=models.CASCADE, related_name="question"
    )
    is_flagged = models.BooleanField(default=False)
    option = models.ForeignKey(
        Option, null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )
    certainty = models.PositiveSmallIntegerField(choices=Certainty, null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    turn = models.PositiveIntegerField(default=0)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["sitting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "number"], name="one_question_per_place_in_a_sitting"
            ),
            models.UniqueConstraint(
                fields=["sitting", "vignette"], name="no_question_twice_in_a_sitting"
            ),
            models.CheckConstraint(
                condition=Q(certainty=None) | Q(certainty__in=Certainty.values),
                name="certainty_of_a_choice_is_one_of_three",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.number}"

    is_held = False
    """Whether a test of the learner that is not told yet asks it too: see ``reaching.py``."""
    is_reported = False
    """Whether the learner reported something of it: see ``reaching.py``."""

    def get_absolute_url(self) -> str:
        return reverse("quizzes:question", args=[self.sitting_id, self.number])

    @property
    def was_seen(self) -> bool:
        """Whether its learner has met its words. Until then no other page says them, for one
        question may answer another."""
        return self.attempt_id is not None
