from datetime import timedelta

import pytest

from teaching.progress.slips import FIRST, Slip, slips
from tests.progress.fading import TODAY


def slip(weight, days, story="A case"):
    return Slip("Form", "mixed", "periarthritic", story, "/", TODAY - timedelta(days=days), weight)


def listed(found, certain=100, wrong=20):
    return slips(found, certain=certain, wrong=wrong, today=TODAY)


def test_the_gravest_comes_first_and_then_the_newest():
    found = listed([slip(2, 1), slip(0, 9), slip(0, 3), slip(1, 2)])

    assert [(one.weight, ago) for one, ago in found.rows] == [
        (0, "3 days ago"),
        (0, "9 days ago"),
        (1, "2 days ago"),
        (2, "yesterday"),
    ]


def test_the_first_few_are_shown_and_the_others_wait():
    found = listed([slip(0, days) for days in range(FIRST + 2)])

    assert (len(found.first), len(found.others)) == (FIRST, 2)
    assert found.first + found.others == found.rows


@pytest.mark.parametrize(
    ("certain", "wrong", "lead"),
    [
        (0, 0, "You have not been certain yet."),
        (1, 0, "You were certain once, and right."),
        (5, 1, "One answer of 5 that were certain."),
        (12, 0, "None of your twelve certain answers was wrong."),
        (58, 12, "Twelve answers of 58 that were certain. What matters most for a patient comes"
         " first."),
    ],
)  # fmt: skip
def test_the_list_says_out_of_how_many(certain, wrong, lead):
    assert listed([], certain, wrong).lead == lead


def test_more_than_can_be_is_refused():
    with pytest.raises(ValueError, match="1 listed of 0 wrong of 3 certain"):
        listed([slip(0, 1)], certain=3, wrong=0)
