"""What hangs on the light box of one stage. Kept with the case, and drawn from nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from teaching.film.parameters import Film, Side


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the number of a line stands once the debrief gives it one: on which view, at what."""

    line: int
    """Its place in the whole story, from 0."""
    view: int
    at: str
    side: Side


@dataclass(frozen=True, slots=True)
class LightBox:
    """The films of a stage and their words, without any key: it comes from displayed lines alone.

    Figures and the places on them are kept by name, so ``teaching.film`` never takes a name away.
    """

    views: tuple[Film, ...]
    legend: str
    disclaimer: str
    left_out: tuple[str, ...]
    """What is seen in this patient and on none of the views: names of places."""
    more: str
    """All that was stated and no single view tells, in words."""
    pointers: tuple[Pointer, ...]
