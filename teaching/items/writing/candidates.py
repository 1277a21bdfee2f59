"""What could be said in a story that would bear on a question of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from teaching.items.exchanging import deciding
from teaching.items.writing.openings import Opening
from teaching.items.writing.phrasing import spot
from teaching.knowledge.conditions import IntervalCondition
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.statements import Tag

PLACES = 4
"""So many regions are tried where the story speaks of none that a finding can be at."""


class Candidates:
    """The statements to try, each finding the rules ask about at each place spoken of."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.ground, self.knowledge = opening.ground, opening.knowledge
        self.claims, self.item, self.spoken = opening.claims, opening.item, opening.spoken

    def tags(self) -> Iterator[Tag]:
        """What could be said: each finding at each place, present and absent; of several regions
        at once only what is absent there, or what says that all is well."""
        for slug in self.rank:
            finding = self.knowledge.findings[slug]
            if self.opening.stage(slug) is None:
                continue
            for at in self._fitting(finding):
                is_wide = bool(at) and spot(self.ground, at) is None
                if finding.quantity:
                    if not is_wide:
                        yield from self._values(slug, at)
                    continue
                if not is_wide or any(not one.present for one in finding.implies):
                    yield Tag(slug, at)
                if not (is_wide and finding.mirrored):
                    yield Tag(slug, at, False)

    def _values(self, slug: str, at: str) -> Iterator[Tag]:
        """A value in the middle of each window asked for."""
        for one in self.intervals.get(slug, ()):
            low, high = one.asked.low, one.asked.high
            if low is None and high is None:
                continue
            middle = (
                (low + high) / 2
                if low is not None and high is not None
                else (low or 0) * 1.5 + 1
                if high is None
                else (high or 0) / 2
            )
            value = float(round(middle)) if middle >= 1 else middle
            yield Tag(slug, at, True, value, value)

    def _fitting(self, finding: Finding) -> list[str]:
        """The places at which a finding can be said."""
        if not finding.sorts:
            return [""]
        regions = self.knowledge.regions
        covered = self.knowledge.scopes
        found = []
        for at in self.places:
            if finding.mirrored and at.startswith(("left-", "right-")):
                continue
            ids = (at,) if at in regions else covered.get(at, ())
            if any(regions[one].sort in finding.sorts for one in ids):
                found.append(at)
        if not any(spot(self.ground, at) for at in found):
            own = [r for r in self.ground.pack.disease.regions if r.sort in finding.sorts]
            near = [f"both-{r.slug}" if r.sided else r.slug for r in own[:PLACES]]
            found = near + found
        return found

    def oddity(self, tag: Tag) -> tuple[int, ...]:
        """How far-fetched a statement is in this story; the lowest is proposed first."""
        place = self.places.get(tag.at, len(self.places)) if tag.at else 0
        is_wide = bool(tag.at) and spot(self.ground, tag.at) is None
        return (
            is_wide and not tag.present and tag.finding not in self.marks,
            self.opening.stage(tag.finding) != self.opening.told[-1],
            tag.at not in ("", *self.spoken),
            self.rank[tag.finding],
            place,
            not tag.present,
        )

    @cached_property
    def rank(self) -> dict[str, int]:
        """The findings worth trying, those the rules name before those that merely imply one."""
        pack = self.ground.pack
        concepts = {claim.concept for claims in self.claims.values() for claim in claims}
        asked = deciding(pack, concepts) | set(self.intervals)
        asked |= {
            literal.finding
            for component in pack.components
            if component.slug in concepts
            for clause in component.clauses
            for literal in (*clause.all, *clause.any, *clause.none, *clause.not_all)
        }
        kin = {
            finding.slug
            for finding in pack.findings
            if not asked.isdisjoint((*(one.finding for one in finding.implies),))
            or not asked.isdisjoint(finding.contradicts)
        }
        kin |= {
            other
            for finding in pack.findings
            if finding.slug in asked
            for other in (*finding.contradicts, *(one.finding for one in finding.implies))
        }
        slugs = [finding.slug for finding in pack.findings]
        # A word that settles several of the rules' findings at once ("intact") reads best.
        joint = {
            finding.slug: len(asked.intersection(finding.contradicts)) > 1
            for finding in pack.findings
        }
        ordered = sorted(
            (slug for slug in slugs if slug in asked or slug in kin),
            key=lambda slug: (not joint[slug], slug not in asked, slugs.index(slug)),
        )
        return {slug: place for place, slug in enumerate(ordered)}

    @cached_property
    def intervals(self) -> dict[str, list[IntervalCondition]]:
        """The windows that options ask for, by quantity; that of the key alone, if it has one."""
        found: dict[str, list[IntervalCondition]] = {}
        for i, claims in self.claims.items():
            if not self.item.options[i].key:
                continue
            for claim in claims:
                if claim.holds:
                    for one in self.knowledge.rules.asked(claim.concept, claim.at).timed:
                        found.setdefault(one.asked.quantity, []).append(one)
        return found

    @cached_property
    def places(self) -> dict[str, int]:
        """Where something may be said, the likeliest first: the places spoken of, their other
        sides, both sides together, and the scopes of the pack."""
        found: list[str] = list(self.spoken)
        for at in self.spoken:
            there = spot(self.ground, at)
            if there is None:
                continue
            region = there.regions[0]
            if region.sided:
                found += [
                    f"{side}-{region.slug}"
                    for side in ("both", "left", "right")
                    if there.side != "both" or side == "both"
                ]
        found += [scope.slug for scope in self.ground.pack.disease.scopes]
        return {at: place for place, at in enumerate(dict.fromkeys(found))}

    @cached_property
    def marks(self) -> frozenset[str]:
        """The findings that scopes leave out: what is nowhere "elsewhere"."""
        scopes = self.ground.pack.disease.scopes
        return frozenset(one.without for one in scopes if one.without)
