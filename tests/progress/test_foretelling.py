"""What FSRS had expected of each review: as `memory` has it, only faster."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress import memory
from teaching.progress.fitting import adjusted
from teaching.progress.foretelling import Foretold, foretold, steps
from teaching.progress.memory import Rating, Review

DAY = date(2026, 3, 2)

histories = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from(list(Rating)),
        st.sampled_from([0.25, 0.5, 1.0]),
        st.booleans(),
    ),
    max_size=12,
)
parameters = st.tuples(*[st.floats(-1, 1)] * 4).map(adjusted)


def history(*gaps):
    on, reviews = DAY, []
    for days, rating, weight, is_asked in gaps:
        on += timedelta(days=days)
        reviews.append(Review(on, rating, weight, is_asked))
    return reviews


@given(histories, parameters)
def test_it_expects_what_the_memory_expects(gaps, own):
    reviews, expected, remembered = history(*gaps), [], None
    for review in reviews:
        if remembered and review.is_asked and review.on > remembered.reviewed_on:
            chance = memory.recall(remembered, review.on, parameters=own)
            expected.append((review.on.toordinal(), pytest.approx(chance, rel=1e-9)))
        remembered = memory.next_review(remembered, review, parameters=own)

    found = [(one.day, one.recall) for one in foretold(steps(reviews), own)]

    assert found == expected


def test_what_is_new_or_asked_on_the_same_day_is_not_foretold():
    reviews = history((0, Rating.Good, 1.0, True), (0, Rating.Good, 1.0, True))

    assert list(foretold(steps(reviews))) == []


def test_surprise_is_the_logarithm_of_the_chance_given_to_what_came():
    assert Foretold(0, 0.8, True, 1.0).surprise == pytest.approx(-math.log(0.8))
    assert Foretold(0, 0.8, False, 1.0).surprise == pytest.approx(-math.log(0.2))


def test_a_right_guess_surprises_half_as_much_as_a_wrong_answer():
    wrong, guess = Foretold(0, 0.8, False, 1.0), Foretold(0, 0.8, False, 0.5)

    assert guess.surprise == wrong.surprise / 2


def test_certainty_that_was_wrong_costs_much_but_not_everything():
    assert Foretold(0, 1.0, False, 1.0).surprise == pytest.approx(-math.log(0.001))
