"""The reasoner: what is established, ruled out or open in a case, by which lines and which facts.

``Knowledge.of(pack)`` compiles a pack once; everything else is a look-up. Think of every complete
state of the patient that agrees with the lines: a concept is established if it holds in all of
them, ruled out if in none, open otherwise. What is not mentioned is never absent, and no further
consistent line takes a verdict back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from teaching.knowledge import evidence, exactness
from teaching.knowledge.atoms import Atoms
from teaching.knowledge.cases import Case
from teaching.knowledge.composing import Composer
from teaching.knowledge.judging import Rules
from teaching.knowledge.places import Place, Places
from teaching.knowledge.records import Records
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.findings import Finding
from teaching.knowledge.schema.rules import Clause, Tendency
from teaching.knowledge.scopes import Lines, Scopes
from teaching.knowledge.statements import Claim, Literal
from teaching.knowledge.verdicts import Contradiction, Reason, Sentence, State, Statement, Verdict

__all__ = [
    "Case",
    "Contradiction",
    "Knowledge",
    "Place",
    "Reason",
    "State",
    "Statement",
    "Verdict",
]


RECENT = 4
"""So many cases are kept: who draws a story and who proves it ask for the same one."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """A tendency with the literals that show it, and the place each set of them is named by."""

    tendency: Tendency
    mask: int
    regions: dict[int, str] = field(default_factory=dict)


class Knowledge:
    """A pack, compiled. Build it with ``Knowledge.of``; it never changes and may be shared.

    ``warnings`` names the rules whose verdicts may be too open (never wrong), and why.
    """

    def __init__(self, pack: Pack) -> None:
        self.places = Places(pack.disease)
        across, anywhere = _asked(pack)
        self.atoms = Atoms(pack.findings, self.places, across, anywhere)
        self.composer = Composer(self.atoms, self.places, pack.components)
        self.rules = Rules(self.atoms, self.composer, pack.rules)
        self._scopes = Scopes(self.atoms, self.places)
        self._leanings: dict[str, list[Leaning]] = {}
        for tendency in pack.tendencies:
            self._leanings.setdefault(tendency.concept, []).append(self._leaning(tendency))
        self._recent: tuple[tuple[Case, Lines, Lines | None], ...] = ()
        self.records = Records(pack)
        """What questions on facts alone are proved from."""

    def _leaning(self, tendency: Tendency) -> Leaning:
        literal = tendency.finding
        marks = self.atoms.marks[literal.finding]
        if not marks:
            marks = 1 << (2 * self.atoms.own[literal.finding, ""])
        return Leaning(tendency, marks if literal.present else marks << 1)

    @classmethod
    def of(cls, pack: Pack) -> Knowledge:
        """Compile a pack. Raises ValueError for one whose parts do not fit together."""
        return cls(pack)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The conditions under which direct evaluation is exact, where they fail."""
        return tuple(exactness.warnings(self.atoms, self.composer, self.rules))

    # ---- the vocabulary -----------------------------------------------------------------------
    @property
    def findings(self) -> dict[str, Finding]:
        """The findings of the pack by slug."""
        return self.atoms.findings

    @property
    def regions(self) -> dict[str, Place]:
        """All regions, each side by itself, in the order of the pack."""
        return self.places.regions

    @property
    def scopes(self) -> dict[str, tuple[str, ...]]:
        """Each scope with every region it can cover, the automatic pairs included."""
        return self.places.scopes

    def mirror(self, region: str) -> str | None:
        """The same region of the other side, or None."""
        return self.places.mirror(region)

    # ---- reading ------------------------------------------------------------------------------
    def statements(self, lines: Lines, whole: Lines | None = None) -> tuple[Statement, ...]:
        """What each line states, region by region; scopes are resolved over ``whole``.

        Raises ValueError for a tag the pack cannot read.
        """
        return tuple(self._scopes.statements(lines, whole))

    def case(self, lines: Lines, whole: Lines | None = None) -> Case:
        """The lines read together. ``whole`` is the vignette they are part of, later stages and
        lead-ins included (default: these lines).

        Raises Contradiction for two lines that cannot both be true, ValueError for a bad tag.
        """
        lines, whole = tuple(lines), None if whole is None else tuple(whole)
        if whole == lines:
            whole = None
        for case, known, around in self._recent:
            if known == lines and around == whole:
                return case
        case = Case(self.atoms, self._scopes.stated(lines, whole))
        self._recent = ((case, lines, whole), *self._recent[: RECENT - 1])
        return case

    # ---- judging ------------------------------------------------------------------------------
    def judge(self, case: Case, claim: Claim) -> Verdict:
        """How a claim about a concept, or about a component, stands.

        Raises ValueError for a claim that no rule can judge, or that lacks the region it needs.
        """
        known = case.verdicts.get(claim)
        if known is not None:
            return known
        found = self.rules.judge(case, claim.concept, claim.at)
        verdict = case.verdicts[claim] = Verdict(
            found.state if claim.holds else found.state.denied,
            lambda: case.supporting(found.used),
            lambda: self._reasons(case, claim),
            lambda: self._sentences(case, claim),
        )
        return verdict

    def judge_all(self, case: Case, claims: Sequence[Claim]) -> Verdict:
        """Several claims together: established if all are, ruled out if one is.

        Raises ValueError for no claims at all.
        """
        if not claims:
            raise ValueError("nothing is claimed")
        if len(claims) == 1:
            return self.judge(case, claims[0])
        verdicts = [self.judge(case, claim) for claim in claims]
        state = _together(verdict.state for verdict in verdicts)
        deciding = [v for v in verdicts if v.state is state or state is State.ESTABLISHED]
        if state is State.OPEN:
            deciding = [v for v in verdicts if v.state is State.ESTABLISHED]

        def find() -> tuple[int, ...]:
            return tuple(sorted({line for verdict in deciding for line in verdict.lines}))

        def explain() -> tuple[Reason, ...]:
            found = [reason for verdict in verdicts for reason in verdict.reasons]
            return evidence.together(found, state, self.places)

        return Verdict(state, find, explain)

    def tendencies(self, case: Case, concept: str) -> tuple[Reason, ...]:
        """What lines say for or against a concept without ever proving it."""
        found = []
        for leaning in self._leanings.get(concept, ()):
            used = case.known & leaning.mask
            if used and (lines := case.supporting(used)):
                region = leaning.regions.get(used)
                if region is None:
                    region = leaning.regions[used] = self._common(leaning.tendency.finding, used)
                one = leaning.tendency
                found.append(Reason(one.stance, one.says, lines, one.facts, region=region))
        return tuple(found)

    def _common(self, literal: Literal, used: int) -> str:
        """One name for the regions at which these literals of a finding stand."""
        own = ((self.atoms.own.get((literal.finding, region)), region) for region in self.regions)
        return self.places.common(
            [region for atom, region in own if atom is not None and used >> (2 * atom) & 3]
        )

    def outcomes(self, case: Case) -> frozenset[frozenset[str]]:
        """The sets of components that can still be all there is, whatever the gates say."""
        look = case.look
        if look is None:
            look = case.look = self.composer.look(case.known)
        slugs = [component.slug for component in self.composer.components]
        return frozenset(
            frozenset(slug for i, slug in enumerate(slugs) if outcome >> i & 1)
            for outcome in look.family.outcomes
        )

    def sufficient(
        self, lines: Lines, claims: Claim | Sequence[Claim], whole: Lines | None = None
    ) -> tuple[int, ...]:
        """Lines that prove the verdict by themselves, none of which can be dropped; later lines
        are dropped first. Not the only such set: for the certificate, not for teaching.

        Scopes are resolved before any line is dropped. Empty where the verdict is open.
        """
        asked = (claims,) if isinstance(claims, Claim) else tuple(claims)
        case = self.case(lines, whole)
        state = self.state(case, asked)
        if state is State.OPEN:
            return ()
        kept = set(range(len(lines)))
        supporting = self._supporting(case, asked, state)
        for line in reversed(range(len(lines))):
            fewer = kept - {line}
            # The supporting lines prove a verdict alone: without any other nothing changes.
            if line in supporting:
                less = case.showing(fewer)
                if not self._stands(less, asked, state):
                    continue
                supporting = self._supporting(less, asked, state)
            kept = fewer
        return tuple(sorted(kept))

    def _stands(self, case: Case, claims: Sequence[Claim], state: State) -> bool:
        """Whether the claims together are established, or ruled out; the first claim that tells
        suffices."""
        decided = self._decided(case, claims, state)
        return all(decided) if state is State.ESTABLISHED else any(decided)

    def _decided(self, case: Case, claims: Iterable[Claim], state: State) -> Iterator[bool]:
        """Of each claim whether it is in this state."""
        for claim in claims:
            found = self.rules.judge(case, claim.concept, claim.at).state
            yield (found if claim.holds else found.denied) is state

    def _supporting(self, case: Case, claims: Sequence[Claim], state: State) -> frozenset[int]:
        """The lines behind the claims that bring about their state together."""
        used = 0
        for claim, decides in zip(claims, self._decided(case, claims, state), strict=True):
            if decides:
                used |= self.rules.judge(case, claim.concept, claim.at).used
        return frozenset(case.supporting(used))

    def state(self, case: Case, claims: Sequence[Claim]) -> State:
        """How several claims together stand, without lines or reasons.

        Raises ValueError for no claims at all.
        """
        if not claims:
            raise ValueError("nothing is claimed")
        found = []
        for claim in claims:
            state = self.rules.judge(case, claim.concept, claim.at).state
            found.append(state if claim.holds else state.denied)
        return _together(found)

    def _reasons(self, case: Case, claim: Claim) -> tuple[Reason, ...]:
        reasons = self.rules.reasons(case, claim.concept, claim.at)
        return reasons if claim.holds else evidence.denied(reasons)

    def _sentences(self, case: Case, claim: Claim) -> tuple[Sentence, ...]:
        sentences = self.rules.sentences(case, claim.concept, claim.at)
        if claim.holds:
            return sentences
        return tuple(one._replace(stance=evidence.OPPOSITE[one.stance]) for one in sentences)


def _together(states: Iterable[State]) -> State:
    found = set(states)
    for state in (State.RULED_OUT, State.OPEN):
        if state in found:
            return state
    return State.ESTABLISHED


def _asked(pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    """The findings some rule asks about across the midline, and those it asks about anywhere."""
    clauses: list[Clause] = []
    for component in pack.components:
        clauses += component.clauses
    for rule in pack.rules:
        clauses += (*rule.gate, *rule.clauses)
    literals = [
        literal
        for clause in clauses
        for literal in (*clause.all, *clause.any, *clause.none, *clause.not_all)
    ]
    across = frozenset(one.finding for one in literals if one.where == "mirror")
    anywhere = frozenset(one.finding for one in literals if one.where == "anywhere")
    return across, anywhere
