"""What a piece of new bone looks like once it is worked out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """Paths of one new bone: its outline, the lines inside it, the hairs at its edges."""

    outline: str
    inner: str
    frayed: str = ""
