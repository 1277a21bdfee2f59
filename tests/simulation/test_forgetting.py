"""Three ways to forget: each forgets, each learns, and only two gain from spacing."""

import pytest

from simulation.forgetting import TRUTHS, HalfLife

truths = pytest.mark.parametrize("truth", TRUTHS.values(), ids=TRUTHS)


def met(truth, *days, talent=0.0, hardness=0.0):
    trace = truth(talent, hardness)
    for day in days:
        trace.learn(day, 1.0, is_known=trace.recall(day) > 0.5)
    return trace


@truths
def test_what_was_never_met_is_not_known(truth):
    assert truth(0, 0).recall(5.0) == 0


@truths
def test_it_is_forgotten_with_time(truth):
    trace = met(truth, 0)

    chances = [trace.recall(day) for day in (0.01, 1, 7, 30)]

    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.7
    assert chances[-1] < 0.3


@truths
def test_every_meeting_helps(truth):
    chances = [met(truth, *range(0, 7 * times, 7)).recall(40) for times in (1, 2, 4, 6)]

    assert chances == sorted(chances)


@truths
def test_a_hard_thing_a_poor_memory_and_a_hard_case_are_known_less(truth):
    chance = met(truth, 0, 2).recall(5)

    assert met(truth, 0, 2, hardness=1.0).recall(5) < chance
    assert met(truth, 0, 2, talent=-1.0).recall(5) < chance
    assert met(truth, 0, 2).recall(5, harder=1.0) < chance


@truths
def test_asking_changes_nothing(truth):
    trace = met(truth, 0, 3)

    assert [trace.recall(9), trace.recall(4), trace.recall(9)] == [
        trace.recall(9),
        trace.recall(4),
        trace.recall(9),
    ]


@pytest.mark.parametrize("name", ["power law", "multiscale"])
def test_spaced_meetings_last_longer_than_massed_ones(name):
    spaced, massed = met(TRUTHS[name], 0, 10, 20), met(TRUTHS[name], 20, 20.01, 20.02)

    assert spaced.recall(50) > 1.5 * massed.recall(50)


def test_half_lives_know_no_spacing():
    assert met(HalfLife, 0, 10, 20).recall(50) == met(HalfLife, 20, 20, 20).recall(50)
