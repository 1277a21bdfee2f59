"""A question without a story: its options sorted, sentences put together, proved and linted.

Pure. What such questions are drawn from stands in ``columns`` (rows of the matrix) and ``answers``
(facets); this module only puts one together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from teaching.items import asserting
from teaching.items.generators.item_models import Ground, Sketch, neutral_slug
from teaching.items.generators.stock import Redraw
from teaching.items.linting import asked_of, lint
from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.schema.vignettes import Difficulty, Item, Option, Vignette
from teaching.knowledge.statements import Assertion

TITLE = "A question of knowledge"
"""Neutral: the same for all."""
FEWEST, MOST = 3, 4
"""Options of one question."""


@dataclass(frozen=True)
class Choice:
    """One option before it is placed among the others."""

    text: str
    asserts: tuple[Assertion, ...]
    """All that has to be so for the option to be right."""
    because: str
    key: bool = False


def recite(
    ground: Ground,
    seed: int,
    *,
    model: str,
    lead_in: str,
    choices: Sequence[Choice],
    radicals: Mapping[str, str],
    layers: Sequence[Layer],
    axis: str | None = None,
    label: str | None = None,
    difficulty: Difficulty = "medium",
) -> Sketch:
    """The question with its options in the order of the alphabet, or of their numbers.

    Raises Redraw where the pack does not prove it or the linter finds a flaw.
    """
    records = ground.knowledge.records
    options = tuple(
        Option(
            text=choice.text,
            asserts=choice.asserts,
            key=choice.key,
            rationale=choice.because,
            facts=tuple(
                dict.fromkeys(f for one in choice.asserts for f in records.read(one).facts)
            ),
        )
        for choice in sorted(choices, key=lambda choice: choice.text.casefold())
    )
    item = Item(
        slug="question",
        axis=axis,
        label=label,
        lead_in=lead_in,
        layers=tuple(layers),
        basis="facts",
        options=options,
    )
    vignette = Vignette(
        slug=neutral_slug(ground, model, seed),
        title=TITLE,
        difficulty=difficulty,
        pronoun="they",
        stages=(),
        items=(item,),
    )
    for problem in asserting.problems(records, item):
        raise Redraw(problem)
    for flaw in lint(asked_of(vignette, item, ground.lexicon)):
        raise Redraw(f"{flaw.rule}: {lead_in}")
    return Sketch(vignette, radicals)


def opened(ground: Ground, layer: Layer, question: str) -> str:
    """A question with the words before it that name the layer asked."""
    opening = ground.knowledge.records.openings.get(layer, "")
    return f"{opening}, {question}" if opening else question[:1].upper() + question[1:]


def layers_of(ground: Ground, facts: Iterable[str]) -> tuple[Layer, ...]:
    """The layers of these facts, in the order of the pack."""
    found = {ground.facts[fact].layer for fact in facts}
    return tuple(one.slug for one in ground.pack.disease.layers if one.slug in found)


def told(ground: Ground, facts: Iterable[str]) -> str:
    """What these facts say, in full."""
    return " ".join(ground.facts[fact].text for fact in facts)
