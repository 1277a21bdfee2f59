"""The facts behind rationales and reasons, each set of them once.

The rules of a pack reach their verdicts by few sets of facts, and thousands of answers rest on the
same ones: a bank of 16,000 questions has 200,000 reasons and 160 backings.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from teaching.knowledge.models import Disease, Fact


class BackingQuerySet(models.QuerySet["Backing"]):
    def unused(self) -> Self:
        """Those on which nothing rests any more."""
        from teaching.items.models.questions import Evidence, Rationale  # which are rows below

        here = {"backing": OuterRef("pk")}
        return self.filter(
            ~Exists(Rationale.objects.filter(**here)), ~Exists(Evidence.objects.filter(**here))
        )


class Backing(models.Model):
    """Facts in an order, shared by all that rests on them. It never changes."""

    disease = models.ForeignKey(
        Disease, on_delete=models.CASCADE, related_name="backings", db_index=False
    )
    mark = models.CharField(max_length=64)
    """Of the facts in their order: two backings with one mark are the same."""
    facts = models.ManyToManyField(Fact, through="BackingFact", related_name="backings")

    objects = BackingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disease", "mark"], name="one_backing_per_mark")
        ]

    def __str__(self) -> str:
        return ", ".join(str(place.fact) for place in self.places.select_related("fact"))


class BackingFact(models.Model):
    """A fact of a backing, in its place. A fact in use cannot be deleted."""

    backing = models.ForeignKey(
        Backing, on_delete=models.CASCADE, related_name="places", db_index=False
    )
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["backing", "position"]
        verbose_name = "reasons that rest on"
        constraints = [
            models.UniqueConstraint(fields=["backing", "fact"], name="a_backing_holds_a_fact_once"),
            models.UniqueConstraint(
                fields=["backing", "position"], name="one_fact_per_place_in_a_backing"
            ),
        ]

    def __str__(self) -> str:
        return str(self.fact)
