"""Memories and totals, answer by answer, without a database."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.memory import replay
from teaching.progress.rating import Rating, Review
from teaching.progress.standing import Given, Mixed, Share, Standing, Worked, Wrong, histories
from teaching.progress.subjects import Subject
from teaching.quizzes.models import Certainty

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
FORM = Subject("form", asked=1)
FACTS = Subject("facts", beside=frozenset({1, 2}))
TERMS = Subject("terms")
GUESS, FAIRLY, CERTAIN = Certainty


def told(
    minutes: int = 0,
    subject: Subject = FORM,
    *,
    right: bool = True,
    certainty: int | None = FAIRLY,
    taken_for: int | None = None,
    seconds: float | None = None,
) -> Given:
    moment = START + timedelta(minutes=minutes)
    return Given(
        minutes, 1, 7, moment, moment.date(), right, certainty, subject, taken_for, seconds
    )


def after(*given: Given) -> Standing:
    standing = Standing()
    for one in given:
        standing.take(one)
    return standing


def test_a_new_standing_holds_nothing():
    assert after() == Standing({}, {}, {}, {}, {}, {}, {})


def test_an_answer_is_counted_by_concept_certainty_day_and_time():
    found = after(told(seconds=20.4), told(1, right=False, certainty=None, seconds=None))

    assert found.tallies == {(1, "form"): Share(2, 1)}
    assert found.surenesses == {FAIRLY: Share(1, 1), 0: Share(1, 0)}
    assert found.days == {START.date(): Worked(2, 1, 20)}
    assert found.timings == {"form": {9: 1}}


def test_a_question_about_two_concepts_counts_for_both_and_remembers_neither():
    found = after(told(0, FACTS))

    assert found.tallies == {(1, "facts"): Share(1, 1), (2, "facts"): Share(1, 1)}
    assert found.memories == {}


def test_a_question_about_no_concept_counts_for_the_day():
    found = after(told(0, TERMS, seconds=5))

    assert (found.tallies, found.memories) == ({}, {})
    assert found.days == {START.date(): Worked(1, 1, 5)}


def test_a_fact_known_firms_what_is_remembered_and_one_not_known_loosens_it():
    before = after(told(0)).memories[1]
    later = 60 * 24 * 3

    firmer = after(told(0), told(later, FACTS)).memories[1]
    looser = after(told(0), told(later, FACTS, right=False)).memories[1]

    assert looser.stability < before.stability < firmer.stability
    assert looser.reviewed_on == firmer.reviewed_on == before.reviewed_on


def test_confusions_keep_how_often_and_when_last():
    day = 60 * 24
    found = after(
        told(0, right=False, taken_for=2),
        told(2 * day, right=False, certainty=CERTAIN, taken_for=2),
        told(3 * day, right=False, certainty=GUESS, taken_for=2),
    )

    assert found.confusions == {(1, 2): Mixed(2, 1, START.date() + timedelta(days=2))}


def test_the_latest_of_what_was_sure_but_wrong_is_kept_until_it_is_known():
    day = 60 * 24
    sure = [told(n * day, right=False, certainty=CERTAIN) for n in (0, 1)]

    assert after(*sure).sure_wrong == {1: Wrong(day, 7)}
    assert after(*sure, told(9 * day)).sure_wrong == {}


def test_an_answer_is_quick_for_who_takes_longer_as_a_rule():
    slow = [told(n, certainty=CERTAIN, seconds=60) for n in range(5)]
    quick = told(60 * 24 * 4, certainty=CERTAIN, seconds=10)
    days = [START.date()] * 5

    found = after(*slow, quick)

    goods = [Review(day, Rating.Good) for day in days]
    assert found.memories[1] == replay([*goods, Review(quick.on, Rating.Easy)])
    assert after(*slow[1:], quick).memories[1].stability < found.memories[1].stability


subjects = st.sampled_from([FORM, FACTS, TERMS, Subject("form", asked=2)])
answers = st.lists(
    st.builds(
        told,
        st.integers(0, 60 * 24 * 30),
        subjects,
        right=st.booleans(),
        certainty=st.sampled_from([None, *Certainty]),
        taken_for=st.sampled_from([None, 1, 2, 3]),
        seconds=st.none() | st.floats(0.1, 600),
    ),
    max_size=30,
)


@given(answers, st.randoms(use_true_random=False))
def test_totals_are_the_same_in_any_order(some, dice):
    shuffled = list(some)
    dice.shuffle(shuffled)

    one, other = after(*some), after(*shuffled)

    assert one.tallies == other.tallies
    assert one.confusions == other.confusions
    assert one.surenesses == other.surenesses
    assert one.days == other.days
    assert one.timings == other.timings
    assert one.memories.keys() == other.memories.keys()


@given(answers)
def test_the_histories_of_answers_replayed_are_what_is_remembered(some):
    ordered = sorted(some, key=lambda one: one.at)

    found = [replay(history) for history in histories(ordered)]

    held = after(*ordered).memories.values()
    assert sorted(map(repr, filter(None, found))) == sorted(map(repr, held))
