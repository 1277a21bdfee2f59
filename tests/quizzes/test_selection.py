"""Which questions a sitting asks: seeded, unseen first, spread over topics, never one twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from teaching.items.similarity import Features
from teaching.quizzes.selection import Candidate, Line, select

MODELS = ("form", "onset", "terms")


def read(ids):
    """Questions whose words overlap the more, the nearer their numbers are."""
    return {one: Features(str(one), 0b1111 << one, 0) for one in ids}


def pool(*counts):
    """So many questions of each model, numbered through."""
    models = [model for model, count in zip(MODELS, counts, strict=False) for _ in range(count)]
    return [Candidate(number, model, "easy") for number, model in enumerate(models)]


def drawn(candidates, *lines, seed="a"):
    return select(candidates, lines, seed, read)


def test_the_same_seed_draws_the_same_questions_whatever_their_order():
    many = pool(20, 20, 20)

    assert drawn(many, Line(10)) == drawn(many[::-1], Line(10))
    assert drawn(many, Line(10)).ids != drawn(many, Line(10), seed="b").ids


def test_topics_take_turns():
    found = drawn(pool(20, 20, 20), Line(9)).ids

    assert [sum(one // 20 == place for one in found) for place in range(3)] == [3, 3, 3]


def test_a_topic_with_few_questions_gives_its_turn_to_the_others():
    found = drawn(pool(20, 1), Line(6))

    assert (len(found.ids), 20 in found.ids, found.missing) == (6, True, 0)


def test_what_was_not_met_comes_before_what_was():
    met = [Candidate(one.id, one.model, "easy", answered=1, last=one.id) for one in pool(5)]
    fresh = [Candidate(one, "form", "easy") for one in range(10, 13)]

    assert set(drawn(met + fresh, Line(4)).ids) == {10, 11, 12, 0}


def test_of_what_was_met_the_longest_ago_comes_first():
    met = [Candidate(one.id, one.model, "easy", answered=1, last=-one.id) for one in pool(9)]

    assert set(drawn(met, Line(3)).ids) == {8, 7, 6}


def test_near_duplicates_are_not_drawn_while_others_exist():
    twins = [Candidate(number, "form", "easy") for number in (0, 1, 2, 50, 100)]

    assert {50, 100} < set(drawn(twins, Line(3)).ids)


def test_near_duplicates_do_not_follow_each_other():
    pairs = [Candidate(number, "form", "easy") for number in (0, 1, 50, 51)]

    found = drawn(pairs, Line(4)).ids

    assert all(abs(one - other) > 1 for one, other in pairwise(found))


def test_a_line_takes_its_models_difficulty_and_choice_alone():
    mixed = [Candidate(n, MODELS[n % 2], ("easy", "hard")[n // 2 % 2]) for n in range(40)]
    line = Line(40, frozenset({"form"}), "hard", frozenset(range(20)))

    assert set(drawn(mixed, line).ids) == {2, 6, 10, 14, 18}


def test_what_is_missing_is_counted():
    assert drawn(pool(3), Line(5)).missing == 2


def test_no_question_stands_in_two_lines():
    found = drawn(pool(6), Line(3), Line(3)).ids

    assert sorted(found) == list(range(6))


@given(st.lists(st.integers(0, 6), min_size=1, max_size=3), st.integers(1, 12), st.text(max_size=4))
def test_a_draw_is_as_long_as_can_be_and_holds_nothing_twice(counts, wanted, seed):
    candidates = pool(*counts)

    found = drawn(candidates, Line(wanted), seed=seed)

    assert len(set(found.ids)) == len(found.ids) == min(wanted, len(candidates))
    assert found.missing == wanted - len(found.ids)
