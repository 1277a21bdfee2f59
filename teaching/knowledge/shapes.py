"""One region as the components see it: what a pattern of known literals leaves possible there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from teaching.knowledge.atoms import Atoms, bits
from teaching.knowledge.clauses import Threshold, judge_all
from teaching.knowledge.families import FIELD, Families, Family
from teaching.knowledge.verdicts import State

COUNT = 8
"""Bits per clause in a count."""
REMEMBERED = 20_000
"""Patterns kept per table; a table that grows past this starts afresh."""


@dataclass(frozen=True, slots=True)
class Site:
    """One region as the components see it. ``components`` are judged here, by position."""

    region: str
    offset: int
    components: dict[int, tuple[Threshold, ...]]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the known literals say of one region: per component the state there, and the literals
    that decide it (none while it is open)."""

    site: Site
    states: dict[int, State]
    used: dict[int, int]


class Shape:
    """What all regions of one sort have in common: which combinations a pattern leaves possible."""

    def __init__(self, atoms: Atoms, families: Families, site: Site) -> None:
        width = atoms.global_bits
        globals_ = (1 << width) - 1
        self._families = families
        self._width = width
        relevant = all_bits(one for many in site.components.values() for one in many)

        def inward(mask: int) -> int:
            return (mask & relevant) >> site.offset << width | (mask & relevant & globals_)

        self._relevant = inward(relevant)
        self._table: dict[int, Family] = {}
        self._needs: list[tuple[int, list[tuple[int, int]]]] = []
        """Per component its clauses: where their count stands, and what it has to reach."""
        self._counts: list[tuple[int, int]] = []
        shift = 0
        for i, thresholds in site.components.items():
            clauses = []
            for one in thresholds:
                self._counts.append((inward(one.true), shift))
                clauses.append((shift, one.need))
                shift += COUNT
            self._needs.append((i, clauses))
        # Each relevant atom with what either value forces on the atoms tried after it, and counts.
        self._atoms: list[tuple[int, int, int, int, int, int]] = []
        later = self._relevant
        for bit in bits(relevant & atoms.present):
            present, absent = inward(1 << bit), inward(2 << bit)
            later &= ~(present | absent)
            self._atoms.append(
                (
                    present,
                    absent,
                    inward(atoms.reach[bit]) & later,
                    inward(atoms.reach[bit + 1]) & later,
                    self._count(present),
                    self._count(absent),
                )
            )

    def reachable(self, known: int, offset: int) -> Family:
        """Every combination that some completion shows at the region that lies at ``offset``."""
        width = self._width
        own = known >> offset << width | known & ((1 << width) - 1)
        pattern = own & self._relevant
        family = self._table.get(pattern)
        if family is None:
            if len(self._table) > REMEMBERED:
                self._table.clear()
            family = self._table[pattern] = self._families.of(frozenset(self._try(pattern)))
        return family

    def sight(self, site: Site, known: int) -> Sight:
        """How each component stands at one region, and by what."""
        shown = self.reachable(known, site.offset).combinations
        states: dict[int, State] = {}
        used: dict[int, int] = {}
        for i, thresholds in site.components.items():
            holding = sum(1 for combination in shown if combination >> (FIELD * i) & 0xFF)
            if holding == len(shown):
                states[i] = State.ESTABLISHED
            else:
                states[i] = State.OPEN if holding else State.RULED_OUT
            used[i] = _deciding(thresholds, known, states[i])
        return Sight(site, states, used)

    def _try(self, pattern: int) -> Iterator[int]:
        """Try the unknown atoms one after the other. Attempts that agree in their counts, and in
        what they force on the atoms to come, are one attempt: so it is quick."""
        attempts = {(pattern, self._count(pattern))}
        for present, absent, if_present, if_absent, more, fewer in self._atoms:
            if pattern & (present | absent):
                continue
            following = set()
            settled = ~(present | absent)
            for forced, counts in attempts:
                if not forced & absent:
                    following.add(((forced | if_present) & settled, counts + more))
                if not forced & present:
                    following.add(((forced | if_absent) & settled, counts + fewer))
            attempts = following
        for counts in {counts for _forced, counts in attempts}:
            yield sum(
                1 << (FIELD * i)
                for i, clauses in self._needs
                if all(counts >> shift & 0xFF >= need for shift, need in clauses)
            )

    def _count(self, literals: int) -> int:
        return sum((literals & true).bit_count() << shift for true, shift in self._counts)


def all_bits(thresholds: Iterable[Threshold]) -> int:
    return union(one.true | one.false for one in thresholds)


def union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def _deciding(thresholds: Sequence[Threshold], known: int, state: State) -> int:
    """The literals by which a component stands or falls at a region.

    Where the clauses do not show it one by one (the relations between open atoms do), every known
    literal they ask about.
    """
    if state is State.OPEN:
        return 0
    seen = judge_all(thresholds, known)
    mask = 0
    for one in thresholds:
        if seen is not state:
            mask |= known & (one.true | one.false)
        elif one.judge(known) is state:
            mask |= one.used(known, state)
    return mask
