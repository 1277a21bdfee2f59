"""Quizzes as rows: what is to be asked, by which rules, and who has more time for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from teaching.items.models import Difficulty
from teaching.knowledge.models import Disease

if TYPE_CHECKING:
    from teaching.accounts.models import User


class Mode(models.TextChoices):
    """When the learner is told what was right."""

    PRACTICE = "practice", "Practice"
    TEST = "test", "Test"
    CONTRAST = "contrast", "Contrast"


class Only(models.TextChoices):
    """What a learner may narrow their own quiz to."""

    ANY = "", "Anything"
    UNSEEN = "unseen", "Not answered yet"
    WRONG = "wrong", "Last answered wrong"
    KEPT = "kept", "Bookmarked"


class Marking(models.TextChoices):
    """What an answer counts."""

    PLAIN = "plain", "One point for each right answer"
    CERTAINTY = "certainty", "By certainty: 1, 2 or 3 when right; 0, −2 or −6 when wrong"


class Release(models.TextChoices):
    """When the results of a test are shown to those who sat it."""

    HANDED_IN = "handed-in", "As soon as a learner hands in"
    CLOSED = "closed", "When the test has closed and nobody sits it any more"
    BY_HAND = "by-hand", "When an instructor releases them"


class QuizQuerySet(models.QuerySet["Quiz"]):
    def offered_to(self, learner: User | None) -> Self:
        """What instructors have set and this learner may begin; a test needs an account."""
        rows = self.filter(is_set=True, withdrawn_at=None).exclude(published_at=None)
        if learner is None or learner.is_tryout:
            rows = rows.exclude(mode=Mode.TEST)
        return rows

    def set_by(self, instructor: User) -> Self:
        """Every quiz set for learners; instructors look after them together."""
        return self.filter(is_set=True) if instructor.sees_keys else self.none()


class Quiz(models.Model):
    """What is to be asked: a blueprint drawn anew for each sitting, or a fixed list.

    A learner's own (``is_set`` is false) is practice, begun as it is made. One that an instructor
    sets is a draft until it is published; from then on its questions and rules stay.
    """

    disease = models.ForeignKey(Disease, on_delete=models.PROTECT, related_name="quizzes")
    owner = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="quizzes"
    )
    """Whose it is; None where who set it has left, for others have sat it or look after it."""
    title = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    """What learners read before they begin, as plain text."""
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.PRACTICE)
    marking = models.CharField(max_length=9, choices=Marking, default=Marking.PLAIN)
    only = models.CharField(max_length=8, choices=Only, default=Only.ANY, blank=True)
    again = models.ForeignKey(
        "Sitting", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The sitting whose wrong answers it asks again, in new variants."""
    first = models.CharField(max_length=50, blank=True)
    second = models.CharField(max_length=50, blank=True)
    """In a contrast, the slugs of the two concepts it tells apart; empty otherwise."""
    created_at = models.DateTimeField()

    is_set = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    """The time a test may take, without extra time."""
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    """When the last sitting ends, without extra time."""
    release = models.CharField(max_length=9, choices=Release, default=Release.HANDED_IN)
    released_at = models.DateTimeField(null=True, blank=True)
    """When an instructor released the results by hand."""
    pass_mark = models.PositiveSmallIntegerField(null=True, blank=True)
    """In per cent of what can be reached."""

    objects = QuizQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="a_quiz_closes_after_it_opens",
                violation_error_message="It has to close after it opens.",
            ),
            models.CheckConstraint(
                condition=Q(mode="test")
                | Q(minutes=None, opens_at=None, closes_at=None, pass_mark=None),
                name="only_a_test_has_a_clock_and_a_pass_mark",
            ),
            models.CheckConstraint(
                condition=~Q(release="closed") | Q(closes_at__isnull=False),
                name="results_that_wait_for_the_close_have_one",
                violation_error_message="Say when it closes, or release the results otherwise.",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark=None) | Q(pass_mark__gte=1, pass_mark__lte=100),
                name="a_pass_mark_is_a_per_cent",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1), name="a_test_takes_some_time"
            ),
            models.CheckConstraint(
                condition=Q(is_set=True) | ~Q(mode="test"), name="ones_own_quiz_is_no_test"
            ),
            models.CheckConstraint(
                condition=Q(is_set=True) | Q(owner__isnull=False), name="ones_own_quiz_is_somebodys"
            ),
            models.CheckConstraint(
                condition=(
                    Q(mode="contrast") & ~Q(first="") & ~Q(second="") & ~Q(first=F("second"))
                )
                | (~Q(mode="contrast") & Q(first="", second="")),
                name="a_contrast_tells_two_concepts_apart",
                violation_error_message="A contrast needs two different concepts.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:quiz", args=[self.pk])

    @property
    def is_test(self) -> bool:
        return self.mode == Mode.TEST

    @property
    def is_contrast(self) -> bool:
        return self.mode == Mode.CONTRAST

    @property
    def pair(self) -> tuple[str, str]:
        """The slugs of the two concepts of a contrast."""
        return self.first, self.second


class BlueprintLine(models.Model):
    """So many questions of some kinds. What is left empty is open to all."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    count = models.PositiveSmallIntegerField()
    models_asked = models.JSONField(default=list, blank=True)
    """Slugs of item models."""
    axis = models.CharField(max_length=10, blank=True)
    """The axis of what the question asks for."""
    concept = models.CharField(max_length=50, blank=True)
    """The slug of a concept that stands among the options."""
    layer = models.CharField(max_length=10, blank=True)
    """The layer the question rests on."""
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


class Listed(models.Model):
    """One question of a fixed list, in whichever revision is published when a sitting begins."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="listed")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=64)

    class Meta:
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "position"], name="one_question_per_place_in_a_list"
            ),
            models.UniqueConstraint(fields=["quiz", "slug"], name="no_question_twice_in_a_list"),
        ]

    def __str__(self) -> str:
        return self.slug


class Allowance(models.Model):
    """More time for one learner in one test."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="allowances")
    learner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "learner"], name="one_allowance_per_learner_and_quiz"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=1440), name="an_allowance_is_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min"
