"""Likeness of questions: its limits, the triangle inequality, and what the summary samples."""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from time import process_time

import pytest
from hypothesis import given

from teaching.items.generators import unfolding
from teaching.items.similarity import (
    Reading,
    cosine,
    distance,
    jaccard,
    likeness,
    variety,
)
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette, VignetteStage
from teaching.knowledge.statements import Tag
from tests.items.comparing import features, questions
from tests.items.demo import nho


def question(*lines: Line, lead_in: str = "Which nerve is damaged?") -> Vignette:
    options = ("Radial nerve", "Ulnar nerve", "Median nerve")
    return Vignette(
        slug="q",
        title="A patient",
        difficulty="easy",
        pronoun="she",
        stages=(VignetteStage(stage="history", lines=lines),) if lines else (),
        items=(
            Item(
                slug="i",
                after="history" if lines else None,
                lead_in=lead_in,
                layers=("evidence",),
                basis="facts",
                options=tuple(
                    Option(text=text, key=not i, rationale="As it is.", facts=())
                    for i, text in enumerate(options)
                ),
            ),
        ),
    )


def read(*vignettes: Vignette):
    reading = Reading(nho()[0].disease)
    return [reading.features(str(i), one) for i, one in enumerate(vignettes)]


# ---- the measures -------------------------------------------------------------------------------
def test_the_cosine_is_that_of_binary_vectors():
    one, other = features("a", {1, 2, 3}, set()), features("b", {3, 4}, set())

    assert cosine(one, other) == 1 / sqrt(6)


def test_jaccard_is_what_is_shared_of_what_is_stated():
    one, other = features("a", set(), {1, 2, 3}), features("b", set(), {3, 4})

    assert jaccard(one, other) == 1 / 4


def test_questions_without_findings_are_compared_by_their_words_alone():
    one, other = features("a", {1, 2}, set()), features("b", {2, 3}, set())

    assert likeness(one, other) == cosine(one, other) == 0.5


@given(questions(most=3))
def test_likeness_is_symmetrical_and_one_only_of_the_same_question(drawn):
    for one, other in combinations(drawn, 2):
        same = (one.words, one.findings) == (other.words, other.findings)

        assert likeness(one, other) == likeness(other, one)
        assert 0 <= likeness(one, other) <= 1.000001
        assert (likeness(one, other) > 0.999999) is same


@given(questions(most=3))
def test_no_way_round_is_shorter_than_the_distance(drawn):
    if len(drawn) == 3:
        a, b, c = drawn

        assert distance(a, c) <= distance(a, b) + distance(b, c) + 1e-9
        assert distance(a, a) == 0


# ---- what is read -------------------------------------------------------------------------------
def test_the_side_makes_no_difference_and_the_sort_of_region_does():
    def tagged(at: str) -> Vignette:
        return question(Line(text="Warm.", tags=(Tag("warm", at),)))

    left, right, elsewhere, cool = read(
        tagged("left-hip"),
        tagged("both-hip"),
        tagged("left-thigh"),
        question(Line(text="Warm.", tags=(Tag("warm", "left-hip", present=False),))),
    )

    assert jaccard(left, right) == 1
    assert jaccard(left, elsewhere) == 0
    assert jaccard(left, cool) == 0


def test_words_without_meaning_do_not_make_questions_alike():
    one, other = read(question(lead_in="Which of the nerves is it?"), question(lead_in="Nerves?"))

    assert likeness(one, other) == pytest.approx(1)


# ---- the summary --------------------------------------------------------------------------------
def test_all_pairs_are_summed_up_where_there_are_few():
    drawn = [features(str(i), {i, i + 1}, {i % 2}) for i in range(20)]

    found = variety(drawn)

    pairs = list(combinations(drawn, 2))
    assert found.pairs == len(pairs)
    assert not found.is_sampled
    assert found.cosine.mean == pytest.approx(sum(cosine(*pair) for pair in pairs) / len(pairs))
    assert found.jaccard.high == 1


def test_the_share_with_a_near_neighbour_counts_questions_not_pairs():
    drawn = [features("a", {1, 2}, {1}), features("b", {1, 2}, {1}), features("c", {3}, {2})]

    assert variety(drawn).near == pytest.approx(2 / 3)


@given(questions())
def test_passing_over_pairs_by_their_findings_loses_none(drawn):
    if len(drawn) < 2:
        return
    for threshold in (0.3, 0.7, 0.9):
        near = sum(
            any(likeness(one, other) >= threshold for other in drawn if other is not one)
            for one in drawn
        )

        assert variety(drawn, threshold=threshold).near == near / len(drawn)


def test_a_sample_says_so_and_is_the_same_each_time_and_near_the_truth():
    pack, knowledge = nho()
    keys = unfolding.keys(pack)
    drawn = read(
        *(
            unfolding.draw(
                knowledge, pack, key=keys[seed % len(keys)], difficulty="medium", seed=seed
            )
            for seed in range(150)
        )
    )

    whole, sampled = variety(drawn), variety(drawn, pairs=2_000, probes=60)

    assert sampled.is_sampled
    assert sampled == variety(drawn, pairs=2_000, probes=60)
    assert sampled.likeness.mean == pytest.approx(whole.likeness.mean, abs=0.01)
    assert sampled.likeness.high == pytest.approx(whole.likeness.high, abs=0.03)


def test_ten_thousand_questions_are_summed_up_in_seconds():
    drawn = [
        features(str(i), {(i * step) % 997 for step in range(1, 90)}, {i % 53, i % 31, 60 + i % 7})
        for i in range(10_000)
    ]
    begun = process_time()

    variety(drawn)

    assert process_time() - begun < 10


def test_one_question_has_no_variety():
    with pytest.raises(ValueError, match="two questions"):
        variety([features("a", {1}, {1})])
