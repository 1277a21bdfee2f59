"""Figures and their intervals."""

import math
from random import Random

import pytest

from simulation.estimates import Estimate, auc, difference, gap, log_loss, mean, share


def test_the_interval_of_a_mean_holds_it_and_narrows_with_more_people():
    dice = Random(1)
    few = [dice.gauss(5, 1) for _ in range(10)]
    many = [dice.gauss(5, 1) for _ in range(200)]

    small, large = mean(few, 1), mean(many, 1)

    assert small.low < small.value < small.high
    assert large.high - large.low == pytest.approx(2 * 1.96 / math.sqrt(200), rel=0.15)
    assert large.high - large.low < small.high - small.low


def test_the_same_seed_gives_the_same_interval():
    assert mean([1.0, 2.0, 4.0], 7) == mean([1.0, 2.0, 4.0], 7)


def test_one_person_has_no_interval():
    with pytest.raises(ValueError, match="two learners"):
        mean([1.0], 1)


def test_a_difference_is_that_of_the_same_people():
    ours, theirs = [1.0, 5.0, 9.0], [0.0, 4.0, 8.0]

    assert difference(ours, theirs, 1) == Estimate(1.0, 1.0, 1.0)


def test_log_loss_of_a_coin_is_the_logarithm_of_two():
    assert log_loss([(0.5, True), (0.5, False)]) == pytest.approx(math.log(2))


def test_log_loss_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no predictions"):
        log_loss([])


def test_auc_counts_pairs_in_the_right_order_and_ties_half():
    predictions = [(0.9, True), (0.5, True), (0.5, False), (0.1, False)]

    assert auc(predictions) == (1 + 1 + 0.5 + 1) / 4
    assert auc([(chance, not came) for chance, came in predictions]) == 0.5 / 4


def test_auc_needs_both_outcomes():
    assert auc([(0.9, True), (0.5, True)]) is None


def test_the_gap_is_above_nothing_where_too_much_was_expected():
    assert gap([(0.9, True), (0.9, False)]) == pytest.approx(0.4)


def test_a_share_has_wilsons_interval():
    found = share(0, 20)

    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(0.161, abs=0.001)


def test_a_share_of_nothing_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        share(0, 0)


def test_estimates_are_shown_with_their_intervals():
    assert Estimate(0.814, 0.78, 0.845).per_cent() == "81 (78 to 84)"
    assert Estimate(0.05, -0.01, 0.11).to(2, "+") == "+0.05 (-0.01 to +0.11)"
    assert Estimate(0.0314, 0.02, 0.04).times(100, 1) == "3.1 (2.0 to 4.0)"
