"""Everything a learner began and answered, newest first: which of it was asked for, and how it is
said.

Read by pages of the newest, never counted: a page costs the same however many there are. What a
test of the learner has not told yet is found by nothing that would tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from teaching.items.models import Item, Line
from teaching.items.showing import Story
from teaching.items.showing import story as read_story
from teaching.progress.subjects import CASE
from teaching.quizzes import quiz_pages, telling
from teaching.quizzes.models import Attempt, AttemptQuerySet, Mode, Response, Sitting

if TYPE_CHECKING:
    from teaching.accounts.models import User

A_PAGE = 25
RIGHT, WRONG, BEGUN, HELD, LEFT = "right", "wrong", "begun", "held", "left"
RESULTS = ((RIGHT, "All right"), (WRONG, "Something wrong"), (BEGUN, "Begun, not finished"))
WHAT = ((CASE, "Cases"), *((mode.value, mode.label) for mode in Mode))


# ---- which attempts ------------------------------------------------------------------------------
def found(learner: User, wanted: Mapping[str, Any]) -> AttemptQuerySet:
    """The attempts asked for, by the fields of ``forms.HistoryForm`` that are set; newest first."""
    rows = Attempt.objects.of(learner).annotate(is_held=telling.held(learner, "vignette"))
    if "what" in wanted:
        what = wanted["what"]
        is_case = what == CASE
        rows = rows.alone() if is_case else rows.filter(question__sitting__mode=what)
    if "kind" in wanted:
        rows = rows.filter(_asking(wanted["kind"]))
    if "since" in wanted:
        rows = rows.filter(started_at__gte=_morning(wanted["since"]))
    if "until" in wanted:
        rows = rows.filter(started_at__lt=_morning(wanted["until"], later=1))
    for word in wanted.get("q", "").split():
        rows = rows.filter(_saying(word))
    return _answered(learner, rows, wanted)


def _answered(learner: User, rows: AttemptQuerySet, wanted: Mapping[str, Any]) -> AttemptQuerySet:
    """Narrowed by what was answered: among what is told alone."""
    came = wanted.get("came")
    if came == BEGUN:
        rows = rows.open()
    elif came not in (None, RIGHT, WRONG):
        rows = rows.none()
    if not (came in (RIGHT, WRONG) or "sure" in wanted or "concept" in wanted):
        return rows
    answers = Response.objects.filter(attempt=OuterRef("pk"))
    if "sure" in wanted:
        answers = answers.filter(certainty=wanted["sure"])
    if "concept" in wanted:
        answers = answers.filter(item__key__concept__slug=wanted["concept"])
    wrong = Exists(answers.filter(is_right=False))
    rows = rows.finished().filter(Exists(answers), ~telling.held(learner, "vignette"))
    if came == RIGHT:
        return rows.exclude(wrong)
    return rows.filter(wrong) if came == WRONG else rows


def _asking(kind: str) -> Q:
    """Those with a question of the kind (``subjects.kind_of``)."""
    case, _, axis = kind.partition(":")
    if case != CASE:
        return Q(vignette__model=kind)
    asked = Item.objects.filter(vignette=OuterRef("vignette"), axis__slug=axis)
    return Q(Exists(asked), in_quiz=False)


def _saying(word: str) -> Q:
    """Where the word stands in the title, the question or the story, as far as it was met: of a
    case that is not finished, in its first stage."""
    lines = Line.objects.filter(vignette=OuterRef("vignette"), text__icontains=word)
    asked = Item.objects.filter(vignette=OuterRef("vignette"), lead_in__icontains=word)
    is_met = Q(in_quiz=True) | Q(finished_at__isnull=False)
    return (
        Q(vignette__title__icontains=word)
        | Q(Exists(lines.filter(stage__position=0)))
        | (is_met & (Q(Exists(lines)) | Q(Exists(asked))))
    )


def _morning(day: date, later: int = 0) -> datetime:
    moment = datetime.combine(day, datetime.min.time())
    if later:
        moment = datetime.combine(date.fromordinal(day.toordinal() + later), moment.time())
    return timezone.make_aware(moment)


# ---- a page of them ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Answer:
    """One committed answer, as far as it is told."""

    decision: str
    chosen: str
    certainty: str
    is_right: bool


@dataclass(frozen=True)
class Row:
    """One attempt. ``state`` is ``right`` (all of it), ``wrong``, ``left`` (without an answer),
    ``begun`` or ``held``, and ``says`` the same in words."""

    title: str
    opening: str
    kind: str
    quiz: str
    href: str
    on: date
    took: str
    state: str
    says: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Page:
    """Some rows, with the attempts to go on from: ``later`` to newer ones, ``earlier`` to older."""

    rows: tuple[Row, ...]
    later: int | None
    earlier: int | None


def turn(
    learner: User,
    rows: AttemptQuerySet,
    *,
    before: int | None = None,
    after: int | None = None,
) -> Page:
    """The page before or after an attempt of the learner, else the newest: three queries, and one
    to find the place."""
    place = before or after
    mark = Attempt.objects.of(learner).filter(pk=place).first() if place else None
    rows = rows.select_related("vignette", "question__sitting__quiz").prefetch_related(
        "responses__option"
    )
    if mark is None:
        some = list(rows.order_by("-started_at", "-pk")[: A_PAGE + 1])
        return _page(some[:A_PAGE], is_last=len(some) <= A_PAGE, is_first=True)
    moment, pk = mark.started_at, mark.pk
    if before:
        older = rows.filter(Q(started_at__lt=moment) | Q(pk__lt=pk), started_at__lte=moment)
        some = list(older.order_by("-started_at", "-pk")[: A_PAGE + 1])
        return _page(some[:A_PAGE], is_last=len(some) <= A_PAGE, is_first=False)
    newer = rows.filter(Q(started_at__gt=moment) | Q(pk__gt=pk), started_at__gte=moment)
    some = list(newer.order_by("started_at", "pk")[: A_PAGE + 1])
    return _page(some[:A_PAGE][::-1], is_last=False, is_first=len(some) <= A_PAGE)


def _page(some: Sequence[Attempt], *, is_last: bool, is_first: bool) -> Page:
    return Page(
        tuple(_row(one) for one in some),
        None if is_first or not some else some[0].pk,
        None if is_last or not some else some[-1].pk,
    )


def _row(attempt: Attempt) -> Row:
    story = read_story(attempt.vignette)
    question = getattr(attempt, "question", None)
    is_held = vars(attempt)["is_held"]
    answers = () if is_held or not attempt.is_finished else tuple(_answers(attempt, story))
    state, says = _state(attempt, question and question.sitting, answers, is_held=is_held)
    opening = story.lines[0].text if story.lines else ""
    if question is None:
        return Row(
            attempt.vignette.title,
            opening,
            "Case",
            "",
            attempt.get_absolute_url(),
            timezone.localdate(attempt.started_at),
            "",
            state,
            says,
            answers,
        )
    (decision,) = story.decisions
    waits = is_held and question.sitting.is_finished and not question.sitting.is_told
    return Row(
        decision.lead_in,
        opening,
        quiz_pages.NAMES.get(attempt.vignette.model, decision.label),
        question.sitting.quiz.title,
        (question.sitting if waits else question).get_absolute_url(),
        timezone.localdate(attempt.started_at),
        _took(attempt, question.sitting) if answers else "",
        state,
        says,
        answers,
    )


def _answers(attempt: Attempt, story: Story) -> Iterator[Answer]:
    given = {one.item_id: one for one in attempt.responses.all()}
    for decision in story.decisions:
        if decision.pk in given:
            one = given[decision.pk]
            sure = one.get_certainty_display().lower() if one.certainty else ""
            yield Answer(decision.label, one.option.text, sure, one.is_right)


def _state(
    attempt: Attempt, sitting: Sitting | None, answers: Sequence[Answer], *, is_held: bool
) -> tuple[str, str]:
    if is_held:
        if sitting is None or sitting.is_told:
            return HELD, "Asked in a test of yours; told with its results"
        if sitting.is_finished:
            return HELD, "The results wait"
        return BEGUN, "In a test you have not handed in"
    if not attempt.is_finished:
        return BEGUN, "Begun, not finished"
    right = sum(one.is_right for one in answers)
    state = RIGHT if answers and right == len(answers) else WRONG
    if len(answers) > 1:
        return state, f"{right} of {len(answers)} right"
    if not answers:
        return LEFT, "No answer"
    return state, "Right" if right else "Wrong"


def _took(attempt: Attempt, sitting: Sitting) -> str:
    """How long a question of practice took; in a test one goes to and fro."""
    if sitting.is_test or attempt.finished_at is None:
        return ""
    return quiz_pages.in_words(attempt.finished_at - attempt.started_at)
