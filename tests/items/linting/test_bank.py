"""The demo pack's cases, written and generated, as the linter reads them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from teaching.items.generators import unfolding
from teaching.items.linting import (
    Flaw,
    asked_of,
    lexicon_of,
    lint,
    lint_story,
    lint_vignette,
    story_of,
)
from teaching.knowledge.schema.vignettes import Vignette
from tests.items.demo import nho

SEEDS = 80
RARELY = 0.05
"""Warnings a generated case has at most, on average."""


def flaws(vignette: Vignette) -> list[Flaw]:
    words = lexicon_of(nho()[0])
    found = list(lint_vignette(vignette, words))
    for item in vignette.items:
        found += lint(asked_of(vignette, item, words))
    return found


@pytest.mark.parametrize("number", range(12))
def test_a_written_case_has_no_error(number):
    vignette = nho()[0].vignettes[number]

    assert [flaw for flaw in flaws(vignette) if flaw.severity == "error"] == []


@pytest.mark.parametrize("number", range(12))
def test_a_written_case_has_no_warning_either(number):
    assert flaws(nho()[0].vignettes[number]) == []


@pytest.mark.parametrize("difficulty", ["easy", "medium", "hard"])
def test_generated_cases_have_no_error_and_hardly_a_warning(difficulty):
    pack, knowledge = nho()
    keys = unfolding.keys(pack)

    found = [
        flaw
        for seed in range(SEEDS)
        for flaw in flaws(
            unfolding.draw(
                knowledge, pack, key=keys[seed % len(keys)], difficulty=difficulty, seed=seed
            )
        )
    ]

    assert [flaw for flaw in found if flaw.severity == "error"] == []
    assert len(found) <= RARELY * SEEDS


def test_a_date_beyond_the_lesion_is_found_in_every_generated_case():
    """The negative control: the same cases, the first film with bone dated too late."""
    pack, knowledge = nho()
    keys = unfolding.keys(pack)
    planted = 0
    for seed in range(SEEDS):
        case = unfolding.draw(
            knowledge, pack, key=keys[seed % len(keys)], difficulty="medium", seed=seed
        )
        story = story_of(case, lexicon_of(pack))
        for index, sentence in enumerate(story.sentences):
            found = re.search(r"\bin (?:week|month|year) (\d+)\b.*\b(?:bone|film)", sentence)
            if found:
                later = f"{sentence[: found.start(1)]}999{sentence[found.end(1) :]}"
                spoilt = (*story.sentences[:index], later, *story.sentences[index + 1 :])
                planted += 1
                assert "contradicting-time" in {
                    flaw.rule for flaw in lint_story(replace(story, sentences=spoilt))
                }, later
                break
    assert planted > SEEDS / 4


def test_a_planted_line_is_found():
    vignette = nho()[0].vignettes[0]
    stage = vignette.stages[0]
    line = stage.lines[0].model_copy(update={"text": "She has T10 tetraplegia for 90 years."})
    planted = stage.model_copy(update={"lines": (stage.lines[0], line, *stage.lines[1:])})
    spoilt = vignette.model_copy(update={"stages": (planted, *vignette.stages[1:])})

    found = {flaw.rule for flaw in flaws(spoilt)}

    assert {"contradicting-time"} <= found
