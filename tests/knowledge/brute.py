"""The definition itself, tried on every complete state of a patient; slow and plain on purpose.

It shares nothing with the reasoner but the shape of a pack. A concept is established if it holds in
every complete state that agrees with the case, ruled out if it holds in none, open otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.schema.rules import Clause, Component, Rule
from teaching.knowledge.statements import Claim, Literal, Tag
from teaching.knowledge.verdicts import State

Atom = tuple[str, str]
"""A finding with its region, ``""`` if global; a mirrored one with the pair's own name."""


@dataclass(frozen=True)
class Spot:
    """A region, its sort, the pair it belongs to and its mirror image."""

    id: str
    sort: str
    pair: str
    mirror: str


@dataclass(frozen=True)
class Complete:
    """One complete state: the atoms present, and the value of each quantity."""

    present: frozenset[Atom]
    values: tuple[tuple[Atom, float], ...]


class Brute:
    """Every complete state of a small pack, and the truth of each claim in each of them.

    ``ticks`` are the values a quantity is tried at; they have to lie on every bound in use and
    between any two of them. ``limit`` guards against a pack that is not small.
    """

    def __init__(self, pack: Pack, ticks: Sequence[float] = (), limit: int = 14) -> None:
        self.pack = pack
        self.findings = {finding.slug: finding for finding in pack.findings}
        self.rules = {rule.concept: rule for rule in pack.rules}
        self.components = {component.slug: component for component in pack.components}
        self.spots = {spot.id: spot for spot in self._spots()}
        atoms = list(dict.fromkeys(self._atoms(quantity=False)))
        measured = list(dict.fromkeys(self._atoms(quantity=True)))
        if len(atoms) > limit:
            raise ValueError(f"{len(atoms)} atoms are too many to try")
        bodies = [
            present
            for signs in product((False, True), repeat=len(atoms))
            if self._obeys(
                present := frozenset(atom for atom, sign in zip(atoms, signs, strict=True) if sign)
            )
        ]
        self.states = [
            Complete(body, tuple(zip(measured, values, strict=True)))
            for body in bodies
            for values in product(ticks, repeat=len(measured))
        ]
        self._truths: dict[tuple[str, str], int] = {}
        self._atom_truths = {
            atom: sum(1 << i for i, state in enumerate(self.states) if atom in state.present)
            for atom in atoms
        }
        self.all = (1 << len(self.states)) - 1

    # ---- the vocabulary -----------------------------------------------------------------------
    def _spots(self) -> Iterator[Spot]:
        for region in self.pack.disease.regions:
            if region.sided:
                left, right = f"left-{region.slug}", f"right-{region.slug}"
                yield Spot(left, region.sort, region.slug, right)
                yield Spot(right, region.sort, region.slug, left)
            else:
                yield Spot(region.slug, region.sort, region.slug, "")

    def atom(self, slug: str, region: str) -> Atom | None:
        """The atom of a finding at a region, or None where there is none."""
        finding = self.findings[slug]
        if not finding.sorts:
            return slug, ""
        spot = self.spots.get(region)
        if spot is None or spot.sort not in finding.sorts:
            return None
        return slug, (spot.pair if finding.mirrored else region)

    def _atoms(self, quantity: bool) -> Iterator[Atom]:
        for finding in self.findings.values():
            if finding.quantity is quantity:
                for region in ["", *self.spots] if not finding.sorts else self.spots:
                    atom = self.atom(finding.slug, region)
                    if atom is not None:
                        yield atom

    def _obeys(self, present: frozenset[Atom]) -> bool:
        """Whether a state keeps the relations."""
        return all(
            (goal in present) is wanted
            for finding in self.findings.values()
            for start in (["", *self.spots] if not finding.sorts else list(self.spots))
            if (here := self.atom(finding.slug, start)) is not None and here in present
            for goal, wanted in self._brought(finding, start)
        )

    def _brought(self, finding: Finding, start: str) -> Iterator[tuple[Atom, bool]]:
        """What a finding present at ``start`` brings: atoms, and whether they are present."""
        others = [Literal(slug, present=False) for slug in finding.contradicts]
        for literal in [*finding.implies, *others]:
            target = self.findings[literal.finding]
            if literal.where == "mirror":
                regions = [self.spots[start].mirror]
            elif target.sorts and not finding.sorts:
                regions = list(self.spots)
            else:
                regions = [start]
            for region in regions:
                goal = self.atom(literal.finding, region)
                if goal is not None:
                    yield goal, literal.present

    # ---- truth in one state -------------------------------------------------------------------
    def _literal(self, literal: Literal, region: str, state: Complete) -> bool:
        if literal.where == "anywhere" and self.findings[literal.finding].sorts:
            regions = list(self.spots)
        elif literal.where == "mirror":
            regions = [self.spots[region].mirror]
        else:
            regions = [region]
        there = any(
            atom in state.present
            for one in regions
            if (atom := self.atom(literal.finding, one)) is not None
        )
        return there is literal.present

    def _clause(self, clause: Clause, region: str, state: Complete) -> bool:
        def count(literals: Iterable[Literal]) -> int:
            return sum(self._literal(one, region, state) for one in dict.fromkeys(literals))

        if clause.all:
            return count(clause.all) == len(set(clause.all))
        if clause.any:
            return count(clause.any) >= (clause.at_least or 1)
        if clause.none:
            return count(clause.none) == 0
        return count(clause.not_all) < len(set(clause.not_all))

    def _component(self, component: Component, state: Complete) -> list[str]:
        """The regions at which its clauses hold."""
        return [
            spot.id
            for spot in self.spots.values()
            if spot.sort == component.at
            and all(self._clause(clause, spot.id, state) for clause in component.clauses)
        ]

    def _occurs(self, component: Component, state: Complete) -> bool:
        return len(self._component(component, state)) >= (component.spread or 1)

    def holds(self, concept: str, region: str, state: Complete) -> bool:
        """Whether a concept, or a component, holds in a complete state."""
        component = self.components.get(concept)
        if component is not None:
            if region:
                return region in self._component(component, state)
            return self._occurs(component, state)
        rule = self.rules[concept]
        return (
            rule.never is None
            and all(self._clause(one, region, state) for one in (*rule.gate, *rule.clauses))
            and self._composed(rule, state)
            and self._measured(rule, region, state)
            and all(
                self.holds(other, region if self._placed(other) else "", state) is wanted
                for clauses, wanted in ((rule.concepts, True), (rule.no_concepts, False))
                for one in clauses
                for other in one.concepts
            )
        )

    def _placed(self, concept: str) -> bool:
        return concept in self.rules and bool(self.rules[concept].at)

    def _composed(self, rule: Rule, state: Complete) -> bool:
        if rule.composition is None:
            return True
        kinds = {slug for slug, one in self.components.items() if self._occurs(one, state)}
        if rule.composition.exactly:
            return kinds == set(rule.composition.exactly)
        return len(kinds) >= (rule.composition.at_least or 0)

    def _measured(self, rule: Rule, region: str, state: Complete) -> bool:
        if rule.interval is None:
            return True
        atom = self.atom(rule.interval.quantity, region)
        value = next(value for other, value in state.values if other == atom)
        low, high = rule.interval.low, rule.interval.high
        return (low is None or low <= value) and (high is None or value <= high)

    # ---- verdicts -----------------------------------------------------------------------------
    def truth(self, concept: str, region: str = "") -> int:
        """The states, as bits, in which a concept holds."""
        key = concept, region
        if key not in self._truths:
            self._truths[key] = sum(
                1 << i for i, state in enumerate(self.states) if self.holds(concept, region, state)
            )
        return self._truths[key]

    def agreeing(self, tags: Iterable[Tag]) -> int:
        """The states, as bits, that agree with tags; regions named one by one, no scopes.

        A stated range holds the values between its ends, a single value itself.
        """
        agreeing = self.all
        for tag in tags:
            atom = self.atom(tag.finding, tag.at)
            if atom is None:
                raise ValueError(f"'{tag}' cannot be stated")
            if tag.low is not None and tag.high is not None:
                agreeing &= sum(
                    1 << i
                    for i, state in enumerate(self.states)
                    if tag.low < dict(state.values)[atom] < tag.high
                    or tag.low == tag.high == dict(state.values)[atom]
                )
            else:
                truth = self._atom_truths[atom]
                agreeing &= truth if tag.present else self.all & ~truth
        return agreeing

    def state(self, agreeing: int, claim: Claim) -> State:
        """How a claim stands in these states."""
        truth = self.truth(claim.concept, claim.at)
        if not claim.holds:
            truth = self.all & ~truth
        if agreeing & ~truth == 0:
            return State.ESTABLISHED
        return State.OPEN if agreeing & truth else State.RULED_OUT
