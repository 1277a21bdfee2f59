"""What the lines of a vignette state, with every scope expanded over the whole vignette.

A line becomes a mask of literals closed under the relations, so that reading a case is mostly a
look-up per tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from teaching.knowledge.atoms import Atoms
from teaching.knowledge.places import Places
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import Statement

Lines = Sequence[Sequence[Tag]]
Key = tuple[str, str, bool, float | None, float | None]
"""A tag by its fields, which a dictionary finds faster than the tag itself."""
LINES = 5_000
"""Lines kept with what they state."""
REMEMBERED = 50_000
"""Tags kept with their meaning; past this a table starts afresh, as meanings are quick to find."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A value one line gives: the bit of the quantity at its region, and the interval."""

    bit: int
    low: float
    high: float


class Stated(NamedTuple):
    """What one line states: literals closed under the relations, and values."""

    mask: int
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a tag says once its scope is known."""

    regions: tuple[str, ...]
    mask: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Relative:
    """A tag whose scope depends on the vignette: the bits it depends on, and what it came to mean
    under them."""

    tag: Tag
    bearing: int
    meanings: dict[int, Meaning] = field(default_factory=dict)


class Scopes:
    """Reads tags. Raises ValueError for a tag that names something the pack does not have, or that
    places a finding where it cannot be."""

    def __init__(self, atoms: Atoms, places: Places) -> None:
        self._atoms = atoms
        self._places = places
        self._known: dict[Key, Meaning | Relative] = {}
        self._lines: dict[int, tuple[Sequence[Tag], Stated]] = {}
        """Lines that mean the same in every vignette, by identity; each is held, so none can take
        another's place."""

    def stated(self, lines: Lines, whole: Lines | None = None) -> list[Stated]:
        """What each line states, scopes resolved over ``whole`` (default: these lines)."""
        known = self._known
        marked = 0
        result: list[Stated] = []
        relative: list[tuple[int, Relative]] = []
        for line in lines:
            kept = self._lines.get(id(line))
            if kept is not None and kept[0] is line:
                marked |= kept[1].mask
                result.append(kept[1])
                continue
            mask = 0
            measures: tuple[Measure, ...] = ()
            is_relative = False
            for tag in line:
                meaning = known.get((tag.finding, tag.at, tag.present, tag.low, tag.high))
                if meaning is None:
                    meaning = self._learn(tag)
                if isinstance(meaning, Relative):
                    relative.append((len(result), meaning))
                    is_relative = True
                    continue
                mask |= meaning.mask
                if meaning.measures:
                    measures += meaning.measures
            marked |= mask
            result.append(Stated(mask, measures))
            if not is_relative and isinstance(line, tuple):
                if len(self._lines) > LINES:
                    self._lines.clear()
                self._lines[id(line)] = line, result[-1]
        if relative:
            if whole is not None:
                marked = self._marked(whole)
            for number, one in relative:
                line_before, more = result[number], self._resolve(one, marked)
                result[number] = Stated(
                    line_before.mask | more.mask, line_before.measures + more.measures
                )
        return result

    def statements(self, lines: Lines, whole: Lines | None = None) -> Iterator[Statement]:
        """The same, in words: one statement per line, finding and region, as tagged."""
        marked = self._marked(lines if whole is None else whole)
        for number, line in enumerate(lines):
            for tag in dict.fromkeys(line):
                meaning = self._learn(tag)
                if isinstance(meaning, Relative):
                    meaning = self._resolve(meaning, marked)
                for region in meaning.regions:
                    yield Statement(number, tag.finding, region, tag.present, tag.low, tag.high)

    def _learn(self, tag: Tag) -> Meaning | Relative:
        key = (tag.finding, tag.at, tag.present, tag.low, tag.high)
        meaning = self._known.get(key)
        if meaning is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            depends = self._places.depends(tag.at)
            if depends:
                self._read(tag, 0)
                bearing = sum(self._atoms.marks.get(slug, 0) for slug in depends)
                meaning = Relative(tag, bearing)
            else:
                meaning = self._read(tag, 0)
            self._known[key] = meaning
        return meaning

    def _marked(self, whole: Lines) -> int:
        """Everything the lines state under names that do not depend on other lines."""
        mask = 0
        for line in whole:
            for tag in line:
                meaning = self._learn(tag)
                if isinstance(meaning, Meaning):
                    mask |= meaning.mask
        return mask

    def _resolve(self, relative: Relative, marked: int) -> Meaning:
        bearing = marked & relative.bearing
        meaning = relative.meanings.get(bearing)
        if meaning is None:
            if len(relative.meanings) > REMEMBERED:
                relative.meanings.clear()
            meaning = relative.meanings[bearing] = self._read(relative.tag, marked)
        return meaning

    def _read(self, tag: Tag, marked: int) -> Meaning:
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
        return Meaning(regions, mask, tuple(measures))

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
