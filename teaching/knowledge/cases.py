"""A case: what its lines state together, closed under the relations and free of contradiction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from operator import attrgetter, or_
from typing import TYPE_CHECKING

from teaching.knowledge.atoms import Atoms
from teaching.knowledge.scopes import NOTHING, Stated
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import Contradiction, Verdict

if TYPE_CHECKING:
    from teaching.knowledge.composing import Look
    from teaching.knowledge.evidence import Argument
    from teaching.knowledge.judging import Judged


_MASK, _MEASURES = attrgetter("mask"), attrgetter("measures")
"""Of what a line states. A proof makes ten cases and more, so their lines are gone through in C."""


class Case:
    """Lines read together. ``known`` holds every literal that follows, ``values`` each quantity.

    Raises Contradiction when two lines cannot both be true. What has been judged of a case is kept
    with it; a case itself never changes.
    """

    __slots__ = ("_masks", "atoms", "judged", "known", "lines", "look", "values", "verdicts")

    def __init__(self, atoms: Atoms, lines: Sequence[Stated]) -> None:
        self._masks = [*map(_MASK, lines)]
        known = reduce(or_, self._masks, 0)
        measured = any(map(_MEASURES, lines))
        self.atoms = atoms
        self.lines = lines
        self.values: dict[int, tuple[float, float]] = _values(atoms, lines) if measured else {}
        if atoms.conflict(known):
            raise _contradiction(atoms, lines, atoms.conflict(known))
        self.known = atoms.with_anywhere(known)
        self.judged: dict[tuple[str, str], Judged] = {}
        self.verdicts: dict[Claim, Verdict] = {}
        self.look: Look | None = None

    def kept(self, lines: Sequence[int]) -> Case:
        """The case of these lines only, in the order given; scopes stay as they were resolved."""
        return Case(self.atoms, [self.lines[line] for line in lines])

    def showing(self, lines: Collection[int]) -> Case:
        """The case in which only these lines say anything; all keep their numbers."""
        return Case(
            self.atoms,
            [line if i in lines else NOTHING for i, line in enumerate(self.lines)],
        )

    def supporting(self, used: int) -> tuple[int, ...]:
        """The lines that state one of the literals used, ascending."""
        used = self.atoms.without_anywhere(used)
        return tuple([i for i, mask in enumerate(self._masks) if mask & used])

    def states(self, used: int) -> bool:
        """Whether some line states one of the literals used."""
        return self.atoms.without_anywhere(used) & self.known != 0

    def stated(self, arguments: Sequence[Argument]) -> list[Argument]:
        """Those that rest on what some line states."""
        known, anywhere = self.known, self.atoms.anywhere
        return [
            one
            for one in arguments
            if (self.states(one.used) if one.used & anywhere else one.used & known)
        ]

    def present(self, finding: str, region: str = "") -> bool | None:
        """True if present, False if absent, None if the case leaves it open.

        Raises KeyError where the pack has no such atom.
        """
        atom = self.atoms.own[finding, region]
        pair = self.known >> (2 * atom) & 3
        return None if pair == 0 else pair == 1

    def value(self, finding: str, region: str = "") -> tuple[float, float] | None:
        """The interval a quantity lies in, or None if no line gives one."""
        return self.values.get(1 << (2 * self.atoms.own[finding, region]))

    def stating(self, finding: str, region: str = "", present: bool = True) -> tuple[int, ...]:
        """The lines from which this finding follows, ascending."""
        atom = self.atoms.own[finding, region]
        return self.supporting(1 << (2 * atom + (not present)))


def overlap(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float] | None:
    """What two intervals share, or None.

    A stated range is taken without its ends, a single value as it stands: "week 5" is (4, 5) and
    shares nothing with "week 6", (5, 6). A single value at the very end of a range lies outside.
    """
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if low < high or (low == high and one == other):
        return low, high
    if low == high and _single(one) != _single(other):
        inside = other if _single(one) else one
        return (low, high) if inside[0] < low < inside[1] else None
    return None


def _single(interval: tuple[float, float]) -> bool:
    return interval[0] == interval[1]


def _values(atoms: Atoms, lines: Sequence[Stated]) -> dict[int, tuple[float, float]]:
    values: dict[int, tuple[float, float]] = {}
    for number, line in enumerate(lines):
        for measure in line.measures:
            stated = measure.low, measure.high
            shared = overlap(values.get(measure.bit, stated), stated)
            if shared is None:
                earlier = next(
                    before
                    for before, other in enumerate(lines[: number + 1])
                    for value in other.measures
                    if value.bit == measure.bit and overlap((value.low, value.high), stated) is None
                )
                finding, region = atoms.names[measure.bit.bit_length() // 2]
                raise Contradiction(earlier, number, finding, region)
            values[measure.bit] = shared
    return values


def _contradiction(atoms: Atoms, lines: Sequence[Stated], conflict: int) -> Contradiction:
    """Name the pair of lines that clash first, and the atom they clash over."""
    found = []
    while conflict:
        present = conflict & -conflict
        conflict ^= present
        yes = next(i for i, line in enumerate(lines) if line.mask & present)
        no = next(i for i, line in enumerate(lines) if line.mask & (present << 1))
        atom = (present.bit_length() - 1) // 2
        found.append((max(yes, no), min(yes, no), atom))
    second, first, atom = min(found)
    return Contradiction(first, second, *atoms.names[atom])
