"""Item models: each draws whole cases that prove themselves. All there are stand here."""

from __future__ import annotations

from collections.abc import Callable

from teaching.items.generators import unfolding
from teaching.knowledge.schema.vignettes import Vignette

MODELS: dict[str, Callable[..., Vignette]] = {
    "unfolding": unfolding.draw,
}
