"""Cues by logic: demands, opposites, convergence, kinds."""

import pytest

from tests.items.linting.making import flaw, question, rules


def test_options_that_are_no_year_are_found_where_a_year_is_asked_for():
    asked = question("In which year was the treaty signed?", ("Münster", "1648", "The war"), 1)

    assert flaw("logical-cue", asked).place.index == 0


def test_one_odd_distractor_is_left_to_other_rules():
    options = ("1618", "1648", "The war", "1701")

    assert "logical-cue" not in rules(question("In which year was it?", options, 1))


def test_opposites_beside_other_answers_are_marked_on_the_distractor():
    asked = question(options=("It rises", "It falls", "The valves close"))

    assert flaw("exhaustive-pair", asked).place.index == 1


def test_opposites_and_no_change_are_a_scale():
    assert rules(question(options=("It rises", "It falls", "It stays the same"))) == []


def test_two_pairs_of_opposites_are_a_scheme():
    options = ("Rises at once", "Rises late", "Falls at once", "Falls late")

    assert "exhaustive-pair" not in rules(question(options=options))


def test_opposite_distractors_leave_the_key_alone():
    assert "exhaustive-pair" not in rules(question(options=("It boils", "It rises", "It falls")))


def test_a_key_made_of_shared_parts_converges():
    options = ("Low iron, high zinc", "Low iron, low lead", "High gold, high zinc")

    assert flaw("convergence", question(options=options)).place.index == 0


def test_a_balanced_table_does_not():
    options = ("Low iron, high zinc", "Low iron, low zinc", "High iron, high zinc",
               "High iron, low zinc")  # fmt: skip

    assert "convergence" not in rules(question(options=options))


def test_a_joke_is_an_error_on_its_word():
    asked = question(options=("Iron", "Zinc", "Unicorn horn"))

    found = flaw("implausible-option", asked)

    assert (found.severity, found.place.index, found.place.end) == ("error", 2, 7)


def test_sweets_are_at_home_among_food():
    asked = question("Which food is rich in iron?", ("Liver", "Chocolate", "Rice"))

    assert "implausible-option" not in rules(asked)


def test_an_option_known_to_tempt_nobody_is_one():
    asked = question(implausible=(2,))

    assert flaw("implausible-option", asked).place.index == 2


def test_a_test_among_diagnoses_is_of_another_kind():
    assert "mixed-kinds" in rules(question(options=("Appendicitis", "Laparoscopy", "Gastritis")))


def test_steps_of_several_kinds_stand_together_where_the_next_is_asked_for():
    options = ("Laparoscopy", "Metronidazole", "Appendicectomy")

    assert "mixed-kinds" not in rules(question("What is the next step?", options))


def test_a_thing_of_everyday_life_among_terms_is_a_warning():
    asked = question("What moves the tides?", ("The Moon", "The wind", "The tourists"))

    assert flaw("implausible-option", asked).severity == "warning"


def test_it_is_at_home_where_the_question_speaks_of_such_things():
    asked = question("Who pays the tax that tourists cause?", ("Hosts", "Towns", "The tourists"))

    assert "implausible-option" not in rules(asked)


def test_an_animal_that_only_describes_is_no_joke():
    assert "implausible-option" not in rules(
        question(options=("Lyme disease", "Cat-scratch disease", "Hammer toe"))
    )


def test_a_balanced_table_of_longer_names_does_not_converge():
    options = ("The left middle cerebral artery", "The right middle cerebral artery",
               "The left vertebral artery", "The right vertebral artery")  # fmt: skip

    assert "convergence" not in rules(question("Which is blocked?", options))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scapula", "Shoulder blade"),
        ("Check the blood sugar", "Measure the blood glucose"),
        ("Prices rise", "Rising prices"),
        ("Granite", "A granite rock"),
        ("100 °C", "373 K"),
        ("25 m/s", "90 km/h"),
        ("Appendicectomy", "Removal of the appendix"),
    ],
)
def test_two_ways_to_say_one_thing(one, other):
    assert flaw("second-answer", question(options=(one, other, "Salt"))).severity == "error"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It flows from left to right", "It flows from right to left"),
        ("100 °C", "100 K"),
        ("Appendicectomy", "Removal of the kidney"),
        ("Blood sugar", "Blood count"),
    ],
)
def test_two_things_that_are_said_alike(one, other):
    assert "second-answer" not in rules(question(options=(one, other, "Salt")))
