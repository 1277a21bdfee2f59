from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from teaching.progress.today import Due, Reason, ordered, stopped
from tests.progress.samples import FEW, MANY, NONE, NOW, today


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(3, "Good evening, Samira"), (4, "Good morning, Samira"), (12, "Good afternoon, Samira"),
     (18, "Good evening, Samira")],
)  # fmt: skip
def test_the_greeting_keeps_the_time_of_day(hour, greeting):
    page = replace(today(MANY), now=NOW.replace(hour=hour))

    assert page.greeting == greeting
    assert replace(page, name="").greeting == greeting.removesuffix(", Samira")


def test_what_is_due_is_said_in_decisions_and_minutes():
    assert today(MANY).headline == "Ten decisions are due and two are new, about 15 minutes."
    assert today(FEW).headline == "One decision is due, about one minute."
    new = replace(today(MANY), due=(Due("Onset", 14, Reason.NEW),))
    assert new.headline == "14 new decisions, about 15 minutes."
    assert today(MANY).act == "Start today’s questions"
    assert today(MANY).beside == ""


def test_what_waits_for_tomorrow_is_said():
    page = replace(today(MANY), waiting=7, limit=20)

    assert (
        page.beside
        == "Seven more decisions wait for tomorrow: you want 20 questions a day at most."
    )
    assert replace(page, due=()).headline == "Done for today."


def test_nothing_due_is_a_good_day():
    page = today(MANY, is_idle=True)

    assert page.headline == "Nothing is due. A good day."
    assert page.beside == (
        "What you have met will keep until Tuesday 24 November. Take a new patient whenever you"
        " like."
    )
    assert page.act == "See a new patient"
    assert replace(page, next_due=None).beside == (
        "What you have met will keep. Take a new patient whenever you like."
    )


def test_who_is_new_is_shown_the_first_patient():
    page = today(NONE)

    assert page.headline == "Your first patient is waiting."
    assert page.act == "See the first patient"


def test_each_line_says_how_much_and_why():
    assert [(one.what, one.count, one.why) for one in (*today(MANY).due, *today(FEW).due)] == [
        ("Multiple muscular or mixed?", "3 decisions", "sure but wrong, 2 days ago"),
        ("Periarthritic or osteoarthropathic?", "4 decisions", "last met 6 days ago"),
        ("Onset after the cord lesion", "3 decisions", "last met 9 days ago"),
        ("When bone is excised", "2 decisions", "new"),
        ("Periarthritic or osteoarthropathic?", "1 decision", "confused, yesterday"),
    ]


def test_the_lines_stand_in_the_order_of_the_queue():
    lines = [
        Due("new", 1, Reason.NEW),
        Due("contrast", 1, Reason.CONTRAST, 3),
        Due("due lately", 1, Reason.DUE, 2),
        Due("due long ago", 1, Reason.DUE, 9),
        Due("sure", 1, Reason.SURE_BUT_WRONG, 1),
    ]

    assert [one.what for one in ordered(lines)] == [
        "sure",
        "due long ago",
        "due lately",
        "contrast",
        "new",
    ]


def test_where_a_case_was_left_is_said_with_what_was_saved():
    saved = datetime(2026, 11, 21, 18, 42)

    assert stopped("the examination", 1, 3, saved, NOW) == (
        "You stopped at the examination, one of three decisions made. Saved yesterday, 18:42."
    )
    assert stopped("the history", 0, 1, NOW - timedelta(minutes=5), NOW) == (
        "You stopped at the history, none of one decision made. Saved today, 08:35."
    )
