"""What stands against publishing a vignette: each doubt on a case that is spoilt in one place."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from teaching.items.admitting import admit
from teaching.items.generators.item_models import Ground
from teaching.knowledge.schema.vignettes import Item, Option, Vignette
from teaching.knowledge.statements import Tag
from tests.items.demo import nho


@cache
def ground() -> Ground:
    return Ground(*nho())


def case(slug: str = "footplate") -> Vignette:
    return next(one for one in ground().pack.vignettes if one.slug == slug)


def with_item(vignette: Vignette, number: int = 0, **changes: Any) -> Vignette:
    items = list(vignette.items)
    items[number] = items[number].model_copy(update=changes)
    return vignette.model_copy(update={"items": tuple(items)})


def with_option(vignette: Vignette, *, right: bool, **changes: Any) -> Vignette:
    """The key of the first item, or the first option that is not, changed."""
    item = vignette.items[0]
    place = next(i for i, option in enumerate(item.options) if option.key is right)
    options = list(item.options)
    options[place] = options[place].model_copy(update=changes)
    return with_item(vignette, options=tuple(options))


def key_of(item: Item) -> Option:
    return next(option for option in item.options if option.key)


def without_sources(fact: str) -> Ground:
    """The ground with one fact that stands nowhere."""
    pack = ground().pack
    facts = tuple(
        one.model_copy(update={"sources": (), "parents": ()}) if one.id == fact else one
        for one in pack.facts
    )
    return Ground(pack.model_copy(update={"facts": facts}), ground().knowledge)


@pytest.mark.parametrize("number", range(12))
def test_a_written_case_is_admitted(number):
    admission = admit(ground(), ground().pack.vignettes[number])

    assert admission.doubts == ()
    assert admission.is_admitted
    assert all(proof.is_proved for proof in admission.proofs)


def test_an_item_that_is_not_proved_is_a_doubt():
    stages = case().stages[:1] + tuple(
        stage.model_copy(update={"lines": stage.lines[:1]}) for stage in case().stages[1:]
    )

    doubts = admit(ground(), case().model_copy(update={"stages": stages})).doubts

    assert any("not established" in doubt for doubt in doubts)


def test_an_error_of_the_linter_is_a_doubt_and_a_warning_is_none():
    wordy = f"{key_of(case().items[0]).text} {'that is told at length ' * 4}"
    asked = "Which of these is not the least likely diagnosis in this woman?"

    longer = admit(ground(), with_option(case(), right=True, text=wordy))
    negative = admit(ground(), with_item(case(), lead_in=asked))

    assert [doubt.split(":")[0] for doubt in longer.doubts] == ["longest-key"]
    assert [flaw.rule for flaw in negative.flaws] == ["negative-stem"]
    assert negative.doubts == ()


def test_an_error_of_the_story_is_a_doubt():
    stage = case().stages[0]
    line = stage.lines[-1].model_copy(update={"text": "He propels his own chair."})
    spoilt = stage.model_copy(update={"lines": (*stage.lines[:-1], line)})

    doubts = admit(
        ground(), case().model_copy(update={"stages": (spoilt, *case().stages[1:])})
    ).doubts

    assert [doubt.split(":")[0] for doubt in doubts] == ["contradicting-person"]


def test_a_fact_without_a_source_is_a_doubt():
    fact = key_of(case().items[0]).facts[0]

    assert admit(without_sources(fact), case()).doubts == (f"the fact {fact} has no source",)


def test_an_inferred_fact_stands_in_the_sources_of_its_parents():
    inferred = next(fact for fact in ground().pack.facts if fact.parents and not fact.sources)
    drawn = with_option(case(), right=False, facts=(inferred.id,))

    assert admit(ground(), drawn).doubts == ()
    assert f"the fact {inferred.id} has no source" in (
        admit(without_sources(inferred.parents[0]), drawn).doubts
    )


@pytest.mark.parametrize("right", [True, False])
def test_an_option_without_rationale_is_a_doubt(right):
    doubts = admit(ground(), with_option(case(), right=right, rationale=" ")).doubts

    assert [doubt.rpartition("'")[2] for doubt in doubts] == [" has no rationale"]


@pytest.mark.parametrize("right", [True, False])
def test_an_option_without_facts_is_a_doubt(right):
    doubts = admit(ground(), with_option(case(), right=right, facts=())).doubts

    assert any(doubt.endswith("names no fact") for doubt in doubts)


@pytest.mark.parametrize(
    ("around", "what"),
    [
        ({"title": "A mixed company"}, "title"),
        ({"slug": "mixed-company"}, "slug"),
        ({"title": "MX 2"}, "title"),
    ],
)
def test_what_stands_around_a_question_may_not_name_its_key(around, what):
    named = case("loaded-trolley").model_copy(update=around)

    assert admit(ground(), named).doubts == (f"form: the {what} names the key 'Mixed'",)


def test_a_title_may_name_a_distractor():
    wrong = next(option for option in case().items[0].options if not option.key)

    assert admit(ground(), case().model_copy(update={"title": wrong.text})).doubts == ()


def test_a_title_that_repeats_the_words_of_the_key_is_a_doubt():
    key = key_of(case().items[0])

    doubts = admit(ground(), case().model_copy(update={"title": f"{key.text}?"})).doubts

    assert [doubt.split(":")[1][:10] for doubt in doubts] == [" the title"]


def test_two_keys_are_a_doubt_and_no_crash():
    doubts = admit(ground(), with_option(case(), right=False, key=True)).doubts

    assert any("2 keys" in doubt for doubt in doubts)


def test_lines_that_contradict_each_other_are_a_doubt_and_no_crash():
    stage = case().stages[1]
    line = stage.lines[-1].model_copy(update={"tags": (Tag.parse("syrinx"),)})
    spoilt = stage.model_copy(update={"lines": (*stage.lines, line)})

    admission = admit(
        ground(),
        case().model_copy(update={"stages": (case().stages[0], spoilt, *case().stages[2:])}),
    )

    assert admission.proofs == ()
    assert len(admission.doubts) == 1
