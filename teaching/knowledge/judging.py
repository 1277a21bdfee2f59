"""Rules compiled into conditions, and what they come to in a case.

A rule holds where all its conditions hold; a claim is judged at the region it names.
"""

from __future__ import annotations

from collections.abc import Sequence

from teaching.knowledge import evidence
from teaching.knowledge.atoms import Atoms
from teaching.knowledge.cases import Case
from teaching.knowledge.clauses import Threshold, threshold
from teaching.knowledge.composing import Composer
from teaching.knowledge.compositions import ComponentCondition, CompositionCondition
from teaching.knowledge.conditions import (
    ConceptCondition,
    Condition,
    FindingCondition,
    IntervalCondition,
    NeverCondition,
)
from teaching.knowledge.evidence import Argument
from teaching.knowledge.schema.rules import Rule
from teaching.knowledge.shapes import union
from teaching.knowledge.verdicts import Reason, Sentence, State

PATTERNS = 3_000
"""So many patterns are kept for each concept at each region, with the arguments they gave rise to;
past this a table starts afresh."""
Pattern = tuple[int, tuple[State, ...]]
"""The literals known of what bears on a concept, and how its intervals stand."""


class Judged:
    """What a pattern of literals makes of a concept: its state, the literals that rests on, and,
    once somebody asks, what speaks for and against it."""

    __slots__ = ("arguments", "sentences", "state", "used")

    def __init__(self, state: State, used: int) -> None:
        self.state = state
        self.used = used
        self.arguments: tuple[Argument, ...] | None = None
        self.sentences: tuple[Sentence, ...] | None = None


class Asked:
    """What a concept asks at a region, with what it came to under each pattern of what bears on it:
    cases that know the same of it are judged once."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self.conditions = tuple(conditions)
        self.bearing = union(condition.bearing for condition in conditions)
        self.timed = tuple(one for condition in conditions for one in condition.timed)
        self.is_never = any(isinstance(condition, NeverCondition) for condition in conditions)
        self._judged: dict[Pattern, Judged] = {}

    def judge(self, case: Case) -> Judged:
        pattern: Pattern = case.known & self.bearing, ()
        if self.timed:
            pattern = pattern[0], tuple([one.judge(case)[0] for one in self.timed])
        found = self._judged.get(pattern)
        if found is None:
            if len(self._judged) > PATTERNS:
                self._judged.clear()
            found = self._judged[pattern] = self._judge(case)
        return found

    def _judge(self, case: Case) -> Judged:
        met = broken = 0
        state = State.ESTABLISHED
        for condition in self.conditions:
            found, used = condition.judge(case)
            if found is State.RULED_OUT:
                state = State.RULED_OUT
                broken |= used
            elif found is State.OPEN:
                if state is State.ESTABLISHED:
                    state = State.OPEN
            else:
                met |= used
        return Judged(state, broken if state is State.RULED_OUT else met)

    def arguments(self, case: Case, judged: Judged) -> tuple[Argument, ...]:
        """All that speaks for and against. Nothing speaks for what is right for no patient, though
        its gate be met."""
        if judged.arguments is None:
            found: list[Argument] = []
            for condition in self.conditions:
                found += condition.arguments(case)
            if self.is_never:
                found = [argument for argument in found if argument.stance == "against"]
            judged.arguments = tuple(found)
        return judged.arguments


class Rules:
    """The rules of a pack by concept, compiled for each region when first asked there.

    Raises ValueError for a rule that names what the pack does not have, or that rests on itself.
    """

    def __init__(self, atoms: Atoms, composer: Composer, rules: Sequence[Rule]) -> None:
        self.atoms = atoms
        self.composer = composer
        self.by_concept = {rule.concept: rule for rule in rules}
        self._asked: dict[tuple[str, str], Asked] = {}
        for rule in rules:
            self._refuse_circles(rule, ())
            for region in self.regions(rule):
                self.asked(rule.concept, region)

    def regions(self, rule: Rule) -> list[str]:
        """The regions at which this rule may be judged; ``[""]`` where it takes none."""
        if not rule.at:
            return [""]
        places = self.atoms.places.regions.values()
        return [place.id for place in places if place.sort in rule.at]

    def conditions(self, concept: str, region: str) -> tuple[Condition, ...]:
        """Each thing a concept asks at a region. Raises ValueError as :meth:`asked` does."""
        return self.asked(concept, region).conditions

    def asked(self, concept: str, region: str) -> Asked:
        """What a concept asks at a region.

        Raises ValueError where the concept has no rule (a component counts as one), lacks the
        region it is judged at, or names one it cannot be judged at.
        """
        key = concept, region
        found = self._asked.get(key)
        if found is None:
            found = self._asked[key] = Asked(self._compile(concept, region))
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

    def judge(self, case: Case, concept: str, region: str) -> Judged:
        """The state of a concept at a region, and the literals it rests on."""
        key = concept, region
        found = case.judged.get(key)
        if found is None:
            found = case.judged[key] = self.asked(concept, region).judge(case)
        return found

    def reasons(self, case: Case, concept: str, region: str) -> tuple[Reason, ...]:
        """Why the concept stands as it does: the ledger's entries, those to point at first."""
        judged = self.judge(case, concept, region)
        arguments = self.asked(concept, region).arguments(case, judged)
        found = evidence.reasons(case, arguments, self.atoms.places)
        return evidence.ordered(found, judged.state)

    def sentences(self, case: Case, concept: str, region: str) -> tuple[Sentence, ...]:
        """What these reasons say."""
        judged = self.judge(case, concept, region)
        if judged.sentences is None:
            arguments = self.asked(concept, region).arguments(case, judged)
            judged.sentences = evidence.sentences(case, arguments, judged.state)
        return judged.sentences
