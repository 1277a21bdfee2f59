"""What a learner took, answered, marked and reported, as an export tells it.

It tells what the pages tell and nothing more. Whether an answer is right stands there when its case
is finished or the results of its test are out, and not while a test that is not told yet asks the
same; what was not seen has a number and no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from teaching.accounts.models import User
from teaching.exchange.exporting import Row, Section
from teaching.items.models import Item, Vignette
from teaching.parts import parts, values
from teaching.quizzes import telling
from teaching.quizzes.models import (
    Allowance,
    Attempt,
    Certainty,
    Mark,
    Question,
    Report,
    Response,
    Sitting,
)

SURE = {int(one): one.label for one in Certainty}


def _lead_ins(vignettes: Iterable[int]) -> dict[int, str]:
    """What the questions among these ask; a case asks more than one thing, so its last stands."""
    rows = Item.objects.filter(vignette__in=set(vignettes)).order_by("position")
    return dict(rows.values_list("vignette", "lead_in"))


def _certainty(given: int | None) -> str | None:
    return None if given is None else SURE[given]


def may_say(finished_at: datetime | None, question: tuple[int, str], held: telling.Held) -> bool:
    """Whether the pages tell what was right in an attempt, as far as it was answered."""
    return finished_at is not None and question not in held


def _attempts(learner: User) -> Iterator[Row]:
    for some in values(
        Attempt.objects.of(learner),
        "in_quiz",
        "vignette",
        "vignette__title",
        "vignette__revision",
        "question__sitting",
        "question__number",
        "started_at",
        "finished_at",
        "read_to",
    ):
        lead_ins = _lead_ins(vignette for _, in_quiz, vignette, *_ in some if in_quiz)
        for number, in_quiz, vignette, title, *rest in some:
            said = ("question", lead_ins.get(vignette)) if in_quiz else ("case", title)
            yield number, *said, *rest


def _answers(learner: User) -> Iterator[Row]:
    held = telling.Held.of(learner)
    attempts = Attempt.objects.of(learner)
    for some in values(attempts, "finished_at", "vignette__disease", "vignette__slug"):
        told = {pk: may_say(finished_at, (*question,), held) for pk, finished_at, *question in some}
        given = Response.objects.filter(attempt__in=list(told)).order_by(
            "attempt_id", "item__position"
        )
        for attempt, asked, chosen, certainty, is_right, at in given.values_list(
            "attempt_id", "item__lead_in", "option__text", "certainty", "is_right", "committed_at"
        ):
            right = is_right if told[attempt] else None
            yield attempt, asked, chosen, _certainty(certainty), right, at


def _sittings(learner: User) -> Iterator[Row]:
    for some in parts(Sitting.objects.of(learner).select_related("quiz")):
        for one in some:
            yield (
                one.pk,
                one.quiz_id,
                one.quiz.title,
                one.get_mode_display(),
                one.get_marking_display(),
                one.planned,
                one.started_at,
                one.deadline,
                one.finished_at,
                one.told_at,
            )


def _questions(learner: User) -> Iterator[Row]:
    fields = ("sitting", "number", "attempt", "is_flagged", "option__text", "certainty", "saved_at")
    for some in values(Question.objects.of(learner), *fields):
        for _, *told, certainty, saved_at in some:
            yield *told, _certainty(certainty), saved_at


def _marks(learner: User) -> Iterator[Row]:
    """A mark can be set on a question before it is seen; then it has no words."""
    for some in parts(Mark.objects.of(learner)):
        seen = Vignette.objects.filter(
            slug__in={one.slug for one in some},
            pk__in=Attempt.objects.of(learner).order_by().values("vignette"),
        )
        pks = {
            (disease, slug): pk
            for disease, slug, pk in seen.order_by("revision").values_list("disease", "slug", "pk")
        }
        lead_ins = _lead_ins(pks.values())
        for one in some:
            pk = pks.get((one.disease_id, one.slug))
            yield (lead_ins.get(pk) if pk else None), one.is_bookmarked, one.note


def _reports(learner: User) -> Iterator[Row]:
    held = telling.Held.of(learner)
    rows = Report.objects.of(learner).select_related("item", "attempt", "vignette")
    for some in parts(rows.defer("vignette__shown", "vignette__radicals")):
        for one in some:
            question = one.vignette.disease_id, one.vignette.slug
            is_told = one.is_answered and may_say(one.attempt.finished_at, question, held)
            yield (
                one.attempt_id,
                one.item.lead_in,
                one.get_trouble_display(),
                one.text,
                one.sent_at,
                one.answer if is_told else None,
                one.answered_at if is_told else None,
                one.seen_at,
            )


def _allowances(learner: User) -> Iterator[Row]:
    rows = Allowance.objects.filter(learner=learner).select_related("quiz")
    for one in rows.order_by("pk"):
        yield one.quiz_id, one.quiz.title, one.minutes


def _patients(learner: User) -> Iterator[Row]:
    rows = Vignette.objects.filter(made_for=learner).defer("shown", "radicals")
    for some in parts(rows):
        for one in some:
            yield one.pk, one.title, one.get_difficulty_display(), one.created_at


SECTIONS = (
    Section(
        "attempts",
        (
            "number",
            "kind",
            "title",
            "revision",
            "sitting",
            "question",
            "begun_at",
            "finished_at",
            "stages_read",
        ),
        (Attempt,),
        _attempts,
    ),
    Section(
        "answers",
        ("attempt", "asked", "chosen", "certainty", "is_right", "answered_at"),
        (Response,),
        _answers,
    ),
    Section(
        "sittings",
        (
            "number",
            "quiz",
            "title",
            "mode",
            "marking",
            "questions_planned",
            "begun_at",
            "deadline",
            "ended_at",
            "results_told_at",
        ),
        (Sitting,),
        _sittings,
    ),
    Section(
        "questions",
        ("sitting", "question", "attempt", "is_flagged", "chosen", "certainty", "saved_at"),
        (Question,),
        _questions,
    ),
    Section("bookmarks_and_notes", ("question", "is_bookmarked", "note"), (Mark,), _marks),
    Section(
        "reports",
        (
            "attempt",
            "about",
            "trouble",
            "text",
            "sent_at",
            "answer",
            "answered_at",
            "answer_seen_at",
        ),
        (Report,),
        _reports,
    ),
    Section("extra_time", ("quiz", "title", "minutes"), (Allowance,), _allowances),
    Section("patients", ("number", "title", "difficulty", "drawn_at"), (Vignette,), _patients),
)
