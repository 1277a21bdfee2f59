"""One learner and one concept, review by review."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress import memory
from teaching.progress.memory import Memory, Rating, Review, due_on, next_review, recall, replay

DAY = date(2026, 3, 2)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def well_known(stability: float = 30.0) -> Memory:
    return Memory(stability, 5.0, DAY, reviews=4)


def learned(*reviews: Review) -> Memory:
    found = replay(reviews)
    assert found is not None
    return found


gaps = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from(list(Rating))), min_size=1, max_size=12
)


@given(gaps)
def test_whole_reviews_give_what_the_package_gives_on_calendar_days(steps):
    scheduler = Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False
    )
    card, ours, on = Card(card_id=1), None, DAY

    for gap, rating in steps:
        on += timedelta(days=gap)
        at = datetime(on.year, on.month, on.day, tzinfo=UTC)
        card, _ = scheduler.review_card(card, rating, at)
        ours = next_review(ours, Review(on, rating))

    assert (ours.stability, ours.difficulty) == (card.stability, card.difficulty)
    assert due_on(ours) == card.due.date()
    assert recall(ours, on) == 1


def test_recall_is_nine_in_ten_after_as_many_days_as_the_stability():
    assert recall(well_known(30.0), after(30)) == pytest.approx(0.9)


def test_the_evening_of_one_day_and_the_morning_of_the_next_are_a_day_apart():
    evening = learned(Review(DAY, Rating.Good))

    assert recall(evening, after(1)) < 1


@pytest.mark.parametrize(("retention", "days"), [(0.97, 7), (0.9, 30), (0.8, 99), (0.7, 279)])
def test_who_wishes_for_less_recall_is_asked_later(retention, days):
    assert due_on(well_known(30.0), retention) == after(days)


def test_nothing_stays_unasked_for_more_than_a_year():
    assert due_on(well_known(5000.0)) == after(365)


@pytest.mark.parametrize("retention", [0, 1, 1.2])
def test_a_recall_that_cannot_be_wished_for_is_refused(retention):
    with pytest.raises(ValueError, match="between 0 and 1"):
        memory.interval(10.0, retention)


weights = st.floats(0.01, 1)


@given(st.sampled_from(list(Rating)), weights, st.integers(0, 400), st.floats(0.1, 400))
def test_a_lesser_weight_goes_a_part_of_the_way(rating, weight, gap, stability):
    before = well_known(stability)

    whole = next_review(before, Review(after(gap), rating))
    part = next_review(before, Review(after(gap), rating, weight))

    ends = sorted((before.stability, whole.stability))
    assert ends[0] * (1 - 1e-9) <= part.stability <= ends[1] * (1 + 1e-9)
    assert part.difficulty - before.difficulty == pytest.approx(
        weight * (whole.difficulty - before.difficulty)
    )


@given(st.floats(0.3, 400), st.integers(0, 400), weights, weights)
def test_the_more_a_mistake_weighs_the_sooner_it_comes_again(stability, gap, one, other):
    lesser, greater = sorted((one, other))
    before = well_known(stability)

    def due(weight: float) -> date:
        return due_on(next_review(before, Review(after(gap), Rating.Again, weight)))

    assert due(greater) <= due(lesser)


@given(st.floats(0.3, 400), st.integers(0, 400), weights)
def test_being_taken_for_another_never_puts_a_concept_off(stability, gap, weight):
    before = well_known(stability)

    mistaken = next_review(before, Review(after(gap), Rating.Again, weight, is_asked=False))

    assert due_on(mistaken) <= due_on(before)
    assert (mistaken.reviews, mistaken.lapses) == (before.reviews, before.lapses)
    assert mistaken.reviewed_on == before.reviewed_on


def test_a_concept_is_new_until_it_was_asked_for():
    beside = Review(DAY, Rating.Again, 0.5, is_asked=False)

    assert replay([beside, beside]) is None
    assert replay([beside, Review(after(1), Rating.Good)]) == replay(
        [Review(after(1), Rating.Good)]
    )


def test_the_first_review_counts_in_full():
    assert replay([Review(DAY, Rating.Again, 0.5)]) == replay([Review(DAY, Rating.Again)])


@given(gaps, st.integers(0, 12))
def test_a_replay_can_be_cut_anywhere(steps, cut):
    on, reviews = DAY, []
    for gap, rating in steps:
        on += timedelta(days=gap)
        reviews.append(Review(on, rating, 0.5 if gap % 3 else 1.0, is_asked=gap % 5 != 1))

    assert replay(reviews[cut:], replay(reviews[:cut])) == replay(reviews)


def test_reviews_and_lapses_are_counted():
    found = learned(
        Review(DAY, Rating.Again),
        Review(after(1), Rating.Good),
        Review(after(5), Rating.Again),
        Review(after(6), Rating.Hard),
    )

    assert (found.reviews, found.lapses) == (4, 1)


# Sure but wrong.


SURE = Review(DAY, Rating.Again, is_sure_wrong=True)


def test_what_was_sure_but_wrong_comes_again_after_a_week_even_when_mended_at_once():
    mended = learned(SURE, *[Review(DAY, Rating.Easy)] * 4, Review(after(3), Rating.Easy))

    assert mended.sure_wrong_on == DAY
    assert due_on(mended) == after(7)
    assert due_on(replace(mended, sure_wrong_on=None)) > after(7)


def test_it_is_left_alone_once_it_was_known_a_week_later():
    early = learned(SURE, Review(after(6), Rating.Good))
    late = learned(SURE, Review(after(7), Rating.Good))

    assert (early.sure_wrong_on, late.sure_wrong_on) == (DAY, None)


def test_a_right_guess_a_week_later_does_not_mend_it():
    assert learned(SURE, Review(after(8), Rating.Again, 0.5)).sure_wrong_on == DAY


def test_one_that_is_overdue_comes_on_the_next_day():
    again = learned(SURE, Review(after(9), Rating.Again))

    assert due_on(replace(again, stability=50.0)) == after(10)


def test_being_sure_and_wrong_once_more_begins_the_week_anew():
    again = learned(SURE, Review(after(5), Rating.Again, is_sure_wrong=True))

    assert again.sure_wrong_on == after(5)


# What is refused.


@pytest.mark.parametrize("weight", [0, -0.5, 1.01])
def test_a_weight_that_is_none_is_refused(weight):
    with pytest.raises(ValueError, match="a weight lies above 0"):
        Review(DAY, Rating.Good, weight)


@pytest.mark.parametrize("values", [[1.0], [*memory.DEFAULT[:-1], 9.0]])
def test_parameters_that_fsrs_does_not_allow_are_refused(values):
    with pytest.raises(ValueError, match="parameters"):
        memory.as_parameters(values)


def test_other_parameters_give_another_memory():
    slower = memory.as_parameters([*memory.DEFAULT[:2], 1.0, *memory.DEFAULT[3:]])
    first = Review(DAY, Rating.Good)

    assert next_review(None, first, parameters=slower).stability == 1.0
    assert memory.as_parameters(None) == memory.DEFAULT
