from datetime import date, datetime

import pytest

from teaching.progress import saying


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "no answers"), (1, "one answer"), (12, "twelve answers"), (13, "13 answers"),
     (1204, "1,204 answers")],
)  # fmt: skip
def test_small_counts_are_words(number, said):
    assert saying.counted(number, "answer") == said


def test_the_plural_may_be_given():
    assert saying.counted(2, "quiz", "quizzes") == "two quizzes"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "once"), (2, "twice"), (8, "eight times"), (40, "40 times")]
)
def test_how_often(number, said):
    assert saying.times(number) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "today"), (0, "today"), (1, "yesterday"), (6, "6 days ago"), (20, "20 days ago"),
     (21, "3 weeks ago"), (63, "9 weeks ago"), (64, "2 months ago"), (400, "13 months ago")],
)  # fmt: skip
def test_how_long_ago(days, said):
    assert saying.ago(days) == said


@pytest.mark.parametrize(
    ("first", "said"),
    [(date(2026, 11, 22), "today"), (date(2026, 11, 20), "since Friday"),
     (date(2026, 10, 24), "since 24 October"), (date(2025, 10, 24), "since 24 October 2025")],
)  # fmt: skip
def test_since_when(first, said):
    assert saying.since(first, date(2026, 11, 22)) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [(datetime(2026, 11, 22, 7, 5), "today, 07:05"),
     (datetime(2026, 11, 21, 18, 42), "yesterday, 18:42"),
     (datetime(2026, 10, 24, 18, 42), "24 October, 18:42")],
)  # fmt: skip
def test_a_moment_beside_now(at, said):
    assert saying.when(at, datetime(2026, 11, 22, 8, 40)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "about one minute"), (290, "about five minutes"), (600, "about ten minutes"),
     (900, "about 15 minutes"), (1030, "about 15 minutes"), (1060, "about 20 minutes")],
)  # fmt: skip
def test_a_span_that_is_roughly_known(seconds, said):
    assert saying.about(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s")]
)
def test_a_measured_time(seconds, said):
    assert saying.lasting(seconds) == said
