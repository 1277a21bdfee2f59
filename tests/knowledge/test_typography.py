"""What readers see has typographic apostrophes and quotation marks: ’ “ ”."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from teaching.items.generators.item_models import Fruitless, Ground, Question
from teaching.items.generators.registry import MODELS
from tests.items.demo import nho

STRAIGHT = frozenset("'\"")
SEEDS = 24
AS_IT_STANDS = frozenset({"wording"})
"""Fields that quote a source letter by letter; editors alone see them."""


def texts(found: object) -> Iterator[str]:
    """Every text in a part of the pack or of a vignette."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, BaseModel):
        for name in type(found).model_fields:
            if name not in AS_IT_STANDS or isinstance(getattr(found, name), BaseModel):
                yield from texts(getattr(found, name))
    elif isinstance(found, tuple | list):
        for one in found:
            yield from texts(one)
    elif isinstance(found, dict):
        yield from texts([*found, *found.values()])


def straight(found: object) -> list[str]:
    return [text for text in texts(found) if not STRAIGHT.isdisjoint(text)]


def questions() -> Iterator[Question]:
    ground = Ground(*nho())
    for model in MODELS:
        for seed in range(SEEDS):
            try:
                yield from model.draw(ground, seed)
            except Fruitless:
                continue


def test_no_text_of_the_pack_has_a_straight_mark():
    assert straight(nho()[0]) == []


def test_no_question_has_a_straight_mark():
    assert [found for one in questions() for found in straight(one.vignette)] == []


def test_a_straight_mark_would_be_found_wherever_it_stands():
    """The negative control."""
    vignette = next(questions()).vignette
    [item] = vignette.items
    first, *rest = item.options
    asked = item.model_copy(
        update={"options": (first.model_copy(update={"text": "The patient's own"}), *rest)}
    )

    assert straight(vignette.model_copy(update={"items": (asked,)})) == ["The patient's own"]
