"""A virtual learner: how they answer, and what an explanation leaves behind."""

from dataclasses import replace
from statistics import fmean

import pytest

from simulation.forgetting import HalfLife, PowerLaw
from simulation.learners import AXES, CONCEPTS, OPTIONS, Answer, Learner, Question, World

PLAIN = World(confusion=0.0, misconceptions=0.0)


def somebody(world=PLAIN, seed=3, truth=PowerLaw):
    return Learner(truth, seed, world)


def unmet(learner):
    """A concept the learner knows nothing of."""
    return next(one for one in range(CONCEPTS) if learner.knows(one, 0.0) == 0)


def right(question, certainty=3):
    return Answer(question, True, certainty, 20.0, None)


def test_the_same_seed_is_the_same_person():
    one, other = somebody(), somebody()

    assert (one.talent, one.boldness, one.days_off) == (
        other.talent,
        other.boldness,
        other.days_off,
    )
    assert [one.answer(Question(4, n), 0.5) for n in range(9)] == [
        other.answer(Question(4, n), 0.5) for n in range(9)
    ]


def test_what_is_not_known_is_guessed_right_as_often_as_there_are_options():
    learner = somebody()
    concept = unmet(learner)

    answers = [learner.answer(Question(concept, n), 0.5) for n in range(4000)]

    assert fmean(one.is_right for one in answers) == pytest.approx(1 / OPTIONS, abs=0.03)


def test_a_wrong_answer_names_another_concept_of_the_same_axis():
    learner = somebody()
    concept = 0

    answers = [learner.answer(Question(concept, n), 0.5) for n in range(200)]

    taken = {one.mistaken_for for one in answers if not one.is_right}
    assert taken <= set(range(1, AXES[0]))
    assert {one.mistaken_for for one in answers if one.is_right} <= {None}


def test_a_misconception_is_certain_and_wrong_until_the_concept_is_known():
    learner = somebody(World(confusion=0.0, misconceptions=1.0))
    concept = unmet(learner)

    answers = [learner.answer(Question(concept, n), 0.5) for n in range(500)]

    assert {one.is_right for one in answers} == {False}
    assert {one.mistaken_for for one in answers} == {learner.neighbours[concept]}
    certain = fmean(one.certainty == 3 for one in answers)
    assert certain == pytest.approx(learner.sure_wrong(concept, 0.5), abs=0.05)


def test_an_explanation_makes_the_concept_known():
    learner = somebody()
    concept = unmet(learner)

    learner.learn(right(Question(concept, 1)), 0.0)

    assert learner.knows(concept, 0.1) > 0.4


def test_a_patient_met_before_teaches_less_of_the_concept():
    same, new = somebody(), somebody()
    concept = unmet(same)
    for day in range(3):
        same.learn(right(Question(concept, 0)), day)
        new.learn(right(Question(concept, day)), day)

    assert same.knows(concept, 10) < new.knows(concept, 10)


def test_where_repeats_teach_as_much_they_do():
    same, new = (somebody(replace(PLAIN, again=1.0)) for _ in range(2))
    concept = unmet(same)
    for day in range(3):
        same.learn(right(Question(concept, 0)), day)
        new.learn(right(Question(concept, day)), day)

    assert same.knows(concept, 10) == new.knows(concept, 10)


def test_a_stem_is_recognised_but_tells_nothing_of_a_new_patient():
    learner = somebody(truth=HalfLife)
    concept = unmet(learner)
    for _ in range(4):
        learner.learn(right(Question(concept, 0)), 0.0)
    # What was known of the concept is gone, the stem is still there.
    learner.concepts[concept] = HalfLife(0, 0)

    met = fmean(learner.answer(Question(concept, 0), 1.0).is_right for _ in range(500))
    new = fmean(learner.answer(Question(concept, n), 1.0).is_right for n in range(1, 501))

    assert met > 0.9
    assert new == pytest.approx(1 / OPTIONS, abs=0.08)


def test_a_concept_is_taken_for_a_neighbour_that_is_not_known():
    learner, plain = somebody(replace(PLAIN, confusion=0.5)), somebody()
    concept = unmet(learner)
    for one in (learner, plain):
        one.concepts[one.neighbours[concept]] = PowerLaw(0, 0)
        one.learn(right(Question(concept, 0)), 0.0)

    assert learner.knows(concept, 0.1) == pytest.approx(plain.knows(concept, 0.1) / 2)


def test_the_correction_of_a_sure_error_teaches_more():
    sure, unsure = somebody(), somebody()
    concept = unmet(sure)
    wrong = Answer(Question(concept, 0), False, 3, 20.0, sure.neighbours[concept])

    sure.learn(wrong, 0.0)
    unsure.learn(replace(wrong, certainty=2), 0.0)

    assert sure.knows(concept, 3) > unsure.knows(concept, 3)
