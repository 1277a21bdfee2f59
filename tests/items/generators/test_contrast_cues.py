"""The item models of contrast cannot be guessed, and their wording is clean."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from teaching.items.adversary import play
from teaching.items.bots import BOTS
from teaching.items.generators import counterfactual, deciding, excluding, matching
from teaching.items.generators.item_models import Ground, ItemModel, Question
from teaching.items.generators.registry import model_of
from teaching.items.generators.stock import CannotGenerate
from teaching.items.linting import asked_of, lint, lint_vignette
from teaching.items.posing import Posed, places_of, posed
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from tests.items.demo import nho

ACUTE_STROKE = Path(__file__).parents[2] / "packs" / "acute-stroke"
MODELS = (deciding.MODEL, counterfactual.MODEL, excluding.MODEL, matching.MODEL)
SEEN, UNSEEN = 300, 300
COMPARISONS = len(BOTS) * len(MODELS)

each = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.slug)


@cache
def ground() -> Ground:
    return Ground(*nho())


@cache
def by_name(slug: str) -> tuple[Question, ...]:
    model = model_of(slug)
    found: list[Question] = []
    seed = 0
    while len(found) < SEEN + UNSEEN:
        found += model.draw(ground(), seed)
        seed += 1
    return tuple(found[: SEEN + UNSEEN])


def drawn(model: ItemModel) -> tuple[Question, ...]:
    return by_name(model.slug)


@cache
def posed_by_name(slug: str) -> tuple[Posed, ...]:
    places = places_of(nho()[0])
    return tuple(one for question in by_name(slug) for one in posed(question.vignette, places))


def met(model: ItemModel) -> tuple[Posed, ...]:
    return posed_by_name(model.slug)


@each
@pytest.mark.parametrize("bot", BOTS)
def test_no_bot_beats_chance(model, bot):
    score = play(BOTS[bot], met(model)[:SEEN], met(model)[SEEN:])

    assert score.count == UNSEEN
    assert score.is_chance(COMPARISONS), (score.accuracy, score.chance)


@each
def test_an_option_that_is_always_right_would_be_caught(model):
    """The negative control: of each list the first option by its words is the answer."""
    kept = [one for one in met(model) if one.options[one.key] == min(one.options)]
    half = len(kept) // 2

    score = play(BOTS["position"], kept[:half], kept[half:])

    assert not score.is_chance(COMPARISONS)


@each
def test_the_linter_finds_no_error(model):
    found = [
        (question.seed, flaw.rule, flaw.reason)
        for question in drawn(model)[:SEEN]
        for flaw in (
            *lint_vignette(question.vignette, ground().lexicon),
            *(
                flaw
                for item in question.vignette.items
                for flaw in lint(asked_of(question.vignette, item, ground().lexicon))
            ),
        )
        if flaw.severity == "error"
    ]

    assert found == []


@each
def test_the_pack_of_another_disease_says_what_it_lacks(model):
    pack = read(ACUTE_STROKE).readable
    assert pack is not None

    with pytest.raises(CannotGenerate, match="acute-stroke"):
        model.draw(Ground(pack, Knowledge.of(pack)), 0)
