"""The one place that marks a string as safe HTML.

Everything else is text and is escaped by the templates. A drawing is safe because
``teaching.film`` builds it from numbers, its own outlines and escaped words.
"""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe


def drawing(svg: str) -> SafeString:
    """An SVG of ``teaching.film`` or of a chart, for a template to place. Raises ValueError for
    markup that is no single drawing or that could act."""
    lowered = svg.lower()
    if not (svg.startswith("<svg") and svg.endswith("</svg>")):
        raise ValueError("a drawing is one <svg> element")
    for forbidden in ("<script", "<foreignobject", "javascript:", " on", " hx-", " style="):
        if forbidden in _tags(lowered):
            raise ValueError(f"a drawing may not hold {forbidden.strip()!r}")
    return mark_safe(svg)  # noqa: S308 - checked above, and escaped where it was drawn


def _tags(svg: str) -> str:
    """Only what stands inside the angle brackets, without the words between them."""
    return "<".join(part.split(">", 1)[0] for part in svg.split("<"))
