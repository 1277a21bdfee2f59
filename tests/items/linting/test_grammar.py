import pytest

from teaching.items.linting.grammar import several, vowel
from teaching.items.linting.wordforms import form
from tests.items.linting.making import flaw, question, rules


def test_an_article_that_fits_the_key_alone_is_marked():
    asked = question("Tuning starts from an", ("flute", "oboe", "horn"), 1)

    found = flaw("grammatical-cue", asked)

    assert asked.lead_in[found.place.start : found.place.end] == "an"


def test_an_article_that_fits_all_options_is_no_flaw():
    assert "grammatical-cue" not in rules(
        question("Tuning starts from an", ("oboe", "organ", "alto"), 0)
    )


@pytest.mark.parametrize("word", ["hour", "oboe", "MRI scan", "honest man"])
def test_words_that_sound_like_a_vowel(word):
    assert vowel(word)


@pytest.mark.parametrize("word", ["unicorn", "European", "one-way street", "flute"])
def test_words_that_do_not(word):
    assert not vowel(word)


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("Red cells", True),
        ("Diaphragm and ribs", True),
        ("A platelet", False),
        ("Rectus abdominis", False),
        ("Loss of cells", False),
    ],
)
def test_how_many_an_option_names(option, expected):
    assert several(option) is expected


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("They rationed bread", "past clause"),
        ("They will yield", "future clause"),
        ("Because it is cold", "reason"),
        ("By tearing a vessel", "preposition"),
        ("Mulching the soil", "doing"),
        ("Stretch the joints", "order"),
        ("Raised protein", "phrase"),
        ("Swelling of the knee", "phrase"),
        ("Increases the force", "verb"),
        ("Years after the lesion", "preposition"),
        ("Plan excision", "unclear"),
    ],
)
def test_the_form_of_an_option(option, expected):
    assert form(option) == expected


def test_options_of_one_form_are_no_flaw():
    assert rules(question(options=("Stretch the joints", "Rest the limbs", "Watch the mass"))) == []
