"""What one answer says of which concepts."""

from datetime import date

import pytest

from teaching.progress.memory import Rating, Review
from teaching.progress.rating import Answer, evidence, rating
from teaching.progress.timing import Pace
from teaching.quizzes.models import Certainty

DAY = date(2026, 3, 2)
GUESS, FAIRLY, CERTAIN = Certainty
RIGHT = [
    (CERTAIN, (Rating.Easy, Rating.Good, Rating.Good), 1),
    (FAIRLY, (Rating.Good, Rating.Good, Rating.Hard), 1),
    (None, (Rating.Good, Rating.Good, Rating.Hard), 1),
    (GUESS, (Rating.Again, Rating.Again, Rating.Again), 0.5),
]


@pytest.mark.parametrize(("certainty", "ratings", "weight"), RIGHT)
def test_a_right_answer_is_rated_by_certainty_and_time(certainty, ratings, weight):
    given = [
        rating(is_right=True, certainty=certainty, pace=pace)
        for pace in (Pace.QUICK, Pace.USUAL, Pace.SLOW)
    ]

    assert given == [(one, weight) for one in ratings]


@pytest.mark.parametrize("certainty", [*Certainty, None])
@pytest.mark.parametrize("pace", list(Pace))
def test_a_wrong_answer_is_again_whatever_the_time(certainty, pace):
    assert rating(is_right=False, certainty=certainty, pace=pace) == (Rating.Again, 1)


def test_a_right_answer_speaks_of_the_concept_asked_for_alone():
    answer = Answer(DAY, is_right=True, certainty=FAIRLY, asked=1, taken_for=1)

    assert list(evidence(answer)) == [(1, Review(DAY, Rating.Good))]
    assert answer.confusion is None


@pytest.mark.parametrize(("certainty", "weight"), [(FAIRLY, 0.25), (None, 0.25), (CERTAIN, 0.5)])
def test_a_wrong_one_speaks_against_the_concept_chosen_too(certainty, weight):
    answer = Answer(DAY, is_right=False, certainty=certainty, asked=1, taken_for=2)

    assert list(evidence(answer)) == [
        (1, Review(DAY, Rating.Again, is_sure_wrong=certainty == CERTAIN)),
        (2, Review(DAY, Rating.Again, weight, is_asked=False)),
    ]
    assert answer.confusion == (1, 2)


def test_a_wrong_guess_is_no_confusion():
    answer = Answer(DAY, is_right=False, certainty=GUESS, asked=1, taken_for=2)

    assert list(evidence(answer)) == [(1, Review(DAY, Rating.Again))]
    assert answer.confusion is None


@pytest.mark.parametrize("taken_for", [None, 1])
def test_an_option_that_names_no_other_concept_is_no_confusion(taken_for):
    answer = Answer(DAY, is_right=False, certainty=CERTAIN, asked=1, taken_for=taken_for)

    assert list(evidence(answer)) == [(1, Review(DAY, Rating.Again, is_sure_wrong=True))]


@pytest.mark.parametrize(
    ("is_right", "certainty", "given", "weight"),
    [
        (True, FAIRLY, Rating.Good, 0.5),
        (True, GUESS, Rating.Again, 0.25),
        (False, CERTAIN, Rating.Again, 0.5),
    ],
)
def test_a_question_whose_key_is_no_concept_says_half_of_what_it_is_about(
    is_right, certainty, given, weight
):
    answer = Answer(DAY, is_right=is_right, certainty=certainty, beside=frozenset({3, 1}))

    review = Review(
        DAY, given, weight, is_asked=False, is_sure_wrong=not is_right and certainty == CERTAIN
    )
    assert list(evidence(answer)) == [(1, review), (3, review)]


def test_a_question_about_no_concept_says_nothing_of_any():
    assert list(evidence(Answer(DAY, is_right=False, certainty=CERTAIN))) == []
