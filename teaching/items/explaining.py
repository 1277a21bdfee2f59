"""What is stored of a proof: options, and apart from them key, rationales and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from teaching.items.backing import Codes, codes, shelve
from teaching.items.inserting import insert
from teaching.items.models import (
    Evidence,
    EvidenceKind,
    Item,
    Key,
    Option,
    Rationale,
    Stance,
    VignetteStage,
)
from teaching.items.proving import OptionProof, Proof
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge import schema
from teaching.knowledge.reasoning import Reason, Verdict


@dataclass(frozen=True)
class Told:
    """An item with its stored options, and the rows of its stages."""

    item: Item
    options: Sequence[Option]
    proof: Proof
    stages: Sequence[VignetteStage]


def store_answers(words: Vocabulary, told: Sequence[Told]) -> None:
    """Keys, rationales and proofs of many items."""
    offered = [
        (one, option, answer)
        for one in told
        for option, answer in zip(one.options, one.proof.options, strict=True)
    ]
    proved = [steps(one.proof, answer) for one, _, answer in offered]
    rests = shelve(
        words,
        {
            *(codes(answer.option.facts) for _, _, answer in offered),
            *(step.facts for found in proved for step in found),
        },
    )
    insert(
        Rationale.objects,
        (
            Rationale(
                option_id=option.pk,
                text=answer.option.rationale,
                states=answer.option.model_dump(
                    mode="json", exclude=APART, exclude_defaults=True, exclude_unset=True
                ),
                backing_id=rests[codes(answer.option.facts)].pk,
            )
            for _, option, answer in offered
        ),
    )
    insert(
        Evidence.objects,
        (
            Evidence(
                option_id=option.pk,
                lines=step.lines,
                backing_id=rests[step.facts].pk,
                stance=step.stance,
                kind=step.kind,
                says=step.says,
                position=position,
            )
            for (_, option, _), found in zip(offered, proved, strict=True)
            for position, step in enumerate(found)
        ),
    )
    insert(
        Key.objects,
        (
            Key(
                item=one.item,
                option_id=option.pk,
                concept=words.concepts.get(concept_of(answer.option) or ""),
                note=one.proof.item.note or "",
                decided_at=None
                if one.proof.decided_at is None
                else one.stages[one.proof.decided_at],
            )
            for one, option, answer in offered
            if answer.option.key
        ),
    )


def concept_of(option: schema.vignettes.Option) -> str | None:
    """The one concept an option says holds; None where it names none or several."""
    named = {claim.concept for claim in option.claims if claim.holds}
    return named.pop() if len(named) == 1 else None


APART = {"text", "key", "rationale", "facts"}
"""What of an option has columns or rows of its own."""


class Step(NamedTuple):
    """One reason of a proof: the lines (their places in the story, none for every patient alike)
    and the facts that speak for or against an option, and in which words."""

    kind: str
    stance: str
    says: str
    lines: tuple[int, ...]
    facts: Codes


def steps(proof: Proof, answer: OptionProof) -> tuple[Step, ...]:
    """The proof of one option, reason by reason. What leans on no fact proves nothing."""
    found = [
        Step(kind, reason.stance, reason.says, reason.lines, codes(reason.facts))
        for kind, reason in _reasons(answer, proof.grounds)
        if reason.facts
    ]
    if answer.verdict is None and answer.option.facts:
        stance = Stance.FOR if answer.option.key else Stance.AGAINST
        found.append(Step(EvidenceKind.PROOF, stance, "", (), codes(answer.option.facts)))
    return tuple(found)


def _reasons(
    answer: OptionProof, grounds: Iterable[Verdict]
) -> Iterable[tuple[EvidenceKind, Reason]]:
    """What is stored of an option's proof, each reason as ledger or as detail.

    A key shows all that establishes it, the closing lines too; another option what rules it out
    and what speaks for it. Where two telling reasons rule it out, the rest is detail.
    """
    verdicts = [answer.verdict] if answer.verdict is not None else []
    if answer.verdict is None and answer.option.key:
        verdicts += grounds
    for verdict in verdicts:
        telling = [r for r in verdict.reasons if r.telling and r.stance == "against"]
        for reason in verdict.reasons:
            if answer.option.key and reason.stance == "against":
                continue
            shown = reason.telling or answer.option.key or len(telling) < ENOUGH
            yield (EvidenceKind.PROOF if shown else EvidenceKind.DETAIL), reason
    for reason in answer.tendencies:
        yield EvidenceKind.TENDENCY, reason


ENOUGH = 2
"""So many telling reasons against an option make the blanket ones a detail."""
