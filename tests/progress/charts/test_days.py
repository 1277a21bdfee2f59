from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.charts.days import FOOT, TALLEST, Day, strip
from tests.progress.charts.reading import marks, outside, parsed, pointed, texts, words_that_touch

TODAY = date(2026, 11, 22)
COUNTS = st.lists(
    st.integers(0, 5000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
    min_size=1,
    max_size=45,
)


def past(counts):
    return strip([Day(TODAY - timedelta(days=n), *each) for n, each in enumerate(counts)], TODAY)


def test_the_strip_ends_today_and_leaves_out_what_is_older():
    found = strip([Day(TODAY, 3, 2), Day(TODAY, 1, 1), Day(date(2026, 10, 23), 9, 9)], TODAY)

    assert (found.days[0].day, found.days[-1]) == (date(2026, 10, 24), Day(TODAY, 4, 3))
    assert found.asked == 4
    assert found.said == "Four decisions, 3 right (the filled part), on one day."


def test_a_strip_without_a_decision_says_so():
    found = strip([], TODAY)

    assert found.said == "No decisions in the last 30 days."
    assert found.picture().table.rows == ()


@given(COUNTS)
def test_the_strip_stays_in_its_frame_whatever_was_done(counts):
    found = past(counts)

    for svg in (*found.picture().svgs, *found.beside().svgs):
        assert outside(svg) == []
        assert words_that_touch(svg) == []


@given(COUNTS)
def test_the_strip_and_its_table_show_the_same_numbers(counts):
    found = past(counts).picture()

    told = [f"{day}: {n} decision{'' if n == '1' else 's'}, {right} right"
            for day, n, right in reversed(found.table.rows)]  # fmt: skip
    for svg in found.svgs:
        assert pointed(svg) == told


def test_bars_are_as_tall_as_their_numbers():
    for svg in past([(20, 10), (10, 10), (0, 0)]).picture().svgs:
        whole = [float(one.get("height")) for one in marks(svg, "band")]
        right = [float(one.get("height")) for one in marks(svg, "mark")]
        feet = {float(one.get("y")) + float(one.get("height")) for one in marks(svg, "band")}

        assert whole == [TALLEST / 2, TALLEST]
        assert right == [TALLEST / 2, TALLEST / 2]
        assert feet == {FOOT}
        assert texts(svg) == ["20", "24 Oct", "today"]


@pytest.mark.parametrize("asked", [1, 2])
def test_a_day_is_said_with_its_number(asked):
    assert pointed(past([(asked, 1)]).picture().svgs[0]) == [
        f"22 November: {asked} decision{'s' * (asked > 1)}, 1 right"
    ]


def test_the_description_says_what_the_page_says():
    found = past([(20, 10)])

    assert {parsed(svg).find("desc").text for svg in found.picture().svgs} == {found.said}
