"""Two options that say one thing: by rates and bounds, by parts of words, by the stem of a drug."""

from __future__ import annotations

import pytest

from teaching.items.linting import GENERAL
from teaching.items.linting.amounts import settled
from teaching.items.linting.kinship import stumps
from teaching.items.linting.sameness import likeness
from teaching.items.linting.wordbuilding import taken_apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Every 12 hours", "Twice a day"),
        ("Heparin once a day", "Daily heparin"),
        ("8-hourly nebulisers", "Nebulisers three times daily"),
        ("Adults aged 18 or older", "Adults of at least 18 years"),
        ("No more than 3 days", "3 days or less"),
        ("Hypokalaemia", "Low serum potassium"),
        ("Thrombocytopenia", "Too few platelets"),
        ("Nephrectomy", "Excision of the kidney"),
        ("Inflammation of a joint", "Arthritis"),
        ("H2O", "Water"),
        ("Metoprolol", "A beta-blocker"),
        ("An ACE inhibitor", "Ramipril"),
        ("CT of the abdomen", "Abdominal CT"),
        ("Smoking cessation", "Stopping smoking"),
    ],
)
def test_two_ways_to_say_one_thing_are_seen(one, other):
    assert likeness(one, other, GENERAL)
    assert likeness(other, one, GENERAL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Every 8 hours", "Twice a day"),
        ("Adults aged 18 or older", "Adults of at most 18 years"),
        ("Hypokalaemia", "High potassium"),
        ("Hypokalaemia", "Low sodium"),
        ("Nephrectomy", "Removal of the spleen"),
        ("Nephritis", "Removal of the kidney"),
        ("Metoprolol", "An ACE inhibitor"),
        ("Metoprolol", "Bisoprolol"),
        ("No", "Nitric acid"),
    ],
)
def test_what_differs_in_one_part_is_not_the_same(one, other):
    assert likeness(one, other, GENERAL) == ""


def test_a_text_without_rates_or_bounds_stays_as_it_is():
    assert settled("Daylight on Sunday, or 3 mg of salt") == "Daylight on Sunday, or 3 mg of salt"


def test_a_word_that_only_ends_like_a_term_is_not_taken_apart():
    assert taken_apart("Colitis") == "inflammation colon"
    assert taken_apart("Bronchial asthma") is None
    assert taken_apart("Rabbitis") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("strangled", "strangulated"), ("defend", "defence"), ("extend", "extension")],
)
def test_close_beginnings_are_kin(one, other):
    assert not stumps(one).isdisjoint(stumps(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("hypertension", "hypertrophy"), ("contract", "contrast"), ("raid", "raisin")],
)
def test_beginnings_that_go_on_otherwise_are_not(one, other):
    assert stumps(one).isdisjoint(stumps(other))
