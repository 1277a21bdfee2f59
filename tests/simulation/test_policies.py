"""What the schedules ask, and when: ours through the app's own memory, rating and queue."""

from datetime import date, timedelta

import pytest

from simulation.learners import CONCEPTS, Answer
from simulation.policies import (
    LADDER,
    AtRandom,
    FsrsCards,
    Guesses,
    LadderCards,
    Ours,
    every_second_new,
    likeliest_first,
    syllabus,
    without_mistaken,
    without_week,
)
from teaching.progress import memory, rating
from teaching.progress.memory import Rating
from teaching.progress.queue import Because, Entry

DAY = date(2026, 3, 2)
CERTAIN, GUESS = 3, 1


def after(days):
    return DAY + timedelta(days=days)


def ask(policy, on, *, is_right=True, certainty=2, mistaken_for=None):
    """Put what comes next and have it answered."""
    question = policy.next(on, is_more=False)
    policy.told(Answer(question, is_right, certainty, 30.0, mistaken_for), on)
    return question


def questions(policy, on, number, is_more=False):
    found = []
    for _ in range(number):
        question = policy.next(on, is_more)
        if question is None:
            break
        policy.told(Answer(question, True, 2, 30.0, None), on)
        found.append(question)
    return found


def test_ours_meets_each_concept_once_in_the_order_of_the_person_and_then_rests():
    found = questions(Ours(1), DAY, 99)

    assert [one.concept for one in found] == syllabus(1)


@pytest.mark.parametrize("policy", [Ours(1), LadderCards(1, None), AtRandom(1)])
def test_concepts_come_back_in_patients_never_met(policy):
    found = [one for day in range(30) for one in questions(policy, after(day), 20)]

    assert len(set(found)) == len(found)
    assert len({one.concept for one in found}) == CONCEPTS


def test_a_deck_of_patients_is_met_and_then_repeated():
    policy = FsrsCards(1, 2)

    found = [one for day in range(40) for one in questions(policy, after(day), 20)]

    assert {one.variant for one in found} == {0, 1}
    assert len(set(found)) == 2 * CONCEPTS < len(found)


def test_a_card_climbs_the_ladder_and_falls_from_it():
    policy = LadderCards(1, None)
    card = ask(policy, DAY).concept
    policy.new.clear()
    due = []
    on = DAY
    for is_right in (True, True, True, True, True, False, True):
        on = min(policy.due.values())
        ask(policy, on, is_right=is_right)
        due.append((min(policy.due.values()) - on).days)

    assert card == syllabus(1)[0]
    assert due == [*LADDER[1:], LADDER[-1], LADDER[0], LADDER[1]]


def test_more_than_is_due_is_the_soonest_due_and_nothing_twice_a_day():
    for policy in (Ours(1), FsrsCards(1, None), LadderCards(1, None)):
        questions(policy, DAY, 99)

        found = questions(policy, after(1), CONCEPTS, is_more=True)

        assert len({one.concept for one in found}) == CONCEPTS


def test_nothing_more_is_asked_unless_it_is_wanted():
    policy = FsrsCards(1, 1)
    questions(policy, DAY, 99)

    assert policy.next(DAY, is_more=False) is None
    assert policy.next(DAY, is_more=True) is not None


def test_ours_asks_a_sure_error_again_within_a_week():
    policy = Ours(1)
    error = ask(policy, DAY, is_right=False, certainty=CERTAIN)
    questions(policy, DAY, 99)
    mended = next(
        one
        for day in range(1, 8)
        for one in questions(policy, after(day), 1)
        if one.concept == error.concept
    )

    found = {one.concept for day in range(2, 8) for one in questions(policy, after(day), 99)}

    assert mended.variant != error.variant
    assert error.concept in found


def test_what_was_taken_for_another_comes_in_its_contrast():
    policy = Ours(1)
    first = ask(policy, DAY, is_right=False, certainty=2, mistaken_for=syllabus(1)[20])

    assert first.concept == syllabus(1)[0]
    assert policy.next(DAY, is_more=False).concept == syllabus(1)[20]


def test_ours_expects_luck_where_nothing_is_known():
    policy = Ours(1)
    known = ask(policy, DAY, certainty=CERTAIN).concept

    assert policy.right(syllabus(1)[-1], DAY) == 0.25
    assert policy.right(known, DAY) == 1.0
    assert 0.25 < policy.right(known, after(90)) < 1.0


def test_a_deck_of_patients_takes_them_for_the_concept():
    policy = FsrsCards(1, 1)
    known = ask(policy, DAY).concept
    (card,) = policy.memories.values()

    assert policy.right(known, after(1)) == pytest.approx(memory.recall(card, after(1)))


def heard(**answer):
    return rating.Answer(DAY, asked=1, **answer)


def test_a_right_guess_may_count_as_known():
    guess = heard(is_right=True, certainty=GUESS)

    assert [one.rating for _, one in rating.evidence(guess)] == [Rating.Again]
    assert [(one.rating, one.weight) for _, one in Guesses(Rating.Hard)(guess)] == [
        (Rating.Hard, 1.0)
    ]


def test_only_right_guesses_change():
    for answer in (
        heard(is_right=True, certainty=2),
        heard(is_right=False, certainty=GUESS, taken_for=2),
    ):
        assert list(Guesses(Rating.Good)(answer)) == list(rating.evidence(answer))


def test_the_concept_it_was_taken_for_may_be_left_alone():
    error = heard(is_right=False, certainty=CERTAIN, taken_for=2)

    assert [concept for concept, _ in rating.evidence(error)] == [1, 2]
    assert [concept for concept, _ in without_mistaken(error)] == [1]


def test_a_sure_error_may_count_as_any_error():
    error = heard(is_right=False, certainty=CERTAIN)

    assert [one.is_sure_wrong for _, one in rating.evidence(error)] == [True]
    assert [one.is_sure_wrong for _, one in without_week(error)] == [False]


def test_what_is_due_may_come_in_the_opposite_order():
    entries = [
        Entry(1, Because.SURE_WRONG, 0.3),
        Entry(2, Because.DUE, 0.5),
        Entry(3, Because.DUE, 0.9),
        Entry(4, Because.NEW),
    ]

    assert [one.concept for one in likeliest_first(entries)] == [1, 3, 2, 4]


def test_something_new_may_come_after_each_thing_due():
    entries = [
        Entry(1, Because.DUE),
        Entry(2, Because.DUE),
        Entry(3, Because.DUE),
        Entry(4, Because.NEW),
    ]

    assert [one.concept for one in every_second_new(entries)] == [4, 1, 2, 3]
