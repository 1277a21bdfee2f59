"""Conditions on components: which of them occur together, or one of them somewhere."""

from __future__ import annotations

from teaching.knowledge import evidence
from teaching.knowledge.cases import Case
from teaching.knowledge.composing import Composer, Look
from teaching.knowledge.evidence import Argument
from teaching.knowledge.families import Family
from teaching.knowledge.schema.rules import Composition
from teaching.knowledge.verdicts import State

Plan = tuple[State, tuple[tuple[int, State], ...] | None]
"""How a composition stands to a family of combinations, and which components show it: those that
are there and those that are not. None where only all of them together do (one region of unknown
state that shows this or that, but never both)."""


class CompositionCondition:
    """Which components occur, judged over the family of combinations that remain possible.

    ``assumed`` are the literals of the rule's gate: whether the composition can hold at all is
    asked of completions in which the gate does.
    """

    timed = ()

    def __init__(self, composer: Composer, asked: Composition, assumed: int) -> None:
        self.composer = composer
        self.asked = asked
        self.included = [composer.position[slug] for slug in asked.exactly]
        self.excluded = (
            [i for i in range(len(composer.components)) if i not in self.included]
            if asked.exactly
            else []
        )
        self._exactly = sum(1 << i for i in self.included)
        self._at_least = asked.at_least or 0
        self._count = len(composer.components)
        self._plans: dict[Family, Plan] = {}
        bearing = composer.relevant | composer.tying
        self._assumed = assumed if assumed & bearing else 0
        assumed = self._assumed | composer.atoms.negated(self._assumed)
        self.bearing = composer.bearing | assumed | composer.atoms.without_anywhere(assumed)

    def look(self, case: Case) -> Look:
        look = case.look
        if look is None:
            look = case.look = self.composer.look(case.known)
        if self._assumed & ~case.known:
            assumed = case.known | self._assumed
            if not case.atoms.conflict(assumed):
                return self.composer.look(assumed)
        return look

    def holds(self, outcome: int) -> bool:
        """Whether this set of components meets the composition."""
        return outcome == self._exactly if self._exactly else outcome.bit_count() >= self._at_least

    def judge(self, case: Case) -> tuple[State, int]:
        look = self.look(case)
        plan = self._plans.get(look.family)
        if plan is None:
            plan = self._plans[look.family] = self._plan(look.family)
        state, bases = plan
        if bases is None:
            return state, look.everything
        mask = 0
        for component, found in bases:
            mask |= look.basis(component, found)
        return state, mask

    def _plan(self, family: Family) -> Plan:
        holding = {self.holds(outcome) for outcome in family.outcomes}
        if len(holding) > 1:
            return State.OPEN, ()
        state = State.ESTABLISHED if True in holding else State.RULED_OUT
        there, gone = State.ESTABLISHED, State.RULED_OUT
        if not self._exactly:
            decided = [i for i in range(self._count) if family.state(i) is state]
            enough = (
                len(decided) >= self._at_least
                if state is there
                else self._count - len(decided) < self._at_least
            )
            return state, tuple((i, state) for i in decided) if enough else None
        if state is there:
            return state, (
                *((i, there) for i in self.included),
                *((i, gone) for i in self.excluded),
            )
        broken = (
            *((i, gone) for i in self.included if family.state(i) is gone),
            *((i, there) for i in self.excluded if family.state(i) is there),
        )
        return state, broken or None

    def arguments(self, case: Case) -> list[Argument]:
        return evidence.of_composition(case, self.look(case), self)


class ComponentCondition:
    """A component that occurs somewhere, or at one region."""

    timed = ()

    def __init__(self, composer: Composer, component: str, region: str) -> None:
        self._composer = composer
        self.bearing = composer.bearing
        self._position = composer.position[component]
        self._region = region
        if region:
            site = composer.sites.get(region)
            if site is None or self._position not in site.components:
                raise ValueError(f"'{component}' is not judged at '{region}'")
            if composer.components[self._position].spread:
                raise ValueError(f"'{component}' spreads over regions; claim it without one")

    def judge(self, case: Case) -> tuple[State, int]:
        look = self._look(case)
        if self._region:
            for sight in look.sights(self._position):
                if sight.site.region == self._region:
                    return sight.states[self._position], sight.used[self._position]
        state = look.state(self._position)
        return state, 0 if state is State.OPEN else look.basis(self._position, state)

    def arguments(self, case: Case) -> list[Argument]:
        return evidence.of_component(case, self._look(case), self._position, self._region)

    def _look(self, case: Case) -> Look:
        if case.look is None:
            case.look = self._composer.look(case.known)
        return case.look
