"""Drawing many questions of an item model that differ from each other, without storing any."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from teaching.items.generators.item_models import Fruitless, Ground, ItemModel, Question
from teaching.knowledge.schema.vignettes import Option

PATIENCE = 400
"""After so many seeds in a row without a new question a model has no more to give."""
AHEAD = 3
"""So many times more often an option may have been right than another one beside it."""


class Evenness:
    """Lets no option be right more often than those it is offered with.

    Keys are drawn in equal shares, but of some there are fewer different questions than of others:
    once these are used up, the others would go on alone, and the shares would tell.
    """

    def __init__(self) -> None:
        self._right: dict[frozenset[str], Counter[str]] = defaultdict(Counter)

    def allows(self, question: Question) -> bool:
        """Whether its key has not been right too often already beside the same options."""
        offered, key = _offered(question)
        right = self._right[offered]
        return right[key] < min(right[name] for name in offered) + AHEAD

    def count(self, question: Question) -> None:
        """Note that it was taken."""
        offered, key = _offered(question)
        self._right[offered][key] += 1


def _offered(question: Question) -> tuple[frozenset[str], str]:
    [item] = question.vignette.items
    names = {_name(option): option.key for option in item.options}
    return frozenset(names), next(name for name, is_key in names.items() if is_key)


def _name(option: Option) -> str:
    """An option however it is worded, and wherever in the patient it is claimed."""
    said = [f"{claim.concept} {claim.holds}" for claim in option.claims]
    return " ".join(said) or option.text


def different(ground: Ground, model: ItemModel, seed: int = 1) -> Iterator[Question]:
    """The questions of a model from a seed on, each with radicals of its own and none with a key
    that stands out among what is offered with it, until no more come.

    Raises CannotGenerate where the pack has nothing for the model.
    """
    known: set[tuple[tuple[str, str], ...]] = set()
    even = Evenness()
    idle = 0
    while idle < PATIENCE:
        try:
            questions = model.draw(ground, seed)
        except Fruitless:
            questions = ()
        seed += 1
        # A question that only has to wait is no sign that there are no more.
        idle += all(even.allows(question) for question in questions)
        for question in questions:
            radicals = tuple(sorted(question.radicals.items()))
            if radicals not in known and even.allows(question):
                known.add(radicals)
                even.count(question)
                idle = 0
                yield question
