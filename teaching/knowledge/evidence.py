"""Why: the sentences for and against a concept, with the lines and facts behind each.

An :class:`Argument` rests on literals, so it is the same in every case that knows the same of what
a rule asks about; a case makes a :class:`Reason` of it by the lines that state those literals. Only
what lines state gives a reason; a verdict's lines and its reasons come from the same literals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from teaching.knowledge.cases import Case
from teaching.knowledge.clauses import Threshold
from teaching.knowledge.composing import Entry, Look
from teaching.knowledge.places import Places
from teaching.knowledge.schema.rules import Component, ConceptClause, Interval
from teaching.knowledge.shapes import Sight
from teaching.knowledge.verdicts import Reason, Sentence, Stance, State

if TYPE_CHECKING:
    from teaching.knowledge.compositions import CompositionCondition


OPPOSITE: dict[Stance, Stance] = {"for": "against", "against": "for"}


class Argument(NamedTuple):
    """A sentence for or against a concept, with the literals and the facts it rests on.

    ``region`` and ``telling`` are those of a reason.
    """

    stance: Stance
    says: str
    used: int
    facts: tuple[str, ...]
    region: str = ""
    telling: bool = True


def of_clause(known: int, asked: Threshold, region: str, local: int) -> Iterator[Argument]:
    """A clause that lines meet or break; nothing while it is open or settled without them.

    ``local`` is where the bits of regions begin: what rests on none of them is said of no place.
    """
    state = asked.judge(known)
    used = asked.used(known, state)
    if state is State.OPEN or not used:
        return
    at = region if used >> local else ""
    if state is State.ESTABLISHED:
        yield Argument("for", asked.clause.met, used, asked.clause.facts, at)
    else:
        yield Argument("against", asked.clause.unmet, used, asked.clause.facts, at)


def of_statement(
    state: State, used: int, asked: Interval | ConceptClause, region: str
) -> Iterator[Argument]:
    """An interval or another concept: met or unmet as a whole."""
    if state is State.ESTABLISHED:
        yield Argument("for", asked.met, used, asked.facts, region)
    elif state is State.RULED_OUT:
        yield Argument("against", asked.unmet, used, asked.facts, region)


def of_component(case: Case, look: Look, position: int, region: str = "") -> list[Argument]:
    """A component somewhere, or at one region.

    What is said of it anywhere is kept with the look, which is of one case: every concept that a
    component takes part in asks for it.
    """
    if region:
        component, local = look.components[position], case.atoms.global_bits
        (sight,) = [s for s in look.sights(position) if s.site.region == region]
        parts = [_part(component, position, (sight,), case.known, local)]
        return _of_parts(case, look, position, sight.states[position], parts)
    found = look.said.get(position)
    if found is None:
        component = look.components[position]
        parts = [_kept(entry, component, position, case) for entry in look.entries(position)]
        found = _of_parts(case, look, position, look.state(position), parts)
        look.said[position] = found
    return found


def _of_parts(
    case: Case, look: Look, position: int, state: State, parts: Sequence[Part]
) -> list[Argument]:
    if state is State.ESTABLISHED:
        return _presence(look, position, parts)
    met = [argument for part in parts for argument in part.met]
    if state is State.OPEN:
        return met
    return met + _absence(case, look, position, parts)


def of_composition(case: Case, look: Look, asked: CompositionCondition) -> list[Argument]:
    """Which components are there and which are not, and what that makes of the composition.

    The sentences of a component are those of the concept it makes up; where any so many kinds will
    do, only the composition's own sentence says what is missing.
    """
    composition = asked.asked
    state, used = asked.judge(case)
    found: list[Argument] = []
    if not asked.included:
        for i in range(len(look.components)):
            if look.state(i) is State.ESTABLISHED:
                found += of_component(case, look, i)
        if state is State.ESTABLISHED:
            found.append(Argument("for", composition.met, used, composition.facts))
        elif state is State.RULED_OUT:
            found.append(Argument("against", composition.unmet, used, composition.facts))
        return found

    for i in asked.included:
        found += of_component(case, look, i)
    if state is State.OPEN:
        return [argument for argument in found if argument.stance == "for"]
    if state is State.ESTABLISHED:
        alone = 0
        for i in asked.excluded:
            alone |= look.basis(i, State.RULED_OUT)
        used = alone if case.states(alone) else used
        found.append(Argument("for", composition.met, used, composition.facts, telling=False))
        return found
    for i in asked.excluded:
        if look.state(i) is State.ESTABLISHED:
            found.append(_unexplained(case, look, i))
    if not any(argument.stance == "against" for argument in found):
        found.append(Argument("against", composition.unmet, used, composition.facts))
    return found


def reasons(case: Case, arguments: Iterable[Argument], places: Places) -> list[Reason]:
    """The arguments as reasons of a case; those that differ only in their region as one."""
    # Built from their parts: `replace` takes four times as long, and every option asks for this.
    lines: dict[int, tuple[int, ...]] = {}
    groups: dict[tuple[Stance, str, tuple[int, ...], tuple[str, ...], bool], list[str]] = {}
    for stance, says, used, facts, region, telling in arguments:
        shown = lines.get(used)
        if shown is None:
            shown = lines[used] = case.supporting(used)
        groups.setdefault((stance, says, shown, facts, telling), []).append(region)
    return [
        Reason(
            *alike,
            regions[0] if len(regions) == 1 else places.common(dict.fromkeys(regions)),
        )
        for alike, regions in groups.items()
    ]


def ordered(found: Iterable[Reason], state: State) -> tuple[Reason, ...]:
    """Those to point at first. Where a verdict has only blanket absences behind it, they are what
    to point at. What holds of every patient is no reason, unless there is no other."""
    deciding: Stance = "against" if state is State.RULED_OUT else "for"
    found = list(found)
    merged = [reason for reason in found if reason.lines] or found
    if not any(reason.telling for reason in merged if reason.stance == deciding):
        merged = [replace(r, telling=True) if r.stance == deciding else r for r in merged]
    return tuple(sorted(merged, key=lambda r: (r.stance != deciding, not r.telling)))


def sentences(case: Case, arguments: Sequence[Argument], state: State) -> tuple[Sentence, ...]:
    """What the reasons say that these arguments make, in the same order."""
    deciding: Stance = "against" if state is State.RULED_OUT else "for"
    found = case.stated(arguments) or arguments
    # Sorted by hand into four heaps: those that decide first, and of each those to point at.
    pointed: list[Sentence] = []
    blanket: list[Sentence] = []
    others: list[Sentence] = []
    beside: list[Sentence] = []
    for stance, says, _, facts, _, telling in found:
        one = Sentence(stance, says, facts, telling)
        if stance == deciding:
            (pointed if telling else blanket).append(one)
        else:
            (others if telling else beside).append(one)
    if not pointed:
        blanket = [one._replace(telling=True) for one in blanket]
    return (*pointed, *blanket, *others, *beside)


def together(found: Iterable[Reason], state: State, places: Places) -> tuple[Reason, ...]:
    """The reasons of several verdicts as those of one."""
    groups: dict[tuple[Stance, str, tuple[int, ...], tuple[str, ...], bool], list[str]] = {}
    for r in found:
        groups.setdefault((r.stance, r.says, r.lines, r.facts, r.telling), []).append(r.region)
    return ordered(
        (Reason(*a, places.common(dict.fromkeys(regions))) for a, regions in groups.items()), state
    )


def denied(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The same reasons for the opposite claim."""
    return tuple(replace(reason, stance=OPPOSITE[reason.stance]) for reason in reasons)


