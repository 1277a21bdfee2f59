"""Rules compiled into conditions, each of which judges a case and can say why.

A rule holds where all its conditions hold; a claim is judged at the region it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from teaching.knowledge import evidence
from teaching.knowledge.atoms import Atoms
from teaching.knowledge.cases import Case
from teaching.knowledge.clauses import Threshold, judge_all, threshold
from teaching.knowledge.composing import Composer
from teaching.knowledge.compositions import ComponentCondition, CompositionCondition
from teaching.knowledge.schema.rules import ConceptClause, Interval, Never, Rule
from teaching.knowledge.verdicts import Reason, State

Judgement = tuple[State, int]
"""A state, and the literals it rests on."""


class Condition(Protocol):
    """One thing a rule asks."""

    def judge(self, case: Case) -> Judgement: ...

    def reasons(self, case: Case) -> list[Reason]: ...


class FindingCondition:
    """A clause over findings, three-valued."""

    def __init__(self, asked: Threshold, region: str) -> None:
        self.asked = asked
        self._region = region

    def judge(self, case: Case) -> Judgement:
        state = self.asked.judge(case.known)
        return state, self.asked.used(case.known, state)

    def reasons(self, case: Case) -> list[Reason]:
        return evidence.of_clause(case, self.asked, self._region)


class IntervalCondition:
    """A quantity inside a window.

    A stated range is taken without its ends, so a range that only touches the window lies outside
    it; a single value at the end of a window lies inside.
    """

    def __init__(self, atoms: Atoms, asked: Interval, region: str) -> None:
        self.asked = asked
        self._region = region if atoms.findings[asked.quantity].sorts else ""
        atom = atoms.own.get((asked.quantity, self._region))
        self._bit = 0 if atom is None else 1 << (2 * atom)
        self._low = float("-inf") if asked.low is None else asked.low
        self._high = float("inf") if asked.high is None else asked.high

    def judge(self, case: Case) -> Judgement:
        value = case.values.get(self._bit)
        if value is None:
            return State.OPEN, 0
        low, high = value
        if self._low <= low and high <= self._high:
            return State.ESTABLISHED, self._bit
        if high < self._low or self._high < low:
            return State.RULED_OUT, self._bit
        if (high == self._low or low == self._high) and self._low < self._high:
            return State.RULED_OUT, self._bit
        return State.OPEN, 0

    def reasons(self, case: Case) -> list[Reason]:
        state, used = self.judge(case)
        return evidence.of_statement(case, state, used, self.asked, self._region)


class NeverCondition:
    """Right for no patient: ruled out as soon as the gate is settled."""

    def __init__(self, asked: Never, gate: Sequence[Threshold]) -> None:
        self.asked = asked
        self._gate = gate

    def judge(self, case: Case) -> Judgement:
        if judge_all(self._gate, case.known) is State.OPEN:
            return State.OPEN, 0
        used = 0
        for one in self._gate:
            state = one.judge(case.known)
            used |= one.used(case.known, state)
        return State.RULED_OUT, used

    def reasons(self, case: Case) -> list[Reason]:
        state, used = self.judge(case)
        if state is State.OPEN:
            return []
        lines = case.supporting(used)
        return [Reason("against", self.asked.unmet, lines, self.asked.facts)]


class ConceptCondition:
    """Another concept that has to hold, or not to."""

    def __init__(
        self, rules: Rules, asked: ConceptClause, concept: str, region: str, holds: bool
    ) -> None:
        self._rules = rules
        self._asked = asked
        self.concept = concept
        self.region = region
        self.holds = holds

    def judge(self, case: Case) -> Judgement:
        state, used = self._rules.judge(case, self.concept, self.region)
        return (state if self.holds else state.denied), used

    def reasons(self, case: Case) -> list[Reason]:
        state, used = self.judge(case)
        return evidence.of_statement(case, state, used, self._asked, self.region)


class Rules:
    """The rules of a pack by concept, compiled for each region when first asked there.

    Raises ValueError for a rule that names what the pack does not have, or that rests on itself.
    """

    def __init__(self, atoms: Atoms, composer: Composer, rules: Sequence[Rule]) -> None:
        self.atoms = atoms
        self.composer = composer
        self.by_concept = {rule.concept: rule for rule in rules}
        self._compiled: dict[tuple[str, str], tuple[Condition, ...]] = {}
        for rule in rules:
            self._refuse_circles(rule, ())
            for region in self.regions(rule):
                self.conditions(rule.concept, region)

    def regions(self, rule: Rule) -> list[str]:
        """The regions at which this rule may be judged; ``[""]`` where it takes none."""
        if not rule.at:
            return [""]
        places = self.atoms.places.regions.values()
        return [place.id for place in places if place.sort in rule.at]

    def conditions(self, concept: str, region: str) -> tuple[Condition, ...]:
        """What a concept asks at a region.

        Raises ValueError where the concept has no rule (a component counts as one), lacks the
        region it is judged at, or names one it cannot be judged at.
        """
        key = concept, region
        found = self._compiled.get(key)
        if found is None:
            found = self._compiled[key] = tuple(self._compile(concept, region))
        return found

    def _compile(self, concept: str, region: str) -> list[Condition]:
        if concept in self.composer.position:
            return [ComponentCondition(self.composer, concept, region)]
        rule = self.by_concept.get(concept)
        if rule is None:
            raise ValueError(f"no rule says when '{concept}' holds")
        if rule.at and not region:
            raise ValueError(f"'{concept}' has to be claimed at a region")
        if region and region not in self.regions(rule):
            raise ValueError(f"'{concept}' cannot be claimed at '{region}'")
        gate = [threshold(self.atoms, clause, region) for clause in rule.gate]
        conditions: list[Condition] = [FindingCondition(one, region) for one in gate]
        conditions += [
            FindingCondition(threshold(self.atoms, clause, region), region)
            for clause in rule.clauses
        ]
        if rule.composition:
            conditions.append(
                CompositionCondition(self.composer, rule.composition, self._assumed(gate))
            )
        if rule.interval:
            conditions.append(IntervalCondition(self.atoms, rule.interval, region))
        if rule.never:
            conditions.append(NeverCondition(rule.never, gate))
        for clauses, holds in ((rule.concepts, True), (rule.no_concepts, False)):
            for clause in clauses:
                for other in clause.concepts:
                    inner = self.by_concept.get(other)
                    at = region if inner and inner.at else ""
                    self.conditions(other, at)
                    conditions.append(ConceptCondition(self, clause, other, at, holds))
        return conditions

    def _assumed(self, gate: Sequence[Threshold]) -> int:
        """The literals that have to hold if the gate does, as far as they are certain."""
        mask = 0
        for one in gate:
            if one.need == one.size:
                mask |= one.true
        return self.atoms.closed(self.atoms.nowhere(mask))

    def _refuse_circles(self, rule: Rule, within: tuple[str, ...]) -> None:
        if rule.concept in within:
            raise ValueError(f"'{rule.concept}' rests on itself: {' → '.join(within)}")
        for clause in (*rule.concepts, *rule.no_concepts):
            for other in clause.concepts:
                inner = self.by_concept.get(other)
                if inner is not None:
                    self._refuse_circles(inner, (*within, rule.concept))

    def judge(self, case: Case, concept: str, region: str) -> Judgement:
        """The state of a concept at a region, and the literals it rests on."""
        key = concept, region
        found = case.judged.get(key)
        if found is None:
            found = case.judged[key] = self._judge(case, concept, region)
        return found

    def _judge(self, case: Case, concept: str, region: str) -> Judgement:
        met = broken = 0
        state = State.ESTABLISHED
        for condition in self.conditions(concept, region):
            found, used = condition.judge(case)
            if found is State.RULED_OUT:
                state = State.RULED_OUT
                broken |= used
            elif found is State.OPEN:
                if state is State.ESTABLISHED:
                    state = State.OPEN
            else:
                met |= used
        return state, broken if state is State.RULED_OUT else met

    def reasons(self, case: Case, concept: str, region: str) -> tuple[Reason, ...]:
        """Why the concept stands as it does: the ledger's entries, those to point at first.

        Nothing speaks for what is right for no patient, though its gate be met.
        """
        state, _used = self.judge(case, concept, region)
        conditions = self.conditions(concept, region)
        found = [reason for condition in conditions for reason in condition.reasons(case)]
        if any(isinstance(condition, NeverCondition) for condition in conditions):
            found = [reason for reason in found if reason.stance == "against"]
        return evidence.ordered(found, state, self.atoms.places)
