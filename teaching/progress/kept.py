"""What a learner keeps: bookmarks and notes on questions, flags in quizzes. A question that was not
met yet is named by its number alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from teaching.items.models import Vignette
from teaching.items.showing import story as read_story
from teaching.quizzes import marking, quiz_pages, sittings
from teaching.quizzes.models import Attempt, Mark, MarkQuerySet, Question, QuestionQuerySet

if TYPE_CHECKING:
    from teaching.accounts.models import User

A_PAGE = 25
UNMET = "A question you have not met yet"


@dataclass(frozen=True)
class Row:
    """One question. ``pk`` is the row by which it is put on and taken away again: of the vignette
    for a bookmark, of the question for a flag."""

    pk: int | None
    title: str
    opening: str
    about: str
    href: str
    note: str = ""


def counts(learner: User) -> dict[str, int]:
    """How many of each: three queries."""
    return {
        "bookmarks": marks(learner, with_notes=False).count(),
        "notes": marks(learner, with_notes=True).count(),
        "flags": flags(learner).count(),
    }


def marks(learner: User, *, with_notes: bool, words: str = "") -> MarkQuerySet:
    """Bookmarks, or notes that say these words; the newest first."""
    rows = Mark.objects.of(learner).order_by("-pk")
    if not with_notes:
        return rows.filter(is_bookmarked=True)
    for word in words.split():
        rows = rows.filter(note__icontains=word)
    return rows.exclude(note="")


def flags(learner: User) -> QuestionQuerySet:
    """Questions flagged in quizzes, the newest quiz first."""
    rows = Question.objects.of(learner).filter(is_flagged=True)
    return rows.select_related("vignette", "sitting__quiz").order_by("-sitting", "number")


def flagged(some: Iterable[Question]) -> list[Row]:
    """What the page says of these: no query where the rows were read with quiz and vignette."""
    return [_flag(one) for one in some]


def marked(learner: User, some: Sequence[Mark]) -> list[Row]:
    """The same of bookmarks and notes: one query for all of them."""
    met = {
        (one.vignette.disease_id, one.vignette.slug): one
        for one in Attempt.objects.of(learner)
        .filter(
            question__isnull=False,
            vignette__disease__in={mark.disease_id for mark in some},
            vignette__slug__in={mark.slug for mark in some},
        )
        .select_related("vignette", "question__sitting__quiz")
        .order_by("pk")
    }
    return [_mark(mark, met.get((mark.disease_id, mark.slug))) for mark in some]


def _mark(mark: Mark, met: Attempt | None) -> Row:
    if met is None:
        return Row(None, UNMET, "", "", "", mark.note)
    title, opening, about = _words(met.vignette)
    href = met.question.get_absolute_url()
    return Row(met.vignette_id, title, opening, about, href, mark.note)


def _flag(question: Question) -> Row:
    quiz = question.sitting.quiz.title
    where = f"{quiz}, question {question.number}"
    if not question.was_seen:
        return Row(question.pk, f"Question {question.number}", "", quiz, _address(question))
    title, opening, about = _words(question.vignette)
    return Row(question.pk, title, opening, f"{about} · {where}", _address(question))


def _address(question: Question) -> str:
    """Where the question can be read; of a test that waits for its results, the test."""
    sitting = question.sitting
    waits = sitting.is_finished and not sitting.is_told
    return (sitting if waits else question).get_absolute_url()


def _words(vignette: Vignette) -> tuple[str, str, str]:
    """The question, the first sentence of its story, and its kind."""
    story = read_story(vignette)
    (decision,) = story.decisions
    opening = story.lines[0].text if story.lines else ""
    return decision.lead_in, opening, quiz_pages.NAMES.get(vignette.model, decision.label)


def put(learner: User, what: str, row: int, *, on: bool) -> bool:
    """Put a bookmark or a flag on, or take it away; sent twice it changes nothing. False where
    the learner has not met the question, or it is none of theirs."""
    if what == "flag":
        question = Question.objects.of(learner).filter(pk=row).first()
        if question is not None:
            sittings.flag(question, is_flagged=on)
        return question is not None
    met = Attempt.objects.of(learner).filter(vignette=row, question__isnull=False)
    vignette = Vignette.objects.filter(pk__in=met.values("vignette")).first()
    if vignette is not None:
        marking.bookmark(learner, vignette, is_bookmarked=on)
    return vignette is not None
