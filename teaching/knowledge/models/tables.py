"""Tables for reading: findings across concepts, and the questions that tell two concepts apart."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from teaching.knowledge.models.facts import Coded, Fact
from teaching.knowledge.models.rules import Concept


class Standing(models.TextChoices):
    CHARACTERISTIC = "characteristic", "Characteristic"
    POSSIBLE = "possible", "Possible"
    ABSENT = "absent", "Absent"
    NOT_STATED = "not-stated", "Not stated"


class Provenance(models.TextChoices):
    STATED = "stated", "Stated of this form"
    GENERAL = "general", "Stated of the disease as a whole"
    INFERRED = "inferred", "Inferred"
    MODERN = "modern", "From current evidence"


class Row(Coded):
    """One finding across the concepts."""

    group = models.CharField(max_length=300)
    finding = models.CharField(max_length=300)
    facts = models.ManyToManyField(Fact, related_name="rows")

    class Meta(Coded.Meta):
        pass

    def __str__(self) -> str:
        return self.finding


class Cell(models.Model):
    """How one finding stands to one concept. ``other_*`` is a second reading of the same source."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="cells")
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="cells")
    standing = models.CharField(max_length=16, choices=Standing)
    provenance = models.CharField(max_length=16, choices=Provenance, blank=True)
    other_standing = models.CharField(max_length=16, choices=Standing, blank=True)
    other_provenance = models.CharField(max_length=16, choices=Provenance, blank=True)
    note = models.CharField(max_length=300, blank=True)
    caution = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["row", "concept"], name="one_cell_per_row_and_concept"),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="a_cell_has_a_standing"
            ),
            models.CheckConstraint(
                condition=Q(other_standing="", other_provenance="")
                | (Q(other_standing__in=Standing.values) & ~Q(other_provenance="")),
                name="a_second_reading_of_a_cell_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.get_standing_display()


class Discriminator(Coded):
    """The question that decides between two concepts."""

    first = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=300)
    first_answer = models.TextField()
    second_answer = models.TextField()
    facts = models.ManyToManyField(Fact, related_name="discriminators")

    class Meta(Coded.Meta):
        constraints = [
            *Coded.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="a_discriminator_is_of_two_concepts"
            ),
        ]

    def __str__(self) -> str:
        return self.question
