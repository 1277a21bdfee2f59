"""Combinations of components: which can occur together, and what two places make of theirs.

A combination is an integer with eight bits per component: 1 where a component is there, and the
number of regions so far for one that spreads over several.
"""

from __future__ import annotations

from collections.abc import Sequence

from teaching.knowledge.verdicts import State

FIELD = 8
"""Bits per component in a combination."""


class Family:
    """Combinations of components that remain possible. Families of one composer are shared."""

    __slots__ = ("combinations", "common", "joined", "outcomes", "possible")

    def __init__(self, combinations: frozenset[int], caps: Sequence[int]) -> None:
        self.combinations = combinations
        self.outcomes = frozenset(
            sum(1 << i for i, cap in enumerate(caps) if combination >> (FIELD * i) & 0xFF >= cap)
            for combination in combinations
        )
        self.common = -1
        self.possible = 0
        for outcome in self.outcomes:
            self.common &= outcome
            self.possible |= outcome
        self.joined: dict[Family, Family] = {}

    def state(self, component: int) -> State:
        """Whether a component is in all of the combinations, in some, or in none."""
        bit = 1 << component
        if self.common & bit:
            return State.ESTABLISHED
        return State.OPEN if self.possible & bit else State.RULED_OUT


class Families:
    """The families of one pack, each kept once. ``caps`` says how many regions make a component."""

    def __init__(self, caps: Sequence[int]) -> None:
        self.caps = tuple(caps)
        self._kept: dict[frozenset[int], Family] = {}
        self.nothing = self.of(frozenset((0,)))

    def of(self, combinations: frozenset[int]) -> Family:
        """The family of these combinations."""
        family = self._kept.get(combinations)
        if family is None:
            family = self._kept[combinations] = Family(combinations, self.caps)
        return family

    def join(self, one: Family, other: Family) -> Family:
        """What two places show together: every combination of the one with one of the other."""
        joined = one.joined.get(other)
        if joined is None:
            joined = one.joined[other] = self.of(
                frozenset(self._sum(a, b) for a in one.combinations for b in other.combinations)
            )
        return joined

    def _sum(self, one: int, other: int) -> int:
        total = 0
        for i, cap in enumerate(self.caps):
            shift = FIELD * i
            total |= min((one >> shift & 0xFF) + (other >> shift & 0xFF), cap) << shift
        return total
