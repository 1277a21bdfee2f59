"""Parameters of one's own: when they are fitted, and when they are offered."""

from datetime import date, timedelta
from random import Random

import pytest

from teaching.progress import memory
from teaching.progress.fitting import Fitting, _student, adjusted, allowed, fitted
from teaching.progress.memory import DEFAULT, Rating, Review

DAY = date(2026, 3, 2)


def learner(own, *, concepts, times, seed=1):
    """Histories of a learner with these parameters who follows the default schedule."""
    dice, found = Random(seed), []
    for _ in range(concepts):
        on, reviews, truly, planned = DAY, [], None, None
        for _ in range(times):
            chance = memory.recall(truly, on, parameters=own) if truly else 0.7
            rating = Rating.Good if dice.random() < chance else Rating.Again
            review = Review(on, rating)
            reviews.append(review)
            truly = memory.next_review(truly, review, parameters=own)
            planned = memory.next_review(planned, review)
            on = memory.due_on(planned)
        found.append(reviews)
    return found


def test_too_few_reviews_are_counted_and_not_fitted():
    found = fitted(learner(DEFAULT, concepts=30, times=5))

    assert found == Fitting(reviews=120, enough=400)
    assert not found.is_offered
    assert found.message == "Not enough reviews yet (120 of 400)."


def test_a_learner_who_forgets_much_faster_is_offered_parameters():
    forgetful = adjusted((-1.5, -1.5, -0.5, 0.5))

    found = fitted(learner(forgetful, concepts=80, times=9))

    assert found.low > 0
    assert found.is_offered
    assert (
        found.message == "Fitted to you: it foretells your latest reviews better than the default."
    )
    assert sum(found.parameters[:4]) < sum(DEFAULT[:4])


def test_a_learner_like_the_default_is_offered_none():
    found = fitted(learner(DEFAULT, concepts=40, times=12))

    assert found.low < 0
    assert not found.is_offered
    assert found.message == "The default fits you as well."


def test_a_gain_whose_interval_reaches_nothing_is_not_offered():
    assert not Fitting(reviews=500, gain=0.02, low=-0.001, high=0.041).is_offered
    assert Fitting(reviews=500, gain=0.02, low=0.001, high=0.039).is_offered


def test_a_gain_on_too_few_reviews_is_not_offered():
    assert not Fitting(reviews=399, gain=0.02, low=0.001, high=0.039).is_offered


def test_what_is_held_out_moves_the_verdict_and_not_the_fit():
    reviews = learner(DEFAULT, concepts=40, times=12)
    days = sorted(review.on for history in reviews for review in history[1:])
    split = days[int(len(days) * 2 / 3)]
    turned = [
        [Review(one.on, Rating.Again) if one.on >= split else one for one in history]
        for history in reviews
    ]

    before, after = fitted(reviews), fitted(turned)

    assert after.parameters == before.parameters
    assert after.gain != before.gain


def test_one_concept_alone_never_shows_a_gain():
    on, reviews = DAY, []
    for _ in range(30):
        reviews.append(Review(on, Rating.Good))
        on += timedelta(days=40)

    assert not fitted([reviews], enough=20).is_offered


def test_a_fit_of_less_than_six_reviews_is_refused():
    with pytest.raises(ValueError, match="six reviews at least, not 5"):
        fitted([], enough=5)


def test_no_adjustment_is_the_default():
    assert adjusted((0, 0, 0, 0)) == DEFAULT


def test_parameters_stay_within_what_the_package_allows():
    assert memory.as_parameters(allowed([9999.0] * 21)) == allowed([9999.0] * 21)
    assert memory.as_parameters(adjusted((9, 9, 9, 9))) == adjusted((9, 9, 9, 9))


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(4, 2.776), (5, 2.571), (10, 2.228), (34, 2.032), (1000, 1.962)]
)
def test_the_interval_uses_students_t(freedom, quantile):
    assert _student(freedom) == pytest.approx(quantile, abs=0.01)
