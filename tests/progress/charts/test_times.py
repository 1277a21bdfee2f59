import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.charts.times import SCALES, Taken, taken, times

SECONDS = st.lists(st.floats(0, 100_000), max_size=40)


def test_quartiles_are_read_between_the_times():
    assert taken("Form", [10, 20, 30, 40, 50]) == Taken("Form", 5, 20, 30, 40)
    assert taken("Form", [7]) == Taken("Form", 1, 7, 7, 7)
    assert taken("Form", []) == Taken("Form", 0)


@given(st.lists(SECONDS, max_size=4))
def test_every_bar_stays_on_the_scale(lists):
    found = times([taken("Form", seconds) for seconds in lists])

    for bar in found.bars:
        assert 0 <= bar.start <= bar.middle <= bar.end <= 100
        assert bar.start + bar.width <= 100.1
    assert found.asked == sum(map(len, lists))


def test_the_scale_ends_at_the_next_round_time_of_what_is_shown():
    found = times([Taken("Onset", 9, 10, 20, 45), Taken("Form", 4, 10, 20, 900)])

    assert found.end == 60
    assert (found.bars[0].start, found.bars[0].middle, found.bars[0].end) == (16.7, 33.3, 75.0)
    assert times([Taken("Onset", 9, 1, 2, 10**6)]).end == SCALES[-1]


def test_a_decision_is_said_with_its_middle_half_and_its_number():
    found = Taken("Form", 1204, 43, 62, 86)

    assert (found.said, found.span, found.n) == ("1 min 02 s", "43 s to 1 min 26 s", "1,204")
    assert found.missing == 0


def test_below_five_answers_a_decision_waits():
    found = Taken("Form", 3, 1, 2, 3)

    assert found.missing == 2
    assert found.pips == (True, True, True, False, False)


def test_times_out_of_order_are_refused():
    with pytest.raises(ValueError, match="no span"):
        Taken("Form", 5, 3, 2, 4)
