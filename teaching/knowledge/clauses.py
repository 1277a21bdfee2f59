"""Clauses as counts: *all of*, *at least k of*, *none of* and *not all of* are each "at least so
many of these literals", and a literal is a bit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teaching.knowledge.atoms import Atoms
from teaching.knowledge.schema.rules import Clause
from teaching.knowledge.statements import Literal
from teaching.knowledge.verdicts import State


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least ``need`` of ``size`` literals. ``true`` holds their bits, ``false`` the opposite
    ones; ``wanted`` the bits of the local findings that the clause asks to be present."""

    true: int
    false: int
    need: int
    size: int
    wanted: int
    clause: Clause

    def judge(self, known: int) -> State:
        """Three-valued: by the count that is certain, and the count that can still be reached."""
        if (known & self.true).bit_count() >= self.need:
            return State.ESTABLISHED
        if self.size - (known & self.false).bit_count() < self.need:
            return State.RULED_OUT
        return State.OPEN

    def used(self, known: int, state: State) -> int:
        """The known literals that brought about this state."""
        return known & (self.false if state is State.RULED_OUT else self.true)


def literals(clause: Clause) -> tuple[tuple[Literal, ...], int]:
    """The clause as literals and how many of them are needed."""
    if clause.all:
        return clause.all, len(set(clause.all))
    if clause.any:
        return clause.any, clause.at_least or 1
    if clause.none:
        return _denied(clause.none), len(set(clause.none))
    return _denied(clause.not_all), 1


def threshold(atoms: Atoms, clause: Clause, region: str) -> Threshold:
    """The clause asked at ``region`` (``""`` for nowhere).

    A finding that does not exist there is absent: its literal is settled and drops out.
    """
    asked, need = literals(clause)
    true = false = wanted = size = 0
    for literal in dict.fromkeys(asked):
        bit = atoms.literal(literal, region)
        if not bit:
            need -= not literal.present
            continue
        true |= bit
        false |= atoms.negated(bit)
        size += 1
        if literal.present and atoms.findings[literal.finding].sorts and literal.where == "":
            wanted |= bit
    return Threshold(true, false, max(need, 0), size, wanted, clause)


def judge_all(thresholds: Sequence[Threshold], known: int) -> State:
    """All of them together, three-valued."""
    state = State.ESTABLISHED
    for one in thresholds:
        found = one.judge(known)
        if found is State.RULED_OUT:
            return found
        if found is State.OPEN:
            state = found
    return state


def _denied(given: Sequence[Literal]) -> tuple[Literal, ...]:
    return tuple(Literal(one.finding, not one.present, one.where) for one in given)
