"""Which diseases a command is for."""

from __future__ import annotations

from django.core.management.base import CommandError

from teaching.knowledge.models import Disease


def chosen(slug: str | None) -> list[Disease]:
    """The disease of this slug, or all without one. Raises CommandError where there is none."""
    diseases = Disease.objects.filter(slug=slug) if slug else Disease.objects.all()
    if not diseases:
        known = ", ".join(Disease.objects.values_list("slug", flat=True))
        raise CommandError(
            f"There is no disease '{slug}'. Loaded are: {known}."
            if known
            else "No disease is loaded. Load one with: manage.py loadpack PATH"
        )
    return list(diseases)
