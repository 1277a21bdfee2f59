"""Questions of knowledge drawn once for all tests: four models, seen and unseen."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType

from teaching.items.generators import changed, expecting, recall, terms
from teaching.items.generators.item_models import Ground, Question
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.vignettes import Item
from tests.items.demo import nho

STROKE = Path(__file__).parents[2] / "packs" / "acute-stroke"
MODULES: dict[str, ModuleType] = {
    module.MODEL.slug: module for module in (recall, terms, changed, expecting)
}
SEEN = 250
UNSEEN = {
    "fact-recall": 480,
    "term-to-meaning": 300,
    "what-has-changed": 420,
    "what-to-expect": 340,
}
"""Some come twice; the bots play each once: some 300, or as many as there are."""


@cache
def ground() -> Ground:
    return Ground(*nho())


@cache
def stroke() -> Ground:
    pack = read(STROKE).pack
    assert pack is not None
    return Ground(pack, Knowledge.of(pack))


@cache
def drawn(slug: str, first: int = 0, count: int = SEEN) -> tuple[Question, ...]:
    model = MODULES[slug].MODEL
    return tuple(
        question for seed in range(first, first + count) for question in model.draw(ground(), seed)
    )


def asked(question: Question) -> Item:
    [item] = question.vignette.items
    return item


def drawn_radicals(question: Question) -> dict[str, str]:
    """Without those the model declares for questions of another kind."""
    return {name: value for name, value in question.radicals.items() if value}


def radicals(question: Question) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(drawn_radicals(question).items()))
