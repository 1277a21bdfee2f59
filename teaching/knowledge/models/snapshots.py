"""A pack as one document beside its tables."""

from __future__ import annotations

from django.db import models

from teaching.knowledge.models.vocabulary import Disease


class Snapshot(models.Model):
    """The pack of a disease whole, as JSON, so that a process that starts reads it by one query.

    Written together with the tables, which are what is searched and linked.
    """

    disease = models.OneToOneField(
        Disease, primary_key=True, on_delete=models.CASCADE, related_name="snapshot"
    )
    checksum = models.CharField(max_length=64)
    content = models.TextField()

    def __str__(self) -> str:
        return f"snapshot of {self.disease_id}"
