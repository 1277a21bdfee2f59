"""What an item model is: a generator of questions, with what it varies and what it draws.

Pure. An item model is one module beside this one; ``registry`` lists them all. The *radicals* of a
question change its answer or its difficulty; its *incidentals* change only how it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import cast

from teaching.items.generators.dice import Dice
from teaching.items.generators.stock import CannotGenerate, Redraw, Stock, stock_of
from teaching.items.generators.wording import Unsayable
from teaching.items.linting import Lexicon, lexicon_of
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.facts import Fact
from teaching.knowledge.schema.findings import Concept
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.verdicts import Contradiction

DRAWS = 40
"""So often a draw that leads nowhere is drawn again."""


class Fruitless(CannotGenerate):
    """This seed leads nowhere; others may."""


@dataclass(frozen=True)
class Ground:
    """What every item model draws from: one pack and its rules, compiled."""

    pack: Pack
    knowledge: Knowledge

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """By id."""
        return {fact.id: fact for fact in self.pack.facts}

    @cached_property
    def concepts(self) -> dict[str, Concept]:
        """By slug."""
        return {concept.slug: concept for concept in self.pack.concepts}

    @property
    def stock(self) -> Stock:
        """Raises CannotGenerate where the pack has no generator."""
        return stock_of(self.pack)

    @cached_property
    def unsourced(self) -> frozenset[str]:
        """Facts that neither stand in a source nor are drawn from facts that all do."""
        return frozenset(fact.id for fact in self.facts.values() if not self._is_sourced(fact))

    def _is_sourced(self, fact: Fact, seen: frozenset[str] = frozenset()) -> bool:
        if fact.sources:
            return True
        if not fact.parents or fact.id in seen:
            return False
        return all(
            parent in self.facts and self._is_sourced(self.facts[parent], seen | {fact.id})
            for parent in fact.parents
        )

    @cached_property
    def lexicon(self) -> Lexicon:
        return lexicon_of(self.pack)

    @cached_property
    def _compiled(self) -> dict[Callable[..., object], object]:
        return {}

    def once[T](self, compiled: Callable[[Ground], T]) -> T:
        """What a model works out of the pack alone, worked out once and kept with this ground.

        What cannot be worked out raises each time.
        """
        if compiled not in self._compiled:
            self._compiled[compiled] = compiled(self)
        return cast("T", self._compiled[compiled])


@dataclass(frozen=True)
class Sketch:
    """One question as a model draws it: a vignette with exactly one item, and its radicals.

    A vignette without stages is a question without a story; its item then has no ``after``.
    """

    vignette: Vignette
    radicals: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """A sketch with where it comes from: the same model, version and seed give it again.

    Most seeds give one question; a set that shares its options gives several, told apart by
    ``place`` (from 0).
    """

    model: str
    version: int
    seed: int
    place: int
    vignette: Vignette
    radicals: Mapping[str, str]


@dataclass(frozen=True)
class Approvable:
    """What draws for learners, once an instructor has approved its present version.

    ``version`` rises with every change of what a seed gives.
    """

    slug: str
    name: str
    """As an instructor reads it: "Form from a case"."""
    version: int
    about: str
    """One or two sentences: what is asked, and where the distractors come from."""
    radicals: Mapping[str, str]
    """What is drawn that changes answer or difficulty: name and meaning."""
    incidentals: str
    """What varies without changing either."""


@dataclass(frozen=True)
class ItemModel(Approvable):
    """A generator of questions for the bank."""

    sketch: Callable[[Ground, Random, int], tuple[Sketch, ...]]
    """One draw, from a random source of its own and the seed. Raises Redraw where it leads nowhere
    and CannotGenerate where the pack has nothing to draw from."""

    shares: Callable[[Ground], Mapping[str, float]] | None = None
    """How often each key (the radical of that name) is right, where that is settled: shares that
    come to 1, such that no option stands out among those it is offered with."""

    def draw(self, ground: Ground, seed: int) -> tuple[Question, ...]:
        """The questions of a seed, the same ones everywhere.

        Raises CannotGenerate where the pack has nothing for this model, and Fruitless where forty
        draws in a row lead nowhere.
        """
        name = f"{ground.pack.disease.slug}/{self.slug}/{self.version}/{seed}"
        last: Exception | None = None
        for attempt in range(DRAWS):
            try:
                drawn = self.sketch(ground, Dice(f"{name}/{attempt}"), seed)
            except (Redraw, Unsayable, Contradiction) as error:
                last = error
                continue
            return tuple(
                Question(
                    self.slug, self.version, seed, place, self._named(one), self._radicals(one)
                )
                for place, one in enumerate(drawn)
            )
        raise Fruitless(f"no question of '{self.slug}' for seed {seed}: {last}") from last

    def _named(self, drawn: Sketch) -> Vignette:
        """Later versions give the same seed another name: both may stand in one bank."""
        if self.version == 1:
            return drawn.vignette
        name = f"{drawn.vignette.slug}-{self.version}"
        return Vignette(**dict(drawn.vignette) | {"slug": name})

    def _radicals(self, drawn: Sketch) -> dict[str, str]:
        """All that the model declares; empty where this question has nothing of the kind."""
        return {name: drawn.radicals.get(name, "") for name in self.radicals}


def neutral_slug(ground: Ground, model: str, seed: int, place: int = 0) -> str:
    """A name for a generated vignette that tells neither its model nor its key."""
    name = f"{ground.pack.disease.slug}/{model}/{seed}/{place}"
    return f"question-{Random(name).getrandbits(40):010x}"  # noqa: S311
