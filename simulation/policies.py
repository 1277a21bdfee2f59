"""What to ask when: our queue, and the schedules it is compared with.

A schedule is made of what it returns to (a concept, in a patient never met, or a patient like a
flashcard) and of when it returns (FSRS, or a ladder of fixed intervals).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from simulation.estimates import Prediction
from simulation.learners import CONCEPTS, OPTIONS, Answer, Patients, Question
from teaching.progress import memory, rating, timing
from teaching.progress.memory import Memory, Rating, Review
from teaching.progress.queue import Because, Confused, Entry, Known, queue
from teaching.quizzes.models import Certainty

LADDER = (1, 3, 7, 14, 30)
"""Days to the next time after each right answer in a row; the last one stays, a wrong answer begins
anew. Such ladders go back to Leitner's boxes (1972, So lernt man lernen)."""
LUCK = 1 / OPTIONS

Hearing = Callable[[rating.Answer], Iterable[tuple[int, Review]]]
"""What an answer says of which concepts."""

Arranging = Callable[[Iterable[Entry]], list[Entry]]
"""Another order for the queue of a day."""


class Ours:
    """Concepts by FSRS-6, certainty and time as the rating, our queue, always a new patient."""

    def __init__(
        self,
        seed: int,
        hearing: Hearing = rating.evidence,
        retention: float = memory.RETENTION,
        arrange: Arranging = list,
    ) -> None:
        self.hearing, self.retention, self.arrange = hearing, retention, arrange
        self.patients = Patients()
        self.new = syllabus(seed)
        self.memories: dict[int, Memory] = {}
        self.due: dict[int, date] = {}
        self.reviews: dict[int, list[Review]] = {}
        self.confused: dict[tuple[int, int], Confused] = {}
        self.times: Counter[int] = Counter()
        self.today: list[Entry] | None = None
        self.day: date | None = None

    def next(self, on: date, is_more: bool) -> Question | None:
        if self.today is None or self.day != on:
            known = [Known(one, self.memories[one], due) for one, due in self.due.items()]
            confused = self.confused.values()
            found = queue(known, confused, self.new, on=on, limit=CONCEPTS)
            self.today, self.day = self.arrange(found.entries), on
        if self.today:
            return self.patients.new(self.today[0].concept)
        if not is_more:
            return None
        rested = [one for one in self.due if self.memories[one].reviewed_on < on]
        return self.patients.new(min(rested or self.due, key=lambda one: (self.due[one], one)))

    def told(self, answer: Answer, on: date) -> Prediction | None:
        asked = answer.question.concept
        before = self.memories.get(asked)
        heard = rating.Answer(
            on,
            answer.is_right,
            answer.certainty,
            asked,
            answer.mistaken_for,
            pace=timing.pace(answer.seconds, self.times),
        )
        self.times[timing.bin_of(answer.seconds)] += 1
        is_known = False
        for concept, review in self.hearing(heard):
            self._remember(concept, review)
            if concept == asked:
                is_known = review.rating > Rating.Again
        if asked in self.new:
            self.new.remove(asked)
        # An answer changes what comes today only where another concept comes into it.
        self.today = [one for one in self.today or () if one.concept != asked]
        if heard.confusion is not None:
            times = self.confused[heard.confusion].times if heard.confusion in self.confused else 0
            self.confused[heard.confusion] = Confused(*heard.confusion, times + 1, on)
            self.today = None
        if before is None or before.reviewed_on == on:
            return None
        return memory.recall(before, on), is_known

    def right(self, concept: int, on: date) -> float:
        met = self.memories.get(concept)
        recall = memory.recall(met, on) if met else 0.0
        return recall + (1 - recall) * LUCK

    def _remember(self, concept: int, review: Review) -> None:
        after = memory.next_review(self.memories.get(concept), review)
        if after is not None:
            self.memories[concept] = after
            self.due[concept] = memory.due_on(after, self.retention)
            self.reviews.setdefault(concept, []).append(review)


@dataclass(frozen=True)
class Guesses:
    """As we hear answers, but for a right guess, which counts as this rating in full."""

    rated: Rating

    def __call__(self, answer: rating.Answer) -> Iterator[tuple[int, Review]]:
        is_guess = answer.is_right and rating.said(answer.certainty) == Certainty.GUESS
        for concept, review in rating.evidence(answer):
            yield concept, replace(review, rating=self.rated, weight=1.0) if is_guess else review


def without_mistaken(answer: rating.Answer) -> Iterator[tuple[int, Review]]:
    """As we hear answers, but nothing of the concept chosen by mistake, nor its contrast."""
    yield from rating.evidence(replace(answer, taken_for=None))


def without_week(answer: rating.Answer) -> Iterator[tuple[int, Review]]:
    """As we hear answers, but an error that was sure is an error like others."""
    for concept, review in rating.evidence(answer):
        yield concept, replace(review, is_sure_wrong=False)


