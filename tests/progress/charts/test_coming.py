from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.charts.coming import Ahead
from teaching.progress.forecasting import ahead
from tests.progress.charts.reading import marks, outside, pointed, texts, words_that_touch

TODAY = date(2026, 11, 22)
DUES = st.lists(
    st.integers(-40, 30).map(lambda days: TODAY + timedelta(days=days)), min_size=1, max_size=400
)


def drawn(dues):
    return Ahead(ahead(dues, TODAY))


@given(DUES, st.integers(1, 30))
def test_the_bars_stay_in_their_frame_whatever_is_due(dues, days):
    for svg in Ahead(ahead(dues, TODAY, days=days)).picture().svgs:
        assert outside(svg) == []


@given(DUES)
def test_the_days_of_a_fortnight_do_not_run_into_each_other(dues):
    for svg in drawn(dues).picture().svgs:
        assert words_that_touch(svg) == []


@given(DUES)
def test_the_bars_and_their_table_show_the_same_numbers(dues):
    found = drawn(dues).picture()

    shown = [
        f"{day}: {due} due" + (f", {late} late" if late != "0" else "")
        for day, due, late in found.table.rows
        if due != "0"
    ]
    for svg in found.svgs:
        assert pointed(svg) == shown


def test_today_is_named_first_and_what_is_late_is_said():
    found = drawn([TODAY, TODAY - timedelta(days=3), TODAY + timedelta(days=40)])

    assert found.said == (
        "Two reviews in 14 days, 1 of them late (the lower part of today). 1 more later."
    )
    assert found.picture().table.rows[:2] == (
        ("Today", "2", "1"),
        ("Monday 23 November", "0", "0"),
    )
    assert texts(found.picture().svgs[0])[:4] == ["2", "Sun", "22", "Mon"]
    assert texts(found.picture().svgs[1])[:4] == ["2", "S", "22", "M"]


def test_the_late_part_is_drawn_to_its_number():
    for svg in drawn([TODAY] * 3 + [TODAY - timedelta(days=1)]).picture().svgs:
        (bar,), (late,) = marks(svg, "mark"), marks(svg, "late")

        assert float(late.get("height")) * 4 == float(bar.get("height"))


def test_nothing_due_is_said_and_not_drawn():
    found = drawn([])

    assert found.is_empty
    assert found.said == "Nothing comes due in the next 14 days."
