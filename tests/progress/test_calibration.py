"""How sure against how often right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.calibration import STATED, calibration
from teaching.quizzes.models import Certainty
from teaching.quizzes.results import RIGHT, WRONG, Share

GUESS, FAIRLY, CERTAIN = Certainty


def test_each_level_has_its_share_from_the_least_sure_up():
    found = calibration({CERTAIN: (4, 3), None: (5, 1), GUESS: (2, 0)})

    assert [(level.certainty, level.share) for level in found.levels] == [
        (GUESS, Share(0, 2)),
        (FAIRLY, Share(0, 0)),
        (CERTAIN, Share(3, 4)),
    ]
    assert (found.unsaid, found.answered) == (Share(1, 5), 6)


def test_without_a_word_on_certainty_there_is_no_score():
    assert calibration({None: (9, 9)}).brier is None


def test_the_score_is_the_mean_squared_distance():
    found = calibration({CERTAIN: (4, 3), GUESS: (1, 0)}).brier

    assert found.score == pytest.approx((3 * 0.1**2 + 0.9**2 + 0.46**2) / 5)


counts = st.integers(0, 500).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(st.dictionaries(st.sampled_from(list(Certainty)), counts, min_size=1))
def test_the_parts_make_up_the_score(held):
    found = calibration(held).brier

    if found is not None:
        parts = found.reliability - found.resolution + found.uncertainty
        assert found.score == pytest.approx(parts, abs=1e-12)
        assert min(found.reliability, found.resolution, found.uncertainty) >= 0


def test_who_is_right_as_often_as_stated_is_reliable():
    held = {one: (100, round(100 * STATED[one])) for one in Certainty}

    assert calibration(held).brier.reliability == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("certainty", list(Certainty))
def test_what_a_button_states_is_where_it_is_the_best_one_to_press(certainty):
    chance = STATED[certainty]

    def expected(one: int) -> float:
        return chance * RIGHT[one] + (1 - chance) * WRONG[one]

    assert max(Certainty, key=expected) == certainty
