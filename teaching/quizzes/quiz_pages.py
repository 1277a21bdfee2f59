"""What the pages of a quiz show: its palette, a question, the results."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from teaching.items.generators.registry import MODELS
from teaching.items.models import Key
from teaching.items.showing import story as read_story
from teaching.knowledge.models import Concept
from teaching.quizzes import fragments, pool, results
from teaching.quizzes.models import Attempt, Marking, Question, Quiz, Response, Sitting
from teaching.quizzes.sittings import Place, place_of

NAMES = {model.slug: model.name for model in MODELS}


@dataclass(frozen=True)
class Tile:
    """One number of the palette. ``state`` is ``answered``, ``seen`` or empty."""

    number: int
    url: str
    state: str
    is_flagged: bool
    is_here: bool

    @property
    def says(self) -> str:
        """The state in words."""
        if not self.url:
            return "drawn when the one before is answered"
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
    is_held: bool = False
    """Whether a test that is not told yet asks the same: its answer is not shown."""
    asked_for: str = ""

    @property
    def is_open(self) -> bool:
        return self.response is None and not self.is_held

    @property
    def name(self) -> str:
        """What was asked; of a question that was never seen its number alone."""
        if not self.question.was_seen:
            return f"Question {self.question.number}"
        return f"{self.question.number}. {self.lead_in}"


def response_of(question: Question) -> Response | None:
    """The answer committed, if any."""
    if question.attempt is None:
        return None
    return next(iter(question.attempt.responses.all()), None)


def palette(sitting: Sitting, places: Sequence[Place], here: int | None = None) -> list[Tile]:
    """The places of a sitting; those of a contrast that are not drawn yet have no address."""
    later = range(len(places) + 1, (_planned(sitting) or 0) + 1)
    address = sitting.get_absolute_url()
    return [
        Tile(
            one.number,
            f"{address}{one.number}/",
            "answered" if one.is_answered else "seen" if one.is_seen else "",
            one.is_flagged,
            one.number == here,
        )
        for one in places
    ] + [Tile(number, "", "", is_flagged=False, is_here=False) for number in later]


def frame(question: Question, places: Sequence[Place]) -> dict[str, Any]:
    """What stands around a question, answered or not."""
    sitting, here = question.sitting, question.number
    count = max(len(places), _planned(sitting) or 0)
    return {
        "sitting": sitting,
        "question": question,
        "count": count,
        "places": palette(sitting, places, here),
        "previous": sitting.url_of(here - 1) if here > 1 else "",
        "next": sitting.url_of(here + 1) if here < len(places) else "",
        "left": count - sum(one.is_answered for one in places),
    }


def _planned(sitting: Sitting) -> int | None:
    """How many questions there will be; when a sitting has ended, no more than there are."""
    return None if sitting.is_finished else sitting.planned


def question(attempt: Attempt, *, problem: str = "", chosen: int | None = None) -> dict[str, Any]:
    """A question before its answer: the whole story, and the decision."""
    (decision,) = read_story(attempt.vignette).decisions
    return {
        "story": fragments.story(attempt.vignette),
        "decision": decision,
        "added": decision.added,
        "problem": problem,
        "chosen": chosen,
    }


def summary(
    sitting: Sitting, questions: Sequence[Question], held: Collection[str] = ()
) -> dict[str, Any]:
    """A sitting as a whole: where it stands, or what it came to. Of questions by slug ``held`` it
    does not tell what was answered, for a test of the learner asks them too."""
    right = _right(questions, held)
    rows = [_row(one, held) for one in questions]
    names = _sides(sitting.quiz)
    answered = [_answered(row, right, names) for row in rows if row.response is not None]
    by_certainty = sitting.marking == Marking.CERTAINTY
    count = max(len(rows), _planned(sitting) or 0)
    score = results.score(answered, count, open_is_wrong=sitting.is_test)
    reached = score.per_cent(by_certainty=by_certainty)
    pass_mark = sitting.quiz.pass_mark
    return {
        "sitting": sitting,
        "rows": rows,
        "count": count,
        "places": palette(sitting, [place_of(one) for one in questions]),
        "score": score,
        "groupings": [one for one in score.groupings if len(one.groups) > 1],
        "by_certainty": by_certainty,
        "reached": round(reached),
        "pass_mark": pass_mark,
        "has_passed": pass_mark is not None and reached >= pass_mark,
        "wrong": sum(not one.is_right for one in answered),
        "took": in_words(score.took),
        "goes_on": next((row.question for row in rows if row.is_open), None),
    }


def _right(questions: Sequence[Question], held: Collection[str]) -> dict[int, str]:
    """What was right in the questions answered and told, by their item: one query."""
    answered = [
        response.item_id
        for one in questions
        if one.vignette.slug not in held and (response := response_of(one)) is not None
    ]
    keys = Key.objects.filter(item__in=answered).exclude(concept=None)
    return dict(keys.values_list("item", "concept__name"))


def _sides(quiz: Quiz) -> dict[str, str]:
    """The names of what a contrast tells apart, by slug: one query for a contrast alone."""
    if not quiz.is_contrast:
        return {}
    found = Concept.objects.filter(disease=quiz.disease_id, slug__in=quiz.pair)
    return dict(found.values_list("slug", "name"))


def _answered(row: Row, right: Mapping[int, str], sides: Mapping[str, str]) -> results.Answered:
    response, attempt = row.response, row.question.attempt
    if response is None or attempt is None:
        raise ValueError("a question without an answer is not summed up")
    return results.Answered(
        row.question.number,
        row.topic,
        response.is_right,
        response.committed_at - attempt.started_at,
        row.asked_for,
        right.get(response.item_id, ""),
        response.certainty,
        " ".join(
            sides[one] for one in sorted(pool.about(row.question.vignette.radicals) & set(sides))
        ),
    )


def _row(one: Question, held: Collection[str]) -> Row:
    response = response_of(one)
    took = ""
    if response is not None and one.attempt is not None:
        took = in_words(response.committed_at - one.attempt.started_at)
    (decision,) = read_story(one.vignette).decisions
    name = NAMES.get(one.vignette.model, decision.label)
    if one.vignette.slug in held and response is not None:
        return Row(one, name, decision.lead_in, None, "", is_held=True)
    return Row(one, name, decision.lead_in, response, took, asked_for=decision.label)


def in_words(took: timedelta) -> str:
    """A length of time: "48 s", "3 min"."""
    seconds = max(0, round(took.total_seconds()))
    return f"{seconds} s" if seconds < 100 else f"{round(seconds / 60)} min"
