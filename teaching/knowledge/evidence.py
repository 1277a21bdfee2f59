"""Why: the sentences for and against a concept, with the lines and facts behind each.

Only what lines state gives a reason; a verdict's lines and its reasons come from the same literals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from teaching.knowledge.cases import Case
from teaching.knowledge.clauses import Threshold
from teaching.knowledge.composing import Entry, Look
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
    if region:
        (sight,) = [s for s in look.sights(position) if s.site.region == region]
        state = sight.states[position]
        parts = [_part(look.components[position], position, (sight,), case.known)]
    else:
        state = look.state(position)
        parts = [_kept(entry, look, position, case.known) for entry in look.entries(position)]
    if state is State.ESTABLISHED:
        return _presence(case, look, position, parts)
    met = [argument.reason(case) for part in parts for argument in part.met]
    if state is State.OPEN:
        return met
    return met + _absence(case, look, position, parts)


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
class Argument(NamedTuple):
    """A reason before a case has given it lines: it rests on literals."""

    stance: Stance
    says: str
    used: int
    facts: tuple[str, ...]
    region: str

    def reason(self, case: Case) -> Reason:
        lines = case.supporting(self.used)
        return Reason(self.stance, self.says, lines, self.facts, region=self.region)


class Part(NamedTuple):
    """What a place says of a component: the clauses met there (``shown`` where the component is),
    what breaks it, and what leaves nothing of it (literals and facts)."""

    met: tuple[Argument, ...]
    shown: tuple[Argument, ...]
    broken: tuple[Argument, ...]
    blanket: int
    facts: tuple[str, ...]


def _kept(entry: Entry, look: Look, position: int, known: int) -> Part:
    """The part of a unit. It is the same for all cases of which it knows the same."""
    key = position, known & entry.unit.mask
    part = entry.parts.get(key)
    if part is None:
        sights = tuple(s for s in entry.sights if position in s.states)
        part = entry.parts[key] = _part(look.components[position], position, sights, known)
    return part


def _part(component: Component, position: int, sights: Iterable[Sight], known: int) -> Part:
    met: list[Argument] = []
    shown: list[Argument] = []
    broken: list[Argument] = []
    blanket = 0
    facts: dict[str, None] = {}
    for sight in sights:
        state = sight.states[position]
        thresholds, region = sight.site.components[position], sight.site.region
        shows = any(one.wanted & known for one in thresholds)
        if shows or state is State.ESTABLISHED:
            there = list(_arguments(thresholds, known, region, State.ESTABLISHED))
            met += there
            if state is State.ESTABLISHED:
                shown += there
        if state is State.RULED_OUT:
            against = [one for one in thresholds if one.judge(known) is State.RULED_OUT]
            if not shows:
                blanket |= sight.used[position]
                facts.update(dict.fromkeys(fact for one in against for fact in one.clause.facts))
            elif against:
                broken += _arguments(against, known, region, State.RULED_OUT)
            else:
                used, lacking = sight.used[position], component.lacking
                broken.append(Argument("against", lacking, used, _facts(component), region))
    return Part(tuple(met), tuple(shown), tuple(broken), blanket, tuple(facts))


def _arguments(
    thresholds: Iterable[Threshold], known: int, region: str, wanted: State
) -> Iterator[Argument]:
    """The clauses in this state; none that no line bears on."""
    for one in thresholds:
        if one.judge(known) is wanted and (used := one.used(known, wanted)):
            clause = one.clause
            if wanted is State.ESTABLISHED:
                yield Argument("for", clause.met, used, clause.facts, region)
            else:
                yield Argument("against", clause.unmet, used, clause.facts, region)


def _presence(case: Case, look: Look, position: int, parts: Iterable[Part]) -> list[Reason]:
    """The clauses met where the component is; failing a single such region, met as far as known."""
    found = [argument.reason(case) for part in parts for argument in part.shown]
    if found:
        return found
    component = look.components[position]
    lines = case.supporting(look.basis(position, State.ESTABLISHED))
    return [Reason("for", component.clauses[0].met, lines, _facts(component))]


def _absence(case: Case, look: Look, position: int, parts: Iterable[Part]) -> list[Reason]:
    """Where something of the component shows, the clause that breaks it there; for the rest, one
    sentence."""
    component = look.components[position]
    found: list[Reason] = []
    blanket = 0
    facts: dict[str, None] = {}
    for part in parts:
        found += [argument.reason(case) for argument in part.broken]
        blanket |= part.blanket
        facts.update(dict.fromkeys(part.facts))
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
