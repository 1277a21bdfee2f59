"""Many questions of a model: all different, and an end where no new ones come."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from random import Random

import pytest

from teaching.items.generators import drawing
from teaching.items.generators.item_models import Ground, ItemModel, Sketch
from teaching.items.generators.registry import MODELS
from teaching.items.generators.stock import CannotGenerate, Redraw
from tests.items.banks import bank
from tests.items.demo import nho

GROUND = Ground(*nho())
QUESTIONS = bank(8)


def model(sketch) -> ItemModel:
    return ItemModel("nerves", "Nerves", 1, "", {"nerve": "which"}, "", sketch)


def test_questions_have_radicals_of_their_own():
    drawn = list(islice(drawing.different(GROUND, MODELS[0]), 40))

    assert len({tuple(sorted(one.radicals.items())) for one in drawn}) == 40


def test_a_model_with_eight_questions_gives_each_once():
    def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
        nerve = rng.randrange(8)
        return (Sketch(QUESTIONS[nerve], {"nerve": str(nerve)}),)

    assert {q.radicals["nerve"] for q in drawing.different(GROUND, model(sketch))} == set(
        "01234567"
    )


def keyed(seed: int, key: int) -> Sketch:
    """A question with this option as its key."""
    [item] = QUESTIONS[0].items
    options = tuple(one.model_copy(update={"key": i == key}) for i, one in enumerate(item.options))
    asked = item.model_copy(update={"options": options})
    vignette = QUESTIONS[0].model_copy(update={"items": (asked,)})
    return Sketch(vignette, {"nerve": f"{key}-{seed}"})


def keys(drawn) -> Counter[int]:
    return Counter(
        next(i for i, one in enumerate(question.vignette.items[0].options) if one.key)
        for question in drawn
    )


def test_a_key_that_has_no_more_questions_holds_the_others_back():
    """Of the first option there are ten different questions, of the others no end."""
    options = range(len(QUESTIONS[0].items[0].options))

    def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
        key = seed % len(options)
        return (keyed(seed % 10 if key == 0 else seed, key),)

    found = keys(drawing.different(GROUND, model(sketch)))

    assert found[0] >= 2
    assert max(found.values()) <= found[0] + drawing.AHEAD


def test_without_that_one_key_would_stand_out():
    """The negative control: the same questions, in whatever number they come."""
    options = range(len(QUESTIONS[0].items[0].options))
    drawn = {
        (seed % 10 if seed % len(options) == 0 else seed, seed % len(options))
        for seed in range(400)
    }
    found = Counter(key for _, key in drawn)

    assert max(found.values()) > found[0] + drawing.AHEAD


def test_seeds_that_lead_nowhere_are_passed_over():
    def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
        if seed % 2:
            raise Redraw("odd")
        return (Sketch(QUESTIONS[0], {"nerve": str(seed)}),)

    assert [one.seed for one in islice(drawing.different(GROUND, model(sketch)), 3)] == [2, 4, 6]


def test_a_pack_without_anything_to_draw_from_is_named():
    def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
        raise CannotGenerate("no nerves here")

    with pytest.raises(CannotGenerate, match="no nerves here"):
        next(drawing.different(GROUND, model(sketch)))
