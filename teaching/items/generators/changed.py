"""Article against evidence: what the source alone says, what current evidence alone, what both.

Pure. Drawn from disputes and from statements of the source with which current evidence agrees. A
question offers one statement of each kind, on three different points, and asks for one kind; every
option is the key of one of the three questions, and all are asked equally often.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from random import Random

from teaching.items.generators.item_models import Ground, ItemModel, Sketch
from teaching.items.generators.recital import Choice, layers_of, recite
from teaching.items.generators.stock import CannotGenerate
from teaching.knowledge.records import ARTICLE, BOTH, EVIDENCE, MAKERS, lower, upper
from teaching.knowledge.statements import Assertion
from teaching.knowledge.verdicts import State

SLUG = "what-has-changed"
LEAD_INS: Mapping[str, tuple[str, ...]] = {
    ARTICLE: (
        "Which statement on {disease} is made by {article} alone?",
        "Which statement on {disease} comes from {article} alone?",
        "Which statement on {disease} is found in {article} alone?",
    ),
    EVIDENCE: (
        "Which statement on {disease} is made by {evidence} alone?",
        "Which statement on {disease} comes from {evidence} alone?",
        "Which statement on {disease} is found in {evidence} alone?",
    ),
    BOTH: (
        "Which statement on {disease} is made by {article} and {evidence} alike?",
        "On which statement about {disease} do {article} and {evidence} agree?",
        "Which statement of {article} on {disease} is borne out by {evidence}?",
    ),
}


@dataclass(frozen=True)
class Statement:
    """One statement: the entry that holds it, and the side it stands on where that is a dispute."""

    entry: str
    side: str
    text: str

    def made_by(self, maker: str) -> Assertion:
        return Assertion(self.entry, maker, self.side)


@dataclass(frozen=True)
class Design:
    """One question before it is worded: a statement of each kind, and the kind asked for."""

    asked: str
    offered: Mapping[str, Statement]

    @property
    def radicals(self) -> dict[str, str]:
        return {"asked": self.asked} | {kind: one.entry for kind, one in self.offered.items()}


def statements(ground: Ground) -> Mapping[str, list[Statement]]:
    """The statements of each kind. Raises CannotGenerate where a kind has none."""
    records = ground.knowledge.records
    every = [
        Statement(dispute.id, side, text)
        for dispute in ground.pack.disputes
        for side, text in ((ARTICLE, dispute.article_option), (EVIDENCE, dispute.evidence_option))
        if text is not None
    ]
    every += [Statement(fact.id, "", fact.says) for fact in ground.pack.facts if fact.says]
    found = {
        maker: [one for one in every if records.read(one.made_by(maker)).state is State.ESTABLISHED]
        for maker in MAKERS
    }
    disputes = {one.entry for one in found[ARTICLE]}
    if len(disputes) < 2 or not found[BOTH]:
        raise CannotGenerate(
            f"the pack '{ground.pack.disease.slug}' has too few disputes worded as options, or no"
            " statement of its source with which current evidence agrees"
        )
    return found


def designs(ground: Ground) -> Iterator[Design]:
    """Every question."""
    found = statements(ground)
    for chosen in product(*found.values()):
        if len({one.entry for one in chosen}) == len(chosen):
            for asked in found:
                yield Design(asked, dict(zip(found, chosen, strict=True)))


def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    design = rng.choice(ground.once(_every))
    offered = design.offered
    records = ground.knowledge.records
    key = records.read(offered[design.asked].made_by(design.asked))
    return (
        recite(
            ground,
            seed,
            model=SLUG,
            lead_in=_lead_in(ground, rng.choice(LEAD_INS[design.asked])),
            choices=[
                Choice(
                    one.text,
                    (one.made_by(design.asked),),
                    _because(ground, kind, one),
                    kind == design.asked,
                )
                for kind, one in offered.items()
            ],
            radicals=design.radicals,
            layers=layers_of(ground, key.facts),
            label="Article and evidence",
            difficulty="hard",
        ),
    )


def _every(ground: Ground) -> tuple[Design, ...]:
    return tuple(designs(ground))


def possible(ground: Ground) -> Iterator[Mapping[str, str]]:
    """The radicals of every question the model can draw."""
    for design in designs(ground):
        yield design.radicals


def _lead_in(ground: Ground, text: str) -> str:
    """The lead-in with the names of the layers and of the disease."""
    names = _names(ground) | {"disease": lower(ground.pack.disease.name)}
    return upper(text.format(**names))


def _names(ground: Ground) -> dict[str, str]:
    """The layers, as they are called inside a sentence."""
    return {str(one.slug): one.called or lower(one.name) for one in ground.pack.disease.layers}


def _because(ground: Ground, kind: str, one: Statement) -> str:
    """Who says so, and how the matter stands, in full."""
    records, names = ground.knowledge.records, _names(ground)
    if kind == BOTH:
        says = records.facts[one.entry].text
        return f"On this {names[ARTICLE]} and {names[EVIDENCE]} agree. {says}"
    said = "stands in" if kind == ARTICLE else "comes from"
    return f"This {said} {names[kind]}. {records.disputes[one.entry].learner}"


MODEL = ItemModel(
    slug=SLUG,
    name="Article against evidence",
    version=2,
    about=(
        "Asks which statement the source alone makes, which current evidence alone, or on which"
        " both agree. The distractors are statements of the other two kinds, on other points."
    ),
    radicals={
        "asked": "whose statement is asked for: the article's, the evidence's, or that of both",
        "article": "the dispute whose article speaks",
        "evidence": "the dispute whose evidence speaks",
        "both": "the fact on which they agree",
    },
    incidentals="Only the words of the question vary.",
    sketch=sketch,
)
