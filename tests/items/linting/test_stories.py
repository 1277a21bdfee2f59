"""Rules on a whole story."""

from dataclasses import replace

import pytest

from tests.items.linting.making import question, story, told
from tests.items.linting.paired import demo_lexicon


def test_a_pronoun_of_the_other_sex_is_marked():
    one = story("A 45-year-old man coughs.", "She is pale.")

    (found,) = told(one)

    assert (found.rule, found.place.index, found.place.end) == ("contradicting-person", 1, 3)


@pytest.mark.parametrize(
    "second", ["His wife says she is worried.", "The nurse is called; she comes.", "He is pale."]
)
def test_other_people_may_have_their_own(second):
    assert told(story("A 45-year-old man coughs.", second)) == []


def test_an_age_that_changes_is_marked():
    assert [flaw.rule for flaw in told(story("A 34-year-old man.", "The 43-year-old man."))] == [
        "contradicting-person"
    ]


def test_nothing_lasts_longer_than_a_life():
    assert [flaw.rule for flaw in told(story("A 20-year-old man has coughed for 30 years."))] == [
        "contradicting-time"
    ]


def test_an_event_of_last_month_has_no_fifth_month():
    one = story("She was hurt four weeks ago.", "In month 5 after the injury it healed.")

    assert [flaw.rule for flaw in told(one)] == ["contradicting-time"]


def test_a_later_date_within_the_span_is_right():
    assert told(story("She was hurt ten weeks ago.", "In week 6 it swelled.")) == []


@pytest.mark.parametrize(
    "opener",
    [
        "It is seven years since a crash injured her.",
        "She has lived with a stiff hip for seven years, ever since a crash.",
        "She is seven years past a crash.",
        "She is in year 7 after a crash.",
        "She crashed seven years ago.",
    ],
)
def test_a_later_event_does_not_date_the_first_one(opener):
    later = "Two years ago she fell."

    assert told(story(opener, "In year 5 after the crash it healed.", later)) == []
    assert [flaw.rule for flaw in told(story(opener, "In year 9 after the crash it healed."))] == [
        "contradicting-time"
    ]


def test_a_date_is_held_to_the_event_it_counts_from():
    one = story(
        "He fell twelve years ago.",
        "Two months ago he had a stroke.",
        "In month 8 after the stroke he fell again.",
    )

    assert [flaw.place.index for flaw in told(one)] == [2]


def test_how_long_a_symptom_has_lasted_dates_nothing_else():
    assert told(story("In week 6 the leg is hard.", "He has been hot for three days.")) == []


def test_a_word_for_the_limbs_fits_the_level():
    words = demo_lexicon()

    assert [f.rule for f in told(story("He has T6 tetraplegia.", lexicon=words))] == [
        "lesion-level"
    ]
    assert told(story("He has T6 paraplegia.", lexicon=words)) == []


def test_sites_lie_below_the_lesion():
    words = demo_lexicon()
    tags = {1: "beside at left-elbow"}

    wrong = story("He has T6 paraplegia.", "Bone lies there.", lexicon=words, tags=tags)
    right = story("He has C4 tetraplegia.", "Bone lies there.", lexicon=words, tags=tags)

    assert [flaw.rule for flaw in told(wrong)] == ["lesion-level"]
    assert told(right) == []


def test_a_danger_calls_for_its_line_by_tag_or_by_word():
    words = demo_lexicon()
    tagged = story("The leg is thick.", lexicon=words, tags={0: "swollen-limb"})
    worded = story("His left thigh is warm and swollen.", lexicon=words)
    answered = story("His left thigh is warm and swollen.", "The veins are open.", lexicon=words)

    assert [flaw.rule for flaw in told(tagged)] == ["missing-safety-line"]
    assert [flaw.rule for flaw in told(worded)] == ["missing-safety-line"]
    assert told(answered) == []


@pytest.mark.parametrize(("axis", "found"), [("plan", True), ("form", False), (None, False)])
def test_a_danger_may_stay_open_where_nothing_is_to_be_done(axis, found):
    words = demo_lexicon()
    asked = replace(question("Which is it?", lexicon=words), axis=axis)
    one = story("The leg is thick.", lexicon=words, tags={0: "swollen-limb"})

    flaws = told(replace(one, asked=(asked,)))

    assert ["missing-safety-line"] * found == [flaw.rule for flaw in flaws]
