"""Five-word runs: what counts as one, what is shared, and the pairs that share most."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from teaching.items.runs import Shared, closest, runs, share

TEXT = "The left knee is warm, and the skin over it is faintly red."


def test_a_text_of_thirteen_words_has_nine_runs():
    assert len(runs(TEXT)) == 9
    assert ("the", "left", "knee", "is", "warm") in runs(TEXT)


def test_a_text_of_four_words_has_none_and_shares_nothing():
    assert runs("The skin is intact.") == frozenset()
    assert share("The skin is intact.", "The skin is intact.") == 0


def test_the_share_is_that_of_the_text_asked_about():
    longer = f"{TEXT} Flexion of the right knee stops at 90°, and walking has not suffered."

    assert share(TEXT, longer) == 1
    assert share(longer, TEXT) == 9 / len(runs(longer))


def test_a_figure_changed_breaks_the_runs_it_stands_in():
    one, other = "Flexion of the knee stops at 90°.", "Flexion of the knee stops at 100°."

    assert share(one, other) == 2 / 3


def test_the_closest_pairs_are_those_of_comparing_each_with_each():
    rng = Random("runs")
    texts = [" ".join(rng.choices(["warm", "red", "knee"], k=rng.randint(5, 30))) for _ in range(9)]
    shares = {
        (one, other): max(share(texts[one], texts[other]), share(texts[other], texts[one]))
        for one, other in combinations(range(9), 2)
    }

    found = closest(texts, count=100)

    assert {tuple(sorted((p.one, p.other))): p.share for p in found} == pytest.approx(
        {pair: value for pair, value in shares.items() if value}
    )
    assert [pair.share for pair in found] == sorted((p.share for p in found), reverse=True)
    assert all(share(texts[p.one], texts[p.other]) == pytest.approx(p.share) for p in found)


def test_of_two_texts_the_one_that_shares_more_comes_first():
    assert closest([f"{TEXT} Something else follows here.", TEXT]) == [Shared(1, 0, 1.0)]
