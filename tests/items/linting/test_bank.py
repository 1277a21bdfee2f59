"""The demo pack's cases, written and generated, as the linter reads them."""

from __future__ import annotations

import pytest

from teaching.items.generators import unfolding
from teaching.items.linting import Flaw, asked_of, lexicon_of, lint, lint_vignette
from teaching.knowledge.schema.vignettes import Vignette
from tests.items.demo import nho

SEEDS = 40


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


def test_generated_cases_have_no_error_but_the_name_of_one_mimic():
    pack, knowledge = nho()
    keys = unfolding.keys(pack)

    for seed in range(SEEDS):
        case = unfolding.draw(
            knowledge, pack, key=keys[seed % len(keys)], difficulty="medium", seed=seed
        )
        errors = {flaw.rule for flaw in flaws(case) if flaw.severity == "error"}
        assert errors <= {"eponym-cue"}


def test_a_planted_line_is_found():
    vignette = nho()[0].vignettes[0]
    stage = vignette.stages[0]
    line = stage.lines[0].model_copy(update={"text": "She has T10 tetraplegia for 90 years."})
    planted = stage.model_copy(update={"lines": (stage.lines[0], line, *stage.lines[1:])})
    spoilt = vignette.model_copy(update={"stages": (planted, *vignette.stages[1:])})

    found = {flaw.rule for flaw in flaws(spoilt)}

    assert {"contradicting-time"} <= found
