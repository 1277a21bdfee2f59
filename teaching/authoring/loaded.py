"""The disease whose pages instructors work on."""

from __future__ import annotations

from django.http import Http404

from teaching.knowledge.atlas import book as books
from teaching.knowledge.models import Disease


def the_disease() -> Disease:
    """The one that is loaded. Raises Http404 where none is."""
    disease = books.disease()
    if disease is None:
        raise Http404
    return disease
