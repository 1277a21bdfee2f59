"""What would settle a question: each proposal is put in and the proof made anew."""

from __future__ import annotations

from statistics import median
from time import process_time

import pytest

from teaching.items.proving import as_wanted, prove
from teaching.items.writing.clinching import MOST, ways
from teaching.items.writing.lacking import missing
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import Contradiction
from tests.items.writing.stories import (
    case,
    clinic,
    place,
    shortened,
    stroke,
    with_line,
    without_line,
)

GROUNDS = {"clinic": clinic, "stroke": stroke}


def opened(ground):
    """The shortened cases whose item is open and whose lines do not contradict each other."""
    for vignette, number, tags in shortened(ground):
        try:
            proof = prove(ground.knowledge, ground.facts, vignette)[number]
        except ValueError:
            continue
        if not proof.is_proved:
            yield vignette, number, tags


def put_in(vignette, way):
    for line in way.lines:
        vignette = with_line(vignette, line.stage, line.sentence, line.tag)
    return vignette


def test_the_line_of_the_picture_is_the_first_that_is_proposed():
    told = without_line(case("stiff-before-discharge"), "intact at both-hip")

    found = ways(clinic(), told, place(told, "form"))

    assert found[0].sentence == "Femoral heads, joint spaces and cortices are normal."
    assert (str(found[0].tag), found[0].stage) == ("intact at both-hip", "imaging")
    assert found[0].settles_all


def test_a_settled_question_asks_for_nothing():
    told = case("stiff-before-discharge")

    assert ways(clinic(), told, place(told, "form")) == ()


def test_a_question_on_facts_alone_asks_for_nothing():
    told = case("stiff-before-discharge")

    assert ways(clinic(), told, place(told, "onset")) == ()


def test_a_story_that_contradicts_itself_gets_no_proposal():
    told = without_line(case("stiff-before-discharge"), "intact at both-hip")
    broken = with_line(told, "imaging", "…", Tag.parse("not coarse at both-hip"))

    with pytest.raises(Contradiction):
        prove(clinic().knowledge, clinic().facts, broken)
    assert ways(clinic(), broken, place(told, "form")) == ()


@pytest.mark.parametrize("pack", GROUNDS)
def test_whatever_line_is_taken_out_one_proposal_settles_all_again(pack):
    ground = GROUNDS[pack]()
    unsettled = [
        (vignette.slug, vignette.items[number].slug, tags)
        for vignette, number, tags in opened(ground)
        if not any(way.settles_all for way in ways(ground, vignette, number))
    ]

    assert unsettled == []


@pytest.mark.parametrize("pack", GROUNDS)
def test_every_proposal_does_what_it_says(pack):
    ground = GROUNDS[pack]()
    for vignette, number, _ in opened(ground):
        item = vignette.items[number]
        before = prove(ground.knowledge, ground.facts, vignette)[number]
        for way in ways(ground, vignette, number):
            proof = prove(ground.knowledge, ground.facts, put_in(vignette, way))[number]
            if item.basis == "link":
                assert way.settles_all is proof.is_proved
                continue
            gained = {
                i
                for i, (old, new) in enumerate(zip(before.options, proof.options, strict=True))
                if as_wanted(item, new.option, new.state)
                and not as_wanted(item, old.option, old.state)
            }
            assert gained == way.settles
            assert way.settles_all is all(
                as_wanted(item, one.option, one.state) for one in proof.options
            )


@pytest.mark.parametrize("pack", GROUNDS)
def test_no_proposal_comes_after_the_question_or_twice(pack):
    ground = GROUNDS[pack]()
    order = [stage.slug for stage in ground.pack.disease.stages]
    for vignette, number, _ in opened(ground):
        found = ways(ground, vignette, number)
        until = order.index(vignette.items[number].after)
        said = [tuple(line.tag for line in way.lines) for way in found]

        assert len(found) <= MOST
        assert len(said) == len(set(said))
        assert all(order.index(line.stage) <= until for way in found for line in way.lines)


@pytest.mark.parametrize("pack", GROUNDS)
def test_every_sentence_is_whole(pack):
    ground = GROUNDS[pack]()
    for vignette, number, _ in opened(ground):
        for way in ways(ground, vignette, number):
            for line in way.lines:
                assert line.sentence[0].isupper()
                assert line.sentence.endswith(".")
                assert "{" not in line.sentence


def test_nothing_that_hangs_on_a_later_stage_is_proposed_for_an_earlier_question():
    told = without_line(case("transfer-board"), "veins-unexamined")

    found = ways(clinic(), told, place(told, "priority"))

    assert found[0].sentence == "Nobody has examined the veins yet."
    assert {line.stage for way in found for line in way.lines} <= {"history", "examination"}


def test_two_lines_are_proposed_where_one_does_not_do():
    told = without_line(case("loaded-trolley"), "coarse at both-hip")

    best = ways(clinic(), told, place(told, "form"))[0]

    assert [str(line.tag) for line in best.lines] == ["intact at both-hip", "beside at both-hip"]
    assert best.settles_all


def test_the_same_story_gets_the_same_proposals():
    told = without_line(case("footplate"), "normal at elsewhere-joints")
    number = place(told, "diagnosis")

    assert ways(clinic(), told, number) == ways(clinic(), told, number)


def test_what_is_missing_is_said_in_the_words_of_the_rules():
    told = without_line(case("walking-frame"), "intact at both-hip")

    lacks = missing(clinic(), told, place(told, "form"))

    assert lacks[3] == "not said: bone and joint surfaces are intact"
    assert lacks[2] == "not excluded: bone and joint are changed"
    assert lacks[1] == ""


@pytest.mark.parametrize("pack", GROUNDS)
def test_every_open_option_says_why(pack):
    ground = GROUNDS[pack]()
    for vignette, number, _ in opened(ground):
        proof = prove(ground.knowledge, ground.facts, vignette)[number]
        if proof.item.basis != "findings":
            continue
        said = missing(ground, vignette, number)
        assert [bool(words) for words in said] == [
            one.state.value == "open" for one in proof.options
        ]


def test_a_search_takes_the_time_of_a_keystroke():
    took = []
    for vignette, number, _ in opened(clinic()):
        start = process_time()
        ways(clinic(), vignette, number)
        took.append(process_time() - start)

    assert median(took) < 0.06
