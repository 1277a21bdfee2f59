"""What is known: sources, facts and how they stand to one another, disputes, words, notes."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from teaching.knowledge.models.searching import having
from teaching.knowledge.models.vocabulary import Aspect, Disease, Entry


class Layer(models.TextChoices):
    """Who says it. What the learner reads for each stands in the pack."""

    ARTICLE = "article", "Article"
    INFERRED = "inferred", "Inferred"
    EVIDENCE = "evidence", "Evidence"


class Coded(Entry):
    """An entry known by its code in the pack (``F-PA-02``, ``R14``)."""

    code = models.CharField(max_length=32)

    class Meta(Entry.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["disease", "code"], name="one_%(class)s_per_code_of_a_disease"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Source(Coded):
    """Where facts stand."""

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=16)
    citation = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    says = models.TextField(blank=True)
    shown = models.BooleanField(default=True)

    class Meta(Coded.Meta):
        pass

    def __str__(self) -> str:
        return self.citation or self.title


class FactQuerySet(models.QuerySet["Fact"]):
    def of(self, disease: Disease) -> Self:
        return self.filter(disease=disease)

    def layer(self, layer: str) -> Self:
        return self.filter(layer=layer)

    def search(self, *readings: str) -> Self:
        """Facts in which every word of a reading occurs, in text, code or the aspect's name."""
        return self.filter(having(readings, "text", "code", "aspect__name"))

    def for_reading(self) -> Self:
        """With all a page about facts shows: six queries, however many facts there are."""
        return self.select_related("aspect").prefetch_related(
            "citations__source",
            "parentage__parent",
            "relations__other",
            "concerns",
            "notes",
        )


class Fact(Coded):
    """One testable statement."""

    layer = models.CharField(max_length=8, choices=Layer)
    aspect = models.ForeignKey(Aspect, on_delete=models.PROTECT, related_name="facts")
    text = models.TextField()
    about = models.CharField(max_length=300, blank=True)
    sources = models.ManyToManyField(Source, through="Citation", related_name="facts")
    parents = models.ManyToManyField(
        "self", through="Parent", symmetrical=False, related_name="children"
    )
    related = models.ManyToManyField(
        "self", through="FactRelation", symmetrical=False, related_name="related_from"
    )
    concerns = models.ManyToManyField("knowledge.Concept", related_name="spoken_of_by")

    objects = FactQuerySet.as_manager()

    class Meta(Coded.Meta):
        constraints = [
            *Coded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(layer__in=Layer.values), name="a_fact_belongs_to_a_layer"
            ),
        ]


class Citation(models.Model):
    """Where in a source a fact stands."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    locator = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "source", "locator"], name="a_fact_cites_a_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)


class Parent(models.Model):
    """A fact from which another one was inferred."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="parentage")
    parent = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "parent"], name="a_fact_is_inferred_from_a_parent_once"
            ),
            models.CheckConstraint(
                condition=~Q(fact=F("parent")), name="a_fact_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return str(self.parent)


class FactRelation(models.Model):
    """How a fact stands to another one."""

    class Kind(models.TextChoices):
        AGREES = "agrees", "agrees with"
        EXTENDS = "extends", "extends"
        DIFFERS = "differs", "differs from"

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="relations_from")
    kind = models.CharField(max_length=8, choices=Kind)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "other"], name="a_fact_stands_in_one_relation_to_another"
            ),
            models.CheckConstraint(
                condition=~Q(fact=F("other")), name="a_fact_is_not_related_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["agrees", "extends", "differs"]),
                name="a_relation_agrees_extends_or_differs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"


class Dispute(Coded):
    """Two layers that disagree, and what the learner is told."""

    topic = models.CharField(max_length=300)
    article_says = models.TextField()
    evidence_says = models.TextField()
    learner = models.TextField()
    rule = models.TextField(blank=True)
    facts = models.ManyToManyField(Fact, through="DisputeFact", related_name="disputes")

    class Meta(Coded.Meta):
        pass

    def __str__(self) -> str:
        return self.topic


class DisputeFact(models.Model):
    """A fact on one side of a dispute."""

    class Side(models.TextChoices):
        ARTICLE = "article", "Article"
        EVIDENCE = "evidence", "Evidence"

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="sides")
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["side", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "fact"], name="a_fact_stands_on_one_side_of_a_dispute"
            ),
            models.CheckConstraint(
                condition=Q(side__in=["article", "evidence"]), name="a_dispute_has_two_sides"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.fact}"


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, disease: Disease) -> Self:
        return self.filter(disease=disease)

    def for_learners(self) -> Self:
        """The glossary: the editor's terms have no meaning."""
        return self.exclude(meaning="")


class Term(Coded):
    """A word. Without ``meaning`` it is the editor's."""

    term = models.CharField(max_length=300)
    meaning = models.TextField(blank=True)
    facts = models.ManyToManyField(Fact, related_name="terms")

    objects = TermQuerySet.as_manager()

    class Meta(Coded.Meta):
        pass

    def __str__(self) -> str:
        return self.term


class Note(Coded):
    """An editor's note on facts."""

    class Kind(models.TextChoices):
        PITFALL = "pitfall", "Pitfall"
        TENSION = "tension", "Tension"
        LIMITS = "limits", "Limits"
        UNVERIFIED = "unverified", "Not verified"

    kind = models.CharField(max_length=16, choices=Kind)
    severity = models.CharField(max_length=16, blank=True)
    text = models.TextField()
    advice = models.TextField(blank=True)
    facts = models.ManyToManyField(Fact, related_name="notes")

    class Meta(Coded.Meta):
        pass
