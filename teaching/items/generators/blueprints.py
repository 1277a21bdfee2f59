"""Blueprints: what a case asks, which answers it offers and which of them is right.

Drawn once for a case, before there is a patient, and kept however often the patient is drawn anew:
so nothing of what is asked or offered can hang on which answer is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from teaching.items.generators.stock import Redraw, Stock
from teaching.knowledge.schema.generator.patients import Window
from teaching.knowledge.schema.generator.patterns import Aim, Pattern
from teaching.knowledge.schema.generator.questions import OptionSet, Question
from teaching.knowledge.schema.vignettes import Difficulty


class Weighted(Protocol):
    @property
    def weight(self) -> int: ...


def pick[T: Weighted](rng: Random, among: Sequence[T]) -> T:
    """One of them, by weight. Raises Redraw where there is none."""
    if not among:
        raise Redraw("nothing to choose from")
    return rng.choices(among, [one.weight for one in among])[0]


@dataclass(frozen=True)
class Asked:
    """A question of a case: the concept that is right, all that are offered, the set they form."""

    key: str
    offered: tuple[str, ...]
    set: str | None = None


@dataclass(frozen=True)
class Blueprint:
    """A case before its patient: the kind, the window of onset, and each axis that is asked."""

    pattern: Pattern
    window: Window
    asked: Mapping[str, Asked]


def draw_blueprint(rng: Random, stock: Stock, key: str, difficulty: Difficulty) -> Blueprint:
    """What a case of this key asks. Raises Redraw where the pack has no such set of options."""
    generator = stock.generator
    pattern = pick(
        rng, [p for p in generator.patterns if p.key == key and difficulty in p.difficulties]
    )
    shares = pattern.windows or stock.pictures[pattern.uses[0].picture].windows
    window = stock.windows[pick(rng, shares).window]
    asked: dict[str, Asked] = {}
    for question in generator.questions:
        if question.axis == generator.onset_axis:
            asked[question.axis] = asked_of(rng, question, window.concept, ())
        elif question.axis == pattern.axis:
            asked[question.axis] = asked_of(rng, question, pattern.claim.concept, pattern.sets)
        elif (keys := _keys(stock, pattern, question)) and rng.random() < question.share:
            chosen = rng.choices(list(keys), list(keys.values()))[0]
            asked[question.axis] = asked_of(rng, question, chosen, ())
    return Blueprint(pattern, window, asked)


def aims_of(stock: Stock, pattern: Pattern, axis: str) -> list[Aim]:
    """The aims on an axis that cases of this kind may have."""
    found = stock.aims.get((pattern.slug, axis))
    if found is None:
        own = [aim for aim in stock.generator.aims if aim.axis == axis]
        own = [aim for aim in own if aim.slug in pattern.aims] or own
        shown = {use.picture for use in pattern.uses}
        found = [aim for aim in own if not aim.pictures or not shown.isdisjoint(aim.pictures)]
        stock.aims[pattern.slug, axis] = found
    return found


def _keys(stock: Stock, pattern: Pattern, question: Question) -> dict[str, int]:
    """The concepts that can be right on a management axis, with their weights."""
    weights = {answer.claim.concept: answer.weight for answer in question.answers}
    found = [aim.key.concept for aim in aims_of(stock, pattern, question.axis) if aim.key]
    return {concept: weights[concept] for concept in found if concept in weights}


def asked_of(rng: Random, question: Question, key: str, allowed: Sequence[str]) -> Asked:
    """The question with this key and what is offered beside it, in one of the ``allowed`` sets.

    Raises Redraw where the pack has no such set.
    """
    if question.sets:
        sets: list[OptionSet] = [
            one
            for one in question.sets
            if key in one.answers and (not allowed or one.slug in allowed)
        ]
        chosen = pick(rng, sets)
        return Asked(key, chosen.answers, chosen.slug)
    others = list(dict.fromkeys(answer.claim.concept for answer in question.answers))
    others.remove(key)
    wrong = rng.sample(others, min(question.options - 1, len(others)))
    return Asked(key, (key, *wrong))
