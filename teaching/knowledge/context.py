"""What the foot and the badges of every page say, from the pack: cached, so that a page costs no
query for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.cache import cache
from django.http import HttpRequest

from teaching.knowledge.models import Disease

KEY = "knowledge.standing"
SECONDS = 60
"""After this long a change of the pack shows at the foot of every page."""


@dataclass(frozen=True)
class Standing:
    """The safety texts of all packs, and the names of the layers by their slug."""

    safety: tuple[str, ...] = ()
    layers: dict[str, str] = field(default_factory=dict)


def read() -> Standing:
    """What stands in the database now. Where two packs name a layer, the first one counts."""
    diseases = Disease.objects.order_by("pk").only("safety", "presentation")
    safety = []
    layers: dict[str, str] = {}
    for disease in diseases:
        safety.append(disease.safety)
        for layer in disease.presentation.get("disease", {}).get("layers", ()):
            layers.setdefault(layer["slug"], layer["name"])
    return Standing(tuple(safety), layers)


def standing(request: HttpRequest) -> dict[str, object]:
    """For every template: ``standing``, the safety texts, and ``layer_names``."""
    known: Standing | None = cache.get(KEY)
    if known is None:
        known = read()
        cache.set(KEY, known, SECONDS)
    return {"standing": known.safety, "layer_names": known.layers}
