"""The quizzes somebody made, for themselves or for learners, and what an instructor did in the
bank, as an export tells it. Of others it says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from teaching.accounts.models import User
from teaching.exchange.exporting import Row, Section
from teaching.items.models import Approval, Comment, Kept, Manuscript, Move
from teaching.parts import parts
from teaching.quizzes.models import BlueprintLine, Listed, Quiz, Report


def _quizzes(user: User) -> Iterator[Row]:
    for some in parts(Quiz.objects.filter(owner=user)):
        for one in some:
            yield (
                one.pk,
                one.title,
                one.about,
                one.is_set,
                one.get_mode_display(),
                one.get_marking_display(),
                one.get_only_display(),
                one.minutes,
                one.pass_mark,
                one.created_at,
                one.published_at,
                one.opens_at,
                one.closes_at,
                one.get_release_display() if one.is_test else None,
                one.released_at,
                one.withdrawn_at,
            )


def _lines(user: User) -> Iterator[Row]:
    for some in parts(BlueprintLine.objects.filter(quiz__owner=user)):
        for one in some:
            yield (
                one.quiz_id,
                one.count,
                one.models_asked,
                one.axis,
                one.concept,
                one.layer,
                one.difficulty,
            )


def _listed(user: User) -> Iterator[Row]:
    for some in parts(Listed.objects.filter(quiz__owner=user)):
        for one in some:
            yield one.quiz_id, one.position, one.slug


def _answers(user: User) -> Iterator[Row]:
    for some in parts(Report.objects.filter(answered_by=user)):
        for one in some:
            yield one.pk, one.answer, one.answered_at


def _approvals(user: User) -> Iterator[Row]:
    for one in Approval.objects.filter(approved_by=user).order_by("pk"):
        yield one.model, one.version, one.approved_at


def _moves(user: User) -> Iterator[Row]:
    for some in parts(Move.objects.filter(by=user)):
        for one in some:
            yield one.made_at, one.get_to_display(), len(one.before), one.undone_at


def _manuscripts(user: User) -> Iterator[Row]:
    for some in parts(Manuscript.objects.filter(author=user).defer("content")):
        for one in some:
            yield (
                one.pk,
                one.title,
                one.get_standing_display(),
                one.revision,
                one.begun_at,
                one.kept_at,
                one.deleted_at,
            )


def _kept(user: User) -> Iterator[Row]:
    for some in parts(Kept.objects.filter(by=user).defer("content")):
        for one in some:
            yield one.manuscript_id, one.revision, one.at


def _comments(user: User) -> Iterator[Row]:
    for some in parts(Comment.objects.filter(by=user)):
        for one in some:
            yield one.manuscript_id, one.quote, one.text, one.at, one.resolved_at


SECTIONS = (
    Section(
        "quizzes",
        (
            "number",
            "title",
            "about",
            "is_for_others",
            "mode",
            "marking",
            "narrowed_to",
            "minutes",
            "pass_mark",
            "created_at",
            "published_at",
            "opens_at",
            "closes_at",
            "results_come",
            "released_at",
            "withdrawn_at",
        ),
        (Quiz,),
        _quizzes,
    ),
    Section(
        "quiz_lines",
        ("quiz", "count", "item_models", "axis", "concept", "layer", "difficulty"),
        (BlueprintLine,),
        _lines,
    ),
    Section("quiz_lists", ("quiz", "position", "question"), (Listed,), _listed),
    Section("answers_to_reports", ("report", "answer", "answered_at"), (Report,), _answers),
    Section("approvals", ("item_model", "version", "approved_at"), (Approval,), _approvals),
    Section(
        "manuscripts",
        ("number", "title", "standing", "revision", "begun_at", "kept_at", "deleted_at"),
        (Manuscript,),
        _manuscripts,
    ),
    Section(
        "comments", ("manuscript", "about", "text", "at", "resolved_at"), (Comment,), _comments
    ),
    Section("manuscript_revisions", ("manuscript", "revision", "at"), (Kept,), _kept),
    Section("moves", ("made_at", "to", "questions", "undone_at"), (Move,), _moves),
)
