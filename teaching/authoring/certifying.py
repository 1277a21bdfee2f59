"""The certificate of a question: how each option stands, by which lines and facts, proved anew.

Pure: it takes what admitting found and says it as a page does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teaching.items.explaining import Step, steps
from teaching.items.models import EvidenceKind, Stance
from teaching.items.proving import OptionProof, Proof, Script, as_wanted
from teaching.knowledge.models import Fact
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.verdicts import State

VERDICTS = {
    State.ESTABLISHED: "Established",
    State.RULED_OUT: "Ruled out",
    State.OPEN: "Open",
}


@dataclass(frozen=True)
class Line:
    """A line of the story that the proof speaks of."""

    number: int
    text: str


@dataclass(frozen=True)
class Reason:
    """One sentence with the lines and facts behind it."""

    says: str
    numbers: tuple[int, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Certified:
    """One option and how it stands."""

    text: str
    is_key: bool
    verdict: str
    state: str
    """``established``, ``ruled-out`` or ``open``."""
    by_facts: bool
    """Whether it stands so by facts alone."""
    is_as_needed: bool
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    tendencies: tuple[Reason, ...]
    rationale: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Certificate:
    """The proof of one question as it comes out today."""

    lines: tuple[Line, ...]
    options: tuple[Certified, ...]
    grounds: tuple[Reason, ...]
    """What is proved of this patient, where the key rests on that and a fact."""
    layers: tuple[str, ...]
    facts: tuple[tuple[str, tuple[Fact, ...]], ...]
    """Under their layers."""


def certificate(vignette: Vignette, proof: Proof, facts: Mapping[str, Fact]) -> Certificate:
    """The certificate of a vignette's one question. ``facts`` are rows by code, with sources."""
    script = Script.of(vignette)
    each = [(answer, steps(proof, answer)) for answer in proof.options]
    used = sorted({line for _, found in each for step in found for line in step.lines})
    numbers = {line: number for number, line in enumerate(used, start=1)}
    cited = dict.fromkeys(
        code
        for answer, found in each
        for code in (*answer.option.facts, *(code for step in found for code in step.facts))
    )
    return Certificate(
        tuple(Line(numbers[line], script.lines[line].text) for line in used),
        tuple(_certified(proof, answer, found, numbers) for answer, found in each),
        tuple(
            Reason(
                reason.says,
                tuple(numbers[line] for line in reason.lines if line in numbers),
                reason.facts,
            )
            for verdict in proof.grounds
            for reason in verdict.reasons
            if reason.telling
        ),
        proof.item.layers,
        _by_layer([facts[code] for code in cited if code in facts]),
    )


def _certified(
    proof: Proof, answer: OptionProof, found: Sequence[Step], numbers: Mapping[int, int]
) -> Certified:
    key = answer.option.key

    def reasons(stance: str, *kinds: str) -> tuple[Reason, ...]:
        return _reasons([s for s in found if s.stance == stance and s.kind in kinds], numbers)

    return Certified(
        answer.option.text,
        key,
        VERDICTS[answer.state],
        answer.state.value.replace(" ", "-"),
        answer.verdict is None,
        as_wanted(proof.item, answer.option, answer.state),
        reasons(Stance.FOR, EvidenceKind.PROOF, EvidenceKind.DETAIL),
        reasons(Stance.AGAINST, EvidenceKind.PROOF, EvidenceKind.DETAIL),
        _reasons([step for step in found if step.kind == EvidenceKind.TENDENCY], numbers),
        answer.option.rationale,
        answer.option.facts,
    )


def _reasons(found: Sequence[Step], numbers: Mapping[int, int]) -> tuple[Reason, ...]:
    """Steps under the sentence they belong to, in the order of the proof. A step without a sentence
    is a fact of the rationale, which stands there already."""
    said: dict[str, tuple[dict[int, None], dict[str, None]]] = {}
    for step in (one for one in found if one.says):
        lines, codes = said.setdefault(step.says, ({}, {}))
        lines.update(dict.fromkeys(numbers[line] for line in step.lines))
        codes.update(dict.fromkeys(step.facts))
    return tuple(
        Reason(says, tuple(sorted(lines)), tuple(codes)) for says, (lines, codes) in said.items()
    )


def _by_layer(facts: Sequence[Fact]) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    layers = dict.fromkeys(fact.layer for fact in facts)
    return tuple((layer, tuple(fact for fact in facts if fact.layer == layer)) for layer in layers)
