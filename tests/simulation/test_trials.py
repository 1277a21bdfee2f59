"""One learner under one schedule."""

import pytest

from simulation.forgetting import PowerLaw
from simulation.learners import CONCEPTS, Learner
from simulation.policies import AtRandom, Ours
from simulation.trials import TESTS, Effort, run

LITTLE = Effort(3, is_exact=True)


def outcome(effort=LITTLE, policy=Ours, seed=5, **how):
    return run(Learner(PowerLaw, seed), policy(seed), effort, **how)


def test_an_exact_effort_is_spent_on_every_day_of_study():
    learner = Learner(PowerLaw, 5)

    found = run(learner, Ours(5), LITTLE, study=30, tests=(30,))

    assert found.reviews == 3 * sum(day not in learner.days_off for day in range(30))


def test_a_limit_is_not_spent_where_nothing_is_due():
    assert outcome(Effort(40), study=3, tests=(3,)).reviews < 3 * 40


def test_everybody_is_tested_on_the_same_days_on_every_concept():
    found = outcome()

    assert tuple(found.known) == tuple(found.sure_wrong) == TESTS
    assert len(found.tested) == len(TESTS) * CONCEPTS


def test_study_helps_and_a_month_without_it_costs():
    before, studied, later = outcome(tests=(0, 90, 120)).known.values()

    assert before < later < studied


def test_a_test_teaches_nothing():
    tested, untested = outcome(tests=(5, 10, 15, 40)), outcome(tests=(40,))

    assert tested.known[40] == untested.known[40]


def test_the_same_seed_gives_the_same_outcome():
    assert outcome() == outcome()
    assert outcome() != outcome(seed=6)


@pytest.mark.parametrize("policy", [Ours, AtRandom])
def test_what_was_expected_is_a_chance(policy):
    found = outcome(policy=policy)

    assert all(0 <= chance <= 1 for chance, _ in [*found.expected, *found.tested])
    assert 0 < len(found.expected) < found.reviews
