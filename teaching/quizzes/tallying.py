"""What sittings came to so far, added up in the database: for instructors, in a test also before
its results are told. One query each, however many learners and questions there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Avg,
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    FloatField,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from teaching.items.models import Key
from teaching.quizzes.models import Certainty, Marking, Mode, Question, Quiz, Sitting
from teaching.quizzes.results import RIGHT, WRONG, Points, Score, Share

BEST = max(RIGHT.values())


@dataclass(frozen=True)
class Totals:
    """All sittings of a quiz: how many were begun, are still going on, have ended with something to
    count, and reached the pass mark; and the mean of what was reached, in per cent, None where
    nothing counts yet."""

    begun: int
    going_on: int
    ended: int
    passed: int
    mean: float | None


@dataclass(frozen=True)
class Tally:
    """One sitting; its score has neither groupings nor times."""

    asked: int
    answered: int
    score: Score


@dataclass(frozen=True)
class Asked:
    """One question, all its revisions together; ``vignette`` is the latest that was asked."""

    vignette: int
    drawn: int
    """In so many sittings."""
    share: Share


def marked(rows: QuerySet[Question]) -> QuerySet[Question]:
    """With whether its answer is right (None where there is none yet) and how sure it was: the
    choice that is saved in a test, or the response."""
    chosen = Q(option__isnull=False)
    return rows.order_by().annotate(
        is_right=Case(
            When(chosen, then=Exists(Key.objects.filter(option=OuterRef("option")))),
            default=F("attempt__responses__is_right"),
        ),
        sure=Coalesce(
            Case(
                When(chosen, then=F("certainty")),
                default=F("attempt__responses__certainty"),
                output_field=IntegerField(),
            ),
            Value(Certainty.GUESS.value),
        ),
    )


def tallies(sittings: Iterable[Sitting]) -> dict[int, Tally]:
    """What each of these came to so far, by id: one query."""
    is_test = {one.pk: one.is_test for one in sittings}
    rows = _summed(Question.objects.filter(sitting__in=list(is_test)), pk=F("sitting"))
    return {
        pk: tally(asked, answered, right, points, is_test=is_test[pk])
        for pk, asked, answered, right, points in rows.values_list(
            "pk", "asked", "answered", "right", "points"
        )
    }


def tally(asked: int, answered: int, right: int, points: int, *, is_test: bool) -> Tally:
    """In a test a question without an answer counts like a wrong one, elsewhere not at all."""
    counted = asked if is_test else answered
    share = Share(right, counted)
    score = Score(share, asked - answered, (), timedelta(), Points(points, BEST * counted))
    return Tally(asked, answered, score)


def totals(quiz: Quiz) -> Totals:
    """One query."""
    rows = _summed(
        Question.objects.filter(sitting__quiz=quiz),
        pk=F("sitting"),
        mode=F("sitting__mode"),
        marking=F("sitting__marking"),
        finished_at=F("sitting__finished_at"),
    ).annotate(
        counted=Case(When(mode=Mode.TEST, then=F("asked")), default=F("answered")),
        reached=Case(
            When(Q(finished_at=None) | Q(counted=0), then=None),
            When(marking=Marking.CERTAINTY, then=_per_cent("points", BEST)),
            default=_per_cent("right", 1),
            output_field=FloatField(),
        ),
    )
    found = rows.aggregate(
        begun=Count("pk"),
        finished=Count("finished_at"),
        ended=Count("reached"),
        passed=Count("reached", filter=Q(reached__gte=quiz.pass_mark or 0)),
        mean=Avg("reached"),
    )
    return Totals(
        found["begun"],
        found["begun"] - found["finished"],
        found["ended"],
        found["passed"] if quiz.pass_mark else 0,
        found["mean"],
    )


def by_question(quiz: Quiz) -> QuerySet[Question, dict[str, Any]]:
    """How every question of a quiz did, as :func:`asked` reads it: those answered most often first,
    and of these the one least often right."""
    rows = _summed(Question.objects.filter(sitting__quiz=quiz), slug=F("vignette__slug"))
    found: QuerySet[Question, dict[str, Any]] = rows.annotate(latest=Max("vignette")).order_by(
        "-answered", "right", "latest"
    )
    return found


def asked(row: dict[str, Any]) -> Asked:
    return Asked(row["latest"], row["asked"], Share(row["right"], row["answered"]))


def _marked(rows: QuerySet[Question]) -> QuerySet[Question]:
    """With whether the answer is right (None where there is none yet) and how sure it was: of the
    choice that is saved in a test, or of the response. A question has one response at most."""
    is_chosen = Q(option__isnull=False)
    return rows.order_by().annotate(
        is_right=Case(
            When(is_chosen, then=Exists(Key.objects.filter(option=OuterRef("option")))),
            default=F("attempt__responses__is_right"),
            output_field=BooleanField(null=True),
        ),
        sure=Coalesce(
            Case(
                When(is_chosen, then=F("certainty")),
                default=F("attempt__responses__certainty"),
                output_field=IntegerField(),
            ),
            Value(Certainty.GUESS.value),
        ),
    )


def _summed(rows: QuerySet[Question], **by: F) -> Any:
    """Rows with these values and the sums of the questions that share them; the stubs know no type
    for what is grouped."""
    counts = [
        When(is_right=is_right, sure=sure, then=Value(points))
        for is_right, table in ((True, RIGHT), (False, WRONG))
        for sure, points in table.items()
    ]
    return (
        _marked(rows)
        .values(**by)
        .annotate(
            asked=Count("number"),
            answered=Count("number", filter=Q(is_right__isnull=False)),
            right=Count("number", filter=Q(is_right=True)),
            points=Sum(Case(*counts, default=Value(0), output_field=IntegerField())),
        )
    )


def _per_cent(what: str, worth: int) -> Combinable:
    """Of what can be reached, each answer being worth so much; reckoned as ``Score.per_cent``."""
    return 100.0 * F(what) / (1.0 * worth * F("counted"))
