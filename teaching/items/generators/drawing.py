"""Drawing many questions of an item model that differ from each other, without storing any."""

from __future__ import annotations

from collections.abc import Iterator

from teaching.items.generators.item_models import Fruitless, Ground, ItemModel, Question

PATIENCE = 100
"""After so many seeds in a row without a new question a model has no more to give."""


def different(ground: Ground, model: ItemModel, seed: int = 1) -> Iterator[Question]:
    """The questions of a model from a seed on, each with radicals of its own, until no more come.

    Raises CannotGenerate where the pack has nothing for the model.
    """
    known: set[tuple[tuple[str, str], ...]] = set()
    idle = 0
    while idle < PATIENCE:
        idle += 1
        try:
            questions = model.draw(ground, seed)
        except Fruitless:
            questions = ()
        seed += 1
        for question in questions:
            radicals = tuple(sorted(question.radicals.items()))
            if radicals not in known:
                known.add(radicals)
                idle = 0
                yield question
