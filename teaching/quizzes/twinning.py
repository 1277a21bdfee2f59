"""The next patient: the one for whom the learner's own wrong answer would have been right."""

from __future__ import annotations

from dataclasses import dataclass

from teaching.items import patients
from teaching.items.models import Vignette
from teaching.quizzes.debriefing import Debrief


@dataclass(frozen=True)
class Change:
    """A line that differs: what it was and what it is now, empty where it only goes or comes."""

    was: str
    now: str


@dataclass(frozen=True)
class Offer:
    """What the debrief offers as next patient."""

    heading: str
    changes: tuple[Change, ...]


NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def offer(told: Debrief, vignette: Vignette) -> Offer | None:
    """The twin of a wrong answer, or None where the answer was right or no twin is known."""
    if told.response is None or told.chosen is None or told.response.is_right:
        return None
    twin = patients.find_twin(
        vignette, vignette.disease.checksum, told.decision.slug, told.chosen.text
    )
    if twin is None:
        return None
    count = len(twin.changes)
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    lines = "line" if count == 1 else "lines"
    return Offer(
        f"{number} {lines} changed, and your answer would be right",
        tuple(Change(change.before or "", change.after or "") for change in twin.changes),
    )
