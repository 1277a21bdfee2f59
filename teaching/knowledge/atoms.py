"""Atoms as bits. An atom is a global finding or a finding at a region; a *literal* is an atom with
a sign. Atom ``i`` is present in bit ``2i`` and absent in bit ``2i + 1``, so a case is one integer,
closing it under the relations is a bitwise *or*, and a contradiction is two neighbouring bits.

Beside the atoms of the pack stand three kinds of derived ones, which no line states:

- the *mirror alias* of a finding at a region: the same finding at the other side, kept with this
  side's bits so that a rule that looks across is still a rule about one region;
- the *anywhere* atom of a finding: present if it is known at some region, absent if it is known to
  be absent at all of them;
- the *measured* bit of a quantity, set where a line gives a value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from teaching.knowledge.places import Places
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.statements import Literal


class Atoms:
    """The bits of one pack: where each atom lies, and what each literal brings with it.

    ``mirrored`` and ``anywhere`` name the findings that some rule asks about across the midline or
    anywhere. ``reach[b]`` is everything that follows from literal bit ``b``, itself included.
    Raises ValueError for relations that name an unknown finding.
    """

    def __init__(
        self,
        findings: Sequence[Finding],
        places: Places,
        across: frozenset[str] = frozenset(),
        anywhere: frozenset[str] = frozenset(),
    ) -> None:
        self.findings = {finding.slug: finding for finding in findings}
        self.places = places
        across |= {
            literal.finding
            for finding in findings
            for literal in finding.implies
            if literal.where == "mirror"
        }
        self.names: list[tuple[str, str]] = []
        self.own: dict[tuple[str, str], int] = {}
        self.alias: dict[tuple[str, str], int] = {}
        self.somewhere: dict[str, int] = {}
        self.offsets: dict[str, int] = {}
        for finding in findings:
            if not finding.sorts:
                self.own[finding.slug, ""] = self._add(finding.slug, "")
        for slug in sorted(anywhere):
            if self._finding(slug).sorts:
                self.somewhere[slug] = self._add(slug, "")
        self.global_bits = 2 * len(self.names)
        for place in places.regions.values():
            self.offsets[place.id] = 2 * len(self.names)
            here = [finding for finding in findings if place.sort in finding.sorts]
            for finding in here:
                self.own[finding.slug, place.id] = self._add(finding.slug, place.id)
            for finding in here:
                if finding.slug in across and place.mirror:
                    self.alias[finding.slug, place.id] = self._add(finding.slug, place.mirror)
        self.present = sum(1 << (2 * i) for i in range(len(self.names)))
        self.reach = self._close(self._edges())
        self.marks = {
            slug: sum(
                1 << (2 * self.own[slug, region])
                for region in places.regions
                if (slug, region) in self.own
            )
            for slug in self.findings
        }
        self._anywhere = tuple(
            (
                3 << (2 * atom),
                1 << (2 * atom),
                2 << (2 * atom),
                self.marks[slug],
                self.marks[slug] * 2,
            )
            for slug, atom in self.somewhere.items()
        )

        self.anywhere = sum(both for both, *_ in self._anywhere)
        """The bits of what some rule asks about anywhere."""

    def _add(self, slug: str, region: str) -> int:
        self.names.append((slug, region))
        return len(self.names) - 1

    def _finding(self, slug: str) -> Finding:
        try:
            return self.findings[slug]
        except KeyError:
            raise ValueError(f"unknown finding '{slug}'") from None

    # ---- relations ----------------------------------------------------------------------------
    def _edges(self) -> Iterator[tuple[int, int]]:
        """Pairs of literal bits, the first of which brings the second."""
        for finding in self.findings.values():
            for literal in finding.implies:
                if literal.where == "anywhere":
                    raise ValueError(f"'{finding.slug}' cannot imply '{literal}': name the place")
                yield from self._relation(finding, literal)
            for other in finding.contradicts:
                yield from self._relation(finding, Literal(other, present=False))
            if finding.mirrored:
                for region in self.places.regions:
                    mirror = self.places.mirror(region)
                    if mirror and (finding.slug, region) in self.own:
                        yield from _same(
                            self.own[finding.slug, region], self.own[finding.slug, mirror]
                        )
        for (slug, region), atom in self.alias.items():
            mirror = self.places.mirror(region)
            if mirror:
                yield from _same(atom, self.own[slug, mirror])

    def _relation(self, finding: Finding, literal: Literal) -> Iterator[tuple[int, int]]:
        target = self._finding(literal.finding)
        regions = list(self.places.regions)
        for start in [""] if not finding.sorts else regions:
            source = self.own.get((finding.slug, start))
            if source is None:
                continue
            if not target.sorts:
                ends = [self.own[target.slug, ""]]
            elif literal.where == "mirror":
                ends = [self.alias.get((target.slug, start), -1)]
            else:
                ends = [
                    self.own.get((target.slug, place), -1)
                    for place in ([start] if start else regions)
                ]
            for end in ends:
                if end >= 0:
                    yield 2 * source, 2 * end + (not literal.present)

    def _close(self, edges: Iterator[tuple[int, int]]) -> tuple[int, ...]:
        """Everything each literal brings, contrapositives included, closed transitively."""
        following: dict[int, set[int]] = defaultdict(set)
        for start, end in edges:
            following[start].add(end)
            following[end ^ 1].add(start ^ 1)
        reach = []
        for literal in range(2 * len(self.names)):
            seen = {literal}
            pending = [literal]
            while pending:
                for end in following.get(pending.pop(), ()):
                    if end not in seen:
                        seen.add(end)
                        pending.append(end)
            reach.append(sum(1 << end for end in seen))
        return tuple(reach)

    # ---- reading bits -------------------------------------------------------------------------
    def literal(self, literal: Literal, region: str) -> int:
        """The bit that makes this literal true when asked at ``region``; 0 if it has no atom there.

        A finding that does not exist at a region counts as absent. Raises ValueError for an unknown
        finding and for a regional one asked at no region.
        """
        finding = self._finding(literal.finding)
        atom: int | None
        if not finding.sorts:
            atom = self.own[finding.slug, ""]
        elif literal.where == "anywhere":
            atom = self.somewhere[finding.slug]
        elif not region:
            raise ValueError(f"'{literal}' needs a region to be asked at")
        elif literal.where == "mirror":
            atom = self.alias.get((finding.slug, region))
        else:
            atom = self.own.get((finding.slug, region))
        if atom is None:
            return 0
        return 1 << (2 * atom + (not literal.present))

    def closed(self, mask: int) -> int:
        """The mask with everything its literals bring."""
        result = mask
        for bit in bits(mask):
            result |= self.reach[bit]
        return result

    def conflict(self, mask: int) -> int:
        """The present bits of atoms that the mask gives both values."""
        return mask & (mask >> 1) & self.present

    def negated(self, mask: int) -> int:
        """The opposite of every literal."""
        return ((mask & self.present) << 1) | ((mask >> 1) & self.present)

    def with_anywhere(self, known: int) -> int:
        """The mask with the *anywhere* atoms that follow from the regions known so far."""
        for _both, present, absent, marks, clear in self._anywhere:
            if known & marks:
                known |= present
            elif clear and known & clear == clear:
                known |= absent
        return known

    def nowhere(self, mask: int) -> int:
        """The mask with everything that is absent anywhere absent at each region."""
        for _both, _present, absent, _marks, clear in self._anywhere:
            if mask & absent:
                mask |= clear
        return mask

    def somewhere_present(self, mask: int) -> bool:
        """Whether the mask asks for something to be present anywhere, no matter where."""
        return any(mask & present for _both, present, _absent, _marks, _clear in self._anywhere)

    def without_anywhere(self, used: int) -> int:
        """The mask with each *anywhere* literal replaced by the regional ones behind it."""
        if not used & self.anywhere:
            return used
        for both, present, absent, marks, clear in self._anywhere:
            if used & both:
                if used & present:
                    used |= marks
                if used & absent:
                    used |= clear
                used &= ~both
        return used


def bits(mask: int) -> Iterator[int]:
    """The positions of the set bits, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _same(one: int, other: int) -> Iterator[tuple[int, int]]:
    yield 2 * one, 2 * other
    yield 2 * other, 2 * one
