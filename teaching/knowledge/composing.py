"""Which components can occur together: exact, over all completions of a case.

Each pair of regions (a *unit*) is looked up by the pattern of its known literals: the table gives
every combination of components it can still show, worked out once by trying the unknown atoms.
The units' combinations are then united. Global atoms that tie regions together are split over
their values first; so what comes out is what a search over all completions would find.

A combination is an integer with eight bits per component: 1 where a component is there, and the
number of regions so far for one that spreads over several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from teaching.knowledge.atoms import Atoms, bits
from teaching.knowledge.clauses import Threshold, judge_all, threshold
from teaching.knowledge.places import Places
from teaching.knowledge.schema import Component
from teaching.knowledge.verdicts import State

FIELD = 8
"""Bits per component in a combination, and per clause in a count."""
SPLIT_AT_MOST = 6
"""Global atoms split over their values; more would cost 2**n and are left open with a warning."""
REMEMBERED = 20_000
"""Patterns kept per table; a table that grows past this starts afresh."""


class Family:
    """Combinations of components that remain possible. Families of one composer are shared."""

    __slots__ = ("_joined", "combinations", "common", "outcomes", "possible")

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
        self._joined: dict[Family, Family] = {}

    def state(self, component: int) -> State:
        """Whether a component is in all of the combinations, in some, or in none."""
        bit = 1 << component
        if self.common & bit:
            return State.ESTABLISHED
        return State.OPEN if self.possible & bit else State.RULED_OUT


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


class Entry:
    """One unit under one pattern: what it can still show, and what each component rests on here.

    ``shown`` and ``missing`` hold per component the literals by which it is there, or is not, and
    the number of regions at which it is there, or may be.
    """

    __slots__ = ("family", "missing", "shown", "sights")

    def __init__(self, family: Family, sights: tuple[Sight, ...]) -> None:
        self.family = family
        self.sights = sights
        self.shown: dict[int, tuple[int, int]] = {}
        self.missing: dict[int, tuple[int, int]] = {}
        for component in {i for sight in sights for i in sight.states}:
            here = [sight for sight in sights if component in sight.states]
            there = [s for s in here if s.states[component] is State.ESTABLISHED]
            gone = [s for s in here if s.states[component] is State.RULED_OUT]
            self.shown[component] = _union(s.used[component] for s in there), len(there)
            self.missing[component] = (
                _union(s.used[component] for s in gone),
                len(here) - len(gone),
            )


@dataclass(frozen=True, slots=True)
class Tie:
    """An atom two regions share: what either value brings, and the bits that say it is known."""

    both: int
    present: int
    absent: int


class Unit:
    """One region, or a region and its mirror image."""

    __slots__ = ("mask", "sites", "table", "ties")

    def __init__(self, sites: tuple[Site, ...], mask: int, ties: tuple[Tie, ...]) -> None:
        self.sites = sites
        self.mask = mask
        self.ties = ties
        self.table: dict[int, Entry] = {}


class Look:
    """Everything the components show in one case."""

    def __init__(
        self, composer: Composer, known: int, family: Family, entries: list[Entry]
    ) -> None:
        self._composer = composer
        self.components = composer.components
        self.known = known
        self.family = family
        self._entries = entries
        self._basis: dict[int, int] = {}

    def state(self, component: int) -> State:
        """Whether the component occurs somewhere."""
        return self.family.state(component)

    def sights(self, component: int) -> Iterator[Sight]:
        """The regions this component is judged at."""
        for entry in self._entries:
            for sight in entry.sights:
                if component in sight.states:
                    yield sight

    def basis(self, component: int, state: State) -> int:
        """The literals that show the component to be there, or not to be anywhere.

        They are gathered region by region; where no region shows it by itself (one of two has it,
        and either is open), everything known of the component is the basis.
        """
        key = component if state is State.ESTABLISHED else ~component
        found = self._basis.get(key)
        if found is None:
            found = self._basis[key] = self._gather(component, state)
        return found

    def _gather(self, component: int, state: State) -> int:
        mask = count = 0
        shown = state is State.ESTABLISHED
        entries = self._entries
        for number in self._composer.units_with[component]:
            entry = entries[number]
            more, regions = (entry.shown if shown else entry.missing)[component]
            mask |= more
            count += regions
        cap = self._composer.caps[component]
        if count >= cap if shown else count < cap:
            return mask
        return self._composer.mentioned[component] & self.known

    @cached_property
    def everything(self) -> int:
        """Every known literal some component asks about."""
        return self._composer.relevant & self.known


class Composer:
    """The components of a pack, compiled. ``unsplit`` names global findings left open."""

    def __init__(self, atoms: Atoms, places: Places, components: Sequence[Component]) -> None:
        self.atoms = atoms
        self.components = tuple(components)
        self.position = {component.slug: i for i, component in enumerate(components)}
        self.caps = [component.spread or 1 for component in components]
        self._families: dict[frozenset[int], Family] = {}
        self._shapes: dict[tuple[str, bool], Shape] = {}
        self._nothing = self._family(frozenset((0,)))
        self._globals = (1 << atoms.global_bits) - 1

        sites: dict[str, Site] = {}
        for place in places.regions.values():
            judged = {
                i: tuple(threshold(atoms, clause, place.id) for clause in component.clauses)
                for i, component in enumerate(components)
                if component.at == place.sort
            }
            if judged:
                sites[place.id] = Site(place.id, atoms.offsets[place.id], judged)
        self.sites = sites
        self.mentioned = [
            _all_bits(one for site in sites.values() for one in site.components.get(i, ()))
            for i in range(len(self.components))
        ]
        self.relevant = _union(self.mentioned)
        self._split, self.unsplit = self._splits()
        self.units = tuple(self._units(places))
        self.units_with = [
            [
                number
                for number, unit in enumerate(self.units)
                if any(i in site.components for site in unit.sites)
            ]
            for i in range(len(self.components))
        ]
        self.tying = sum(3 << (2 * atom) for atom in self._split)
        for unit in self.units:
            self.tying |= unit.mask

    # ---- compiling ----------------------------------------------------------------------------
    def _splits(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The global atoms to try both ways: those that pull more than one component, or one both
        ways, or that tie regions together through the relations."""
        atoms = self.atoms
        found = []
        for atom in range(atoms.global_bits // 2):
            present, absent = 1 << (2 * atom), 2 << (2 * atom)
            brought = atoms.reach[2 * atom] & ~(present | absent)
            denied = atoms.reach[2 * atom + 1] & ~(present | absent)
            pulls = {
                (i, one.true & present > 0)
                for site in self.sites.values()
                for i, thresholds in site.components.items()
                for one in thresholds
                if one.true & (present | absent)
            }
            both_ways = any(
                one.true & present and one.true & absent
                for site in self.sites.values()
                for thresholds in site.components.values()
                for one in thresholds
            )
            if pulls:
                tied = (brought | denied) & self.relevant
                needed = bool(tied) or both_ways or len(pulls) > 1
            else:
                needed = bool(brought & self.relevant) and bool(denied & self.relevant)
            if needed:
                found.append(atom)
        names = tuple(atoms.names[atom][0] for atom in found[SPLIT_AT_MOST:])
        return tuple(found[:SPLIT_AT_MOST]), names

    def _units(self, places: Places) -> Iterator[Unit]:
        globals_here = self.relevant & self._globals
        for site in self.sites.values():
            place = places.regions[site.region]
            if place.side == "right":
                continue
            sites = (site, self.sites[place.mirror]) if place.mirror else (site,)
            parts = [
                _all_bits(one for many in s.components.values() for one in many) for s in sites
            ]
            ties = tuple(self._ties(site.region, parts)) if len(sites) == 2 else ()
            mask = globals_here
            for part in parts:
                mask |= part
            for tie in ties:
                mask |= tie.both
            yield Unit(sites, mask, ties)

    def _ties(self, region: str, parts: Sequence[int]) -> Iterator[Tie]:
        """The atoms that both regions of a pair share and through which one can bear on the other:
        mirrored findings, and those that a rule asks about across the midline."""
        atoms = self.atoms
        mirror = self.atoms.places.regions[region].mirror
        shared = [
            atom
            for (slug, at), atom in atoms.own.items()
            if at == region and atoms.findings[slug].mirrored
        ]
        shared += [atom for (_slug, at), atom in atoms.alias.items() if at in (region, mirror)]
        left, right = (part & ~self._globals for part in parts)
        for atom in shared:
            present, absent = atoms.reach[2 * atom], atoms.reach[2 * atom + 1]
            if (present & left and absent & right) or (present & right and absent & left):
                yield Tie(3 << (2 * atom), present, absent)

    # ---- looking ------------------------------------------------------------------------------
    def look(self, known: int) -> Look:
        """What the components show under these literals (closed, without contradiction)."""
        family, entries = self._unite(known)
        pending = [atom for atom in self._split if not known >> (2 * atom) & 3]
        if pending:
            reach = self.atoms.reach
            combinations: frozenset[int] = frozenset()
            for signs in product((0, 1), repeat=len(pending)):
                assumed = known
                for atom, sign in zip(pending, signs, strict=True):
                    assumed |= reach[2 * atom + sign]
                if not self.atoms.conflict(assumed):
                    combinations |= self._unite(assumed)[0].combinations
            family = self._family(combinations)
        return Look(self, known, family, entries)

    def _unite(self, known: int) -> tuple[Family, list[Entry]]:
        family = nothing = self._nothing
        entries = []
        for unit in self.units:
            key = known & unit.mask
            entry = unit.table.get(key)
            if entry is None:
                if len(unit.table) > REMEMBERED:
                    unit.table.clear()
                entry = unit.table[key] = self._enter(unit, key)
            entries.append(entry)
            if entry.family is not nothing:
                joined = family._joined.get(entry.family)
                family = self._join(family, entry.family) if joined is None else joined
        return family, entries

    def _enter(self, unit: Unit, known: int) -> Entry:
        pending = [tie for tie in unit.ties if not known & tie.both]
        combinations: frozenset[int] = frozenset()
        for signs in product((False, True), repeat=len(pending)):
            assumed = known
            for tie, present in zip(pending, signs, strict=True):
                assumed |= tie.present if present else tie.absent
            if self.atoms.conflict(assumed):
                continue
            family = self._nothing
            for site in unit.sites:
                family = self._join(family, self._reachable(site, assumed))
            combinations |= family.combinations
        return Entry(
            self._family(combinations),
            tuple(self._sight(site, known) for site in unit.sites),
        )

    def _reachable(self, site: Site, known: int) -> Family:
        return self._shape(site).reachable(self._inward(site, known))

    def _sight(self, site: Site, known: int) -> Sight:
        shown = self._reachable(site, known).combinations
        states: dict[int, State] = {}
        used: dict[int, int] = {}
        for i, thresholds in site.components.items():
            holding = sum(1 for combination in shown if combination >> (FIELD * i) & 0xFF)
            if holding == len(shown):
                states[i] = State.ESTABLISHED
            elif holding == 0:
                states[i] = State.RULED_OUT
            else:
                states[i] = State.OPEN
            used[i] = _deciding(thresholds, known, states[i])
        return Sight(site, states, used)

    def _join(self, one: Family, other: Family) -> Family:
        joined = one._joined.get(other)
        if joined is None:
            joined = self._family(
                frozenset(self._sum(a, b) for a in one.combinations for b in other.combinations)
            )
            one._joined[other] = joined
        return joined

    def _sum(self, one: int, other: int) -> int:
        total = 0
        for i, cap in enumerate(self.caps):
            shift = FIELD * i
            total |= min((one >> shift & 0xFF) + (other >> shift & 0xFF), cap) << shift
        return total

    def _family(self, combinations: frozenset[int]) -> Family:
        family = self._families.get(combinations)
        if family is None:
            family = self._families[combinations] = Family(combinations, self.caps)
        return family

    def _inward(self, site: Site, mask: int) -> int:
        """A mask as the site's shape sees it: its own atoms moved next to the global ones."""
        shape = self._shape(site)
        width = self.atoms.global_bits
        return (mask >> site.offset << width | mask & self._globals) & shape.relevant

    def _shape(self, site: Site) -> Shape:
        place = self.atoms.places.regions[site.region]
        key = place.sort, place.mirror is not None
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = Shape(self, site)
        return shape


class Shape:
    """What all regions of one sort have in common: which combinations a pattern leaves possible."""

    def __init__(self, composer: Composer, site: Site) -> None:
        atoms = composer.atoms
        width = atoms.global_bits
        globals_ = (1 << width) - 1
        self._family = composer._family
        relevant = _all_bits(one for many in site.components.values() for one in many)

        def inward(mask: int) -> int:
            return (mask & relevant) >> site.offset << width | (mask & relevant & globals_)

        self.relevant = inward(relevant)
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
                shift += FIELD
            self._needs.append((i, clauses))
        # Each relevant atom with what either value forces on the atoms tried after it.
        self._atoms: list[tuple[int, int, int, int]] = []
        later = self.relevant
        for bit in bits(relevant & atoms.present):
            present, absent = inward(1 << bit), inward(2 << bit)
            later &= ~(present | absent)
            self._atoms.append(
                (
                    present,
                    absent,
                    inward(atoms.reach[bit]) & later,
                    inward(atoms.reach[bit + 1]) & later,
                )
            )

    def reachable(self, pattern: int) -> Family:
        """Every combination that some completion of this pattern shows."""
        family = self._table.get(pattern)
        if family is None:
            if len(self._table) > REMEMBERED:
                self._table.clear()
            family = self._table[pattern] = self._family(frozenset(self._try(pattern)))
        return family

    def _try(self, pattern: int) -> Iterator[int]:
        """Try the unknown atoms one after the other. Attempts that agree in their counts, and in
        what they force on the atoms to come, are one attempt: so it is quick."""
        attempts = {(pattern, self._count(pattern))}
        for present, absent, if_present, if_absent in self._atoms:
            if pattern & (present | absent):
                continue
            following = set()
            for forced, counts in attempts:
                settled = ~(present | absent)
                if not forced & absent:
                    following.add(((forced | if_present) & settled, counts + self._count(present)))
                if not forced & present:
                    following.add(((forced | if_absent) & settled, counts + self._count(absent)))
            attempts = following
        for counts in {counts for _forced, counts in attempts}:
            yield sum(
                1 << (FIELD * i)
                for i, clauses in self._needs
                if all(counts >> shift & 0xFF >= need for shift, need in clauses)
            )

    def _count(self, literals: int) -> int:
        return sum((literals & true).bit_count() << shift for true, shift in self._counts)


def _all_bits(thresholds: Iterable[Threshold]) -> int:
    return _union(one.true | one.false for one in thresholds)


def _union(masks: Iterable[int]) -> int:
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
