"""The tests that hold the promises of docs/guarantees.md fail when the guard is off.

Each line takes one guard away, in the test alone, and plays the very test that the page names. What
needs the constraints of the database is in ``test_at_once.py``, and what needs a browser there.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from inspect import signature
from pathlib import Path

import pytest
from django.db import IntegrityError, models

from teaching.items.models import State
from teaching.quizzes import clock as the_clock
from teaching.quizzes import testing
from teaching.quizzes.models import (
    Allowance,
    Attempt,
    Question,
    Quiz,
    Response,
    Sitting,
    SittingQuerySet,
)
from tests.quizzes import test_practice as practice
from tests.quizzes import test_testing as tests
from tests.quizzes.set_quizzes import make_quiz

ROOT = Path(__file__).parents[2]
SECOND = timedelta(seconds=1)
BROKEN = (AssertionError, IntegrityError, IndexError)
"""A page that ends in an error of its own breaks its promise too."""
Off = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture
def quiz(bank) -> Quiz:
    return make_quiz()


def every_question_counts_as_seen(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Question, "was_seen", True)


def everybody_owns_every_sitting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SittingQuerySet, "of", lambda rows, learner: rows)


def a_page_need_not_be_the_latest(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(testing, "_as_shown", lambda one, turn: Question.objects.filter(pk=one.pk))


def a_choice_is_only_said_to_be_saved(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(testing, "save", lambda question, **chosen: testing.Saved(question))


def what_was_asked_can_be_deleted(patch: pytest.MonkeyPatch) -> None:
    for model, name in (
        (Question, "vignette"),
        (Question, "option"),
        (Attempt, "vignette"),
        (Response, "item"),
        (Response, "option"),
    ):
        patch.setattr(model._meta.get_field(name).remote_field, "on_delete", models.CASCADE)


def a_sitting_reads_its_rules_from_the_quiz(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Sitting, "marking", property(lambda one: one.quiz.marking, lambda *_: None))


def a_sitting_reads_its_deadline_from_the_quiz(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        Sitting,
        "deadline",
        property(
            lambda one: testing.terms(one.quiz, one.learner).deadline(one.started_at),
            lambda *_: None,
        ),
    )


def a_sitting_asks_what_is_published_now(patch: pytest.MonkeyPatch) -> None:
    def questions(sitting: Sitting) -> models.QuerySet[Question]:
        return Question.objects.filter(sitting=sitting, vignette__state=State.PUBLISHED)

    patch.setattr(Sitting, "questions", property(questions))


def the_clock_ends_early(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(the_clock, "is_over", lambda deadline, at: at >= deadline - SECOND)


def the_clock_ends_late(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(the_clock, "is_over", lambda deadline, at: at > deadline)


def no_clock_runs(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(the_clock, "is_over", lambda deadline, at: False)


def nobody_hands_in_for_others(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(testing, "close_overdue", lambda rows, at: 0)


def an_end_may_come_before_the_beginning(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(testing, "Greatest", lambda start, at: at)


def extra_time_counts_for_later_sittings_alone(patch: pytest.MonkeyPatch) -> None:
    def allow(quiz: Quiz, learner: object, minutes: int, at: object) -> None:
        Allowance.objects.filter(quiz=quiz, learner=learner).delete()
        Allowance.objects.bulk_create(
            [Allowance(quiz=quiz, learner=learner, minutes=minutes)] * bool(minutes)
        )

    patch.setattr(testing, "allow", allow)


def a_test_that_is_handed_in_stays_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Sitting, "is_finished", False)


CONTROLS: list[tuple[Off, Callable[..., None], dict[str, object]]] = [
    (
        every_question_counts_as_seen,
        tests.test_the_words_of_a_question_not_seen_stand_on_no_other_page,
        {},
    ),
    (
        every_question_counts_as_seen,
        practice.test_what_was_not_seen_is_listed_without_its_words,
        {},
    ),
    (
        everybody_owns_every_sitting,
        practice.test_a_sitting_is_nobody_elses_business,
        {},
    ),
    (
        a_page_need_not_be_the_latest,
        tests.test_a_second_window_cannot_undo_the_first_unseen,
        {"htmx": False},
    ),
    (
        what_was_asked_can_be_deleted,
        tests.test_what_was_asked_and_answered_cannot_be_deleted,
        {},
    ),
    (
        a_sitting_reads_its_rules_from_the_quiz,
        tests.test_what_becomes_of_a_quiz_does_not_touch_a_sitting,
        {"change": "edited"},
    ),
    (
        a_sitting_reads_its_deadline_from_the_quiz,
        tests.test_what_becomes_of_a_quiz_does_not_touch_a_sitting,
        {"change": "edited"},
    ),
    (
        a_sitting_asks_what_is_published_now,
        tests.test_what_becomes_of_a_quiz_does_not_touch_a_sitting,
        {"change": "retired"},
    ),
    (
        the_clock_ends_early,
        tests.test_a_second_before_the_deadline_an_answer_is_taken,
        {},
    ),
    (
        the_clock_ends_late,
        tests.test_at_the_deadline_what_is_saved_is_handed_in,
        {"late": 0},
    ),
    (
        no_clock_runs,
        tests.test_at_the_deadline_what_is_saved_is_handed_in,
        {"late": 1},
    ),
    (
        nobody_hands_in_for_others,
        tests.test_nobody_need_be_there_when_the_time_is_up,
        {},
    ),
    (
        an_end_may_come_before_the_beginning,
        tests.test_a_clock_that_is_set_back_ends_no_test_before_it_began,
        {},
    ),
    (
        extra_time_counts_for_later_sittings_alone,
        tests.test_extra_time_moves_the_deadline_of_a_test_that_is_being_sat,
        {},
    ),
    (
        a_test_that_is_handed_in_stays_open,
        tests.test_what_comes_after_handing_in_is_refused_and_said,
        {"htmx": False},
    ),
    (
        a_choice_is_only_said_to_be_saved,
        tests.test_a_session_that_ends_loses_nothing,
        {},
    ),
    (
        a_choice_is_only_said_to_be_saved,
        tests.test_another_device_goes_on_where_the_first_was,
        {},
    ),
]


@pytest.mark.parametrize(
    ("guard", "test", "given"),
    CONTROLS,
    ids=lambda one: getattr(one, "__name__", "") or "-".join(map(str, one.values())),
)
def test_without_its_guard_a_promise_is_broken(
    bank: None,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    guard: Off,
    test: Callable[..., None],
    given: dict[str, object],
):
    wanted = set(signature(test).parameters) - set(given)
    fixtures = {name: request.getfixturevalue(name) for name in wanted}
    guard(monkeypatch)

    with pytest.raises(BROKEN):
        test(**fixtures, **given)


def test_every_test_and_guard_that_the_page_names_exists():
    page = (ROOT / "docs" / "guarantees.md").read_text()
    defined = {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text(), re.MULTILINE)
    }

    assert set(re.findall(r"`(test_\w+)`", page)) - defined == set()
    assert {guard.__name__ for guard, _, _ in CONTROLS} - set(re.findall(r"`(\w+)`", page)) == set()
