"""What to expect next: courses of two concepts side by side, and the order in which things come."""

import pytest

from teaching.items.generators import columns, expecting
from teaching.items.generators.stock import CannotGenerate
from tests.items.generators.knowing import asked, drawn, ground, stroke


def test_only_rows_that_say_what_happens_are_offered():
    happens = {row.expects for row in ground().pack.rows}
    for question in drawn("what-to-expect"):
        if "concepts" in question.radicals:
            assert {option.text for option in asked(question).options} <= happens


def test_spread_is_to_be_expected_of_one_form_alone():
    told = {
        (design.radicals["concepts"], design.radicals["asked"])
        for design in columns.designs(ground(), expecting.MANNER)
        if design.offered[design.asked].id == "M-28"
    }

    assert ("periarthritic multiple-muscular", "second") in told
    assert ("periarthritic osteoarthropathic", "neither") in told
    assert not any(asked == "both" for _, asked in told)


def test_each_step_of_an_order_is_asked_for():
    keys = {
        question.radicals["key"]
        for question in drawn("what-to-expect")
        if "facet" in question.radicals
    }

    assert keys == {"first", "second", "last"}


def test_a_pack_that_says_nothing_of_courses_says_so():
    with pytest.raises(CannotGenerate, match="says of no concept what is to be expected"):
        expecting.MODEL.draw(stroke(), 1)
