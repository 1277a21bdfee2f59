"""Verifying the bank: every stored question is proved, linted and traced to its sources anew.

What stands in the tables is read back as a pack would have it, so nothing is believed because it
was true when it was stored; the story kept for the pages has to say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from teaching.items.admitting import Admission, admit
from teaching.items.bank import fingerprint, ground_of, lints_of
from teaching.items.explaining import concept_of, steps
from teaching.items.models import Origin, State, Vignette, VignetteQuerySet
from teaching.items.rereading import Reread, Unreadable, reread
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.knowledge.schema.vignettes import Vignette as Written

AT_ONCE = 250
"""So many questions are read at once."""


@dataclass(frozen=True)
class Doubt:
    """A question that does not hold, and why."""

    pk: int
    title: str
    model: str
    reasons: tuple[str, ...]


@dataclass
class Verdict:
    """What verifying found; ``doubts`` is empty where everything holds."""

    checked: int = 0
    options: int = 0
    warnings: int = 0
    doubts: list[Doubt] = field(default_factory=list)


def live(disease: Disease) -> VignetteQuerySet:
    """All that is or may come before a learner: the written cases and the questions of the bank."""
    return (
        Vignette.objects.filter(disease=disease, made_for=None)
        .exclude(state=State.RETIRED)
        .order_by("pk")
    )


def verify(
    disease: Disease,
    rows: VignetteQuerySet | None = None,
    *,
    progress: Callable[[Verdict], None] = lambda verdict: None,
    first_only: bool = False,
) -> Verdict:
    """Check rows of a disease, by default all that are live. Stops at the first doubt if asked."""
    ground = ground_of(disease)
    rules = packs.rules_checksum(disease)
    verdict = Verdict()
    pks = list((live(disease) if rows is None else rows).values_list("pk", flat=True))
    for batch in batched(pks, AT_ONCE):
        shown = dict(Vignette.objects.filter(pk__in=batch).values_list("pk", "shown"))
        for stored in reread(batch):
            if isinstance(stored, Unreadable):
                verdict.checked += 1
                verdict.doubts.append(_doubt(stored.row, (f"it cannot be read: {stored.problem}",)))
                continue
            admission = admit(ground, stored.vignette)
            reasons = [*admission.doubts, *_drifted(stored, admission, rules)]
            if _as_shown(shown[stored.row.pk]) != _as_told(stored.vignette):
                reasons.append("its pages show something else than what was proved")
            verdict.checked += 1
            verdict.options += sum(len(item.options) for item in stored.vignette.items)
            verdict.warnings += sum(flaw.severity == "warning" for flaw in admission.flaws)
            if reasons:
                verdict.doubts.append(_doubt(stored.row, tuple(reasons)))
            if first_only and verdict.doubts:
                return verdict
        progress(verdict)
    return verdict


def _doubt(row: Vignette, reasons: tuple[str, ...]) -> Doubt:
    return Doubt(row.pk, row.title, row.model, reasons)


def _drifted(stored: Reread, admission: Admission, rules: str) -> Iterator[str]:
    """Where what is stored beside the question no longer says what the question says."""
    if stored.row.fingerprint and stored.row.fingerprint != fingerprint(stored.vignette):
        yield "its fingerprint is not that of its words"
    if stored.row.proved_on != rules:
        yield "it was proved by other rules than those of today"
    proved = tuple(
        tuple(steps(proof, answer) for answer in proof.options) for proof in admission.proofs
    )
    if admission.proofs and proved != stored.steps:
        yield "its stored proof is not the one that is found today"
    keys = (option for item in stored.vignette.items for option in item.options if option.key)
    if tuple(concept_of(key) for key in keys) != stored.concepts:
        yield "the concept stored for its key is not the one that is right"
    if stored.row.origin == Origin.BANK and lints_of(admission) != stored.lints:
        yield "what the linter found when it was stored is not what it finds today"


def _as_shown(story: Mapping[str, Any]) -> list[Any]:
    """Title, sentences, questions and options, in their order, as pages have them."""
    return [
        story.get("title"),
        *([line["text"] for line in stage["lines"]] for stage in story.get("stages", ())),
        *(
            [
                asked["lead_in"],
                [line["text"] for line in asked["added"]],
                [option["text"] for option in asked["options"]],
            ]
            for asked in story.get("decisions", ())
        ),
    ]


def _as_told(vignette: Written) -> list[Any]:
    """The same of a vignette."""
    return [
        vignette.title,
        *([line.text for line in stage.lines] for stage in vignette.stages),
        *(
            [
                asked.lead_in,
                [line.text for line in asked.adds],
                [option.text for option in asked.options],
            ]
            for asked in vignette.items
        ),
    ]
