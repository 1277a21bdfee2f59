"""Why: the sentences for and against a concept, with the lines and facts behind each.

Only what lines state gives a reason; a verdict's lines and its reasons come from the same literals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from teaching.knowledge.cases import Case
from teaching.knowledge.clauses import Threshold
from teaching.knowledge.composing import Look
from teaching.knowledge.places import Places
from teaching.knowledge.schema.rules import Component, ConceptClause, Interval
from teaching.knowledge.shapes import Sight
from teaching.knowledge.verdicts import Reason, Stance, State

if TYPE_CHECKING:
    from teaching.knowledge.compositions import CompositionCondition


def of_clause(case: Case, asked: Threshold, region: str) -> list[Reason]:
    """A clause that lines meet or break; nothing while it is open or settled without them."""
    state = asked.judge(case.known)
    used = asked.used(case.known, state)
    lines = case.supporting(used)
    if state is State.OPEN or not lines:
        return []
    at = region if used >> case.atoms.global_bits else ""
    if state is State.ESTABLISHED:
        return [Reason("for", asked.clause.met, lines, asked.clause.facts, region=at)]
    return [Reason("against", asked.clause.unmet, lines, asked.clause.facts, region=at)]


def of_statement(
    case: Case, state: State, used: int, asked: Interval | ConceptClause, region: str
) -> list[Reason]:
    """An interval or another concept: met or unmet as a whole."""
    if state is State.OPEN:
        return []
    lines = case.supporting(used)
    if state is State.ESTABLISHED:
        return [Reason("for", asked.met, lines, asked.facts, region=region)]
    return [Reason("against", asked.unmet, lines, asked.facts, region=region)]


def of_component(case: Case, look: Look, position: int, region: str = "") -> list[Reason]:
    """A component somewhere, or at one region."""
    sights = [s for s in look.sights(position) if not region or s.site.region == region]
    state = sights[0].states[position] if region else look.state(position)
    if state is State.ESTABLISHED:
        return _presence(case, look, position, sights)
    met = _met(case, position, sights)
    if state is State.OPEN:
        return met
    return met + _absence(case, look, position, sights)


def of_composition(case: Case, look: Look, asked: CompositionCondition) -> list[Reason]:
    """Which components are there and which are not, and what that makes of the composition.

    The sentences of a component are those of the concept it makes up; where any so many kinds will
    do, only the composition's own sentence says what is missing.
    """
    composition = asked.asked
    state, used = asked.judge(case)
    lines = case.supporting(used)
    found = []
    if not asked.included:
        for i in range(len(look.components)):
            if look.state(i) is State.ESTABLISHED:
                found += of_component(case, look, i)
        if state is State.ESTABLISHED:
            found.append(Reason("for", composition.met, lines, composition.facts))
        elif state is State.RULED_OUT:
            found.append(Reason("against", composition.unmet, lines, composition.facts))
        return found

    for i in asked.included:
        found += of_component(case, look, i)
    if state is State.OPEN:
        return [reason for reason in found if reason.stance == "for"]
    if state is State.ESTABLISHED:
        alone = 0
        for i in asked.excluded:
            alone |= look.basis(i, State.RULED_OUT)
        lines = case.supporting(alone) or lines
        return [*found, Reason("for", composition.met, lines, composition.facts, telling=False)]
    for i in asked.excluded:
        if look.state(i) is State.ESTABLISHED:
            found.append(_unexplained(case, look, i))
    if not any(reason.stance == "against" for reason in found):
        found.append(Reason("against", composition.unmet, lines, composition.facts))
    return found


def ordered(found: list[Reason], state: State, places: Places) -> tuple[Reason, ...]:
    """Alike reasons as one, those to point at first. Where a verdict has only blanket absences
    behind it, they are what to point at. What holds of every patient is no reason, unless there is
    no other."""
    deciding: Stance = "against" if state is State.RULED_OUT else "for"
    merged = list(_merged([reason for reason in found if reason.lines] or found, places))
    if not any(reason.telling for reason in merged if reason.stance == deciding):
        merged = [replace(r, telling=True) if r.stance == deciding else r for r in merged]
    return tuple(sorted(merged, key=lambda r: (r.stance != deciding, not r.telling)))


def denied(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The same reasons for the opposite claim."""
    return tuple(
        replace(reason, stance="against" if reason.stance == "for" else "for") for reason in reasons
    )


# ---- components -------------------------------------------------------------------------------
def _presence(case: Case, look: Look, position: int, sights: list[Sight]) -> list[Reason]:
    """The clauses met where the component is; failing a single such region, met as far as known."""
    found = _met(case, position, [s for s in sights if s.states[position] is State.ESTABLISHED])
    if found:
        return found
    component = look.components[position]
    lines = case.supporting(look.basis(position, State.ESTABLISHED))
    return [Reason("for", component.clauses[0].met, lines, _facts(component))]


def _met(case: Case, position: int, sights: list[Sight]) -> list[Reason]:
    """The clauses that lines meet, at regions that show something of what the component wants."""
    found = []
    for sight in sights:
        thresholds = sight.site.components[position]
        shown = any(one.wanted & case.known for one in thresholds)
        if not shown and sight.states[position] is not State.ESTABLISHED:
            continue
        for one in thresholds:
            found += [
                reason
                for reason in of_clause(case, one, sight.site.region)
                if reason.stance == "for"
            ]
    return found


def _absence(case: Case, look: Look, position: int, sights: list[Sight]) -> list[Reason]:
    """Where something of the component shows, the clause that breaks it there; for the rest, one
    sentence."""
    found = []
    component = look.components[position]
    blanket = 0
    facts: dict[str, None] = {}
    for sight in sights:
        if sight.states[position] is not State.RULED_OUT:
            continue
        thresholds = sight.site.components[position]
        broken = [one for one in thresholds if one.judge(case.known) is State.RULED_OUT]
        if not any(one.wanted & case.known for one in thresholds):
            blanket |= sight.used[position]
            facts.update(dict.fromkeys(fact for one in broken for fact in one.clause.facts))
        elif broken:
            for one in broken:
                found += of_clause(case, one, sight.site.region)
        else:
            lines = case.supporting(sight.used[position])
            region = sight.site.region
            says = component.lacking
            found.append(Reason("against", says, lines, _facts(component), region=region))
    if not blanket and not found:
        blanket = look.basis(position, State.RULED_OUT)
    lines = case.supporting(blanket)
    if lines:
        backing = tuple(facts) or _facts(component)
        found.append(Reason("against", component.lacking, lines, backing, telling=False))
    return found


def _unexplained(case: Case, look: Look, position: int) -> Reason:
    component = look.components[position]
    lines = case.supporting(look.basis(position, State.ESTABLISHED))
    regions = [
        sight.site.region
        for sight in look.sights(position)
        if sight.states[position] is State.ESTABLISHED
    ]
    return Reason(
        "against",
        component.unexplained,
        lines,
        _facts(component),
        region=case.atoms.places.common(regions),
    )


def _facts(component: Component) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for clause in component.clauses for fact in clause.facts))


def _merged(found: list[Reason], places: Places) -> Iterator[Reason]:
    """Reasons that differ only in their region, as one."""
    # Built from their parts: `replace` takes four times as long, and every option asks for this.
    groups: dict[tuple[Stance, str, tuple[int, ...], tuple[str, ...], bool], list[str]] = {}
    for r in found:
        groups.setdefault((r.stance, r.says, r.lines, r.facts, r.telling), []).append(r.region)
    for alike, regions in groups.items():
        yield Reason(*alike, region=places.common(dict.fromkeys(regions)))
