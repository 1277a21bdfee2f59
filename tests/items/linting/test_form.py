"""The form of a question, its focus, and what it tells."""

import pytest

from tests.items.linting.making import flaw, question, rules


@pytest.mark.parametrize(("key", "severity"), [(2, "error"), (0, "warning")])
def test_all_of_the_above_weighs_more_as_the_key(key, severity):
    asked = question(options=("Iron", "Zinc", "All of the above"), key=key)

    assert flaw("all-of-the-above", asked).severity == severity


@pytest.mark.parametrize("option", ["Allopurinol", "Allergy", "None-union of the bone"])
def test_words_that_only_begin_so_are_left_alone(option):
    assert "all-of-the-above" not in rules(question(options=("Iron", "Zinc", option)))


@pytest.mark.parametrize("option", ["1 and 3", "Both A and B", "i, ii and iv", "A and B but not C"])
def test_combined_answers(option):
    assert "k-type" in rules(question(options=("Iron", "Zinc", option)))


@pytest.mark.parametrize("option", ["Vitamin A and iron", "Both kidneys", "I think so"])
def test_answers_that_are_not(option):
    assert "k-type" not in rules(question(options=("Iron", "Zinc", option)))


@pytest.mark.parametrize(
    "lead_in", ["Which statement is true?", "Which of the following is correct about zinc?"]
)
def test_true_or_false_in_disguise(lead_in):
    assert "true-false" in rules(question(lead_in))


def test_a_gap_is_found_in_story_and_lead_in():
    assert "fill-in-blank" in rules(question("The ____ beats."))
    assert "fill-in-blank" in rules(question(stem=("He takes ____ daily.",)))


def test_not_is_found_unless_avoiding_is_the_point():
    assert "negative-stem" in rules(question("Which metal does NOT rust?"))
    assert "negative-stem" not in rules(question("Which metal must NOT touch water?"))
    assert "negative-stem" not in rules(question("Why does gold not rust?"))


@pytest.mark.parametrize("lead_in", ["The kidney:", "Which of the following?", "Regarding Rome,"])
def test_lead_ins_that_ask_nothing(lead_in):
    assert "unfocused-stem" in rules(question(lead_in))


def test_a_long_sentence_to_complete_asks_something():
    lead_in = "The metal that protects steel from rust in sea water is"

    assert "unfocused-stem" not in rules(question(lead_in))


def test_two_questions_are_marked_at_the_second():
    asked = question("Who wrote it, and when was it printed?")

    found = flaw("two-concepts", asked)

    assert asked.lead_in[found.place.start : found.place.end].strip(", ") == "and when"


def test_a_sentence_that_teaches_is_gratuitous():
    asked = question(stem=("Gout is a common disease of men.", "His toe hurts."))

    assert flaw("gratuitous-information", asked).place.index == 0


def test_results_of_the_case_do_not_teach():
    asked = question(stem=("Joint spaces are normal.", "Other joints are the same."))

    assert "gratuitous-information" not in rules(asked)


def test_a_patient_nobody_introduced_is_missing():
    assert "missing-information" in rules(question("What does she have?"))
    assert "missing-information" not in rules(
        question("What does she have?", stem=("A woman coughs.",))
    )


def test_a_table_of_wood_is_not_missing():
    assert "missing-information" not in rules(question(stem=("His knee hit the table.",)))