# ---- components -------------------------------------------------------------------------------
class Part(NamedTuple):
    """What a place says of a component: the clauses met there (``shown`` where the component is),
    what breaks it, and what leaves nothing of it (literals and facts)."""

    met: tuple[Argument, ...]
    shown: tuple[Argument, ...]
    broken: tuple[Argument, ...]
    blanket: int
    facts: tuple[str, ...]


def _kept(entry: Entry, component: Component, position: int, case: Case) -> Part:
    """The part of a unit. It is the same for all cases of which it knows the same."""
    key = position, case.known & entry.unit.mask
    part = entry.parts.get(key)
    if part is None:
        sights = tuple(sight for sight in entry.sights if position in sight.states)
        part = _part(component, position, sights, case.known, case.atoms.global_bits)
        entry.parts[key] = part
    return part


def _part(
    component: Component, position: int, sights: Iterable[Sight], known: int, local: int
) -> Part:
    """Where something of the component shows, the clauses that meet or break it there."""
    met: list[Argument] = []
    shown: list[Argument] = []
    broken: list[Argument] = []
    blanket = 0
    facts: dict[str, None] = {}
    for sight in sights:
        state, region = sight.states[position], sight.site.region
        thresholds = sight.site.components[position]
        found = [one for asked in thresholds for one in of_clause(known, asked, region, local)]
        is_shown = any(one.wanted & known for one in thresholds)
        if is_shown or state is State.ESTABLISHED:
            there = [argument for argument in found if argument.stance == "for"]
            met += there
            if state is State.ESTABLISHED:
                shown += there
        if state is not State.RULED_OUT:
            continue
        against = [one for one in thresholds if one.judge(known) is State.RULED_OUT]
        if not is_shown:
            blanket |= sight.used[position]
            facts.update(dict.fromkeys(fact for one in against for fact in one.clause.facts))
        elif against:
            broken += [argument for argument in found if argument.stance == "against"]
        else:
            used, backing = sight.used[position], _facts(component)
            broken.append(Argument("against", component.lacking, used, backing, region))
    return Part(tuple(met), tuple(shown), tuple(broken), blanket, tuple(facts))


def _presence(look: Look, position: int, parts: Iterable[Part]) -> list[Argument]:
    """The clauses met where the component is; failing a single such region, met as far as known."""
    found = [argument for part in parts for argument in part.shown]
    if found:
        return found
    component = look.components[position]
    basis = look.basis(position, State.ESTABLISHED)
    return [Argument("for", component.clauses[0].met, basis, _facts(component))]


def _absence(case: Case, look: Look, position: int, parts: Iterable[Part]) -> list[Argument]:
    """Where something of the component shows, the clause that breaks it there; for the rest, one
    sentence."""
    component = look.components[position]
    found: list[Argument] = []
    blanket = 0
    facts: dict[str, None] = {}
    for part in parts:
        found += part.broken
        blanket |= part.blanket
        facts.update(dict.fromkeys(part.facts))
    if not blanket and not found:
        blanket = look.basis(position, State.RULED_OUT)
    if case.states(blanket):
        backing = tuple(facts) or _facts(component)
        found.append(Argument("against", component.lacking, blanket, backing, telling=False))
    return found


def _unexplained(case: Case, look: Look, position: int) -> Argument:
    component = look.components[position]
    regions = look.regions(position)
    return Argument(
        "against",
        component.unexplained,
        look.basis(position, State.ESTABLISHED),
        _facts(component),
        case.atoms.places.common(regions),
    )


def _facts(component: Component) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for clause in component.clauses for fact in clause.facts))
