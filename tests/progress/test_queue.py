"""What comes next, and why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.memory import Memory
from teaching.progress.queue import Because, Confused, Known, queue

TODAY = date(2026, 3, 30)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def known(
    concept: int, *, due: int = 0, stability: float = 10, asked: int = 10, sure: int | None = None
) -> Known:
    """Due, asked for and sure but wrong so many days ago."""
    wrong = None if sure is None else ago(sure)
    return Known(concept, Memory(stability, 5.0, ago(asked), sure_wrong_on=wrong), ago(due))


def concepts(*what, limit: int = 20, **more) -> list[int]:
    return [entry.concept for entry in queue(*what, on=TODAY, limit=limit, **more).entries]


def test_sure_but_wrong_comes_before_due_before_contrast_before_new():
    held = [known(1), known(2, sure=8), known(3, due=-5)]

    found = queue(held, [Confused(1, 4, 2, ago(3))], [5], on=TODAY, limit=20)

    assert [(entry.concept, entry.because) for entry in found.entries] == [
        (2, Because.SURE_WRONG),
        (1, Because.DUE),
        (4, Because.CONTRAST),
        (5, Because.NEW),
    ]


def test_what_is_not_due_is_not_asked():
    assert concepts([known(1, due=-1), known(2, due=-1, sure=3)], [], []) == []


def test_what_was_sure_but_wrong_longest_ago_comes_first():
    assert concepts([known(1, sure=8), known(2, sure=9)], [], []) == [2, 1]


def test_what_is_least_likely_to_be_known_comes_first():
    assert concepts([known(1, stability=20), known(2, stability=5)], [], []) == [2, 1]


def test_new_concepts_come_in_the_order_given():
    assert concepts([], [], [7, 3, 5]) == [7, 3, 5]


def test_the_more_often_confused_comes_first():
    held = [Confused(1, 2, 1, ago(1)), Confused(1, 3, 4, ago(9))]

    assert concepts([], held, []) == [3, 2]


@pytest.mark.parametrize(
    ("asked", "confused", "expected"),
    [(5, 3, [2]), (3, 3, [2]), (2, 3, []), (40, 30, [2]), (40, 31, [])],
)
def test_the_other_side_comes_until_it_was_asked_for_or_a_month_has_passed(
    asked, confused, expected
):
    other = known(2, due=-9, asked=asked)

    assert concepts([other], [Confused(1, 2, 1, ago(confused))], []) == expected


def test_a_concept_comes_once_under_its_first_reason():
    held = queue([known(2)], [Confused(1, 2, 1, ago(1))], [2], on=TODAY, limit=20)

    assert [entry.because for entry in held.entries] == [Because.DUE]


@pytest.mark.parametrize(
    ("limit", "answered", "expected", "waiting"),
    [(3, 0, [1, 2, 7], 0), (2, 0, [1, 2], 0), (2, 1, [1], 1), (2, 9, [], 2)],
)
def test_what_was_answered_today_counts_against_the_limit(limit, answered, expected, waiting):
    held = [known(1, stability=5), known(2)]

    found = queue(held, [], [7], on=TODAY, limit=limit, answered=answered)

    assert [entry.concept for entry in found.entries] == expected
    assert found.waiting == waiting


some = st.lists(
    st.builds(
        known,
        st.integers(1, 9),
        due=st.integers(-5, 5),
        stability=st.floats(0.2, 99),
        sure=st.none() | st.integers(7, 20),
    )
)
mixed_up = st.lists(
    st.builds(Confused, st.integers(1, 9), st.integers(1, 9), st.integers(1, 3), st.just(ago(2)))
)


@given(some, mixed_up, st.lists(st.integers(1, 12), unique=True), st.integers(0, 30))
def test_no_concept_comes_twice_and_reasons_keep_their_order(held, confused, new, limit):
    entries = queue(held, confused, new, on=TODAY, limit=limit).entries

    assert len({entry.concept for entry in entries}) == len(entries) <= limit
    reasons = [list(Because).index(entry.because) for entry in entries]
    assert reasons == sorted(reasons)
