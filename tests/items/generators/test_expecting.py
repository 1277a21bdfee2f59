"""What to expect next: courses of two concepts, perhaps after a story, and orders of events."""

from dataclasses import replace

import pytest

from teaching.items.generators import columns, expecting
from teaching.items.generators.stock import CannotGenerate
from teaching.items.linting import asked_of, lint
from teaching.items.proving import prove
from teaching.knowledge.reasoning import State
from tests.items.generators.knowing import asked, drawn, ground, stroke


def test_only_rows_that_say_what_happens_are_offered():
    happens = {row.expects for row in ground().pack.rows}
    for question in drawn("what-to-expect"):
        if question.radicals["concepts"]:
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
        if bool(question.radicals["facet"])
    }

    assert keys == {"first", "second", "last"}


def test_a_pack_that_says_nothing_of_courses_says_so():
    with pytest.raises(CannotGenerate, match="says of no concept what is to be expected"):
        expecting.MODEL.draw(stroke(), 1)


# ---- after a story ----------------------------------------------------------------------------
def stories():
    return [question for question in drawn("what-to-expect") if question.vignette.stages]


def test_most_courses_are_asked_of_a_patient():
    assert len(stories()) > 110
    assert len({question.radicals["story"] for question in stories()}) > 0.7 * len(stories())


def test_the_story_proves_the_concept_that_the_question_does_not_name():
    called = {concept.slug: concept.called for concept in ground().pack.concepts}
    for question in stories():
        shown = question.radicals["shown"]
        [proof] = prove(ground().knowledge, ground().facts, question.vignette)

        assert [claim.concept for claim in asked(question).rests_on] == [shown]
        assert [verdict.state for verdict in proof.grounds] == [State.ESTABLISHED]
        assert called[shown] not in asked(question).lead_in


def test_another_patient_under_the_same_question_fails_the_proof():
    """The story has to show what is asked about: that of another concept does not."""
    first = stories()[0]
    other = next(one for one in stories() if one.radicals["shown"] != first.radicals["shown"])
    mixed = first.vignette.model_copy(update={"stages": other.vignette.stages})

    [proof] = prove(ground().knowledge, ground().facts, mixed)

    assert any(problem.startswith("it rests on") for problem in proof.problems)


def test_a_question_that_rests_on_another_concept_fails_the_proof():
    question = stories()[0]
    [item] = question.vignette.items
    loose = item.model_copy(update={"rests_on": ()})

    [proof] = prove(
        ground().knowledge, ground().facts, question.vignette.model_copy(update={"items": (loose,)})
    )

    assert "the question does not speak of what its options are asserted of" in proof.problems


def test_no_course_is_asked_while_something_comes_first():
    for question in stories():
        told = " ".join(line.text for stage in question.vignette.stages for line in stage.lines)

        assert "crackles finely" not in told


def test_no_story_is_echoed_by_one_option_alone_whichever_is_the_key():
    for question in stories():
        item = asked(question)
        posed = asked_of(question.vignette, item, ground().lexicon)
        for key in range(len(item.options)):
            assert lint(replace(posed, key=key)) == ()
