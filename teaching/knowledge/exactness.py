"""The conditions under which judging directly equals trying every completion, checked per pack.

Where one fails the verdict may be too open, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching.knowledge.atoms import Atoms, bits
from teaching.knowledge.cases import Case
from teaching.knowledge.clauses import Threshold
from teaching.knowledge.composing import Composer
from teaching.knowledge.compositions import ComponentCondition, CompositionCondition
from teaching.knowledge.conditions import ConceptCondition, FindingCondition
from teaching.knowledge.judging import Rules
from teaching.knowledge.verdicts import State


def warnings(atoms: Atoms, composer: Composer, rules: Rules) -> Iterator[str]:
    """One sentence per condition that fails."""
    for bit in range(0, 2 * len(atoms.names), 2):
        if atoms.conflict(atoms.reach[bit]):
            slug, region = atoms.names[bit // 2]
            place = f" at {region}" if region else ""
            yield f"'{slug}' can never be present{place}: its relations contradict each other"
    for slug in composer.unsplit:
        yield (
            f"too many findings tie regions together; '{slug}' is left open,"
            " so compositions may be too open"
        )
    for slug, atom in atoms.somewhere.items():
        if composer.relevant >> (2 * atom) & 3:
            yield f"a component asks for '{slug}' anywhere, so compositions may be too open"
    nothing = Case(atoms, ())
    for rule in rules.by_concept.values():
        for region in rules.regions(rule):
            state = rules.judge(nothing, rule.concept, region).state
            if state is not State.OPEN and not (rule.never and not rule.gate):
                always = "always" if state is State.ESTABLISHED else "never"
                yield f"'{rule.concept}' {always} holds, whatever a case says"
                break
        for region in rules.regions(rule):
            reason = _inexact(_Demands(atoms, composer, rules, rule.concept, region))
            if reason:
                yield f"'{rule.concept}' may be too open: {reason}"
                break


class _Demands:
    """What a rule asks once the concepts it rests on are unfolded."""

    def __init__(
        self, atoms: Atoms, composer: Composer, rules: Rules, concept: str, region: str
    ) -> None:
        self.atoms = atoms
        self.composer = composer
        self.wanted = 0
        """Literals that all have to be attainable together."""
        self.apart = 0
        """Those of them that no composition takes into account itself, as it does its gate."""
        self.partial: list[Threshold] = []
        """Thresholds that ask for fewer than all their literals."""
        self.compositions = 0
        self._unfold(rules, concept, region, holds=True)

    def _unfold(self, rules: Rules, concept: str, region: str, holds: bool) -> None:
        conditions = rules.conditions(concept, region)
        composed = any(isinstance(one, CompositionCondition) for one in conditions)
        rule = rules.by_concept.get(concept)
        gates = len(rule.gate) if rule and composed else 0
        for number, condition in enumerate(conditions):
            if isinstance(condition, FindingCondition):
                asked = condition.asked
                literals = _reached(self.atoms, asked.true if holds else asked.false)
                self.wanted |= literals
                settled = asked.need == asked.size and not self.atoms.somewhere_present(asked.true)
                if number >= gates or not settled:
                    self.apart |= literals
                if asked.need < asked.size or not holds:
                    self.partial.append(asked)
            elif isinstance(condition, CompositionCondition | ComponentCondition):
                self.compositions += 1
            elif isinstance(condition, ConceptCondition):
                self._unfold(rules, condition.concept, condition.region, holds is condition.holds)


def _inexact(demands: _Demands) -> str:
    """Why a rule is not exact, or nothing.

    Exact if everything it asks for can be had at once, if what it counts can be missing at once,
    and if it asks about components only apart from the findings these look at.
    """
    atoms = demands.atoms
    clash = atoms.conflict(demands.wanted)
    if clash:
        return f"what it asks for is in conflict ({_names(atoms, clash)})"
    for threshold in demands.partial:
        for mask in (threshold.false, threshold.true):
            clash = atoms.conflict(_reached(atoms, mask))
            if clash:
                return f"what it counts is in conflict ({_names(atoms, clash)})"
    if demands.compositions > 1:
        return "it rests on several compositions at once"
    shared = demands.apart & (demands.composer.relevant | demands.composer.tying)
    if demands.compositions and shared:
        return f"its components look at the same findings ({_names(atoms, shared)})"
    return ""


def _reached(atoms: Atoms, mask: int) -> int:
    """Everything these literals bring; *anywhere* taken as everywhere, to be on the safe side."""
    return atoms.closed(atoms.without_anywhere(mask))


def _names(atoms: Atoms, mask: int) -> str:
    names: Sequence[str] = [atoms.names[bit // 2][0] for bit in bits(mask)]
    return ", ".join(dict.fromkeys(names))
