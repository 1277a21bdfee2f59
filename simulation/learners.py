"""A virtual learner: what they know, how they answer, and what an explained question leaves behind.

What a scheduler may see of them is an Answer and no more. The chances and shares below are
modelling choices where no source stands beside them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count
from random import Random

from simulation.forgetting import FAR, Trace

AXES = (4, 7, 8, 6, 10)
"""So many concepts on each axis, as in the pack on heterotopic ossification."""
CONCEPTS = sum(AXES)
OPTIONS = 4
SURPRISE = 1.5
"""How much more the correction of a sure error teaches (Butterfield & Metcalfe 2001, J Exp Psychol
Learn Mem Cogn 27:1491)."""
BESIDE = 0.3
"""What the explanation teaches of the concept that was chosen by mistake."""
SLIP = 0.02
"""How often the wrong button is pressed."""


@dataclass(frozen=True)
class World:
    """What is so for all learners; the tables of what else could be so change one of these."""

    again: float = 0.5
    """What a patient met before teaches of the concept, as against a new one: different examples
    teach more for new patients (Butler, Black-Maier, Raley & Marsh 2017, J Exp Psychol Appl
    23:433)."""
    unequal: float = 1.0
    """How far concepts differ in how hard they are, as a standard deviation."""
    confusion: float = 0.25
    """Who does not know its neighbour takes a known concept for it so often."""
    misconceptions: float = 0.2
    """So many concepts of each learner begin with a wrong conviction."""


@dataclass(frozen=True)
class Question:
    concept: int
    variant: int
    """Which patient: the same number is the same patient."""


@dataclass(frozen=True)
class Answer:
    question: Question
    is_right: bool
    certainty: int
    """1 a guess, 2 fairly sure, 3 certain."""
    seconds: float
    """From seeing the question to the answer."""
    mistaken_for: int | None
    """The concept chosen in its place, where the answer is wrong."""


class Learner:
    """One person; the same seed is the same person, whatever schedule they follow."""

    def __init__(
        self, truth: Callable[[float, float], Trace], seed: int, world: World = World()
    ) -> None:
        person = Random(f"person {seed}")
        self.truth, self.seed, self.world = truth, seed, world
        self.dice = Random(f"dice {seed}")
        self.talent = person.gauss(0, 1)
        self.boldness = person.gauss(0.3, 0.4)
        """How much surer than they should be, in standard scores of what it feels like."""
        self.pace = math.exp(person.gauss(0, 0.25))
        self.attendance = person.uniform(0.65, 0.95)
        self.concepts = [
            truth(self.talent, world.unequal * person.gauss(0, 1)) for _ in range(CONCEPTS)
        ]
        self.convinced = [person.random() < world.misconceptions for _ in range(CONCEPTS)]
        self.stems: dict[Question, Trace] = {}
        self.neighbours = [person.choice(_others(one)) for one in range(CONCEPTS)]
        """For each concept the one of its axis it is most easily taken for."""
        for concept in self.concepts:
            for _ in range(person.choice((0, 0, 0, 1, 2))):
                concept.learn(-FAR, 1.0, is_known=False)
        self.days_off = {day for day in range(1000) if person.random() > self.attendance}

    def knows(self, concept: int, at: float, harder: float = 0.0) -> float:
        """The chance (0–1) of solving a patient never met before by knowing the concept."""
        chance = self.concepts[concept].recall(at, harder)
        neighbour = self.concepts[self.neighbours[concept]].recall(at)
        return chance * (1 - self.world.confusion * (1 - neighbour)) * (1 - SLIP)

    def sure_wrong(self, concept: int, at: float) -> float:
        """The chance (0–1) of being certain of a wrong answer in such a patient."""
        not_known = 1 - self.knows(concept, at)
        if self.convinced[concept]:
            return not_known * self._certain(CONVINCED)
        return not_known * (1 - 1 / OPTIONS) * self._certain(GUESSED)

    def answer(self, question: Question, at: float) -> Answer:
        """An answer, with nothing learned from it yet."""
        dice, concept = self.dice, question.concept
        stem = self.stems.get(question)
        is_known = dice.random() < self.knows(concept, at, self._hardness(question))
        is_recognised = stem is not None and dice.random() < stem.recall(at)
        chosen = concept
        if not (is_known or is_recognised):
            chosen = self._guess(concept)
        feeling = KNOWN if is_known or is_recognised else GUESSED
        if not (is_known or is_recognised) and self.convinced[concept]:
            feeling = CONVINCED
        felt = dice.gauss(feeling + self.boldness, 1)
        reading = 8 if stem is not None and is_recognised else 25
        thinking = 8 if is_known or is_recognised else 18
        return Answer(
            question,
            is_right=chosen == concept,
            certainty=1 + (felt > UNSURE) + (felt > SURE),
            seconds=self.pace * (reading + thinking) * math.exp(dice.gauss(0, 0.3)),
            mistaken_for=None if chosen == concept else chosen,
        )

    def learn(self, answer: Answer, at: float) -> float:
        """Read the explanation of an answer; so many seconds of reading."""
        question, is_right = answer.question, answer.is_right
        amount = self.world.again if question in self.stems else 1.0
        if not is_right and answer.certainty == 3:
            amount *= SURPRISE
        self.concepts[question.concept].learn(
            at, amount, is_known=is_right and answer.certainty > 1
        )
        if answer.mistaken_for is not None:
            self.concepts[answer.mistaken_for].learn(at, BESIDE, is_known=False)
        if question not in self.stems:
            # A stem is more easily recognised than a concept is understood.
            self.stems[question] = self.truth(self.talent, -1.5)
        self.stems[question].learn(at, 1.0, is_known=is_right)
        return self.pace * (15 if is_right else 35)

    def _guess(self, concept: int) -> int:
        if self.convinced[concept]:
            return self.neighbours[concept]
        if self.dice.random() < 1 / OPTIONS:
            return concept
        if self.dice.random() < 0.5:
            return self.neighbours[concept]
        return self.dice.choice(_others(concept))

    def _certain(self, feeling: float) -> float:
        """The chance (0–1) that such a feeling is called certain."""
        return 0.5 * math.erfc((SURE - feeling - self.boldness) / math.sqrt(2))

    def _hardness(self, question: Question) -> float:
        return Random(f"patient {question.concept} {question.variant}").gauss(0, 0.5)


KNOWN, CONVINCED, GUESSED = 1.5, 1.5, -1.0
"""How sure it feels, in standard scores: what is known and what one is wrongly convinced of feel
alike, which is what makes an error sure."""
UNSURE, SURE = 0.0, 1.0
"""Below the first it is called a guess, above the second certain."""


@cache
def _others(concept: int) -> list[int]:
    """The other concepts of its axis."""
    ends = list(accumulate(AXES))
    axis = next(
        range(end - size, end) for end, size in zip(ends, AXES, strict=True) if concept < end
    )
    return [other for other in axis if other != concept]


class Patients:
    """New patients without end, one number each."""

    def __init__(self) -> None:
        self.numbers = count()

    def new(self, concept: int) -> Question:
        return Question(concept, next(self.numbers))
