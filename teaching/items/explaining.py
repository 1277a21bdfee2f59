"""What is stored of a proof: options, and apart from them key, rationales and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from teaching.items.models import (
    Evidence,
    EvidenceKind,
    Item,
    Key,
    Line,
    Option,
    Rationale,
    RationaleFact,
    Stance,
    VignetteStage,
)
from teaching.items.proving import OptionProof, Proof
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge.reasoning import Reason, Verdict


def store_answers(
    words: Vocabulary, item: Item, proof: Proof, stages: Sequence[VignetteStage], lines: list[Line]
) -> list[Option]:
    """Options, and apart from them key, rationales and the proof. Returns the options."""
    options = Option.objects.bulk_create(
        Option(item=item, position=number, text=answer.option.text)
        for number, answer in enumerate(proof.options)
    )
    rationales = Rationale.objects.bulk_create(
        Rationale(
            option=option,
            text=answer.option.rationale,
            claims=[str(claim) for claim in answer.option.claims],
            overclaims=answer.option.overclaims,
        )
        for option, answer in zip(options, proof.options, strict=True)
    )
    RationaleFact.objects.bulk_create(
        RationaleFact(rationale=rationale, fact=words.facts[fact], position=position)
        for rationale, answer in zip(rationales, proof.options, strict=True)
        for position, fact in enumerate(dict.fromkeys(answer.option.facts))
    )
    evidence: list[Evidence] = []
    for option, answer in zip(options, proof.options, strict=True):
        for kind, reason in _reasons(answer, proof.grounds):
            evidence += _evidence(words, option, kind, reason, lines, len(evidence))
        if answer.verdict is None:
            stance = Stance.FOR if answer.option.key else Stance.AGAINST
            evidence += [
                Evidence(
                    option=option,
                    fact=words.facts[fact],
                    stance=stance,
                    kind=EvidenceKind.PROOF,
                    position=len(evidence) + offset,
                )
                for offset, fact in enumerate(dict.fromkeys(answer.option.facts))
            ]
    Evidence.objects.bulk_create(evidence)
    Key.objects.create(
        item=item,
        option=next(
            option
            for option, answer in zip(options, proof.options, strict=True)
            if answer.option.key
        ),
        note=proof.item.note or "",
        decided_at=None if proof.decided_at is None else stages[proof.decided_at],
    )
    return options


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


def _evidence(
    words: Vocabulary,
    option: Option,
    kind: EvidenceKind,
    reason: Reason,
    lines: list[Line],
    position: int,
) -> list[Evidence]:
    """A reason as rows, one for each of its lines and facts."""
    places: Sequence[int | None] = reason.lines or (None,)
    pairs = [(line, fact) for line in places for fact in reason.facts]
    return [
        Evidence(
            option=option,
            line=None if line is None else lines[line],
            fact=words.facts[fact],
            stance=reason.stance,
            kind=kind,
            says=reason.says,
            position=position + offset,
        )
        for offset, (line, fact) in enumerate(pairs)
    ]
