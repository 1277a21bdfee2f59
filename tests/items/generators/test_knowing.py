"""What holds of every question of knowledge, whichever model draws it: proved, lint-clean, counted,
without a cue, the same everywhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

import pytest

from teaching.items.adversary import play, wilson
from teaching.items.bots import BOTS
from teaching.items.generators.registry import MODELS
from teaching.items.linting import asked_of, lint, lint_vignette
from teaching.items.posing import Posed, posed
from teaching.items.proving import prove
from tests.items.generators.knowing import (
    MODULES,
    SEEN,
    UNSEEN,
    asked,
    drawn,
    ground,
    radicals,
)

SLUGS = tuple(MODULES)
POSSIBLE = {
    "fact-recall": 700,
    "term-to-meaning": 50,
    "what-has-changed": 540,
    "what-to-expect": 160,
}
"""So many questions at least can be told apart by their radicals."""


def test_all_four_models_are_registered():
    assert set(SLUGS) <= {model.slug for model in MODELS}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_question_is_proved(slug):
    for question in drawn(slug):
        [proof] = prove(ground().knowledge, ground().facts, question.vignette)

        assert proof.problems == (), asked(question).lead_in


@pytest.mark.parametrize("slug", SLUGS)
def test_no_question_has_a_flaw(slug):
    for question in drawn(slug):
        item = asked(question)

        assert lint(asked_of(question.vignette, item, ground().lexicon)) == ()
        assert lint_vignette(question.vignette, ground().lexicon) == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_question_that_is_drawn_is_counted(slug):
    every = {tuple(sorted(one.items())) for one in MODULES[slug].possible(ground())}

    assert len(every) >= POSSIBLE[slug]
    bare = {radicals(one) for one in drawn(slug) if not one.vignette.stages}
    assert bare <= every


@pytest.mark.parametrize("slug", SLUGS)
def test_every_option_has_a_rationale_of_whole_sentences_with_its_facts(slug):
    for question in drawn(slug):
        for option in asked(question).options:
            assert re.fullmatch(r"[A-Z“].*[.”]", option.rationale), option.rationale
            assert option.facts


@pytest.mark.parametrize("slug", SLUGS)
def test_questions_stand_alone_or_after_a_whole_story_under_a_neutral_name(slug):
    for question in drawn(slug):
        item = asked(question)
        stages = [stage.stage for stage in question.vignette.stages]

        assert item.after == (stages[-1] if stages else None)
        assert item.basis == ("link" if stages else "facts")
        assert item.axis is not None or item.label is not None
        assert re.fullmatch(r"question-[0-9a-f]{10}(-\d+)?", question.vignette.slug)
        assert item.lead_in.endswith("?")
        assert 3 <= len(item.options) <= 4


@pytest.mark.parametrize("slug", SLUGS)
def test_options_stand_in_the_order_of_the_alphabet(slug):
    for question in drawn(slug):
        texts = [option.text.casefold() for option in asked(question).options]

        assert texts == sorted(texts)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_same_seed_gives_the_same_question(slug):
    model = MODULES[slug].MODEL

    assert model.draw(ground(), 7) == model.draw(ground(), 7)


# ---- no cue -----------------------------------------------------------------------------------
@cache
def questions(slug: str, first: int, count: int) -> tuple[Posed, ...]:
    """As the bots meet them: all questions of a model under one heading, each of them once, since
    a question met twice would count its luck twice."""
    distinct = {radicals(question): question for question in drawn(slug, first, count)}
    return tuple(
        Posed(slug, one.stem, one.options, one.names, one.key, one.places)
        for question in distinct.values()
        for one in posed(question.vignette)
    )


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("bot", BOTS)
def test_no_bot_beats_chance(bot, slug):
    score = play(BOTS[bot], questions(slug, 0, SEEN), questions(slug, 10_000, UNSEEN[slug]))

    assert score.is_chance(len(BOTS) * len(SLUGS)), (score.accuracy, score.chance)


@pytest.mark.parametrize("bot", ["text", "longest"])
def test_a_planted_cue_is_caught(bot):
    """The negative control: every other key says more than the rest."""

    def planted(among: tuple[Posed, ...]) -> list[Posed]:
        return [
            one
            if index % 2
            else Posed(
                one.group,
                one.stem,
                tuple(f"{t}, as stated" if i == one.key else t for i, t in enumerate(one.options)),
                one.names,
                one.key,
            )
            for index, one in enumerate(among)
        ]

    seen, unseen = (planted(questions("fact-recall", first, 300)) for first in (0, 10_000))

    assert not play(BOTS[bot], seen, unseen).is_chance(len(BOTS) * len(SLUGS))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_option_of_a_set_is_the_key_of_as_many_questions(slug):
    """Exactly, over all there are: so no bot that has not read the question can beat chance."""
    found: dict[object, Counter[str]] = defaultdict(Counter)
    for one in MODULES[slug].possible(ground()):
        if "concepts" in one:
            found[one["concepts"], one["offered"]][one["asked"]] += 1
        elif "article" in one:
            found[one["article"], one["evidence"], one["both"]][one["asked"]] += 1
        else:
            offered = frozenset((one["key"], *one["others"].split()))
            found[one.get("facet"), one.get("way", one.get("asked")), offered][one["key"]] += 1

    for keys in found.values():
        assert len(keys) in (3, 4)
        assert set(keys.values()) == {1}


@pytest.mark.parametrize("slug", SLUGS)
def test_whatever_is_offered_each_option_is_the_key_in_its_share(slug):
    """Not only on the whole: of the questions that offer a wording, one in so many has it as the
    key as it has options."""
    right, chance, times = Counter(), Counter(), Counter()
    for question in (*drawn(slug), *drawn(slug, 10_000, UNSEEN[slug])):
        item = asked(question)
        for option in item.options:
            times[option.text] += 1
            right[option.text] += option.key
            chance[option.text] += 1 / len(item.options)

    for text, count in times.items():
        low, high = wilson(right[text], count, 4.0)
        assert low < chance[text] / count < high, (text, right[text] / count)
