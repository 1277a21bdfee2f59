"""What was counted from a learner's answers, and how they wish to study, as an export tells it."""

from __future__ import annotations

from collections.abc import Iterator

from teaching.accounts.models import User
from teaching.exchange.exporting import Row, Section
from teaching.parts import parts
from teaching.progress.models import (
    Card,
    Confusion,
    Day,
    Feed,
    Reminder,
    Study,
    Sureness,
    Tally,
    Timing,
)
from teaching.progress.timing import EDGES
from teaching.quizzes import telling
from teaching.quizzes.models import Attempt, Certainty


def _is_held(attempt: Attempt, held: telling.Held) -> bool:
    return (attempt.vignette.disease_id, attempt.vignette.slug) in held


def _memories(learner: User) -> Iterator[Row]:
    held = telling.Held.of(learner)
    rows = Card.objects.of(learner).select_related(
        "concept", "sure_wrong_option", "sure_wrong_in__vignette"
    )
    for some in parts(rows):
        for one in some:
            wrong, attempt = one.sure_wrong_option, one.sure_wrong_in
            is_told = attempt is not None and not _is_held(attempt, held)
            yield (
                one.concept.name,
                one.stability,
                one.difficulty,
                one.reviewed_on,
                one.due,
                one.reviews,
                one.lapses,
                one.sure_wrong_on,
                wrong.text if wrong is not None and is_told else None,
            )


def _tallies(learner: User) -> Iterator[Row]:
    for some in parts(Tally.objects.of(learner).select_related("concept")):
        for one in some:
            yield one.concept.name, one.kind, one.answered, one.right


def _confusions(learner: User) -> Iterator[Row]:
    for some in parts(Confusion.objects.of(learner).select_related("asked", "taken_for")):
        for one in some:
            yield one.asked.name, one.taken_for.name, one.times, one.certain, one.last_on


def _surenesses(learner: User) -> Iterator[Row]:
    labels = {int(one): one.label for one in Certainty}
    for one in Sureness.objects.of(learner).order_by("certainty"):
        yield labels.get(one.certainty, "Not said"), one.answered, one.right


def _days(learner: User) -> Iterator[Row]:
    for some in parts(Day.objects.of(learner)):
        for one in some:
            yield one.on, one.answered, one.right, one.seconds


def _times(learner: User) -> Iterator[Row]:
    for some in parts(Timing.objects.of(learner)):
        for one in some:
            yield one.kind, EDGES[one.bin], one.answered


def _wishes(learner: User) -> Iterator[Row]:
    for one in Study.objects.of(learner):
        yield one.retention, one.daily_limit, one.examination, one.parameters, one.counted_to


def _reminders(learner: User) -> Iterator[Row]:
    for one in Reminder.objects.of(learner):
        yield (
            one.get_often_display(),
            one.weekday,
            one.hour,
            one.chosen_at,
            one.next_at,
            one.sent_on,
            one.paused_on,
            one.failures,
        )


def _feeds(learner: User) -> Iterator[Row]:
    for one in Feed.objects.of(learner):
        yield True, str(one.series)


SECTIONS = (
    Section(
        "memories",
        (
            "concept",
            "stability_days",
            "difficulty",
            "reviewed_on",
            "due",
            "reviews",
            "lapses",
            "sure_but_wrong_on",
            "chosen_then",
        ),
        (Card,),
        _memories,
    ),
    Section("by_concept", ("concept", "kind", "answered", "right"), (Tally,), _tallies),
    Section(
        "taken_for_another",
        ("asked", "taken_for", "times", "certain", "last_on"),
        (Confusion,),
        _confusions,
    ),
    Section("by_certainty", ("certainty", "answered", "right"), (Sureness,), _surenesses),
    Section("by_day", ("on", "answered", "right", "seconds"), (Day,), _days),
    Section("by_time", ("kind", "seconds_from", "answered"), (Timing,), _times),
    Section(
        "wishes",
        ("recall", "a_day", "examination", "parameters", "counted_to"),
        (Study,),
        _wishes,
    ),
    Section(
        "reminders",
        (
            "how_often",
            "weekday",
            "hour",
            "chosen_at",
            "next_at",
            "sent_on",
            "paused_on",
            "failures",
        ),
        (Reminder,),
        _reminders,
    ),
    Section("calendar", ("is_on", "series"), (Feed,), _feeds),
)
