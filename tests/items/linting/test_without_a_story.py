"""Questions that come without a story, and stories with a single question."""

from __future__ import annotations

import pytest

from teaching.items.linting import asked_of, lexicon_of, lint, lint_vignette
from teaching.knowledge.schema.vignettes import Item, Option, Vignette
from tests.items.demo import nho
from tests.items.linting.making import question, rules


def alone(lead_in: str, *options: str) -> Vignette:
    """A question that no story precedes; the first option is the key."""
    item = Item(
        slug="asked",
        label="Knowledge",
        lead_in=lead_in,
        layers=("article",),
        basis="facts",
        options=tuple(
            Option(text=text, key=place == 0, rationale="So the book says.", facts=("F-ONSET-02",))
            for place, text in enumerate(options)
        ),
    )
    return Vignette(
        slug="question-1",
        title="A question",
        difficulty="easy",
        pronoun="they",
        stages=(),
        items=(item,),
    )


def found(vignette: Vignette) -> list[str]:
    words = lexicon_of(nho()[0])
    flaws = [*lint(asked_of(vignette, vignette.items[0], words)), *lint_vignette(vignette, words)]
    return [flaw.rule for flaw in flaws]


def test_a_sound_question_without_a_story_is_left_alone():
    lead_in = "Which metal is drawn from the ore called galena?"

    assert found(alone(lead_in, "Lead", "Iron", "Zinc")) == []


@pytest.mark.parametrize("lead_in", ["Which of the following?", "Regarding galena:", "Galena is"])
def test_a_lead_in_has_to_ask_by_itself(lead_in):
    assert "unfocused-stem" in found(alone(lead_in, "Lead", "Iron", "Zinc"))


@pytest.mark.parametrize(
    "lead_in", ["Which metal is this?", "What does this ore hold?", "What should she be given?"]
)
def test_nobody_and_nothing_was_introduced(lead_in):
    assert "missing-information" in rules(question(lead_in))


@pytest.mark.parametrize(
    "lead_in",
    [
        "What tells these two metals apart: lead and zinc?",
        "A woman has drunk from lead pipes. What should she be given?",
        "Which of these is drawn from galena?",
    ],
)
def test_what_a_lead_in_introduces_itself_is_not_missing(lead_in):
    assert "missing-information" not in rules(question(lead_in))


@pytest.mark.parametrize(
    "lead_in",
    [
        "Which metal is used in vessels that do not rust?",
        "A pipe leaks and is never mended. Which metal was it?",
        "Which disease follows a lack of iron?",
    ],
)
def test_a_denial_aside_is_no_negative_question(lead_in):
    assert "negative-stem" not in rules(question(lead_in))


def test_the_question_of_a_story_with_one_item_is_read_with_all_of_it():
    words = lexicon_of(nho()[0])
    case = nho()[0].vignettes[0]

    for item in case.items:
        single = case.model_copy(update={"items": (item,)})
        assert lint_vignette(single, words) == ()
        assert lint(asked_of(single, item, words)) == ()
