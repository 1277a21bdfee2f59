"""Which side of a contrast is next: new ones in blocks, known ones mixed."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from teaching.quizzes.contrasting import BLOCK, KNOWN, ROW, next_side

answers = st.lists(st.tuples(st.integers(0, 1), st.booleans()), max_size=30)
seeds = st.text(max_size=8)


def wins(given_, side):
    return sum(right for one, right in given_ if one == side)


def run_at_the_end(given_):
    runs = [len(list(run)) for _, run in groupby(side for side, _ in given_)]
    return runs[-1] if runs else 0


def sat(seed, *, right, count, before=()):
    """The sides of so many questions; ``right`` says how each is answered."""
    given_ = list(before)
    for number in range(count):
        given_.append((next_side(given_, seed), right(number)))
    return [side for side, _ in given_[len(before) :]]


@given(answers, seeds)
def test_the_same_answers_and_seed_give_the_same_side(given_, seed):
    side = next_side(given_, seed)

    assert side in (0, 1)
    assert next_side(tuple(given_), seed) == side


@given(answers.filter(bool), seeds)
def test_a_side_that_is_begun_and_new_goes_on_until_it_is_known(given_, seed):
    last = given_[-1][0]

    if wins(given_, last) < KNOWN and run_at_the_end(given_) < BLOCK:
        other_is_known = wins(given_, 1 - last) >= KNOWN
        assert next_side(given_, seed) == last or not other_is_known
        assert next_side(given_, seed) == last


@given(answers.filter(bool), seeds)
def test_who_knows_one_side_meets_the_new_one(given_, seed):
    new = [side for side in (0, 1) if wins(given_, side) < KNOWN]

    if len(new) == 1 and given_[-1][0] != new[0]:
        assert next_side(given_, seed) == new[0]


@given(answers, seeds)
def test_no_block_is_endless(given_, seed):
    if given_ and run_at_the_end(given_) >= BLOCK:
        assert next_side(given_, seed) == 1 - given_[-1][0]


@given(seeds, st.lists(st.booleans(), min_size=20, max_size=20))
def test_once_both_are_known_they_are_mixed(seed, right):
    known = [(0, True), (0, True), (1, True), (1, True)]

    sides = sat(seed, right=right.__getitem__, count=20, before=known)

    assert max(len(list(run)) for _, run in groupby(sides)) <= ROW
    assert 20 / (ROW + 1) <= sum(sides) <= 20 * ROW / (ROW + 1)


@given(seeds)
def test_who_is_always_right_has_a_block_of_each_and_then_both(seed):
    sides = sat(seed, right=lambda number: True, count=10)

    first = sides[0]
    assert sides[:4] == [first, first, 1 - first, 1 - first]
    assert set(sides[4:]) == {0, 1}


@given(seeds)
def test_who_is_never_right_meets_both_in_blocks(seed):
    sides = sat(seed, right=lambda number: False, count=12)

    assert [len(list(run)) for _, run in groupby(sides)] == [BLOCK] * 3


def test_the_seed_decides_where_it_begins():
    assert {next_side([], str(seed)) for seed in range(20)} == {0, 1}
