"""What a rule asks, one condition at a time: each judges a case and can say why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from teaching.knowledge import evidence
from teaching.knowledge.atoms import Atoms
from teaching.knowledge.cases import Case
from teaching.knowledge.clauses import Threshold, judge_all
from teaching.knowledge.evidence import Argument
from teaching.knowledge.schema.rules import ConceptClause, Interval, Never
from teaching.knowledge.shapes import all_bits
from teaching.knowledge.verdicts import State

if TYPE_CHECKING:
    from teaching.knowledge.judging import Rules

Judgement = tuple[State, int]
"""A state, and the literals it rests on."""


class Condition(Protocol):
    """One thing a rule asks. ``bearing`` holds the literals that can bear on it, either way;
    ``timed`` the intervals it asks about."""

    @property
    def bearing(self) -> int: ...

    @property
    def timed(self) -> Sequence[IntervalCondition]: ...

    def judge(self, case: Case) -> Judgement: ...

    def arguments(self, case: Case) -> Iterable[Argument]: ...


class FindingCondition:
    """A clause over findings, three-valued."""

    timed = ()

    def __init__(self, asked: Threshold, region: str) -> None:
        self.asked = asked
        self.bearing = asked.true | asked.false
        self._region = region

    def judge(self, case: Case) -> Judgement:
        state = self.asked.judge(case.known)
        return state, self.asked.used(case.known, state)

    def arguments(self, case: Case) -> Iterable[Argument]:
        return evidence.of_clause(case.known, self.asked, self._region, case.atoms.global_bits)


class IntervalCondition:
    """A quantity inside a window.

    A stated range is taken without its ends, so a range that only touches the window lies outside
    it; a single value at the end of a window lies inside.
    """

    bearing = 0

    def __init__(self, atoms: Atoms, asked: Interval, region: str) -> None:
        self.asked = asked
        self.timed = (self,)
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

    def arguments(self, case: Case) -> Iterable[Argument]:
        state, used = self.judge(case)
        return evidence.of_statement(state, used, self.asked, self._region)


class NeverCondition:
    """Right for no patient: ruled out as soon as the gate is settled."""

    timed = ()

    def __init__(self, asked: Never, gate: Sequence[Threshold]) -> None:
        self.asked = asked
        self.bearing = all_bits(gate)
        self._gate = gate

    def judge(self, case: Case) -> Judgement:
        if judge_all(self._gate, case.known) is State.OPEN:
            return State.OPEN, 0
        used = 0
        for one in self._gate:
            state = one.judge(case.known)
            used |= one.used(case.known, state)
        return State.RULED_OUT, used

    def arguments(self, case: Case) -> Iterable[Argument]:
        state, used = self.judge(case)
        if state is not State.OPEN:
            yield Argument("against", self.asked.unmet, used, self.asked.facts)


class ConceptCondition:
    """Another concept that has to hold, or not to."""

    def __init__(
        self, rules: Rules, asked: ConceptClause, concept: str, region: str, holds: bool
    ) -> None:
        inner = rules.asked(concept, region)
        self.bearing, self.timed = inner.bearing, inner.timed
        self._rules = rules
        self._asked = asked
        self.concept = concept
        self.region = region
        self.holds = holds

    def judge(self, case: Case) -> Judgement:
        found = self._rules.judge(case, self.concept, self.region)
        return (found.state if self.holds else found.state.denied), found.used

    def arguments(self, case: Case) -> Iterable[Argument]:
        state, used = self.judge(case)
        return evidence.of_statement(state, used, self._asked, self.region)
