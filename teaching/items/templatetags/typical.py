"""A concept's typical film, for pages that know nothing of cases."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString

from teaching import markup
from teaching.items.films import drawings
from teaching.items.picturing import light_box
from teaching.knowledge import packs
from teaching.knowledge.models import Concept, Disease

register = template.Library()


@register.simple_tag
def typical_films(disease: Disease, concept: Concept) -> tuple[SafeString, ...]:
    """The drawings of what the pack says is typical; empty where it says nothing."""
    if not concept.spec.get("pictured"):
        return ()
    return _drawn(disease, disease.checksum, concept.slug)


@lru_cache(maxsize=64)
def _drawn(disease: Disease, checksum: str, slug: str) -> tuple[SafeString, ...]:
    """Drawn once per process and state of the pack. The seed is that of every sample, 1."""
    pack, knowledge = packs.cached(disease)
    lines = [next(one.pictured for one in pack.concepts if one.slug == slug)]
    statements = knowledge.statements(lines)
    box = light_box(knowledge, pack, statements, seed=1, lines=lines, narrow=True)
    return tuple(markup.drawing(svg) for svg in drawings(box, f"typical-{slug}")) if box else ()
