"""What the reasoner answers with: statements of a case, verdicts, and the reasons beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Literal as OneOf
from typing import NamedTuple

Stance = OneOf["for", "against"]


class State(Enum):
    """How a concept stands to a case: true in all completions of it, in none, or in some."""

    ESTABLISHED = "established"
    RULED_OUT = "ruled out"
    OPEN = "open"

    # There is one of each; an Enum's own hash is that of its name, by a call in Python.
    __hash__ = object.__hash__

    @property
    def denied(self) -> State:
        """The state of the opposite claim."""
        return _DENIED[self]


_DENIED = {
    State.ESTABLISHED: State.RULED_OUT,
    State.RULED_OUT: State.ESTABLISHED,
    State.OPEN: State.OPEN,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One finding that one line states, scopes already expanded. ``region`` is ``""`` if global.

    ``low`` and ``high`` belong to a quantity, in the unit of its pack.
    """

    line: int
    finding: str
    region: str = ""
    present: bool = True
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of the ledger with the lines and facts behind it.

    ``region`` is a region, the scope of a pair (``both-hip``), or ``""`` where the reason is global
    or gathers several places. ``telling`` reasons are the ones to point at; the others are blanket
    absences ("the rest is clear") that complete the proof.
    """

    stance: Stance
    says: str
    lines: tuple[int, ...]
    facts: tuple[str, ...]
    telling: bool = True
    region: str = ""


class Sentence(NamedTuple):
    """A reason without its place: what is said for or against a concept, and the facts behind."""

    stance: Stance
    says: str
    facts: tuple[str, ...]
    telling: bool


@dataclass(eq=False)
class Verdict:
    """How claims stand. What a state rests on is looked up when it is asked for: most verdicts are
    only counted, and not frozen, which would double what it takes to make one."""

    state: State
    find: Callable[[], tuple[int, ...]] = field(repr=False)
    explain: Callable[[], tuple[Reason, ...]] = field(repr=False)
    argue: Callable[[], tuple[Sentence, ...]] | None = field(default=None, repr=False)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The supporting lines, ascending."""
        return self.find()

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """The entries of the ledger, those to point at first."""
        return self.explain()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """What the reasons say, in their order; the same sentence may come more than once."""
        if self.argue is not None:
            return self.argue()
        return tuple(Sentence(r.stance, r.says, r.facts, r.telling) for r in self.reasons)


class Contradiction(ValueError):  # noqa: N818 - it is what the author made, not our error
    """Two lines (or one, twice) that cannot both be true. Lines count from 0."""

    def __init__(self, first: int, second: int, finding: str, region: str) -> None:
        place = f" at {region}" if region else ""
        super().__init__(
            f"lines {first + 1} and {second + 1} contradict each other: {finding}{place}"
        )
        self.first = first
        self.second = second
        self.finding = finding
        self.region = region
