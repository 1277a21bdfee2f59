"""No two stories of one item model are told alike: at most half of the five-word runs come back.

Two hundred are drawn of each: enough for the phrases with the fewest wordings to meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import pytest

from teaching.items.generators import drawing, unfolding
from teaching.items.generators.item_models import Ground
from teaching.items.generators.registry import MODELS
from teaching.items.runs import closest, stem
from teaching.knowledge.schema.vignettes import Difficulty, Vignette
from tests.items.demo import nho

DRAWN = 200
OF_ONE_ANSWER = 80
MOST = 0.5
"""Of the runs of the story that shares more."""
LEVELS: tuple[Difficulty, ...] = ("easy", "medium", "hard")
KEYS = unfolding.keys(nho()[0])


def too_alike(stories: Sequence[str]) -> list[tuple[float, str, str]]:
    return [
        (pair.share, stories[pair.one], stories[pair.other])
        for pair in closest(stories, count=len(stories))
        if pair.share > MOST
    ]


def cases(keys: Sequence[str], difficulty: Difficulty, count: int = DRAWN) -> list[Vignette]:
    pack, knowledge = nho()
    return [
        unfolding.draw(
            knowledge, pack, key=keys[seed % len(keys)], difficulty=difficulty, seed=seed
        )
        for seed in range(count)
    ]


@pytest.mark.parametrize("difficulty", LEVELS)
def test_no_two_unfolding_cases_are_told_alike(difficulty):
    keys = unfolding.keys(nho()[0], difficulty)

    assert too_alike([stem(case) for case in cases(keys, difficulty)]) == []


@pytest.mark.parametrize("difficulty", LEVELS)
@pytest.mark.parametrize("key", KEYS)
def test_no_two_cases_of_one_answer_are_told_alike(key, difficulty):
    """Harder: patients with the same answer say the same findings over and over."""
    if key in unfolding.keys(nho()[0], difficulty):
        told = cases([key], difficulty, OF_ONE_ANSWER)
        assert too_alike([stem(case) for case in told]) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.slug)
def test_no_two_stories_of_an_item_model_are_told_alike(model):
    pack, knowledge = nho()
    ground = Ground(pack, knowledge)
    asked: dict[int, list[str]] = {}
    for question in islice(drawing.different(ground, model), DRAWN):
        if question.vignette.stages:
            asked.setdefault(question.seed, []).append(stem(question.vignette))
    # A set that shares its options may ask twice about one story; two seeds may not tell one.
    stories = [story for own in asked.values() for story in dict.fromkeys(own)]

    assert too_alike(stories) == []


def test_one_story_told_of_two_patients_would_be_caught():
    [case] = cases(KEYS[:1], "easy")[:1]
    told = stem(case)

    assert too_alike([told, told.replace(" her ", " his ").replace(" left ", " right ")])
