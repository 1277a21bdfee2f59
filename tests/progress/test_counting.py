"""Each answer is counted once, and the same whatever way it comes."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teaching.items.models import Vignette
from teaching.knowledge.models import Concept
from teaching.progress import counting, ledger
from teaching.progress.models import (
    Card,
    Confusion,
    Day,
    Study,
    Sureness,
    Tally,
    Timing,
)
from teaching.progress.standing import Standing
from teaching.quizzes import attempts, telling, testing
from teaching.quizzes.models import Attempt, Certainty, Mode, Quiz, Response
from tests.factories import make_user
from tests.progress.answering import START, answer, at, respond

pytestmark = pytest.mark.django_db
GUESS, FAIRLY, CERTAIN = Certainty


def concept(slug: str) -> int:
    return Concept.objects.get(slug=slug).pk


def seen(learner) -> dict[str, int]:
    """How many rows there are of each kind, and of answers counted."""
    tables = (Card, Tally, Confusion, Sureness, Day, Timing)
    return {table.__name__: table.objects.of(learner).count() for table in tables}


# What one answer leaves.


def test_an_answer_leaves_a_memory_and_its_totals(learner, questions):
    answer(learner, questions["the-crossword/syndrome"], seconds=20)

    counting.count(learner)

    card = Card.objects.of(learner).get()
    assert (card.concept.slug, card.reviewed_on, card.reviews) == (
        "total-anterior",
        START.date(),
        1,
    )
    assert card.due == START.date() + timedelta(days=2)
    tally = Tally.objects.of(learner).get()
    assert (tally.concept_id, tally.kind) == (card.concept_id, "case:syndrome")
    assert (tally.answered, tally.right) == (1, 1)
    sureness = Sureness.objects.of(learner).get()
    assert (sureness.certainty, sureness.answered, sureness.right) == (FAIRLY, 1, 1)
    day = Day.objects.of(learner).get()
    assert (day.on, day.answered, day.right, day.seconds) == (START.date(), 1, 1, 20)
    timing = Timing.objects.of(learner).get()
    assert (timing.kind, timing.bin, timing.answered) == ("case:syndrome", 9, 1)
    assert Confusion.objects.of(learner).count() == 0


def test_a_wrong_answer_is_kept_as_a_confusion_and_as_sure_but_wrong(learner, questions):
    question = questions["the-crossword/syndrome"]
    answer(learner, question, right=True, certainty=FAIRLY)
    wrong = answer(learner, question, at(days=3), right=False, certainty=CERTAIN)

    counting.count(learner)

    confusion = Confusion.objects.of(learner).select_related("asked", "taken_for").get()
    assert (confusion.asked.slug, confusion.taken_for.slug) == (
        "total-anterior",
        "partial-anterior",
    )
    assert (confusion.times, confusion.certain) == (1, 1)
    assert confusion.last_on == at(days=3).date()
    card = Card.objects.of(learner).get()
    assert (card.sure_wrong_on, card.sure_wrong_in) == (at(days=3).date(), wrong)
    assert card.sure_wrong_option_id == question.wrong[0]
    assert (card.reviews, card.lapses) == (2, 1)


def test_what_is_known_a_week_later_is_sure_but_wrong_no_more(learner, questions):
    question = questions["the-crossword/syndrome"]
    answer(learner, question, right=False, certainty=CERTAIN)
    answer(learner, question, at(days=8), right=True, certainty=FAIRLY)

    counting.count(learner)

    card = Card.objects.of(learner).get()
    assert (card.sure_wrong_on, card.sure_wrong_in, card.sure_wrong_option) == (None, None, None)


def test_a_question_whose_key_is_no_concept_counts_for_the_one_it_rests_on(learner, questions):
    answer(learner, questions["the-crossword/outlook"], certainty=None)

    counting.count(learner)

    assert Card.objects.of(learner).count() == 0
    tally = Tally.objects.of(learner).get()
    assert (tally.concept.slug, tally.kind) == ("total-anterior", "case:syndrome")
    assert Sureness.objects.of(learner).get().certainty == 0


def test_the_decisions_of_a_case_are_timed_one_after_the_other(learner, questions):
    first, second = (questions[f"the-night-train/{slug}"] for slug in ("window", "syndrome"))
    attempt = Attempt.objects.create(
        learner=learner, vignette_id=first.item.vignette_id, started_at=START
    )
    respond(attempt, first, START + timedelta(seconds=50))
    respond(attempt, second, START + timedelta(seconds=58))
    counting.count(learner)
    before = seen(learner)
    attempt.finished_at = START + timedelta(seconds=58)
    attempt.save()

    counting.count(learner)

    assert before["Day"] == 0  # a case that is open is not counted
    assert Day.objects.of(learner).get().seconds == 58
    assert {(row.kind, row.bin) for row in Timing.objects.of(learner)} == {
        ("case:window", 12),
        ("case:syndrome", 7),
    }


def test_a_break_and_the_time_of_a_test_are_not_known(learner, questions):
    question = questions["the-crossword/syndrome"]
    answer(learner, question, seconds=3600)
    sat(learner, question, at(days=1))

    counting.count(learner)

    assert Timing.objects.of(learner).count() == 0
    assert [(day.answered, day.seconds) for day in Day.objects.of(learner).order_by("on")] == [
        (1, 0),
        (1, 0),
    ]


# How often, and when.


def test_counting_twice_changes_nothing(learner, asked):
    for number, question in enumerate(asked):
        answer(learner, question, at(days=number))
    counting.count(learner)
    before = ledger.read(learner)

    counting.count(learner)

    assert ledger.read(learner) == before
    assert Attempt.objects.to_count().count() == 0


@pytest.mark.parametrize("answered", [1, 3])
def test_where_nothing_is_new_counting_is_one_query(
    learner, asked, answered, django_assert_num_queries
):
    for question in asked[:answered]:
        answer(learner, question)
    counting.count(learner)

    with django_assert_num_queries(1):
        counting.count(learner)


@pytest.mark.parametrize("before", [1, 40])
def test_what_a_new_answer_costs_does_not_hang_on_those_before(learner, asked, before):
    for number in range(before):
        answer(learner, asked[number % len(asked)], at(minutes=number))
    counting.count(learner)
    answer(learner, asked[0], at(days=9))

    with CaptureQueriesContext(connection) as caught:
        counting.count(learner)

    assert len(caught) == 21


def test_who_has_answered_nothing_leaves_nothing(learner, django_assert_num_queries):
    with django_assert_num_queries(2):
        study = counting.count(learner)

    assert (study.retention, study.daily_limit) == (0.9, 20)
    assert Study.objects.count() == 0


def test_somebody_elses_answers_are_theirs(learner, asked):
    other = make_user()
    answer(other, asked[0])

    counting.count(learner)

    assert set(seen(learner).values()) == {0}
    assert Attempt.objects.to_count().count() == 1


def test_an_attempt_without_an_answer_is_counted_as_nothing(learner, asked):
    sat(learner, asked[0], at(days=1), chosen=False)

    counting.count(learner)

    assert set(seen(learner).values()) == {0}
    assert Attempt.objects.to_count().count() == 0


# Late answers.


def sat(learner, question, moment, *, chosen: bool = True, told=None):
    """A test of one question, answered at that moment, handed in an hour later and told then or
    later."""
    quiz = Quiz.objects.create(
        disease=question.item.vignette.disease,
        owner=learner,
        title="Test",
        mode=Mode.TEST,
        is_set=True,
        created_at=moment,
    )
    sitting = quiz.sittings.create(
        learner=learner, seed="0", started_at=moment - timedelta(minutes=1), mode=Mode.TEST
    )
    attempt = Attempt.objects.create(
        learner=learner,
        vignette=question.item.vignette,
        started_at=moment - timedelta(seconds=5),
        in_quiz=True,
    )
    sitting.questions.create(
        number=1,
        vignette=question.item.vignette,
        attempt=attempt,
        option_id=question.wrong[0] if chosen else None,
        certainty=CERTAIN if chosen else None,
        saved_at=moment if chosen else None,
    )
    testing.hand_in(sitting, moment + timedelta(hours=1))
    assert telling.tell(sitting, told or moment + timedelta(hours=1))
    return attempt


def test_results_that_are_told_late_count_where_they_belong(learner, questions):
    question = questions["the-crossword/syndrome"]
    answer(learner, question, at(days=2))
    answer(learner, question, at(days=12))
    counting.count(learner)
    alone = Card.objects.of(learner).get()

    sat(learner, question, at(days=4), told=at(days=13))
    counting.count(learner)

    card = Card.objects.of(learner).get()
    assert (alone.reviews, card.reviews, card.lapses) == (2, 3, 1)
    assert card.reviewed_on == at(days=12).date()
    assert card.sure_wrong_on is None  # known again eight days after it
    assert card.stability < alone.stability
    assert counting.recount(learner) == []


answers = st.lists(
    st.tuples(
        st.integers(0, 6),  # which question
        st.integers(0, 60 * 24 * 40),  # when, in minutes
        st.booleans(),
        st.sampled_from([None, *Certainty]),
        st.integers(0, 1),  # which wrong option
        st.integers(1, 900),  # seconds
    ),
    min_size=1,
    max_size=40,
)
in_the_database = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)


def arrive(learner, asked, some, cuts: Random, *, batches: int) -> None:
    """The answers in any order, counted from time to time."""
    some = list(some)
    cuts.shuffle(some)
    for number, (which, minutes, right, certainty, wrong, seconds) in enumerate(some):
        answer(
            learner,
            asked[which],
            at(minutes=minutes),
            right=right,
            certainty=certainty,
            wrong=wrong,
            seconds=seconds,
        )
        if cuts.randrange(len(some)) < batches or number == len(some) - 1:
            counting.count(learner)


def content(learner) -> dict[str, dict]:
    """All that stands, but for the numbers of attempts."""
    place = ledger.CARDS.values.index("sure_wrong_in_id")
    return {
        table.name: {
            key: row[:place] + row[place + 1 :] if table is ledger.CARDS else row
            for key, row in held.items()
        }
        for table, held in ledger.read(learner).items()
    }


@in_the_database
@given(answers, st.randoms(use_true_random=False))
def test_counted_as_they_come_or_all_at_once_in_order_it_is_the_same(asked, some, cuts):
    as_they_come, at_once = make_user(), make_user()
    some = list({one[1]: one for one in some}.values())  # one answer a minute

    arrive(as_they_come, asked, some, cuts, batches=5)
    for one in sorted(some, key=lambda one: one[1]):
        arrive(at_once, asked, [one], cuts, batches=0)

    assert content(as_they_come) == content(at_once)
    assert counting.recount(as_they_come) == []


def test_a_count_that_minds_no_late_answer_would_be_found(learner, questions):
    question = questions["the-crossword/syndrome"]
    for days in (9, 2, 5):
        answer(learner, question, at(days=days), right=days != 2)
        Study.objects.of(learner).update(counted_to=None)
        counting.count(learner)

    assert [difference.table.name for difference in counting.recount(learner)] == ["card"]


# Counting anew.


def test_a_recount_mends_what_is_wrong_and_says_what_it_was(learner, questions):
    answer(learner, questions["the-crossword/syndrome"], certainty=GUESS)
    counting.count(learner)
    Tally.objects.update(answered=3)
    Day.objects.all().delete()
    Sureness.objects.create(learner=learner, certainty=CERTAIN, answered=2, right=2)

    found = [str(difference) for difference in counting.recount(learner)]

    assert found == [
        f"tally of concept {concept('total-anterior')}, kind case:syndrome: answered 3 → 1",
        "sureness of certainty 3: too many",
        "day of on 2026-03-02: missing",
    ]
    assert counting.recount(learner) == []
    assert Sureness.objects.of(learner).get().certainty == GUESS


def test_many_waiting_answers_are_counted_like_few(learner, asked, monkeypatch):
    for number in range(12):
        answer(learner, asked[number % 7], at(minutes=number), right=number % 3 > 0)
    counting.count(learner)
    few = ledger.read(learner)

    monkeypatch.setattr(counting, "FEW", 3)
    other = make_user()
    answer(other, asked[0])
    counting.count(other)
    Attempt.objects.of(other).delete()
    for number in range(12):
        answer(other, asked[number % 7], at(minutes=number), right=number % 3 > 0)
    counting.count(other)

    assert ledger.standing(ledger.read(other)).tallies == ledger.standing(few).tallies
    assert counting.recount(other) == []


@pytest.mark.parametrize("times", [1, 3])
def test_who_counts_meanwhile_has_everything_counted_once_more(learner, asked, monkeypatch, times):
    answer(learner, asked[0], at(days=9))
    counting.count(learner)
    answer(learner, asked[0], at(days=2), right=False)  # late
    counted, left = counting._counted, [*range(times)]

    def and_then_somebody_else_counts(*what):
        found = counted(*what)
        if left:
            answer(learner, asked[1], at(days=20 + left.pop()))
            with monkeypatch.context() as alone:
                alone.setattr(counting, "_counted", counted)
                counting.count(learner)
        return found

    monkeypatch.setattr(counting, "_counted", and_then_somebody_else_counts)
    counting.count(learner)
    monkeypatch.setattr(counting, "_counted", counted)
    counting.count(learner)

    assert sum(day.answered for day in Day.objects.of(learner)) == 2 + times
    assert counting.recount(learner) == []


def test_a_concept_that_leaves_the_pack_takes_its_memory_along(learner, questions):
    answer(learner, questions["the-crossword/syndrome"])
    answer(learner, questions["the-crossword/step"])
    counting.count(learner)

    Concept.objects.get(slug="thrombolyse").delete()

    assert Card.objects.of(learner).get().concept.slug == "total-anterior"
    assert counting.recount(learner) == []


def test_a_question_that_is_revised_or_retired_still_counts(learner, questions):
    question = questions["the-crossword/syndrome"]
    answer(learner, question)
    Vignette.objects.update(state="retired")

    counting.count(learner)

    assert Card.objects.of(learner).get().reviews == 1


def test_parameters_of_ones_own_make_other_memories(learner, questions):
    question = questions["the-crossword/syndrome"]
    answer(learner, question)
    counting.count(learner)
    parameters = list(counting.as_parameters(None))
    parameters[2] = 9.0

    Study.objects.of(learner).update(parameters=parameters, is_stale=True)
    counting.count(learner)

    assert Card.objects.of(learner).get().stability == 9.0
    assert counting.recount(learner) == []


def test_a_standing_of_nothing_has_no_rows():
    held = ledger.rows(Standing(), 0.9, counting.as_parameters(None))

    assert all(rows == {} for rows in held.values())


def test_an_answer_that_is_not_finished_yet_waits(learner, questions):
    question = questions["the-crossword/window"]
    attempt = attempts.begin(learner, question.item.vignette, at=START)
    respond(attempt, question, START)

    counting.count(learner)

    assert Response.objects.count() == 1
    assert set(seen(learner).values()) == {0}
