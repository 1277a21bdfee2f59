"""Manuscripts as rows: what authors work on, and every state it was kept in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from teaching.items.models.stories import Vignette
from teaching.knowledge.models import Disease

if TYPE_CHECKING:
    from teaching.accounts.models import User


class Standing(models.TextChoices):
    """Where a manuscript stands on its way to learners."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "review", "In review"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class ManuscriptQuerySet(models.QuerySet["Manuscript"]):
    def of(self, instructor: User) -> Self:
        """Those this person may see: instructors look after all of them together."""
        return self.filter(deleted_at=None) if instructor.sees_keys else self.none()

    def by(self, author: User) -> Self:
        return self.filter(author=author)


class Manuscript(models.Model):
    """A vignette being written. ``slug`` is neutral and becomes the vignette's."""

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="manuscripts")
    slug = models.SlugField(max_length=64)
    author = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who began it; None once they have left."""
    title = models.CharField(max_length=300, blank=True)
    standing = models.CharField(max_length=16, choices=Standing, default=Standing.DRAFT)
    content = models.JSONField()
    """``writing.document.Document``: read whole, through that class alone."""
    revision = models.PositiveIntegerField(default=1)
    """Counts what was kept, from 1."""
    vignette = models.ForeignKey(
        Vignette, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The revision learners meet, once it was published."""
    sent_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who sent it to review last, and does not approve it."""
    approved_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ManuscriptQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["disease", "slug"], name="one_manuscript_per_slug_and_disease"
            ),
            models.CheckConstraint(
                condition=Q(revision__gte=1), name="a_manuscript_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Untitled"

    def get_absolute_url(self) -> str:
        return reverse("studio:manuscript", args=[self.pk])


class Comment(models.Model):
    """What somebody says of a manuscript, or of one piece of it, until it is resolved."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="comments")
    piece = models.CharField(max_length=64, blank=True)
    """The id of a line, question or option; empty for the whole."""
    quote = models.CharField(max_length=300, blank=True)
    """The words of the piece when it was said: they may have changed since."""
    text = models.TextField()
    by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["manuscript", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Kept(models.Model):
    """A manuscript as it was kept once: what undoing goes back to, and merging starts from."""

    manuscript = models.ForeignKey(
        Manuscript, on_delete=models.CASCADE, related_name="kept", db_index=False
    )
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    window = models.CharField(max_length=32, blank=True)
    """The window of the author it came from: one page as it was opened."""
    undoes = models.PositiveIntegerField(null=True, blank=True)
    """The revision this one takes back."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["manuscript", "revision"]
        verbose_name_plural = "kept"
        constraints = [
            models.UniqueConstraint(
                fields=["manuscript", "revision"], name="each_revision_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"revision {self.revision}"
