"""Vignettes and their items as rows: the story, the decisions on it, and the proof.

What a learner may see before committing (story, lead-in, options) and what a commitment earns
(key, rationale, evidence) stand in different tables, so that a page cannot load the second by
loading the first. A stored vignette is one revision and never changes; see ``vignettes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from teaching.knowledge.models import Axis, Concept, Disease, Fact, Finding, Stage

if TYPE_CHECKING:
    from teaching.accounts.models import User


class Difficulty(models.TextChoices):
    EASY = "easy", "Easy"
    MEDIUM = "medium", "Medium"
    HARD = "hard", "Hard"


class Origin(models.TextChoices):
    PACK = "pack", "Written"
    GENERATED = "generated", "Generated"
    TWIN = "twin", "Twin"
    BANK = "bank", "Item bank"


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class Basis(models.TextChoices):
    FINDINGS = "findings", "Findings of this patient"
    CHANGE = "change", "Findings of this patient, and what an option would add"
    LINK = "link", "What is proved of this patient, and a fact"
    FACTS = "facts", "Facts alone"


class Others(models.TextChoices):
    RULED_OUT = "ruled-out", "Ruled out"
    NOT_ESTABLISHED = "not-established", "Not established"


class Stance(models.TextChoices):
    FOR = "for", "For"
    AGAINST = "against", "Against"


class EvidenceKind(models.TextChoices):
    PROOF = "proof", "Proof"
    DETAIL = "detail", "Proof in detail"
    TENDENCY = "tendency", "Tendency"


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

    def resting_on(self, fact: Fact) -> Self:
        """Those of which a rationale or a proof cites the fact, each once."""
        return self.filter(pk__in=Option.objects.resting_on(fact).values("item__vignette"))


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


class Lint(models.Model):
    """A rule of the linter that found something in a question of the bank when it was stored. What
    it found, and how to mend it, is worked out anew where it is read."""

    vignette = models.ForeignKey(Vignette, on_delete=models.CASCADE, related_name="lints")
    rule = models.SlugField(max_length=64)
    severity = models.CharField(max_length=8)

    class Meta:
        ordering = ["vignette", "rule"]
        constraints = [
            models.UniqueConstraint(
                fields=["vignette", "rule", "severity"], name="one_lint_per_rule_and_vignette"
            )
        ]

    def __str__(self) -> str:
        return self.rule


class Approval(models.Model):
    """An item model whose questions, in this version, are published as they are drawn."""

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="approvals")
    model = models.SlugField(max_length=64)
    version = models.PositiveIntegerField()
    approved_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """None where the pack itself approves it."""
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["disease", "model", "version"], name="one_approval_per_version_of_a_model"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.version}"


class Move(models.Model):
    """Questions of the bank brought into a state by somebody, with what they were before."""

    by = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    to = models.CharField(max_length=16, choices=State)
    before = models.JSONField(default=dict)
    """The state each question had, by its row's id."""
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{len(self.before)} {self.get_to_display()}"


class VignetteStage(models.Model):
    """One stage of the story, opened as a whole."""

    vignette = models.ForeignKey(Vignette, on_delete=models.CASCADE, related_name="stages")
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

    vignette = models.ForeignKey(Vignette, on_delete=models.CASCADE, related_name="lines")
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

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="tags")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    at = models.CharField(max_length=64, blank=True)
    is_present = models.BooleanField(default=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["line", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__lte=models.F("high")),
                name="a_stated_interval_has_two_ends_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding} {self.at}".strip()


class Item(models.Model):
    """One decision, asked after a stage. It does not hold its key."""

    vignette = models.ForeignKey(Vignette, on_delete=models.CASCADE, related_name="items")
    axis = models.ForeignKey(
        Axis, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.ForeignKey(
        VignetteStage, null=True, blank=True, on_delete=models.CASCADE, related_name="items"
    )
    """None where the question is asked without a story."""
    slug = models.SlugField(max_length=64)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=300, blank=True)
    lead_in = models.TextField()
    layers = models.JSONField()
    basis = models.CharField(max_length=8, choices=Basis)
    others = models.CharField(max_length=16, choices=Others, default=Others.RULED_OUT)
    """What is proved of every option but the key."""
    rests_on = models.JSONField(default=list)
    fits = models.JSONField(default=list)

    class Meta:
        ordering = ["vignette", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["vignette", "slug"], name="one_item_per_slug_in_a_vignette"
            ),
            models.UniqueConstraint(
                fields=["vignette", "position"], name="one_item_per_place_in_a_vignette"
            ),
        ]

    def __str__(self) -> str:
        return self.lead_in


class OptionQuerySet(models.QuerySet["Option"]):
    def resting_on(self, fact: Fact) -> Self:
        """Those whose rationale or proof cites the fact, each once."""
        cited = RationaleFact.objects.filter(fact=fact).values("rationale__option")
        proved = Evidence.objects.filter(fact=fact).values("option")
        return self.filter(Q(pk__in=cited) | Q(pk__in=proved))


class Option(models.Model):
    """One answer as it is offered."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    objects = OptionQuerySet.as_manager()

    class Meta:
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "position"], name="one_option_per_place_in_an_item"
            ),
            models.UniqueConstraint(fields=["item", "text"], name="options_of_an_item_differ"),
        ]

    def __str__(self) -> str:
        return self.text


class Key(models.Model):
    """The right option of an item, and what only the debrief may say of the item."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="key")
    option = models.OneToOneField(Option, on_delete=models.CASCADE, related_name="+")
    concept = models.ForeignKey(
        Concept, null=True, blank=True, on_delete=models.SET_NULL, related_name="keys"
    )
    """What the right option says, in whichever words; None where it is about no single concept."""
    note = models.TextField(blank=True)
    decided_at = models.ForeignKey(
        VignetteStage, null=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.option)


class Rationale(models.Model):
    """Why an option is right or wrong, with the facts it rests on."""

    option = models.OneToOneField(Option, on_delete=models.CASCADE, related_name="rationale")
    text = models.TextField()
    states = models.JSONField(default=dict)
    """What the option says, for the reasoner: fields of ``schema.vignettes.Option``."""
    facts = models.ManyToManyField(Fact, through="RationaleFact", related_name="rationales")

    def __str__(self) -> str:
        return self.text


class RationaleFact(models.Model):
    """A fact a rationale cites, in order. A fact in use cannot be deleted."""

    rationale = models.ForeignKey(Rationale, on_delete=models.CASCADE, related_name="citations")
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rationale", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["rationale", "fact"], name="a_rationale_cites_a_fact_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.fact)


class Evidence(models.Model):
    """One step of the proof: this line, by this fact, speaks for or against this option.

    Without a line the fact speaks for every patient alike.
    """

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="evidence")
    line = models.ForeignKey(
        Line, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=8, choices=Stance)
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    says = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["option", "position"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.get_stance_display()} {self.option}: {self.says}"
