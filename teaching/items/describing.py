"""The text that stands for a film, built from the statements the film is drawn from.

Region by region, phrase by phrase, each phrase of the pack standing for one finding: nothing is
added and nothing left out, so that the text alone decides what the stated findings decide.

    Left hip: new bone beside the joint, a mass resembling overgrown callus. Right hip:
    bone ends and joint space normal; no new bone. Everywhere else: normal and clear.

Present findings come first, after a semicolon the absent ones. What a line says of "everywhere
else" stays in those words: spelled out it would name the regions that only a later stage concerns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.filming import Filming
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import Statement

OVERALL = "Overall"
"""Heads what is said of the patient as a whole."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of a place."""

    finding: str
    present: bool
    low: float | None = None
    high: float | None = None


class Description:
    """What the displayed statements say, by region: ``of`` puts a view in words, ``rest`` all
    that no view tells.

    ``lines`` are the tags the statements come from; with them a scope that depends on the whole
    vignette ("everywhere else") keeps its name.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        pack: Pack,
        film: Filming,
        statements: Iterable[Statement],
        lines: Sequence[Sequence[Tag]] = (),
    ) -> None:
        self.places = knowledge.places
        self.unit = pack.disease.unit
        self._findings = knowledge.findings
        self._phrases = {phrase.finding: phrase for phrase in film.phrases}
        order = {phrase.finding: place for place, phrase in enumerate(film.phrases)}
        self._order = {
            slug: order.get(slug, len(order) + place) for place, slug in enumerate(self._findings)
        }
        self._names = place_names(pack)
        self._relative = {
            scope.slug: frozenset(self.places.scopes[scope.slug])
            for scope in pack.disease.scopes
            if self.places.depends(scope.slug)
        }
        self._fixed = sorted(
            (
                (slug, frozenset(regions))
                for slug, regions in self.places.scopes.items()
                if slug not in self._relative and not slug.startswith("both-")
            ),
            key=lambda scope: -len(scope[1]),
        )
        self.by_region: dict[str, set[Said]] = {}
        self.by_scope: dict[str, set[Said]] = {}
        self.named: list[Statement] = []
        """The statements that name their place."""
        for statement in statements:
            finding = self._findings[statement.finding]
            if finding.stage not in film.stages:
                continue
            said = Said(statement.finding, statement.present, statement.low, statement.high)
            scope = self._scope_of(statement, lines)
            if scope:
                self.by_scope.setdefault(scope, set()).add(said)
            else:
                self.by_region.setdefault(statement.region, set()).add(said)
                self.named.append(statement)

    def _scope_of(self, statement: Statement, lines: Sequence[Sequence[Tag]]) -> str:
        """The changing scope through which a line states this, unless it also names the place."""
        if not statement.region or statement.line >= len(lines):
            return ""
        alike = [
            tag
            for tag in lines[statement.line]
            if (tag.finding, tag.present) == (statement.finding, statement.present)
        ]
        for tag in alike:
            if tag.at not in self._relative and (
                tag.at == statement.region or statement.region in self.places.scopes.get(tag.at, ())
            ):
                return ""
        for tag in alike:
            if statement.region in self._relative.get(tag.at, ()):
                return tag.at
        return ""

    def of(self, regions: Collection[str], first: Collection[str]) -> str:
        """What a view of these regions tells, those of ``first`` before the others."""
        return self._sentences(self._told_by(regions), first)

    def rest(self, views: Iterable[Collection[str]], first: Collection[str]) -> str:
        """What views of these regions leave to be told: other regions, what two sides that hang
        apart have in common, scopes and the patient as a whole."""
        told: dict[str, set[Said]] = {}
        for regions in views:
            told |= self._told_by(regions)
        left = {
            region: said - told.get(region, set())
            for region, said in self.by_region.items()
            if region
        }
        sentences = [self._sentences(left, first)]
        sentences += [
            self._sentence([self._names[scope]], frozenset(said))
            for scope, said in self.by_scope.items()
        ]
        if "" in self.by_region:
            sentences.append(self._sentence([OVERALL], frozenset(self.by_region[""])))
        return " ".join(sentence for sentence in sentences if sentence)

    def names(self, regions: Collection[str]) -> tuple[str, ...]:
        """What these regions are called together, in the order of the pack."""
        return tuple(self._heads([region for region in self.places.regions if region in regions]))

    def _told_by(self, regions: Collection[str]) -> dict[str, set[Said]]:
        """All that is said of these regions; what is said of a pair only where both are there."""
        return {
            region: {
                said
                for said in self.by_region[region]
                if not self._findings[said.finding].mirrored
                or self.places.mirror(region) in regions
            }
            for region in regions
        }

    def _sentences(self, said_at: Mapping[str, set[Said]], first: Collection[str]) -> str:
        return " ".join(self._sentence(heads, said) for heads, said in self._groups(said_at, first))

    def _groups(
        self, said_at: Mapping[str, set[Said]], first: Collection[str]
    ) -> list[tuple[list[str], frozenset[Said]]]:
        """Names of places of which the same is said, in the order of the pack."""
        alike: dict[frozenset[Said], list[str]] = {}
        for region in self.places.regions:
            said = said_at.get(region)
            if not said:
                continue
            mirror = self.places.mirror(region)
            across = {
                one
                for one in said
                if self._findings[one.finding].mirrored and one in said_at.get(mirror or "", ())
            }
            if across and said != said_at.get(mirror or ""):
                # Said of both together, although the rest of the two sides differs.
                pair = alike.setdefault(frozenset(across), [])
                pair += [each for each in (region, mirror) if each and each not in pair]
                said = said - across
            if said:
                own = alike.setdefault(frozenset(said), [])
                if region not in own:
                    own.append(region)
        ordered = sorted(alike.items(), key=lambda group: not set(group[1]).intersection(first))
        return [(self._heads(regions), said) for said, regions in ordered]

    def _heads(self, regions: Sequence[str]) -> list[str]:
        """As few names as say exactly these regions."""
        left = dict.fromkeys(regions)
        heads: dict[str, str] = {}
        for scope, covered in self._fixed:
            if len(covered) > 2 and covered <= left.keys():
                heads[next(region for region in left if region in covered)] = self._names[scope]
                left = dict.fromkeys(region for region in left if region not in covered)
        for region in list(left):
            if region not in left:
                continue
            mirror = self.places.mirror(region)
            if mirror in left:
                heads[region] = self._names[f"both-{self.places.regions[region].slug}"]
                del left[region], left[mirror]
            else:
                heads[region] = self._names[region]
                del left[region]
        return [heads[region] for region in regions if region in heads]

    def _sentence(self, heads: Sequence[str], said: frozenset[Said]) -> str:
        ordered = sorted(said, key=lambda one: (self._order[one.finding], one.low or 0))
        parts = (
            ", ".join(self.phrase(one) for one in ordered if one.present is present)
            for present in (True, False)
        )
        head = ", ".join(heads)
        return f"{head[0].upper()}{head[1:]}: {'; '.join(part for part in parts if part)}."

    def phrase(self, said: Said) -> str:
        """The pack's words for a finding or its absence, else its name."""
        phrase = self._phrases.get(said.finding)
        if phrase is None:
            name = self._findings[said.finding].name
            text = name if said.present else f"no {name}"
        else:
            text = phrase.present if said.present else phrase.absent
        if said.low is None or said.high is None:
            return text
        return f"{text} ({said.low:g} to {said.high:g} {self.unit})"


def place_names(pack: Pack) -> dict[str, str]:
    """What each region, pair and scope is called in the text. ``""`` is the patient as a whole."""
    names = {"": OVERALL}
    for region in pack.disease.regions:
        if region.sided:
            names[f"left-{region.slug}"] = f"left {region.name}"
            names[f"right-{region.slug}"] = f"right {region.name}"
            names[f"both-{region.slug}"] = region.both or f"both {region.name}s"
        else:
            names[region.slug] = region.name
    names.update({scope.slug: scope.name for scope in pack.disease.scopes})
    return names


def implied(findings: Mapping[str, Finding], slugs: Iterable[str]) -> set[str]:
    """These findings with all that their presence at one place brings there."""
    known, pending = set(slugs), list(slugs)
    while pending:
        for literal in findings[pending.pop()].implies:
            if literal.present and not literal.where and literal.finding not in known:
                known.add(literal.finding)
                pending.append(literal.finding)
    return known
