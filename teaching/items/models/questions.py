"""Items and their options as rows, and apart from them what a commitment earns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q

from teaching.items.models.backings import Backing, BackingFact
from teaching.items.models.stories import Vignette, VignetteStage
from teaching.knowledge.models import Axis, Concept, Fact


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


class Item(models.Model):
    """One decision, asked after a stage. It does not hold its key."""

    vignette = models.ForeignKey(
        Vignette, on_delete=models.CASCADE, related_name="items", db_index=False
    )
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
    def resting_on(self, facts: Iterable[Fact]) -> Self:
        """Those whose rationale or proof cites one of these facts, each once: one query."""
        backings = BackingFact.objects.filter(fact__in=facts).values("backing")
        cited = Rationale.objects.filter(backing__in=backings).values("option")
        proved = Evidence.objects.filter(backing__in=backings).values("option")
        return self.filter(Q(pk__in=cited) | Q(pk__in=proved))


class Option(models.Model):
    """One answer as it is offered."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="options", db_index=False)
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
    backing = models.ForeignKey(Backing, on_delete=models.PROTECT, related_name="rationales")

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """One reason of a proof: these lines, by these facts, speak for or against this option."""

    option = models.ForeignKey(
        Option, on_delete=models.CASCADE, related_name="evidence", db_index=False
    )
    lines = models.JSONField(default=list)
    """Positions of the lines in their vignette; none where the facts speak for every patient."""
    backing = models.ForeignKey(Backing, on_delete=models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=8, choices=Stance)
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    says = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["option", "position"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["option", "position"], name="one_reason_per_place_in_a_proof"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()} {self.option}: {self.says}"
