from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.calibration import (
    LEVEL_AT_LEAST,
    TURNS,
    Level,
    Stated,
    Verdict,
    brier,
    levels,
)
from teaching.quizzes.results import Share, points

ANSWERS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(2, 6), st.booleans()), min_size=1, max_size=80
)
"""How sure, among how many options, whether right."""


def counted(answers):
    """The answers as counts, one for each certainty and number of options."""
    kinds = {(certainty, options) for certainty, options, _ in answers}
    return [
        Stated(
            *kind,
            sum(right for *one, right in answers if tuple(one) == kind),
            sum(tuple(one) == kind for *one, _ in answers),
        )
        for kind in sorted(kinds)
    ]


def level(right, asked, certainty=3):
    return Level(certainty, Share(right, asked), Stated(certainty, 4, 0, 0).band)


def best(chance):
    """The certainty that earns most points for somebody right with that chance."""
    return max(
        (1, 2, 3),
        key=lambda sure: (
            chance * points(sure, is_right=True) + (1 - chance) * points(sure, is_right=False)
        ),
    )


def test_the_words_part_where_the_points_say_so():
    assert TURNS == (2 / 3, 4 / 5)
    assert [best(2 / 3 - 0.01), best(2 / 3 + 0.01), best(0.79), best(0.81)] == [1, 2, 2, 3]


def test_a_word_stands_for_the_middle_of_its_band():
    said = [Stated(certainty, 4, 0, 0) for certainty in (1, 2, 3)]

    assert [one.band for one in said] == [(0.25, 2 / 3), (2 / 3, 0.8), (0.8, 1.0)]
    assert [round(one.forecast, 2) for one in said] == [0.46, 0.73, 0.9]


def test_a_guess_between_two_is_worth_more_than_one_among_five():
    assert Stated(1, 2, 0, 0).forecast > Stated(1, 5, 0, 0).forecast


@pytest.mark.parametrize("count", [(0, 4, 0, 1), (4, 4, 0, 1), (1, 1, 0, 1), (1, 4, 2, 1)])
def test_what_cannot_be_counted_is_refused(count):
    with pytest.raises(ValueError, match="no count"):
        Stated(*count)


@given(ANSWERS)
def test_the_score_is_the_mean_squared_distance_over_single_answers(answers):
    found = brier(counted(answers))

    stated = [
        (Stated(certainty, options, 0, 0).forecast, right) for certainty, options, right in answers
    ]
    assert isclose(found.score, sum((f - right) ** 2 for f, right in stated) / len(stated))
    assert isclose(
        found.surplus, sum(f - right for f, right in stated) / len(stated), abs_tol=1e-12
    )
    assert found.asked == len(answers)


@given(ANSWERS)
def test_the_parts_make_the_score(answers):
    found = brier(counted(answers))

    parts = found.reliability - found.resolution + found.uncertainty
    assert isclose(found.score, parts, abs_tol=1e-12)
    assert found.interval[0] <= found.score <= found.interval[1]
    assert found.surplus_interval[0] <= found.surplus <= found.surplus_interval[1]


@given(ANSWERS)
def test_always_fairly_sure_scores_what_is_said_of_it(answers):
    always = [(2, options, right) for _, options, right in answers]

    assert isclose(brier(counted(answers)).constant, brier(counted(always)).score)


def test_no_answer_has_no_score():
    with pytest.raises(ValueError, match="needs an answer"):
        brier([Stated(3, 4, 0, 0)])


def test_the_three_levels_are_there_without_an_answer():
    assert [(one.name, one.share.asked, one.missing) for one in levels([])] == [
        ("guess", 0, 10),
        ("fairly sure", 0, 10),
        ("certain", 0, 10),
    ]


def test_a_level_puts_questions_with_other_numbers_of_options_together():
    guess = levels([Stated(1, 4, 2, 30), Stated(1, 2, 5, 10)])[0]

    assert guess.share == Share(7, 40)
    assert isclose(guess.band[0], (30 * 0.25 + 10 * 0.5) / 40)


@pytest.mark.parametrize(
    ("right", "asked", "verdict"),
    [
        (LEVEL_AT_LEAST - 1, LEVEL_AT_LEAST - 1, Verdict.FEW),
        (10, 10, Verdict.MATCHED),
        (7, 10, Verdict.SEEMS_OVER),
        (2, 10, Verdict.OVER),
        (700, 1000, Verdict.OVER),
        (790, 1000, Verdict.SEEMS_OVER),
    ],
)
def test_certain_answers_are_judged_by_the_interval_against_the_band(right, asked, verdict):
    assert level(right, asked).verdict is verdict


@pytest.mark.parametrize(
    ("right", "verdict"), [(29, Verdict.UNDER), (23, Verdict.SEEMS_UNDER), (15, Verdict.MATCHED)]
)
def test_guesses_that_are_right_too_often_are_said_to_be(right, verdict):
    assert level(right, 30, certainty=1).verdict is verdict


def test_over_and_underconfidence_are_said_with_their_numbers():
    over = brier([Stated(3, 4, 50, 100)])
    under = brier([Stated(1, 4, 95, 100)])
    unclear = brier([Stated(2, 4, 22, 30)])

    assert over.said == "Over all, surer than right by 40 points in 100 (30 to 50)."
    assert under.said == "Over all, righter than sure by 49 points in 100 (45 to 53)."
    assert unclear.said == (
        "Over all, neither surer than right nor righter than sure, as far as this can tell."
    )
