"""Which components can occur together: exact, over all completions of a case.

Each pair of regions (a *unit*) is looked up by the pattern of its known literals: the table gives
every combination of components it can still show, worked out once by trying the unknown atoms.
The units' combinations are then united. Global atoms that tie regions together are split over
their values first; so what comes out is what a search over all completions would find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from teaching.knowledge.atoms import Atoms
from teaching.knowledge.clauses import threshold
from teaching.knowledge.families import Families, Family
from teaching.knowledge.places import Places
from teaching.knowledge.schema.rules import Component
from teaching.knowledge.shapes import REMEMBERED, Shape, Sight, Site, all_bits, union
from teaching.knowledge.verdicts import State

if TYPE_CHECKING:
    from teaching.knowledge.evidence import Argument, Part

SPLIT_AT_MOST = 6
"""Atoms split over their values, for all regions and for each pair; more would cost 2**n and are
left open with a warning."""


class Entry:
    """One unit under one pattern: what it can still show, and what each component rests on here.

    ``shown`` and ``missing`` hold per component the literals by which it is there, or is not, and
    the number of regions at which it is there, or may be.
    """

    __slots__ = ("family", "missing", "parts", "shown", "sights", "unit")

    def __init__(self, unit: Unit, family: Family, sights: tuple[Sight, ...]) -> None:
        self.unit = unit
        self.family = family
        self.sights = sights
        self.parts: dict[tuple[int, int], Part] = {}
        self.shown: dict[int, tuple[int, int]] = {}
        self.missing: dict[int, tuple[int, int]] = {}
        for component in {i for sight in sights for i in sight.states}:
            here = [sight for sight in sights if component in sight.states]
            there = [s for s in here if s.states[component] is State.ESTABLISHED]
            gone = [s for s in here if s.states[component] is State.RULED_OUT]
            self.shown[component] = union(s.used[component] for s in there), len(there)
            self.missing[component] = (
                union(s.used[component] for s in gone),
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
        self.said: dict[int, list[Argument]] = {}
        """What speaks for and against each component, once somebody asks (``evidence``)."""

    def state(self, component: int) -> State:
        """Whether the component occurs somewhere."""
        return self.family.state(component)

    def sights(self, component: int) -> Iterator[Sight]:
        """The regions this component is judged at."""
        for entry in self.entries(component):
            for sight in entry.sights:
                if component in sight.states:
                    yield sight

    def regions(self, component: int) -> list[str]:
        """The regions that show this component by themselves."""
        return [
            sight.site.region
            for entry in self.entries(component)
            if entry.shown[component][1]
            for sight in entry.sights
            if sight.states.get(component) is State.ESTABLISHED
        ]

    def entries(self, component: int) -> list[Entry]:
        """The units this component is judged in."""
        entries = self._entries
        return [entries[number] for number in self._composer.units_with[component]]

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
    """The components of a pack, compiled. ``unsplit`` names the findings too many to be split."""

    def __init__(self, atoms: Atoms, places: Places, components: Sequence[Component]) -> None:
        self.atoms = atoms
        self.components = tuple(components)
        self.position = {component.slug: i for i, component in enumerate(components)}
        self.caps = [component.spread or 1 for component in components]
        self._families = Families(self.caps)
        self._shapes: dict[tuple[str, bool], Shape] = {}
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
            all_bits(one for site in sites.values() for one in site.components.get(i, ()))
            for i in range(len(self.components))
        ]
        self.relevant = union(self.mentioned)
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
        forced = union(atoms.reach[2 * atom + sign] for atom in self._split for sign in (0, 1))
        self.bearing = self.relevant | self.tying | forced | atoms.negated(forced)
        """Every literal that can bear on what the components show, either way."""

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
            parts = [all_bits(one for many in s.components.values() for one in many) for s in sites]
            ties = dict(self._ties(site.region, parts)) if len(sites) == 2 else {}
            names = [self.atoms.names[atom][0] for atom in list(ties)[SPLIT_AT_MOST:]]
            self.unsplit = tuple(dict.fromkeys((*self.unsplit, *names)))
            mask = globals_here | union(parts) | union(tie.both for tie in ties.values())
            yield Unit(sites, mask, tuple(ties.values())[:SPLIT_AT_MOST])

    def _ties(self, region: str, parts: Sequence[int]) -> Iterator[tuple[int, Tie]]:
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
                yield atom, Tie(3 << (2 * atom), present, absent)

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
            family = self._families.of(combinations)
        return Look(self, known, family, entries)

    def _unite(self, known: int) -> tuple[Family, list[Entry]]:
        family = nothing = self._families.nothing
        entries = [
            unit.table.get(known & unit.mask) or self._entry(unit, known) for unit in self.units
        ]
        for entry in entries:
            if entry.family is not nothing:
                joined = family.joined.get(entry.family)
                family = self._families.join(family, entry.family) if joined is None else joined
        return family, entries

    def _entry(self, unit: Unit, known: int) -> Entry:
        """What a unit shows under a pattern not met before."""
        if len(unit.table) > REMEMBERED:
            unit.table.clear()
        key = known & unit.mask
        entry = unit.table[key] = self._enter(unit, key)
        return entry

    def _enter(self, unit: Unit, known: int) -> Entry:
        pending = [tie for tie in unit.ties if not known & tie.both]
        combinations: frozenset[int] = frozenset()
        for signs in product((False, True), repeat=len(pending)):
            assumed = known
            for tie, present in zip(pending, signs, strict=True):
                assumed |= tie.present if present else tie.absent
            if self.atoms.conflict(assumed):
                continue
            family = self._families.nothing
            for site in unit.sites:
                family = self._families.join(
                    family, self._shape(site).reachable(assumed, site.offset)
                )
            combinations |= family.combinations
        return Entry(
            unit,
            self._families.of(combinations),
            tuple(self._shape(site).sight(site, known) for site in unit.sites),
        )

    def _shape(self, site: Site) -> Shape:
        place = self.atoms.places.regions[site.region]
        key = place.sort, place.mirror is not None
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = Shape(self.atoms, self._families, site)
        return shape
