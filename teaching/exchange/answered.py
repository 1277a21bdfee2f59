"""What a learner took, answered, marked and reported, as an export tells it.

It tells what the pages tell and nothing more. Whether an answer is right stands there when its case
is finished or the results of its test are out, and not while a test that is not told yet asks the
same; what was not seen has a number and no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teaching.accounts.models import User
from teaching.exchange.exporting import Row, Section
from teaching.items.models import Item, Vignette
from teaching.parts import parts
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


def _lead_ins(vignettes: Iterable[int]) -> dict[int, str]:
    """What the questions among these ask; a case asks more than one thing, so its last stands."""
    rows = Item.objects.filter(vignette__in=set(vignettes)).order_by("position")
    return dict(rows.values_list("vignette", "lead_in"))


def _certainty(given: int | None) -> str | None:
    return None if given is None else Certainty(given).label


def may_say(attempt: Attempt, held: telling.Held) -> bool:
    """Whether the pages tell what was right in this attempt, as far as it was answered."""
    return attempt.is_finished and attempt.vignette not in held


def _attempts(learner: User) -> Iterator[Row]:
    rows = Attempt.objects.of(learner).select_related("vignette", "question")
    for some in parts(rows.defer("vignette__shown", "vignette__radicals")):
        lead_ins = _lead_ins(one.vignette_id for one in some if one.in_quiz)
        for one in some:
            place: Question | None = getattr(one, "question", None)
            yield (
                one.pk,
                "question" if one.in_quiz else "case",
                lead_ins.get(one.vignette_id, "") if one.in_quiz else one.vignette.title,
                one.vignette.revision,
                place.sitting_id if place else None,
                place.number if place else None,
                one.started_at,
                one.finished_at,
                one.read_to,
            )


def _answers(learner: User) -> Iterator[Row]:
    held = telling.Held.of(learner)
    rows = Attempt.objects.of(learner).select_related("vignette")
    for some in parts(rows.defer("vignette__shown", "vignette__radicals")):
        by_pk = {one.pk: one for one in some}
        given = Response.objects.filter(attempt__in=list(by_pk)).select_related("item", "option")
        for response in given.order_by("attempt_id", "item__position"):
            attempt = by_pk[response.attempt_id]
            is_told = may_say(attempt, held)
            yield (
                attempt.pk,
                response.item.lead_in,
                response.option.text,
                _certainty(response.certainty),
                response.is_right if is_told else None,
                response.committed_at,
            )


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
    rows = Question.objects.of(learner).select_related("option", "attempt")
    for some in parts(rows):
        for one in some:
            yield (
                one.sitting_id,
                one.number,
                one.attempt_id,
                one.is_flagged,
                one.option.text if one.option else None,
                _certainty(one.certainty),
                one.saved_at,
            )


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
    rows = Report.objects.of(learner).select_related("item", "attempt__vignette")
    for some in parts(rows.defer("attempt__vignette__shown", "attempt__vignette__radicals")):
        for one in some:
            is_told = one.is_answered and may_say(one.attempt, held)
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
