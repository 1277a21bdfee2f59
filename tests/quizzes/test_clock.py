"""The clock of a test, by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from teaching.quizzes.clock import Gate, Terms, in_words, is_over, left

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("at", "gate"),
    [
        (NOON - SECOND, Gate.EARLY),
        (NOON, Gate.OPEN),
        (NOON + HOUR - SECOND, Gate.OPEN),
        (NOON + HOUR, Gate.LATE),
    ],
)
def test_a_window_is_open_from_its_first_moment_up_to_its_last(at, gate):
    assert Terms(opens_at=NOON, closes_at=NOON + HOUR).gate(at) is gate


def test_extra_time_keeps_the_window_open():
    terms = Terms(closes_at=NOON, extra=15)

    assert [terms.gate(NOON + n * MINUTE) for n in (14, 15)] == [Gate.OPEN, Gate.LATE]


@pytest.mark.parametrize(
    ("terms", "deadline"),
    [
        (Terms(), None),
        (Terms(minutes=30), NOON + 30 * MINUTE),
        (Terms(minutes=30, extra=10), NOON + 40 * MINUTE),
        (Terms(minutes=30, closes_at=NOON + 20 * MINUTE), NOON + 20 * MINUTE),
        (Terms(minutes=30, closes_at=NOON + 20 * MINUTE, extra=5), NOON + 25 * MINUTE),
        (Terms(closes_at=NOON + HOUR), NOON + HOUR),
    ],
)
def test_the_deadline_is_the_end_of_the_time_or_of_the_window(terms, deadline):
    assert terms.deadline(NOON) == deadline


def test_at_the_deadline_the_time_is_up():
    assert [is_over(NOON, NOON + n * SECOND) for n in (-1, 0, 1)] == [False, True, True]
    assert not is_over(None, NOON)


def test_no_less_time_than_none_is_left():
    assert left(NOON, NOON - MINUTE) == MINUTE
    assert left(NOON, NOON + MINUTE) == timedelta()
    assert left(None, NOON) is None


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (0, "0 s"),
        (0.2, "1 s"),
        (59, "59 s"),
        (60, "1 min"),
        (61, "2 min"),
        (3600, "1 h"),
        (3660, "1 h 1 min"),
        (7259, "2 h 1 min"),
    ],
)
def test_the_time_that_is_left_in_words(seconds, says):
    assert in_words(timedelta(seconds=seconds)) == says
