"""What one answer says of which concepts. Pure; ``docs/progress.md`` has the table.

Certainty decides, time moves by one step where it agrees with it:

| right and | quick | usual | slow |
|---|---|---|---|
| certain | Easy | Good | Good |
| fairly sure, or not said | Good | Good | Hard |
| a guess | half an Again | half an Again | half an Again |

Wrong is Again, whatever the time. A right guess is not knowledge, but something may have led to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from teaching.progress.memory import Rating, Review
from teaching.progress.timing import Pace
from teaching.quizzes.models import Certainty

GUESSED = 0.5
"""What a right guess weighs."""
BESIDE = 0.5
"""What an answer weighs for a concept its question is about without asking for it."""
TAKEN_FOR = {Certainty.GUESS: 0.0, Certainty.FAIRLY_SURE: 0.25, Certainty.CERTAIN: 0.5}
"""What a wrong answer weighs for the concept that was chosen, by certainty: whoever guessed did not
take one for the other, whoever was certain did."""
UNSAID = Certainty.FAIRLY_SURE
"""A certainty that was not said counts as this one."""


@dataclass(frozen=True)
class Answer:
    """One answer, as far as memories go. Concepts are numbers, whatever they number.

    ``asked`` is the concept the key names, ``taken_for`` the one that the chosen option names, None
    where it is none. ``beside`` are the concepts a question is about whose key names none.
    """

    on: date
    is_right: bool
    certainty: int | None
    asked: int | None = None
    taken_for: int | None = None
    beside: frozenset[int] = frozenset()
    pace: Pace = Pace.USUAL

    @property
    def is_sure_wrong(self) -> bool:
        return not self.is_right and self.certainty == Certainty.CERTAIN

    @property
    def confusion(self) -> tuple[int, int] | None:
        """What was asked for and what it was taken for, where a wrong answer names another concept
        and was more than a guess."""
        if self.is_right or self.asked is None or self.taken_for in (None, self.asked):
            return None
        if not TAKEN_FOR[said(self.certainty)]:
            return None
        return self.asked, self.taken_for


def said(certainty: int | None) -> Certainty:
    return UNSAID if certainty is None else Certainty(certainty)


def rating(*, is_right: bool, certainty: int | None, pace: Pace) -> tuple[Rating, float]:
    """The rating of an answer and its weight, for the concept that was asked for."""
    sure = said(certainty)
    if not is_right:
        return Rating.Again, 1.0
    if sure == Certainty.GUESS:
        return Rating.Again, GUESSED
    if sure == Certainty.CERTAIN:
        return (Rating.Easy if pace is Pace.QUICK else Rating.Good), 1.0
    return (Rating.Hard if pace is Pace.SLOW else Rating.Good), 1.0


def evidence(answer: Answer) -> Iterator[tuple[int, Review]]:
    """What an answer says: a concept and its review, for each concept it says something of."""
    given, weight = rating(is_right=answer.is_right, certainty=answer.certainty, pace=answer.pace)
    if answer.asked is None:
        for concept in sorted(answer.beside):
            yield (
                concept,
                Review(
                    answer.on,
                    given,
                    weight * BESIDE,
                    is_asked=False,
                    is_sure_wrong=answer.is_sure_wrong,
                ),
            )
        return
    yield (
        answer.asked,
        Review(answer.on, given, weight, is_sure_wrong=answer.is_sure_wrong),
    )
    if answer.confusion is not None:
        weight = TAKEN_FOR[said(answer.certainty)]
        yield answer.confusion[1], Review(answer.on, Rating.Again, weight, is_asked=False)
