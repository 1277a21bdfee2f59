"""What can be an answer, what can be observed, and when the one follows from the other.

Bodies of rules are not columns: ``packs`` reads them whole, the reasoner compiles them. What rests
on a fact is a query all the same, by the links to facts.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from teaching.knowledge.models.facts import Fact
from teaching.knowledge.models.vocabulary import Axis, Disease, Entry, Named, Sort, Stage


class ConceptQuerySet(models.QuerySet["Concept"]):
    def of(self, disease: Disease) -> Self:
        return self.filter(disease=disease)

    def on(self, axis: str) -> Self:
        """The concepts of one axis, by its slug."""
        return self.filter(axis__slug=axis)


class Concept(Named):
    """Anything that can be an answer. ``code`` is the editor's; learners never see it."""

    axis = models.ForeignKey(Axis, on_delete=models.PROTECT, related_name="concepts")
    code = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    facts = models.ManyToManyField(Fact, related_name="concepts")

    objects = ConceptQuerySet.as_manager()

    class Meta(Named.Meta):
        pass

    @property
    def is_mistake(self) -> bool:
        """Whether the pack calls it one, or its rule says that it is right for no patient. Select
        ``rule`` with it, or it costs a query."""
        rule = getattr(self, "rule", None)
        return bool(self.spec.get("mistake") or (rule is not None and rule.spec.get("never")))


class FindingQuerySet(models.QuerySet["Finding"]):
    def of(self, disease: Disease) -> Self:
        return self.filter(disease=disease)


class Finding(Named):
    """One thing that can be observed; with ``sorts`` at regions of these, else of the patient."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="findings")
    sorts = models.ManyToManyField(Sort, related_name="findings")
    mirrored = models.BooleanField(default=False)
    quantity = models.BooleanField(default=False)
    about = models.TextField(blank=True)
    facts = models.ManyToManyField(Fact, related_name="findings")

    objects = FindingQuerySet.as_manager()

    class Meta(Named.Meta):
        pass


class FindingRelation(models.Model):
    """One finding implies another one (or its absence), or contradicts it."""

    class Kind(models.TextChoices):
        IMPLIES = "implies", "implies"
        CONTRADICTS = "contradicts", "contradicts"

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="relations_from")
    kind = models.CharField(max_length=16, choices=Kind)
    is_present = models.BooleanField(default=True)
    where = models.CharField(max_length=8, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "kind", "other", "is_present", "where"],
                name="a_relation_of_findings_stands_once",
            ),
            models.CheckConstraint(
                condition=~Q(finding=F("other")) | ~Q(where=""),
                name="a_finding_is_not_related_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(kind="implies") | Q(is_present=True, where=""),
                name="a_contradiction_is_of_two_present_findings",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {'' if self.is_present else 'not '}{self.other}"


class Component(Named):
    """A part that is judged at one region of its sort, or that spreads over several."""

    sort = models.ForeignKey(Sort, on_delete=models.PROTECT, related_name="components")
    findings = models.ManyToManyField(Finding, related_name="components")
    facts = models.ManyToManyField(Fact, related_name="components")

    class Meta(Named.Meta):
        pass


class Rule(Entry):
    """When a concept holds."""

    concept = models.OneToOneField(Concept, on_delete=models.CASCADE, related_name="rule")
    findings = models.ManyToManyField(Finding, related_name="rules")
    components = models.ManyToManyField(Component, related_name="rules")
    facts = models.ManyToManyField(Fact, related_name="rules")

    class Meta(Entry.Meta):
        pass

    def __str__(self) -> str:
        return f"When it is: {self.concept}"


class Tendency(Entry):
    """A finding that speaks for or against a concept without ever proving it."""

    class Stance(models.TextChoices):
        FOR = "for", "for"
        AGAINST = "against", "against"

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="tendencies")
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="tendencies")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="tendencies")
    literal = models.CharField(max_length=100)
    """The finding as the pack writes it: ``not painful``."""
    stance = models.CharField(max_length=8, choices=Stance)
    says = models.CharField(max_length=300)
    facts = models.ManyToManyField(Fact, related_name="tendencies")

    class Meta(Entry.Meta):
        verbose_name_plural = "tendencies"
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "literal"], name="a_finding_tends_one_way_for_a_concept"
            )
        ]

    def __str__(self) -> str:
        return f"{self.literal} speaks {self.stance} {self.concept}"
