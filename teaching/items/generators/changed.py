"""Article against evidence: what has changed between the source and current evidence.

Pure. Drawn from disputes and from statements of the source with which current evidence agrees. Each
kind of question has a twin with the sides exchanged, and both are asked equally often, so that
having seen a statement tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from random import Random

from teaching.items.generators.item_models import Ground, ItemModel, Sketch
from teaching.items.generators.recital import FEWEST, MOST, Choice, layers_of, recite
from teaching.items.generators.stock import CannotGenerate
from teaching.knowledge.records import CHANGED, UPHELD, lower
from teaching.knowledge.statements import Assertion
from teaching.knowledge.verdicts import State

SLUG = "what-has-changed"
ARTICLE, EVIDENCE = "article", "evidence"
TWINS = ((ARTICLE, EVIDENCE), (UPHELD, CHANGED))
LEAD_INS = {
    ARTICLE: (
        "{Article}, in contrast to {evidence}, which statement on {disease} holds?",
        "{Article}, and unlike {evidence}, which statement on {disease} holds?",
    ),
    EVIDENCE: (
        "{Evidence}, in contrast to {article}, which statement on {disease} holds?",
        "{Evidence}, and unlike {article}, which statement on {disease} holds?",
    ),
    UPHELD: (
        "Which of these statements of {article} on {disease} is in agreement with {evidence}?",
        "Which of these statements of {article} on {disease} is borne out by {evidence}?",
    ),
    CHANGED: (
        "Which of these statements of {article} on {disease} is at variance with {evidence}?",
        "Which of these statements of {article} on {disease} differs from {evidence}?",
    ),
}


@dataclass(frozen=True)
class Statement:
    """One statement, by the entry that holds it and the side it stands on there."""

    entry: str
    side: str
    """A side of a dispute; empty for a fact."""
    text: str

    def about(self, asked: str) -> Assertion:
        return Assertion(self.entry, asked, self.side)


@dataclass(frozen=True)
class Design:
    """One question before it is worded."""

    asked: str
    key: Statement
    others: tuple[Statement, ...]

    @property
    def radicals(self) -> dict[str, str]:
        return {
            "asked": self.asked,
            "key": self.key.entry,
            "others": " ".join(sorted(one.entry for one in self.others)),
        }


def statements(ground: Ground, asked: str) -> tuple[list[Statement], list[Statement]]:
    """Those that would be the key of a question, and those that would be distractors."""
    records = ground.knowledge.records
    every = [
        Statement(dispute.id, side, text)
        for dispute in ground.pack.disputes
        for side, text in (
            (ARTICLE, dispute.article_option),
            (EVIDENCE, dispute.evidence_option),
        )
        if text is not None
    ]
    every += [Statement(fact.id, "", fact.says) for fact in ground.pack.facts if fact.says]
    states = [(one, records.read(one.about(asked)).state) for one in every]
    return (
        [one for one, state in states if state is State.ESTABLISHED],
        [one for one, state in states if state is State.RULED_OUT],
    )


def twins(ground: Ground) -> tuple[tuple[str, str], ...]:
    """The pairs of questions that can be asked both ways round.

    Raises CannotGenerate where there is none.
    """
    found = tuple(pair for pair in TWINS if all(_size(ground, asked) for asked in pair))
    if not found:
        raise CannotGenerate(
            f"the pack '{ground.pack.disease.slug}' has too few disputes worded as options"
        )
    return found


def designs(ground: Ground) -> Iterator[Design]:
    """Every question."""
    for asked in (asked for pair in twins(ground) for asked in pair):
        keys, others = statements(ground, asked)
        for key in keys:
            beside = [one for one in others if one.entry != key.entry]
            for chosen in combinations(beside, _size(ground, asked) - 1):
                yield Design(asked, key, chosen)


def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    asked = rng.choice(rng.choice(twins(ground)))
    keys, others = statements(ground, asked)
    key = rng.choice(keys)
    beside = [one for one in others if one.entry != key.entry]
    design = Design(asked, key, tuple(rng.sample(beside, _size(ground, asked) - 1)))
    record = ground.knowledge.records.read(key.about(asked))
    return (
        recite(
            ground,
            seed,
            model=SLUG,
            lead_in=_lead_in(ground, rng.choice(LEAD_INS[asked])),
            choices=[
                Choice(one.text, one.about(asked), _because(ground, one), one is key)
                for one in (key, *design.others)
            ],
            radicals=design.radicals,
            layers=layers_of(ground, record.facts),
            label="Article and evidence",
            difficulty="hard",
        ),
    )


def possible(ground: Ground) -> Iterator[Mapping[str, str]]:
    """The radicals of every question the model can draw, before the linter has seen it."""
    for design in designs(ground):
        yield design.radicals


def _size(ground: Ground, asked: str) -> int:
    """How many options such a question has, the same for its twin; 0 for none."""
    pair = next(pair for pair in TWINS if asked in pair)
    pools = [statements(ground, one) for one in pair]
    most = min(MOST, *(len(others) for _, others in pools))
    return most if most >= FEWEST else 0


def _lead_in(ground: Ground, text: str) -> str:
    """The lead-in with the names of the layers, and with the words that open a question on one."""
    openings = ground.knowledge.records.openings
    called = {layer.slug: layer.called or layer.name for layer in ground.pack.disease.layers}
    return text.format(
        Article=openings[ARTICLE],
        Evidence=openings[EVIDENCE],
        article=called[ARTICLE],
        evidence=called[EVIDENCE],
        disease=lower(ground.pack.disease.name),
    )


def _because(ground: Ground, one: Statement) -> str:
    """What both layers say of the point, in full."""
    records = ground.knowledge.records
    if one.entry in records.disputes:
        dispute = records.disputes[one.entry]
        return f"{dispute.topic}. {dispute.learner}"
    fact = records.facts[one.entry]
    return f"Source and current evidence agree here. {fact.text}"


MODEL = ItemModel(
    slug=SLUG,
    name="Article against evidence",
    version=1,
    about=(
        "Asks for the statement of one layer among those of the other, or which statement of the"
        " source current evidence bears out. Every option stands on a point of its own."
    ),
    radicals={
        "asked": "the layer asked for, or whether current evidence agrees",
        "key": "the dispute or fact that is right",
        "others": "the disputes or facts offered beside it",
    },
    incidentals="Only the words of the question vary.",
    sketch=sketch,
)
