"""What is true of the case being drawn, said in plain words that other parts ask for."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import StringConstraints

from teaching.knowledge.schema.parts import Part, Slug

Flag = Annotated[str, StringConstraints(pattern=r"^!?[a-z][a-z0-9-]*$", max_length=64)]
"""Something true of the case being drawn ("late"); with ``!`` something that must not be."""


class Age(Part):
    """A flag raised while the lesion, or what was seen first, is that old (disease's unit)."""

    flag: Slug
    of: OneOf["lesion", "onset"] = "lesion"
    low: float | None = None
    high: float | None = None


class FlagGroup(Part):
    """A flag raised when a site lies in one of these regions."""

    flag: Slug
    regions: tuple[Slug, ...]
