"""A question of knowledge, after a story or without: put together from its parts.

Pure. What such questions are drawn from stands in ``columns`` (rows of the matrix) and ``answers``
(facets); this module only puts one together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from teaching.items.generators.item_models import Ground, Sketch, neutral_slug
from teaching.items.generators.stock import Redraw
from teaching.items.linting.echoes import Hearing, echo
from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.schema.vignettes import (
    Difficulty,
    Item,
    Option,
    Vignette,
    VignetteStage,
)
from teaching.knowledge.statements import Assertion, Claim

Pronoun = OneOf["he", "she", "they"]
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


@dataclass(frozen=True)
class Told:
    """The story a question is asked after, and what it proves."""

    title: str
    pronoun: Pronoun
    stages: tuple[VignetteStage, ...]
    after: str
    rests_on: tuple[Claim, ...]
    radicals: Mapping[str, str]
    hearing: Hearing
    """Its sentences, as questions about it are kept from echoing them."""


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
    story: Told | None = None,
) -> Sketch:
    """The question with its options in the order of the alphabet.

    Whether the pack proves it is asked at its admission. Raises Redraw where one option alone
    echoes its story.
    """
    records = ground.knowledge.records
    choices = sorted(choices, key=lambda choice: choice.text.casefold())
    if story:
        _check_echoes(story, lead_in, [choice.text for choice in choices])
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
        for choice in choices
    )
    item = Item(
        slug="question",
        axis=axis,
        label=label,
        after=story.after if story else None,
        lead_in=lead_in,
        layers=tuple(layers),
        basis="link" if story else "facts",
        rests_on=story.rests_on if story else (),
        options=options,
    )
    vignette = Vignette(
        slug=neutral_slug(ground, model, seed),
        title=story.title if story else TITLE,
        difficulty=difficulty,
        pronoun=story.pronoun if story else "they",
        stages=story.stages if story else (),
        items=(item,),
    )
    return Sketch(vignette, radicals)


def _check_echoes(story: Told, lead_in: str, texts: Sequence[str]) -> None:
    """An option that alone echoes a story would be kept out as the key and not as a distractor,
    which tells: such a story is refused whichever option is the key."""
    for key in range(len(texts)):
        token = echo(story.hearing, lead_in, texts, key)
        if token is not None:
            raise Redraw(f"{lead_in}: only “{texts[key]}” echoes the story, by “{token.text}”")


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
