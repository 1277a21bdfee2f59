"""Times of answers."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.timing import EDGES, Pace, bin_of, ends, pace, quantile, took

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
seconds = st.floats(0.01, 600)


@pytest.mark.parametrize(
    ("passed", "known"), [(-5, None), (0, None), (0.5, 0.5), (600, 600.0), (601, None)]
)
def test_a_break_and_a_clock_set_back_tell_no_time(passed, known):
    assert took(AT, AT + timedelta(seconds=passed)) == known


@given(seconds)
def test_a_time_lies_between_the_ends_of_its_bin(time):
    low, high = ends(bin_of(time))

    assert low <= time < high


@pytest.mark.parametrize(("time", "number"), [(0.3, 0), (1, 1), (1.5, 2), (2, 3), (60, 12)])
def test_a_bin_is_half_a_doubling_wide(time, number):
    assert bin_of(time) == number


@given(st.lists(seconds, min_size=1), st.floats(0.01, 1))
def test_a_quantile_has_its_share_of_the_times_below_its_bin_or_in_it(times, share):
    held = Counter(bin_of(time) for time in times)

    found = quantile(held, share)

    low, high = ends(min(bin_of(found), len(EDGES) - 1))
    assert sum(time < low for time in times) <= share * len(times) + 1e-9
    assert sum(time <= high for time in times) >= share * len(times) - 1e-9


def test_of_no_times_there_is_no_quantile():
    assert quantile({}, 0.5) is None


def around(time: float, n: int = 5) -> dict[int, int]:
    return {bin_of(time): n}


@pytest.mark.parametrize(
    ("time", "expected"),
    [(9, Pace.QUICK), (11, Pace.USUAL), (20, Pace.USUAL), (38, Pace.USUAL), (41, Pace.SLOW)],
)
def test_quick_is_less_than_half_of_the_usual_and_slow_more_than_twice(time, expected):
    assert pace(time, around(20)) is expected


@pytest.mark.parametrize(("time", "before"), [(None, around(20)), (1, {}), (1, around(20, n=4))])
def test_what_is_not_known_is_usual(time, before):
    assert pace(time, before) is Pace.USUAL
