"""The reasoner against the definition, on random small rule sets; and its promises on any case."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teaching.knowledge.atoms import bits
from teaching.knowledge.clauses import judge_all
from teaching.knowledge.reasoning import Case, Contradiction, Knowledge, State, Verdict
from teaching.knowledge.statements import Claim, Tag
from tests.knowledge.brute import Brute
from tests.knowledge.trials import TICKS, claims, draw_lines, draw_pack

ROOT = Path(__file__).parents[2]
SEEDS = st.integers(min_value=0, max_value=10**9)
TRIALS = settings(max_examples=15, deadline=None)
Judge = Callable[[Knowledge, Case, Claim], State]


class Trial:
    """A random pack, compiled and by definition."""

    def __init__(self, seed: int, measured: bool = False) -> None:
        self.rng = Random(seed)
        self.pack = draw_pack(self.rng, measured)
        self.brute = Brute(self.pack, TICKS if measured else ())
        self.knowledge = Knowledge.of(self.pack)
        self.claims = [claim for claim in claims(self.brute) if not self._never(claim.concept)]
        warnings = self.knowledge.warnings
        self._loose = {
            found[1]
            for warning in warnings
            if (found := re.match(r"'([a-z0-9-]+)' may be too open", warning))
        }
        self._all_loose = any(
            "can never be present" in warning or "compositions may be too open" in warning
            for warning in warnings
        )

    def _never(self, concept: str) -> bool:
        """Whether a concept is, or rests on, one that is right for no patient."""
        rule = self.brute.rules.get(concept)
        if rule is None:
            return False
        inner = [one for clause in (*rule.concepts, *rule.no_concepts) for one in clause.concepts]
        return rule.never is not None or any(self._never(one) for one in inner)

    def exact(self, claim: Claim) -> bool:
        """Whether no warning says that this claim may be too open."""
        return not self._all_loose and claim.concept not in self._loose

    def lines(self) -> list[list[Tag]]:
        """A case that some complete state agrees with."""
        state = self.rng.choice(self.brute.states)
        return draw_lines(self.rng, self.brute, state, self.rng.choice([0.2, 0.5, 0.8]))

    def compare(self, judge: Judge, cases: int = 8) -> Counter[str]:
        """How often a way of judging is right, too open, or wrong."""
        tally: Counter[str] = Counter(dict.fromkeys(("right", "too open", "wrong"), 0))
        for _ in range(cases):
            lines = self.lines()
            case = self.knowledge.case(lines)
            agreeing = self.brute.agreeing(tag for line in lines for tag in line)
            for claim in self.claims:
                found = judge(self.knowledge, case, claim)
                wanted = self.brute.state(agreeing, claim)
                if found is wanted:
                    tally["right"] += 1
                elif found is not State.OPEN:
                    tally["wrong"] += 1
                elif self.exact(claim):
                    tally["too open"] += 1
        return tally


def direct(knowledge: Knowledge, case: Case, claim: Claim) -> State:
    return knowledge.judge(case, claim).state


# ---- against the definition -------------------------------------------------------------------
@TRIALS
@given(SEEDS)
def test_direct_evaluation_gives_what_trying_every_completion_gives(seed: int):
    tally = Trial(seed).compare(direct)

    assert (tally["wrong"], tally["too open"]) == (0, 0)


@TRIALS
@given(SEEDS)
def test_intervals_give_what_trying_every_value_gives(seed: int):
    tally = Trial(seed, measured=True).compare(direct, cases=4)

    assert (tally["wrong"], tally["too open"]) == (0, 0)


def over_the_whole_formula(knowledge: Knowledge, case: Case, claim: Claim) -> State:
    """Three-valued logic clause by clause and component by component: sound, and too open."""
    rule = knowledge.rules.by_concept.get(claim.concept)
    if rule is None or rule.composition is None:
        return direct(knowledge, case, claim)
    composer = knowledge.composer
    components = []
    for i, cap in enumerate(composer.caps):
        here = [
            judge_all(site.components[i], case.known)
            for site in composer.sites.values()
            if i in site.components
        ]
        if here.count(State.ESTABLISHED) >= cap:
            components.append(State.ESTABLISHED)
        elif len(here) - here.count(State.RULED_OUT) < cap:
            components.append(State.RULED_OUT)
        else:
            components.append(State.OPEN)
    gate = [one.judge(case) for one in knowledge.rules.conditions(claim.concept, "")][
        : len(rule.gate)
    ]
    states = [state for state, _used in gate]
    if rule.composition.exactly:
        for component, state in zip(composer.components, components, strict=True):
            wanted = component.slug in rule.composition.exactly
            states.append(state if wanted else state.denied)
    else:
        least = rule.composition.at_least or 0
        sure = components.count(State.ESTABLISHED)
        possible = len(components) - components.count(State.RULED_OUT)
        states.append(
            State.ESTABLISHED
            if sure >= least
            else State.OPEN
            if possible >= least
            else State.RULED_OUT
        )
    state = max(states, key=[State.ESTABLISHED, State.OPEN, State.RULED_OUT].index)
    return state if claim.holds else state.denied


def taking_silence_for_absence(knowledge: Knowledge, case: Case, claim: Claim) -> State:
    """What is not mentioned is taken for absent."""
    silent = sum(
        knowledge.atoms.reach[2 * atom + 1]
        for atom in range(len(knowledge.atoms.names))
        if not case.known >> (2 * atom) & 3
    )
    closed = Case(knowledge.atoms, case.lines)
    for bit in bits(silent):
        closed.known |= 1 << bit
    return direct(knowledge, closed, claim)


@pytest.mark.parametrize(
    ("judge", "flaw"),
    [(over_the_whole_formula, "too open"), (taking_silence_for_absence, "wrong")],
)
def test_the_comparison_catches_a_flawed_evaluator(judge: Judge, flaw: str):
    flaws = sum((Trial(seed).compare(judge) for seed in range(12)), Counter())

    assert flaws[flaw] > 0


# ---- promises on any case ---------------------------------------------------------------------
@TRIALS
@given(SEEDS)
def test_a_further_line_never_takes_a_verdict_back(seed: int):
    trial = Trial(seed, measured=seed % 3 == 0)
    lines = trial.lines()

    before: dict[Claim, State] = dict.fromkeys(trial.claims, State.OPEN)
    for count in range(len(lines) + 1):
        case = trial.knowledge.case(lines[:count])
        after = {claim: trial.knowledge.judge(case, claim).state for claim in trial.claims}
        assert [c for c in trial.claims if before[c] not in (State.OPEN, after[c])] == []
        before = after


@TRIALS
@given(SEEDS)
def test_the_supporting_lines_alone_give_the_verdict(seed: int):
    trial = Trial(seed, measured=seed % 3 == 0)
    case = trial.knowledge.case(trial.lines())

    for claim in trial.claims:
        verdict = trial.knowledge.judge(case, claim)
        alone = trial.knowledge.judge(case.kept(verdict.lines), claim)
        if verdict.state is not State.OPEN:
            assert (claim, alone.state) == (claim, verdict.state)


@TRIALS
@given(SEEDS)
def test_a_decided_verdict_names_lines_and_a_telling_reason_with_a_fact(seed: int):
    trial = Trial(seed, measured=seed % 3 == 0)
    nothing = trial.knowledge.case([])
    case = trial.knowledge.case(trial.lines())

    for claim in trial.claims:
        verdict = trial.knowledge.judge(case, claim)
        if verdict.state is State.OPEN:
            continue
        if trial.knowledge.judge(nothing, claim).state is not State.OPEN:
            continue
        assert verdict.lines
        assert [reason.stance for reason in telling(verdict)][:1] == [
            "for" if verdict.state is State.ESTABLISHED else "against"
        ]
        assert all(reason.lines and reason.facts for reason in verdict.reasons)
        deciding = {
            line
            for r in verdict.reasons
            if r.stance == verdict.reasons[0].stance
            for line in r.lines
        }
        assert set(verdict.lines) >= deciding


def telling(verdict: Verdict) -> list:
    return [reason for reason in verdict.reasons if reason.telling]


@TRIALS
@given(SEEDS)
def test_no_line_of_a_sufficient_set_can_be_dropped(seed: int):
    trial = Trial(seed)
    lines = trial.lines()
    case = trial.knowledge.case(lines)

    for claim in trial.claims[:6]:
        state = trial.knowledge.judge(case, claim).state
        kept = trial.knowledge.sufficient(lines, claim)
        if state is State.OPEN:
            assert kept == ()
            continue
        assert trial.knowledge.judge(case.kept(kept), claim).state is state
        for line in kept:
            fewer = [other for other in kept if other != line]
            assert trial.knowledge.judge(case.kept(fewer), claim).state is State.OPEN


@TRIALS
@given(SEEDS)
def test_a_sufficient_set_is_what_trying_every_line_leaves(seed: int):
    trial = Trial(seed)
    lines = trial.lines()
    case = trial.knowledge.case(lines)
    asked = [(claim,) for claim in trial.claims[:4]]
    asked += [tuple(trial.rng.sample(trial.claims, min(2, len(trial.claims))))]

    for claims_ in asked:
        state = trial.knowledge.state(case, claims_)
        kept = list(range(len(lines)))
        for line in reversed(kept.copy()):
            fewer = [other for other in kept if other != line]
            if trial.knowledge.state(case.kept(fewer), claims_) is state:
                kept = fewer

        expected = () if state is State.OPEN else tuple(kept)
        assert trial.knowledge.sufficient(lines, claims_) == expected


@TRIALS
@given(SEEDS)
def test_lines_that_no_complete_state_agrees_with_are_a_contradiction(seed: int):
    trial = Trial(seed, measured=seed % 3 == 0)
    if any("can never be present" in warning for warning in trial.knowledge.warnings):
        return
    lines = trial.lines() + trial.lines()
    agreeing = trial.brute.agreeing(tag for line in lines for tag in line)

    try:
        trial.knowledge.case(lines)
    except Contradiction as clash:
        assert agreeing == 0
        pair = [*lines[clash.first], *lines[clash.second]]
        assert trial.brute.agreeing(pair) == 0
    else:
        assert agreeing != 0


# ---- a pure part ------------------------------------------------------------------------------
@pytest.mark.parametrize(("module", "needs_django"), [("reasoning", False), ("models", True)])
def test_the_reasoner_runs_without_the_web_framework(module: str, needs_django: bool):
    script = (
        "import sys\n"
        f"try: import teaching.knowledge.{module}\n"
        "except Exception: pass\n"
        "sys.exit('django' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)  # noqa: S603

    assert bool(done.returncode) is needs_django
