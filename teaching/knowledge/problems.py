"""What is wrong in a pack, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

type Path = tuple[str | int, ...]
"""The way from the pack to one of its parts: ``("facts", 3, "parents", 0)``."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file. ``file`` is relative to the pack's folder; lines and columns begin at 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. ``what`` and ``right`` are whole sentences."""

    place: Place
    what: str
    right: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"

    @property
    def sentence(self) -> str:
        return f"{self.what} {self.right}".rstrip()

    @property
    def file(self) -> str:
        return self.place.file

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def column(self) -> int:
        return self.place.column


def choices(names: Iterable[str], last: str = "or") -> str:
    """``'a', 'b' or 'c'``."""
    quoted = [f"'{name}'" for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def instead(wrong: str, known: Iterable[str], otherwise: str = "") -> str:
    """The sentence that names the nearest known word, or all of a few, or says ``otherwise``."""
    names = sorted(set(known))
    near = get_close_matches(wrong, names, n=1, cutoff=0.6)
    if near:
        return f"Write '{near[0]}'."
    if names and len(names) <= 8:
        return f"Write {choices(names)}."
    return otherwise
