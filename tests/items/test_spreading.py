"""Sets for learners: far apart, never the same twice, similar ones never side by side."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.items.similarity import distance
from teaching.items.spreading import apart, farthest, spread
from tests.items.comparing import features, questions


def least(chosen) -> float:
    """The least distance between any two."""
    return min((distance(a, b) for a, b in combinations(chosen, 2)), default=float("inf"))


def step(ordered) -> float:
    """The least distance between neighbours."""
    return min((distance(a, b) for a, b in pairwise(ordered)), default=float("inf"))


def assured(chosen) -> float:
    """What each question has half of the others, rounded up, at or beyond."""
    half = len(chosen) // 2
    return min(
        sorted((distance(one, other) for other in chosen if other is not one), reverse=True)[
            half - 1
        ]
        for one in chosen
    )


@given(questions(), st.integers(0, 9))
def test_a_set_holds_as_many_as_wanted_and_none_twice(drawn, n):
    found = spread(drawn, n)

    assert len(found) == min(n, len(drawn))
    assert len({one.id for one in found}) == len(found)
    assert {one.id for one in found} <= {one.id for one in drawn}


@given(questions(most=7), st.integers(2, 7))
def test_a_set_is_at_least_half_as_far_apart_as_the_best(drawn, n):
    if n > len(drawn):
        return
    best = max(least(chosen) for chosen in combinations(drawn, n))

    assert least(spread(drawn, n)) >= best / 2 - 1e-9


@given(questions(), st.integers(0, 9), st.randoms(use_true_random=False))
def test_a_set_does_not_depend_on_the_order_given(drawn, n, rng):
    mixed = rng.sample(drawn, len(drawn))

    assert spread(drawn, n) == spread(mixed, n)


def test_among_equals_the_smaller_id_is_drawn():
    drawn = [features(name, {1}, {1}) for name in "cbad"]

    assert [one.id for one in farthest(sorted(drawn, key=lambda o: o.id), 2)] == ["a", "b"]
    assert {one.id for one in spread(drawn, 2)} == {"a", "b"}


@given(questions(most=12))
def test_ordering_keeps_every_question(drawn):
    assert sorted(apart(drawn), key=lambda o: o.id) == sorted(drawn, key=lambda o: o.id)


@given(questions(most=12))
def test_neighbours_are_as_far_apart_as_half_of_the_others_allow(drawn):
    if len(drawn) > 1:
        assert step(apart(drawn)) >= assured(drawn) - 1e-9


def test_two_clusters_alternate():
    drawn = [features(f"a{i}", {1, 2, 3, i}, {1}) for i in range(10, 14)]
    drawn += [features(f"b{i}", {5, 6, 7, i}, {2}) for i in range(10, 14)]

    ordered = [one.id[0] for one in apart(drawn)]

    assert ordered in (list("abababab"), list("babababa"))


def test_a_set_is_farther_apart_than_a_hundred_drawn_by_chance():
    rng = Random("chance")
    drawn = [
        features(f"{i:03}", set(rng.sample(range(60), 20)), set(rng.sample(range(30), 6)))
        for i in range(300)
    ]
    chance = max(least(rng.sample(drawn, 12)) for _ in range(100))

    found = spread(drawn, 12)

    assert least(found) > chance
    assert step(found) > least(found)


def test_two_questions_of_one_id_are_refused():
    with pytest.raises(ValueError, match="same id"):
        spread([features("a", {1}, {1}), features("a", {2}, {1})], 2)


def test_no_set_has_fewer_than_no_questions():
    with pytest.raises(ValueError, match="-1 questions"):
        spread([], -1)
