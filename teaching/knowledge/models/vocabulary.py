"""The disease and the words it is told in: stages, axes, aspects, regions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Disease(models.Model):
    """One pack. ``presentation`` holds what only pages read (comparisons, spans, notices …), as the
    pack has it; ``packs.restore`` gives it typed. ``checksum`` is that of the pack's content."""

    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=300)
    short = models.CharField(max_length=300)
    revision = models.PositiveIntegerField()
    summary = models.TextField()
    safety = models.TextField()
    unit = models.CharField(max_length=300, default="weeks")
    presentation = models.JSONField(default=dict)
    checksum = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revision__gte=1), name="the_revisions_of_a_disease_begin_at_one"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One entry of a section of a pack; ``position`` is its place there."""

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveIntegerField()
    spec = models.JSONField(default=dict, blank=True)
    """The fields without a column; never filtered, read through the schema class."""

    class Meta:
        abstract = True
        ordering = ["disease", "position"]


class Named(Entry):
    """An entry with a slug and a name of its own."""

    slug = models.SlugField(max_length=64)
    name = models.CharField(max_length=300)

    class Meta(Entry.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["disease", "slug"], name="one_%(class)s_per_slug_of_a_disease"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Stage(Named):
    """A step at which things are observed."""

    class Meta(Named.Meta):
        pass


class Axis(Named):
    """A kind of question; it is asked after a stage."""

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="axes")
    label = models.CharField(max_length=300)
    lead_in = models.CharField(max_length=300)
    after = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    exhaustive = models.BooleanField(default=True)

    class Meta(Named.Meta):
        verbose_name_plural = "axes"


class Aspect(Named):
    """What a fact is about: onset, frequency, treatment …"""

    class Meta(Named.Meta):
        pass


class Sort(Named):
    """A kind of region."""

    class Meta(Named.Meta):
        pass


class Region(Named):
    """A place of the body; a sided one stands for left and right."""

    sort = models.ForeignKey(Sort, on_delete=models.PROTECT, related_name="regions")
    sided = models.BooleanField(default=True)
    both = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=300, blank=True)

    class Meta(Named.Meta):
        pass


class Scope(Named):
    """Several regions under one name."""

    class Meta(Named.Meta):
        pass
