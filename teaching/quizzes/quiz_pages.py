"""What the pages of a quiz show: its palette, a question, the results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from teaching.items.generators.registry import MODELS
from teaching.items.showing import story as read_story
from teaching.quizzes import pages, results
from teaching.quizzes.models import Attempt, Question, Response, Sitting

NAMES = {model.slug: model.name for model in MODELS}


@dataclass(frozen=True)
class Place:
    """One number of the palette. ``state`` is ``answered``, ``seen`` or empty."""

    number: int
    url: str
    state: str
    is_flagged: bool
    is_here: bool

    @property
    def says(self) -> str:
        """The state in words."""
        state = {"answered": "answered", "seen": "seen, not answered"}.get(self.state, "not seen")
        return f"{state}, flagged" if self.is_flagged else state


@dataclass(frozen=True)
class Row:
    """One question in the results; without a response it was left open."""

    question: Question
    topic: str
    lead_in: str
    response: Response | None
    took: str

    @property
    def name(self) -> str:
        """What was asked; of a question that was never seen its number alone, for one question may
        answer another."""
        if self.question.attempt_id is None:
            return f"Question {self.question.number}"
        return f"{self.question.number}. {self.lead_in}"


def response_of(question: Question) -> Response | None:
    """The answer committed, if any."""
    if question.attempt is None:
        return None
    return next(iter(question.attempt.responses.all()), None)


def state_of(question: Question) -> str:
    """``answered``, ``seen`` or empty."""
    if question.attempt is None:
        return ""
    return "answered" if question.attempt.is_finished else "seen"


def palette(questions: Sequence[Question], here: int | None) -> list[Place]:
    return [
        Place(
            one.number,
            one.get_absolute_url(),
            state_of(one),
            one.is_flagged,
            one.number == here,
        )
        for one in questions
    ]


def frame(sitting: Sitting, questions: Sequence[Question], here: int) -> dict[str, Any]:
    """What stands around a question, answered or not."""
    question = questions[here - 1]
    return {
        "sitting": sitting,
        "question": question,
        "count": len(questions),
        "places": palette(questions, here),
        "previous": questions[here - 2] if here > 1 else None,
        "next": questions[here] if here < len(questions) else None,
        "left": sum(state_of(one) != "answered" for one in questions),
    }


def question(attempt: Attempt, *, problem: str = "", chosen: int | None = None) -> dict[str, Any]:
    """A question before its answer: the whole story, and the decision."""
    story = read_story(attempt.vignette)
    (decision,) = story.decisions
    return {
        "story": story,
        "decision": decision,
        "stages": [
            pages.OpenStage(stage, is_new=False, hanging=pages.hang(stage.box, f"film-{n}"))
            for n, stage in enumerate(story.stages)
        ],
        "added": decision.added,
        "problem": problem,
        "chosen": chosen,
    }


def summary(sitting: Sitting, questions: Sequence[Question]) -> dict[str, Any]:
    """A sitting as a whole: where it stands, or what it came to."""
    rows = [_row(one) for one in questions]
    answered = [
        results.Answered(
            row.question.number,
            row.topic,
            row.response.is_right,
            row.response.committed_at - row.question.attempt.started_at,
        )
        for row in rows
        if row.response is not None and row.question.attempt is not None
    ]
    return {
        "sitting": sitting,
        "rows": rows,
        "places": palette(questions, None),
        "score": results.score(answered, len(rows)),
        "wrong": sum(not one.is_right for one in answered),
        "took": in_words(sum((one.took for one in answered), timedelta())),
        "goes_on": next((row.question for row in rows if row.response is None), None),
        "flagged": [row for row in rows if row.question.is_flagged],
    }


def _row(one: Question) -> Row:
    response = response_of(one)
    took = ""
    if response is not None and one.attempt is not None:
        took = in_words(response.committed_at - one.attempt.started_at)
    (decision,) = read_story(one.vignette).decisions
    name = NAMES.get(one.vignette.model, decision.label)
    return Row(one, name, decision.lead_in, response, took)


def in_words(took: timedelta) -> str:
    """A length of time: "48 s", "3 min"."""
    seconds = max(0, round(took.total_seconds()))
    return f"{seconds} s" if seconds < 100 else f"{round(seconds / 60)} min"
