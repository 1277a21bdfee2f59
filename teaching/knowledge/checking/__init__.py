"""What does not fit together in a pack, all of it at once, each with the place and the remedy."""

from __future__ import annotations

from teaching.knowledge.problems import Problem
from teaching.knowledge.reading import Reading


def check(reading: Reading) -> tuple[Problem, ...]:
    """The errors beyond those of reading. A pack with errors is not stored."""
    return ()


def warn(reading: Reading) -> tuple[Problem, ...]:
    """What may be meant as it is written but deserves a second look."""
    return ()