def likeliest_first(entries: Iterable[Entry]) -> list[Entry]:
    """What is due in the opposite order: what is most likely still known before what is not."""
    entries = list(entries)
    due = [one for one in entries if one.because is Because.DUE]
    turned = iter(sorted(due, key=lambda one: -(one.recall or 0.0)))
    return [next(turned) if one.because is Because.DUE else one for one in entries]


def every_second_new(entries: Iterable[Entry]) -> list[Entry]:
    """Something new after each thing that is due, while there is anything new."""
    entries = list(entries)
    new = [one for one in entries if one.because is Because.NEW]
    old = [one for one in entries if one.because is not Because.NEW]
    mixed = [one for pair in zip(new, old, strict=False) for one in pair]
    shorter = min(len(new), len(old))
    return mixed + new[shorter:] + old[shorter:]


class Cards(ABC):
    """A deck of cards, each asked on its day, the longest overdue first, then new ones in order.

    A card is a concept, asked in a new patient, where ``patients`` is None; else a patient, so
    many for each concept. What is right or wrong is all it hears.
    """

    def __init__(self, seed: int, patients: int | None) -> None:
        concepts = syllabus(seed)
        self.fresh = Patients() if patients is None else None
        self.new = [Question(one, variant) for variant in range(patients or 1) for one in concepts]
        self.new.reverse()
        self.due: dict[Question, date] = {}
        self.met_on: dict[Question, date] = {}
        self.asked: Question | None = None

    def next(self, on: date, is_more: bool) -> Question | None:
        self.asked = self._card(on, is_more)
        if self.asked is None:
            return None
        return self.fresh.new(self.asked.concept) if self.fresh else self.asked

    def _card(self, on: date, is_more: bool) -> Question | None:
        first = min(self.due, key=self.due.__getitem__, default=None)
        if first is not None and self.due[first] <= on:
            return first
        if self.new:
            return self.new[-1]
        if not is_more:
            return None
        rested = [card for card, day in self.met_on.items() if day < on]
        return min(rested or self.due, key=self.due.__getitem__)

    def told(self, answer: Answer, on: date) -> Prediction | None:
        card = self.asked
        assert card is not None  # noqa: S101 (it was asked)
        if self.new and self.new[-1] == card:
            self.new.pop()
        chance = self._chance(card, on)
        self.due[card], self.met_on[card] = self._due(card, answer.is_right, on), on
        return None if chance is None else (chance, answer.is_right)

    def right(self, concept: int, on: date) -> float:
        chances = [self._chance(card, on) for card in self.due if card.concept == concept]
        known = [chance for chance in chances if chance is not None]
        return sum(known) / len(known) if known else LUCK

    @abstractmethod
    def _chance(self, card: Question, on: date) -> float | None:
        """The chance (0–1) of a right answer, None where nothing is known."""

    @abstractmethod
    def _due(self, card: Question, is_right: bool, on: date) -> date:
        """Take an answer, and say when the card comes again."""


class FsrsCards(Cards):
    """Every card by FSRS-6: right is Good, wrong is Again."""

    def __init__(self, seed: int, patients: int | None) -> None:
        super().__init__(seed, patients)
        self.memories: dict[Question, Memory] = {}

    def _chance(self, card: Question, on: date) -> float | None:
        met = self.memories.get(card)
        return memory.recall(met, on) if met and met.reviewed_on < on else None

    def _due(self, card: Question, is_right: bool, on: date) -> date:
        review = Review(on, Rating.Good if is_right else Rating.Again)
        after = memory.next_review(self.memories.get(card), review)
        assert after is not None  # noqa: S101 (it was asked for)
        self.memories[card] = after
        return memory.due_on(after)


class LadderCards(Cards):
    """Every card by fixed intervals. It expects what the answers to it were so far."""

    def __init__(self, seed: int, patients: int | None, ladder: Sequence[int] = LADDER) -> None:
        super().__init__(seed, patients)
        self.ladder = ladder
        self.rungs: dict[Question, int] = {}
        self.tallies: dict[Question, tuple[int, int]] = {}

    def _chance(self, card: Question, on: date) -> float | None:
        if card not in self.tallies:
            return None
        right, asked = self.tallies[card]
        return (right + 1) / (asked + 2)  # Laplace's rule of succession

    def _due(self, card: Question, is_right: bool, on: date) -> date:
        right, asked = self.tallies.get(card, (0, 0))
        self.tallies[card] = right + is_right, asked + 1
        rung = self.rungs.get(card, -1) + 1 if is_right else 0
        self.rungs[card] = min(rung, len(self.ladder) - 1)
        return on + timedelta(days=self.ladder[self.rungs[card]])


class AtRandom(LadderCards):
    """Any concept at any time, in a new patient, as a floor."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, None)
        self.dice = Random(f"random {seed}")

    def _card(self, on: date, is_more: bool) -> Question | None:
        return Question(self.dice.randrange(CONCEPTS), 0)


def syllabus(seed: int) -> list[int]:
    """The order in which a person meets the concepts, the same under every schedule."""
    concepts = list(range(CONCEPTS))
    Random(f"syllabus {seed}").shuffle(concepts)
    return concepts
