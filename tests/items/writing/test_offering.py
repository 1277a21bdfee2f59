"""Decisions proposed for the written cases, beside those their authors wrote."""

from __future__ import annotations

from itertools import count

import pytest

from teaching.items.linting import asked_of, lint
from teaching.items.proving import prove
from teaching.items.writing.document import of_vignette
from teaching.items.writing.offering import neutral, propose, rationales
from teaching.items.writing.rivals import rivals
from tests.items.writing.stories import case, clinic, place, published, stroke

GROUNDS = {"clinic": clinic, "stroke": stroke}


def numbered():
    numbers = count()
    return lambda: f"id-{next(numbers)}"


def written(ground):
    """The decisions that findings decide, with axis and key of the pack."""
    for vignette in ground.pack.vignettes:
        for number, item in enumerate(vignette.items):
            key = next(option for option in item.options if option.key)
            if item.basis == "findings" and key.claims and key.claims[0].holds:
                concept = ground.concepts[key.claims[0].concept]
                yield vignette, number, concept.axis, concept.slug


def put(vignette, decision):
    """The case with this decision in place of its own."""
    document = of_vignette(vignette).model_copy(update={"decisions": (decision,)})
    return published(document)


def test_an_exhaustive_axis_offers_all_its_concepts_in_the_order_of_the_alphabet():
    decision = propose(
        clinic(), case("stiff-before-discharge"), "form", "periarthritic", numbered()
    )

    assert [option.text for option in decision.options] == [
        "Mixed",
        "Multiple muscular",
        "Osteoarthropathic",
        "Periarthritic",
    ]
    assert decision.id == "id-0"
    assert [option.id for option in decision.options] == ["id-1", "id-2", "id-3", "id-4"]
    assert decision.key == "id-4"
    assert decision.after == "imaging"
    assert decision.slug == "form-2"


def test_the_lead_in_names_the_layer_where_the_facts_are_disputed():
    story = case("letter-from-the-clinic")

    decision = propose(clinic(), story, "priority", "explore-necrotising-infection")

    assert decision.lead_in == "On current evidence, what should come first now?"
    assert decision.layers == ("evidence",)


def test_times_are_offered_in_their_order():
    decision = propose(stroke(), case("the-crossword", stroke()), "window", "within-three-hours")

    assert [option.text for option in decision.options] == [
        "Within three hours",
        "Three to four and a half hours",
        "Six to 24 hours",
    ]


@pytest.mark.parametrize("pack", GROUNDS)
def test_what_is_proposed_for_a_written_case_keeps_its_key_alone(pack):
    ground = GROUNDS[pack]()
    for vignette, _, axis, key in written(ground):
        decision = propose(ground, vignette, axis, key)
        told = put(vignette, decision)
        proof = prove(ground.knowledge, ground.facts, told)[0]
        right = [one for one in proof.options if one.option.key]

        assert len(right) == 1
        assert right[0].option.claims[0].concept == key
        assert not any("established as well" in problem for problem in proof.problems)
        assert len({option.text for option in decision.options}) == len(decision.options)
        assert 3 <= len(decision.options) <= 5


def test_what_is_proposed_for_a_written_case_has_no_flaw_of_weight():
    for vignette, _, axis, key in written(clinic()):
        told = put(vignette, propose(clinic(), vignette, axis, key))
        found = lint(asked_of(told, told.items[0], clinic().lexicon))

        assert [one.reason for one in found if one.severity == "error"] == [], vignette.slug


@pytest.mark.parametrize("pack", GROUNDS)
def test_a_proposal_for_a_written_case_cites_facts_of_the_layers_it_names(pack):
    ground = GROUNDS[pack]()
    for vignette, _, axis, key in written(ground):
        decision = propose(ground, vignette, axis, key)
        right = next(option for option in decision.options if option.id == decision.key)

        assert set(decision.layers) == {ground.facts[fact].layer for fact in right.facts}
        assert all(fact in ground.facts for one in decision.options for fact in one.facts)


def test_what_is_right_as_well_is_not_offered():
    story = case("transfer-board")
    proof = prove(clinic().knowledge, clinic().facts, story)[place(story, "priority")]
    key = next(one.option.claims[0].concept for one in proof.options if one.option.key)

    assert key not in {one.concept for one in rivals(clinic(), story, "priority", key)}


def test_the_rivals_that_are_told_apart_from_the_key_come_before_those_that_are_not():
    found = rivals(clinic(), case("footplate"), "diagnosis", "oa-neurogenic")

    assert {one.concept for one in found[:3]} == {"bone-tumour", "syringomyelic", "tabetic"}
    assert found[-1].nearness < found[0].nearness


def test_an_open_option_gets_no_rationale_of_a_proof():
    story = case("stiff-before-discharge")
    empty = story.model_copy(
        update={
            "stages": tuple(
                stage.model_copy(update={"lines": stage.lines[:1]}) for stage in story.stages
            )
        }
    )

    found = rationales(clinic(), empty, place(story, "form"))

    assert all(found[i].text == "" for i in range(3))


def test_a_proved_option_gets_the_sentences_and_facts_of_its_proof():
    story = case("stiff-before-discharge")

    found = rationales(clinic(), story, place(story, "form"))

    assert found[2].text.startswith("In the osteoarthropathic form bone and joint")
    assert "F-OA-03" in found[2].facts
    assert [bool(one.text) for one in found] == [True] * 4


def test_a_question_on_facts_gets_none():
    story = case("stiff-before-discharge")

    assert {one.text for one in rationales(clinic(), story, place(story, "onset"))} == {""}


def test_a_story_without_a_line_still_gets_a_question():
    story = case("stiff-before-discharge").model_copy(update={"stages": (), "items": ()})

    decision = propose(clinic(), story, "diagnosis", "bone-tumour")

    assert decision.after == ""
    assert 3 <= len(decision.options) <= 5
    assert decision.slug == "diagnosis"


@pytest.mark.parametrize(
    ("axis", "key"),
    [("form", "bone-tumour"), ("form", "nothing"), ("nothing", "periarthritic")],
)
def test_an_axis_or_a_key_that_is_none_is_refused(axis, key):
    with pytest.raises(ValueError, match="no a"):
        propose(clinic(), case("footplate"), axis, key)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["beta", "Alpha", "gamma"], [1, 0, 2]),
        (["12 weeks", "3 weeks", "1 year"], [1, 0, 2]),
        (["3 weeks", "Never"], [0, 1]),
        ([], []),
    ],
)
def test_a_neutral_order_is_that_of_size_or_the_alphabet(texts, order):
    assert neutral(texts) == order
