"""What a learner keeps of a question beyond their answers: a bookmark, a note of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from teaching.items.models import Vignette
from teaching.knowledge.models import Disease

if TYPE_CHECKING:
    from teaching.accounts.models import User
    from teaching.prepared import Slot


class MarkQuerySet(models.QuerySet["Mark"]):
    def of(self, learner: User | Slot | None) -> Self:
        """The marks this learner may see: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def on(self, vignette: Vignette) -> Self:
        """Those on a question, in whichever revision they were made."""
        return self.filter(disease=vignette.disease_id, slug=vignette.slug)


class Mark(models.Model):
    """One learner's marks on one question; it outlives the revisions of the question."""

    learner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="marks")
    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=64)
    is_bookmarked = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "disease", "slug"], name="one_mark_per_learner_and_question"
            ),
            models.CheckConstraint(
                condition=Q(is_bookmarked=True) | ~Q(note=""), name="a_mark_marks_something"
            ),
        ]

    def __str__(self) -> str:
        return self.slug
