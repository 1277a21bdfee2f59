"""Item models: each draws whole cases that prove themselves. All there are stand here."""

from __future__ import annotations

from collections.abc import Callable

from teaching.items.generators import unfolding
from teaching.knowledge import schema

MODELS: dict[str, Callable[..., schema.Vignette]] = {
    "unfolding": unfolding.draw,
}
