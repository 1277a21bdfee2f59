"""What the lines of a vignette state, with every scope expanded over the whole vignette.

A line becomes a mask of literals closed under the relations, so that reading a case is mostly a
look-up per tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teaching.knowledge.atoms import Atoms
from teaching.knowledge.places import Places
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import Statement

Lines = Sequence[Sequence[Tag]]


@dataclass(frozen=True, slots=True)
class Measure:
    """A value one line gives: the bit of the quantity at its region, and the interval."""

    bit: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stated:
    """What one line states: literals closed under the relations, and values."""

    mask: int
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A tag once its scope is known."""

    regions: tuple[str, ...]
    mask: int
    measures: tuple[Measure, ...]


class Scopes:
    """Reads tags. Raises ValueError for a tag that names something the pack does not have, or that
    places a finding where it cannot be."""

    def __init__(self, atoms: Atoms, places: Places) -> None:
        self._atoms = atoms
        self._places = places
        self._meanings: dict[Tag, _Meaning] = {}
        self._relative: dict[Tag, int] = {}
        """Tags whose scope depends on the vignette, with the bits it depends on."""
        self._resolved: dict[tuple[Tag, int], _Meaning] = {}

    def stated(self, lines: Lines, whole: Lines | None = None) -> list[Stated]:
        """What each line states, scopes resolved over ``whole`` (default: these lines)."""
        marked = None
        result = []
        meanings = self._meanings
        for line in lines:
            mask = 0
            measures: tuple[Measure, ...] = ()
            for tag in line:
                meaning = meanings.get(tag)
                if meaning is None:
                    if self._is_relative(tag):
                        if marked is None:
                            marked = self._marked(lines if whole is None else whole)
                        meaning = self._resolve(tag, marked)
                    else:
                        meaning = meanings[tag] = self._read(tag, 0)
                mask |= meaning.mask
                if meaning.measures:
                    measures += meaning.measures
            result.append(Stated(mask, measures))
        return result

    def statements(self, lines: Lines, whole: Lines | None = None) -> Iterator[Statement]:
        """The same, in words: one statement per line, finding and region, as tagged."""
        marked = self._marked(lines if whole is None else whole)
        for number, line in enumerate(lines):
            for tag in dict.fromkeys(line):
                for region in self._resolve(tag, marked).regions:
                    yield Statement(number, tag.finding, region, tag.present, tag.low, tag.high)

    def _is_relative(self, tag: Tag) -> bool:
        if tag in self._relative:
            return True
        depends = self._places.depends(tag.at)
        if depends:
            self._relative[tag] = sum(self._atoms.marks.get(slug, 0) for slug in set(depends))
        return bool(depends)

    def _marked(self, whole: Lines) -> int:
        """Everything the lines state under names that do not depend on other lines."""
        known = 0
        for line in whole:
            for tag in line:
                meaning = self._meanings.get(tag)
                if meaning is None:
                    if self._is_relative(tag):
                        continue
                    meaning = self._meanings[tag] = self._read(tag, 0)
                known |= meaning.mask
        return known

    def _resolve(self, tag: Tag, marked: int) -> _Meaning:
        if not self._is_relative(tag):
            meaning = self._meanings.get(tag)
            if meaning is None:
                meaning = self._meanings[tag] = self._read(tag, 0)
            return meaning
        key = tag, marked & self._relative[tag]
        meaning = self._resolved.get(key)
        if meaning is None:
            if len(self._resolved) > _REMEMBERED:
                self._resolved.clear()
            meaning = self._resolved[key] = self._read(tag, marked)
        return meaning

    def _read(self, tag: Tag, marked: int) -> _Meaning:
        atoms = self._atoms
        finding = atoms.findings.get(tag.finding)
        if finding is None:
            raise ValueError(f"'{tag}': unknown finding '{tag.finding}'")
        if finding.quantity is (tag.low is None):
            wants = "needs a value" if finding.quantity else "takes no value"
            raise ValueError(f"'{tag}': '{finding.slug}' {wants}")
        if not finding.sorts:
            if tag.at:
                raise ValueError(f"'{tag}': '{finding.slug}' is not stated at a region")
            regions: tuple[str, ...] = ("",)
        else:
            regions = self._regions(tag, marked)
        mask = 0
        measures = []
        for region in regions:
            atom = atoms.own[finding.slug, region]
            mask |= atoms.reach[2 * atom + (not tag.present)]
            if tag.low is not None and tag.high is not None:
                measures.append(Measure(1 << (2 * atom), tag.low, tag.high))
        return _Meaning(regions, mask, tuple(measures))

    def _regions(self, tag: Tag, marked: int) -> tuple[str, ...]:
        finding = self._atoms.findings[tag.finding]
        if not tag.at:
            raise ValueError(f"'{tag}': say at which region")
        named = self._places.resolve(tag.at, lambda slug: self._marked_at(slug, marked))
        fitting = {region for region in named if self._places.regions[region].sort in finding.sorts}
        if named and not fitting:
            raise ValueError(f"'{tag}': '{finding.slug}' cannot be stated there")
        if finding.mirrored:
            fitting |= {mirror for region in fitting if (mirror := self._places.mirror(region))}
        return tuple(region for region in self._places.regions if region in fitting)

    def _marked_at(self, slug: str, marked: int) -> set[str]:
        own = self._atoms.own
        return {
            region
            for region in self._places.regions
            if (slug, region) in own and marked >> (2 * own[slug, region]) & 1
        }


_REMEMBERED = 50_000
"""Readings of vignette-dependent tags kept at most; they are cheap to work out again."""
