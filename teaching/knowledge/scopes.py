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
from teaching.knowledge.shapes import union
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import Statement

Lines = Sequence[Sequence[Tag]]
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


NOTHING = Stated(0)
"""What a line states that is not shown."""


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


class Said(NamedTuple):
    """What a line says in every vignette, and what hangs on the vignette besides."""

    stated: Stated
    relative: tuple[Relative, ...]


class Scopes:
    """Reads tags. Raises ValueError for a tag that names something the pack does not have, or that
    places a finding where it cannot be."""

    def __init__(self, atoms: Atoms, places: Places) -> None:
        self._atoms = atoms
        self._places = places
        self._known: dict[Tag, Meaning | Relative] = {}
        self._lines: dict[tuple[Tag, ...], Said] = {}

    def stated(self, lines: Lines, whole: Lines | None = None) -> list[Stated]:
        """What each line states, scopes resolved over ``whole`` (default: these lines)."""
        known = self._lines.get
        read = [known(line) or self._said(line) for line in map(tuple, lines)]
        result = [said.stated for said in read]
        marked: int | None = None
        for number, said in enumerate(read):
            if not said.relative:
                continue
            if marked is None:
                told = read if whole is None else [*map(self._said, map(tuple, whole))]
                marked = union([one.stated.mask for one in told])
            mask, measures = said.stated
            for one in said.relative:
                more = self._resolve(one, marked)
                mask |= more.mask
                measures += more.measures
            result[number] = Stated(mask, measures)
        return result

    def _said(self, line: tuple[Tag, ...]) -> Said:
        """A line, read once for all vignettes in which it stands."""
        said = self._lines.get(line)
        if said is None:
            if len(self._lines) > LINES:
                self._lines.clear()
            meanings = [*map(self._learn, line)]
            fixed = [one for one in meanings if isinstance(one, Meaning)]
            mask = union(one.mask for one in fixed)
            said = self._lines[line] = Said(
                Stated(mask, tuple(measure for one in fixed for measure in one.measures)),
                tuple(one for one in meanings if isinstance(one, Relative)),
            )
        return said

    def statements(self, lines: Lines, whole: Lines | None = None) -> Iterator[Statement]:
        """The same, in words: one statement per line, finding and region, as tagged."""
        marked = 0
        for line in lines if whole is None else whole:
            marked |= self._said(tuple(line)).stated.mask
        for number, line in enumerate(lines):
            for tag in dict.fromkeys(line):
                meaning = self._learn(tag)
                if isinstance(meaning, Relative):
                    meaning = self._resolve(meaning, marked)
                for region in meaning.regions:
                    yield Statement(number, tag.finding, region, tag.present, tag.low, tag.high)

    def _learn(self, tag: Tag) -> Meaning | Relative:
        meaning = self._known.get(tag)
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
            self._known[tag] = meaning
        return meaning

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
