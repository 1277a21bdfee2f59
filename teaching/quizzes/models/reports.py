"""What learners report of a question or a case, and what instructors answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from teaching.items.models import Item, Origin, State, Vignette
from teaching.quizzes.models.attempts import Attempt
from teaching.quizzes.models.quizzes import Mode

if TYPE_CHECKING:
    from teaching.accounts.models import User
    from teaching.prepared import Slot


class Trouble(models.TextChoices):
    """What is wrong, in the learner's eyes."""

    ANSWER = "answer", "An answer is wrong"
    UNCLEAR = "unclear", "Something is unclear"
    TYPO = "typo", "There is a slip of the pen"
    FILM = "film", "The film is wrong"
    OTHER = "other", "Something else"


class ReportQuerySet(models.QuerySet["Report"]):
    def of(self, learner: User | Slot | None) -> Self:
        """The reports this learner may see: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def on(self, vignette: Vignette) -> Self:
        """Those on a question or case, in whichever revision they were made."""
        return self.filter(vignette__disease=vignette.disease_id, vignette__slug=vignette.slug)

    def open(self) -> Self:
        return self.filter(answered_at=None)

    def answered(self) -> Self:
        return self.exclude(answered_at=None)


class Report(models.Model):
    """One report of one learner. The revision it is about carries item model, version and seed."""

    learner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="reports")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="reports")
    """Where the learner stood; the answer is found there."""
    vignette = models.ForeignKey(Vignette, on_delete=models.RESTRICT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.RESTRICT, related_name="+")
    mode = models.CharField(max_length=8, choices=Mode, blank=True)
    """How the quiz was sat; empty in a case."""
    trouble = models.CharField(max_length=8, choices=Trouble)
    text = models.TextField()
    mark = models.CharField(max_length=64)
    """SHA-256 of the text: a text is too long for an index of its own."""
    sent_at = models.DateTimeField()

    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    """When it was closed with an answer; None while it is open, or open again."""
    seen_at = models.DateTimeField(null=True, blank=True)
    """When the learner first saw the answer."""

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "vignette", "mark"],
                name="the_same_report_is_stored_once",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_report_says_something"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""),
                name="a_report_is_closed_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None) | Q(answered_at__isnull=False),
                name="only_an_answer_is_seen",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def is_of_bank(self) -> bool:
        """Whether it is about a question of the bank rather than a case."""
        return self.vignette.origin == Origin.BANK

    @property
    def is_of_open_case(self) -> bool:
        """Whether it is about a case that everybody can take."""
        made_for, state = self.vignette.made_for_id, self.vignette.state
        return not self.is_of_bank and made_for is None and state == State.PUBLISHED
