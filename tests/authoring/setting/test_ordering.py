"""Fixed lists as they are put together."""

import pytest

from teaching.authoring.setting import ordering


@pytest.mark.parametrize(
    ("change", "slug", "after"),
    [
        (ordering.earlier, "b", ["b", "a", "c"]),
        (ordering.earlier, "a", ["a", "b", "c"]),
        (ordering.earlier, "none", ["a", "b", "c"]),
        (ordering.later, "b", ["a", "c", "b"]),
        (ordering.later, "c", ["a", "b", "c"]),
        (ordering.without, "b", ["a", "c"]),
        (ordering.without, "none", ["a", "b", "c"]),
    ],
)
def test_a_question_moves_one_place_or_goes(change, slug, after):
    assert change(["a", "b", "c"], slug) == after


def test_what_is_in_the_list_already_keeps_its_place():
    assert ordering.joined(["a", "b"], ["c", "a", "c"]) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("12, 7\n12", [12, 7]),
        ("no. 12 and /bank/7/", [12, 7]),
        ("none", []),
        ("", []),
    ],
)
def test_numbers_are_read_whatever_stands_between_them(typed, numbers):
    assert ordering.numbers(typed) == numbers
