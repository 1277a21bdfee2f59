from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teaching.progress.planning import LOADS, Reach, plan
from tests.progress.fading import TODAY, Fading

EXAMINATION = TODAY + timedelta(days=21)
SEEN = TODAY - timedelta(days=10)


class Sieve:
    """A memory that fails four times in ten, whatever was done, and counts how often."""

    def __init__(self):
        self.failed = self.reviews = 0

    def recall(self, memory, on):
        return 0.6

    def reviewed(self, memory, on, *, is_right):
        self.reviews += 1
        self.failed += not is_right
        return True


def planned(concepts, **more):
    given = {"today": TODAY, "examination": EXAMINATION, "wanted": 0.85} | more
    return plan(concepts, Fading(), **given)


def test_more_a_day_reaches_more_and_the_least_that_is_enough_is_chosen():
    found = planned([None] * 30)

    recalls = [one.recall for one in found.tried]
    assert recalls == sorted(recalls)
    assert found.chosen == found.tried[-1]
    assert found.chosen.recall >= 0.85
    assert found.tried[-2].recall < 0.85 or found.tried[-2].met < 30


def test_nothing_more_is_needed_where_all_will_be_kept():
    found = planned([(1000.0, TODAY)] * 5)

    assert found.chosen == found.without
    assert found.tried == ()
    assert found.headline == "Nothing more is needed until 13 December."


def test_what_is_new_is_met_even_where_the_rest_would_carry_the_mean():
    found = planned([(10_000.0, TODAY)] * 50 + [None])

    assert found.without.recall >= 0.85
    assert found.chosen.load == LOADS[0]
    assert found.chosen.met == 51


def test_a_wish_beyond_reach_is_said_and_the_least_load_near_the_best_is_chosen():
    found = planned([(3.0, SEEN)] * 40, examination=TODAY + timedelta(days=2), wanted=0.99)

    assert not found.reaches
    assert [one.load for one in found.tried] == list(LOADS)
    best = max(one.recall for one in found.tried)
    assert found.chosen.recall >= best - 0.01
    assert all(one.recall < best - 0.01 for one in found.tried if one.load < found.chosen.load)
    assert found.said.endswith("That is short of the 99 you want, and more a day would add little.")


def test_no_day_has_more_than_its_load():
    found = planned([None] * 60, examination=TODAY + timedelta(days=3))

    assert all(one.reviews <= 3 * one.load and one.met <= one.reviews for one in found.tried)


def test_as_many_reviews_fail_as_should():
    sieve = Sieve()

    plan([True] * 20, sieve, today=TODAY, examination=TODAY + timedelta(days=100), wanted=0.7,
         loads=[20])  # fmt: skip

    assert sieve.reviews == 2000
    assert sieve.failed == 800


def test_without_more_work_only_time_passes():
    found = planned([(6.0, SEEN), None])

    fading = Fading()
    expected = (fading.recall((6.0, SEEN), EXAMINATION) + 0.25) / 2
    assert found.without == Reach(0, expected, 1, 0)


def test_what_has_faded_most_comes_first():
    reviewed = []

    class Watched(Fading):
        def reviewed(self, memory, on, *, is_right):
            reviewed.append(memory)
            return super().reviewed(memory, on, is_right=is_right)

    faded, fresher = (2.0, SEEN), (8.0, SEEN)
    plan([None, fresher, faded], Watched(), today=TODAY, examination=TODAY + timedelta(days=1),
         loads=[3])  # fmt: skip

    assert reviewed == [faded, fresher, None]


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_day_that_cannot_be_planned_for_is_refused(days):
    with pytest.raises(ValueError, match="the examination is"):
        planned([None], examination=TODAY + timedelta(days=days))


def test_a_plan_of_nothing_is_refused():
    with pytest.raises(ValueError, match="something to learn"):
        planned([])


def test_a_plan_is_said_with_its_load_its_time_and_its_reach():
    found = planned([None] * 30, seconds=75.0)

    assert (
        found.headline
        == "Six decisions a day until Sunday 13 December, about eight minutes each day."
    )
    assert found.said == (
        f"You would have met all 30 concepts and get about {found.chosen.per_cent} in 100 right"
        " that day; with no more work about 25."
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 25), st.integers(1, 40), st.integers(0, 99))
def test_the_same_state_gives_the_same_plan_within_its_bounds(count, days, seed):
    draw = Random(seed)
    concepts = [
        (draw.uniform(1, 50), date(2026, 11, draw.randrange(1, 22)))
        if draw.random() < 0.7
        else None
        for _ in range(count)
    ]
    given = {"examination": TODAY + timedelta(days=days), "wanted": 0.9}

    found = planned(concepts, **given)

    assert found == planned(concepts, **given)
    for one in found.shown:
        assert 0.25 <= one.recall <= 1
        assert one.reviews <= one.load * days
