"""What the pages of a test show before its results are out: the clock, what is saved, what is left.

Nothing here has seen a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats, timezone

from teaching.items.showing import story as read_story
from teaching.quizzes import clock, quiz_pages
from teaching.quizzes.models import Certainty, Marking, Question, Release, Sitting
from teaching.quizzes.sittings import Place, place_of


@dataclass(frozen=True)
class Clock:
    """The time that is left, for the page: ``seconds`` for the script, the rest in words."""

    seconds: int
    left: str
    ends: datetime


def clock_of(sitting: Sitting, at: datetime) -> Clock | None:
    """None where no clock runs."""
    remains = clock.left(sitting.deadline, at)
    if remains is None or sitting.deadline is None:
        return None
    return Clock(int(remains.total_seconds()), clock.in_words(remains), sitting.deadline)


def question(sitting: Sitting, asked: Question, at: datetime) -> dict[str, Any]:
    """A question of a test with what is chosen so far."""
    if asked.attempt is None:
        raise ValueError("a question is seen before it is shown")
    asked.attempt.vignette = asked.vignette
    return {
        **quiz_pages.question(asked.attempt, chosen=asked.option_id),
        "clock": clock_of(sitting, at),
        "certainties": Certainty.choices,
        "counts_certainty": sitting.marking == Marking.CERTAINTY,
    }


def saved(asked: Question, places: Sequence[Place]) -> dict[str, Any]:
    """What changes on the page when a choice was saved."""
    return {**quiz_pages.frame(asked, places), "is_update": True}


def standing(asked: Question) -> str:
    """Said when a page older than what is stored sent another choice."""
    if asked.option is None or asked.saved_at is None:
        chosen = "this question has no answer"
    else:
        at = formats.time_format(timezone.localtime(asked.saved_at), "H:i:s")
        chosen = f"“{asked.option.text}” is saved, since {at}"
    return (
        f"This was changed in another window: {chosen}. What you sent here was not stored; "
        "choose again if you want to change it."
    )


def overview(sitting: Sitting, places: Sequence[Question], at: datetime) -> dict[str, Any]:
    """A test as a whole, before its results are out."""
    answered = [one for one in places if one.option_id is not None]
    again = [one for one in places if one.is_flagged or (one.was_seen and not one.option_id)]
    goes_on = next((one for one in places if one.option_id is None), None)
    return {
        "sitting": sitting,
        "quiz": sitting.quiz,
        "places": quiz_pages.palette(sitting, [place_of(one) for one in places]),
        "count": len(places),
        "answered": len(answered),
        "left": len(places) - len(answered),
        "seen": sum(one.was_seen and one.option_id is None for one in places),
        "goes_on": goes_on,
        "again": [(one, _name(one)) for one in again],
        "clock": clock_of(sitting, at),
        "saved_at": max((one.saved_at for one in answered if one.saved_at), default=None),
        "results": results_come(sitting),
    }


def _name(one: Question) -> str:
    """What was asked; a question can be flagged before it is seen, and has no words then."""
    if not one.was_seen:
        return f"Question {one.number}"
    (decision,) = read_story(one.vignette).decisions
    return f"{one.number}. {decision.lead_in}"


def results_come(sitting: Sitting) -> str:
    """When the results can be seen, in the middle of a sentence."""
    quiz = sitting.quiz
    if quiz.release == Release.HANDED_IN:
        return "at once"
    if quiz.release == Release.CLOSED and quiz.closes_at is not None:
        at = formats.date_format(timezone.localtime(quiz.closes_at), "l j F, H:i")
        return f"when the test has closed for everybody, not before {at}"
    return "when your instructor releases them"
