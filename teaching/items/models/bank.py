"""What instructors do with the bank as rows: lints, approvals of item models, moves."""

from __future__ import annotations

from django.db import models

from teaching.items.models.stories import State, Vignette
from teaching.knowledge.models import Disease


class Lint(models.Model):
    """A rule of the linter that found something in a question of the bank when it was stored. What
    it found, and how to mend it, is worked out anew where it is read."""

    vignette = models.ForeignKey(
        Vignette, on_delete=models.CASCADE, related_name="lints", db_index=False
    )
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
    """None where the pack itself approves it, or who did has left."""
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

    by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """None where who made it has left."""
    to = models.CharField(max_length=16, choices=State)
    before = models.JSONField(default=dict)
    """The state each question had, by its row's id."""
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{len(self.before)} {self.get_to_display()}"
