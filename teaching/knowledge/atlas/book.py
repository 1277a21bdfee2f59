"""Which disease the atlas shows, and what its pack says beyond the rows."""

from __future__ import annotations

from teaching.knowledge.models import Axis, Disease
from teaching.knowledge.schema.atlas import Span
from teaching.knowledge.schema.parts import Part
from teaching.knowledge.schema.vocabulary import LayerName


def disease() -> Disease | None:
    """The disease the atlas shows: the first that was loaded."""
    return Disease.objects.order_by("pk").first()


def presented[Shape: Part](book: Disease, section: str, shape: type[Shape]) -> list[Shape]:
    return [shape.model_validate(part) for part in book.presentation.get(section, ())]


def headline(book: Disease) -> str:
    """What heads the timeline."""
    return str(book.presentation.get("disease", {}).get("timeline", "Timeline"))


def layers(book: Disease) -> list[LayerName]:
    return [
        LayerName.model_validate(layer)
        for layer in book.presentation.get("disease", {}).get("layers", ())
    ]


def plural(axis: Axis) -> str:
    """What the concepts of an axis are called together."""
    return str(axis.spec.get("plural") or f"{axis.label.lower()}s")


def spans(book: Disease) -> list[Span]:
    """The bars of the timeline."""
    return presented(book, "spans", Span)
