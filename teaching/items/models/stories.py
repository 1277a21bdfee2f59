"""Vignettes, their stages and lines as rows: what is told, and where it comes from.

Here and beside, a foreign key that leads a unique constraint has no index of its own: the one of
the constraint serves, and a bank has a hundred rows for each of its questions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from teaching.knowledge.models import Disease, Fact, Finding, Stage

if TYPE_CHECKING:
    from teaching.accounts.models import User


class Difficulty(models.TextChoices):
    EASY = "easy", "Easy"
    MEDIUM = "medium", "Medium"
    HARD = "hard", "Hard"


class Origin(models.TextChoices):
    PACK = "pack", "Written"
    STUDIO = "studio", "Written here"
    GENERATED = "generated", "Generated"
    TWIN = "twin", "Twin"
    BANK = "bank", "Item bank"


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class VignetteQuerySet(models.QuerySet["Vignette"]):
    def visible_to(self, learner: User | None) -> Self:
        """Published cases of everybody, and what was made for this learner. The questions of the
        bank stand in no list of cases."""
        own = Q(made_for=learner) if learner is not None else Q()
        return self.filter(Q(made_for=None) | own, state=State.PUBLISHED).exclude(
            origin=Origin.BANK
        )

    def bank(self, disease: Disease) -> Self:
        """The questions of the item bank, in whatever state."""
        return self.filter(disease=disease, origin=Origin.BANK)

    def written(self) -> Self:
        """What an author wrote, in the order it is offered."""
        return self.filter(origin=Origin.PACK).order_by("position", "pk")

    def resting_on(self, facts: Iterable[Fact]) -> Self:
        """Those of which a rationale or a proof cites one of these facts, each once."""
        from teaching.items.models.questions import Option  # which are rows below these

        return self.filter(pk__in=Option.objects.resting_on(facts).values("item__vignette"))


class Vignette(models.Model):
    """One revision of a story in stages with its decisions."""

    disease = models.ForeignKey(Disease, on_delete=models.PROTECT, related_name="vignettes")
    slug = models.SlugField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=300)
    code = models.CharField(max_length=300, blank=True)
    difficulty = models.CharField(max_length=8, choices=Difficulty)
    pronoun = models.CharField(max_length=8)
    origin = models.CharField(max_length=16, choices=Origin, default=Origin.PACK)
    state = models.CharField(max_length=16, choices=State, default=State.PUBLISHED)
    checksum = models.CharField(max_length=64)
    proved_on = models.CharField(max_length=64)
    """The checksum of the rules that proved it (``packs.rules_checksum``)."""
    shown = models.JSONField(default=dict)
    """The story as pages show it, without any key (``showing.Story``): read whole or not at all."""
    made_for = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    twin_of = models.ForeignKey(
        "Item", null=True, blank=True, on_delete=models.RESTRICT, related_name="twins"
    )
    model = models.SlugField(max_length=64, blank=True)
    """The item model that drew it; with ``version``, ``seed`` and ``place`` it draws it again."""
    version = models.PositiveIntegerField(default=0)
    seed = models.CharField(max_length=64, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    radicals = models.JSONField(default=dict)
    """What was drawn that changes the answer or the difficulty: name and text."""
    fingerprint = models.CharField(max_length=64, blank=True)
    """Of what a learner sees, in the bank: two questions with one fingerprint are the same."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VignetteQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["disease", "slug", "revision"],
                name="one_vignette_per_slug_and_revision",
            ),
            models.UniqueConstraint(
                fields=["disease", "slug"],
                condition=Q(state="published"),
                name="one_published_revision_per_vignette",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.TWIN) | Q(twin_of=None),
                name="only_a_twin_has_an_original",
            ),
            models.UniqueConstraint(
                fields=["disease", "fingerprint", "revision"],
                condition=~Q(fingerprint=""),
                name="one_question_of_the_bank_per_fingerprint",
            ),
            models.CheckConstraint(
                condition=~Q(origin=Origin.BANK) | (~Q(model="") & ~Q(fingerprint="")),
                name="a_question_of_the_bank_names_its_model",
            ),
            models.UniqueConstraint(
                fields=["twin_of", "seed", "made_for"],
                condition=~Q(twin_of=None),
                name="one_twin_per_answer_and_learner",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:case", args=[self.pk])


class VignetteStage(models.Model):
    """One stage of the story, opened as a whole."""

    vignette = models.ForeignKey(
        Vignette, on_delete=models.CASCADE, related_name="stages", db_index=False
    )
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=300)

    class Meta:
        ordering = ["vignette", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["vignette", "position"], name="one_stage_per_place_in_a_vignette"
            )
        ]

    def __str__(self) -> str:
        return self.heading


class Line(models.Model):
    """One sentence of a stage, or one that the lead-in of ``item`` adds."""

    vignette = models.ForeignKey(
        Vignette, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    stage = models.ForeignKey(
        VignetteStage, null=True, blank=True, on_delete=models.CASCADE, related_name="lines"
    )
    item = models.ForeignKey(
        "Item", null=True, blank=True, on_delete=models.CASCADE, related_name="lines"
    )
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    fits = models.JSONField(default=list)

    class Meta:
        ordering = ["vignette", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["vignette", "position"], name="one_line_per_place_in_a_vignette"
            )
        ]

    def __str__(self) -> str:
        return self.text


class LineTag(models.Model):
    """What a line states: a finding, where (region or scope), whether present, how much."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="tags", db_index=False)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    at = models.CharField(max_length=64, blank=True)
    is_present = models.BooleanField(default=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["line", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "position"], name="one_tag_per_place_in_a_line"
            ),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__lte=models.F("high")),
                name="a_stated_interval_has_two_ends_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding} {self.at}".strip()
