"""Numbers, and options that are the same."""

import pytest

from teaching.items.linting import lexicon
from teaching.items.linting.values import quantity
from tests.items.linting.making import flaw, question, rules


@pytest.mark.parametrize(
    ("one", "other"),
    [("1 g", "1000 mg"), ("60 minutes", "1 hour"), ("1/2", "0.5"), ("1,000 m", "1 km")],
)
def test_equal_amounts_in_other_words(one, other):
    first, second = quantity(one), quantity(other)

    assert first is not None
    assert first == second


@pytest.mark.parametrize("text", ["A systolic murmur", "Iron", "T6", "Excision at once"])
def test_what_is_no_amount(text):
    assert quantity(text) is None


def test_numbers_out_of_order_are_marked_where_they_turn():
    asked = question(options=("3 weeks", "2 days", "1 year"))

    assert flaw("number-order", asked).place.index == 1


def test_numbers_in_order_are_no_flaw():
    assert rules(question(options=("2 days", "3 weeks", "1 year"))) == []


def test_ranges_that_share_a_value_overlap():
    assert "overlapping-ranges" in rules(question(options=("1–4 days", "4–8 days", "9–12 days")))
    assert rules(question(options=("less than 4 days", "4–8 days", "9–12 days"))) == []


def test_two_names_of_one_thing_are_an_error_with_the_key_and_a_warning_without():
    words = lexicon(same=[["aubergine", "eggplant"]])
    options = ("Aubergine", "Eggplant", "Pepper")

    assert flaw("second-answer", question(options=options, lexicon=words)).severity == "error"
    assert (
        flaw("second-answer", question(options=options, key=2, lexicon=words)).severity == "warning"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Deep vein thrombosis", "DVT"), ("Pneumonia", "Bacterial pneumonia"), ("35 g", "35,000 mg"),
     ("Clinical follow-up", "Follow-up in the clinic")],
)  # fmt: skip
def test_likeness_of_other_sorts(one, other):
    assert "second-answer" in rules(question(options=(one, other, "Pepper")))


def test_before_and_after_are_not_the_same():
    assert "second-answer" not in rules(
        question(options=("Before lunch", "After lunch", "At night"))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vitamin A", "Vitamin C"), ("Low iron, high zinc", "High iron, low zinc")],
)
def test_small_words_and_their_order_tell_options_apart(one, other):
    assert "second-answer" not in rules(question(options=(one, other, "Pepper")))


def test_a_share_is_a_share_in_per_cent_too():
    assert "second-answer" in rules(question(options=("1/4", "25 %", "Neither")))
