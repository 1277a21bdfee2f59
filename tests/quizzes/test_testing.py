"""Sitting a test: its clock, choices that can be changed, handing in, and what comes late."""

from contextlib import suppress
from datetime import timedelta
from html import unescape

import pytest
from django.db.models import RestrictedError
from django.test import Client
from django.utils import timezone

from teaching.items.models import State, Vignette
from teaching.quizzes import testing
from teaching.quizzes.models import Attempt, Quiz, Response, Sitting
from tests.factories import make_tryout, make_user
from tests.quizzes.set_quizzes import choose, make_quiz, page, save, sit
from tests.quizzes.sitting import begin
from tests.quizzes.test_costs import cost

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def quiz(bank) -> Quiz:
    return make_quiz()


def test_the_deadline_is_stored_when_a_test_begins(quiz):
    row = sit(quiz).row

    assert row.deadline == row.started_at + 30 * MINUTE
    assert (row.mode, row.finished_at) == ("test", None)


def test_the_clock_starts_with_the_beginning_and_not_with_the_cover(quiz, clock):
    client = Client()
    client.force_login(make_user())
    client.get(quiz.get_absolute_url())

    assert not Sitting.objects.exists()


def test_a_test_is_sat_once(quiz):
    sitter = sit(quiz)

    again = sitter.client.post(quiz.get_absolute_url())
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    once_more = sitter.client.post(quiz.get_absolute_url())

    assert again["Location"] == f"/sittings/{sitter.sitting}/1/"
    assert once_more["Location"] == f"/sittings/{sitter.sitting}/"
    assert Sitting.objects.count() == 1


def test_a_test_needs_an_account(quiz):
    visitor = Client()

    assert visitor.get(quiz.get_absolute_url()).status_code == 404
    assert visitor.post(quiz.get_absolute_url()).status_code == 404
    assert list(Quiz.objects.offered_to(make_tryout())) == []


@pytest.mark.parametrize(
    "fields", [{"published_at": None}, {"withdrawn_at": timezone.now()}, {"is_set": False}]
)
def test_what_is_not_offered_does_not_exist(bank, fields):
    quiz = make_quiz(**({"mode": "practice", "minutes": None} | fields))
    client = Client()
    client.force_login(make_user())

    assert client.get(quiz.get_absolute_url()).status_code == 404
    assert client.post(quiz.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("opens", "closes", "says"), [(1, 9, "It opens on"), (-9, -1, "It closed on")]
)
def test_outside_its_window_a_test_does_not_begin(bank, opens, closes, says):
    now = timezone.now()
    quiz = make_quiz(opens_at=now + opens * MINUTE, closes_at=now + closes * MINUTE)
    client = Client()
    client.force_login(make_user())

    response = client.post(quiz.get_absolute_url(), follow=True)

    assert says in response.content.decode()
    assert not Sitting.objects.exists()


def test_a_choice_is_saved_and_shown_as_the_server_has_it(quiz):
    sitter = sit(quiz)

    choose(sitter, 1, certainty=3)

    row = sitter.asked(1)
    assert (row.option_id, row.certainty, row.turn) == (sitter.options(1)[1], 3, 1)
    shown = sitter.see(1).content.decode()
    assert f'value="{row.option_id}" checked' in shown
    assert "Saved" in shown
    assert not Response.objects.exists()


def test_a_choice_can_be_changed_and_taken_back(quiz):
    sitter = sit(quiz)
    choose(sitter, 1)
    choose(sitter, 1, right=False)
    changed = sitter.asked(1).option_id

    save(sitter, 1, changed, clear="1")

    row = sitter.asked(1)
    assert changed == sitter.options(1)[2]
    assert (row.option_id, row.saved_at, row.certainty) == (None, None, None)
    assert "No answer saved" in sitter.see(1).content.decode()


def test_saving_goes_on_to_the_next_question_and_from_the_last_to_the_overview(quiz):
    sitter = sit(quiz)

    stays, goes = choose(sitter, 1), choose(sitter, 1, go="next")
    ends = choose(sitter, 4, go="next")

    assert [one["Location"] for one in (stays, goes, ends)] == [
        sitter.url(1),
        sitter.url(2),
        f"/sittings/{sitter.sitting}/",
    ]


def test_a_script_gets_what_has_changed(quiz):
    sitter = sit(quiz)

    response = choose(sitter, 1, htmx=True)

    text = response.content.decode()
    assert text.lstrip().startswith('<div id="saved">')
    assert '<input type="hidden" name="turn" value="1">' in text
    assert 'id="palette"' in text
    assert "<h1>" not in text


def test_the_same_choice_sent_again_changes_nothing(quiz):
    sitter = sit(quiz)
    choose(sitter, 1)
    before = sitter.asked(1)

    response = save(sitter, 1, before.option_id, turn=0)

    after = sitter.asked(1)
    assert response.status_code == 302
    assert (after.option_id, after.turn, after.saved_at) == (
        before.option_id,
        before.turn,
        before.saved_at,
    )


@pytest.mark.parametrize("htmx", [False, True])
def test_a_second_window_cannot_undo_the_first_unseen(quiz, htmx):
    sitter = sit(quiz)
    choose(sitter, 1)

    response = save(sitter, 1, sitter.options(1)[2], turn=0, htmx=htmx)

    assert sitter.asked(1).option_id == sitter.options(1)[1]
    assert response.headers.get("HX-Redirect" if htmx else "Location") == sitter.url(1)
    shown = unescape(sitter.see(1).content.decode())
    assert "This was changed in another window" in shown
    assert "choose again if you want to change it" in shown


@pytest.mark.parametrize("option", [0, 10**30, "x", "-1"])
def test_an_option_the_question_does_not_offer_is_refused(quiz, option):
    sitter = sit(quiz)
    sitter.see(1)

    response = save(sitter, 1, option)

    assert "does not offer that answer" in response.content.decode()
    assert sitter.asked(1).option_id is None


def test_a_question_that_was_not_seen_takes_no_answer(quiz):
    sitter = sit(quiz)
    _, key, _ = sitter.options(2)

    save(sitter, 2, key)

    assert sitter.asked(2).option_id is None


def test_a_test_takes_no_commitment_and_practice_no_saving(quiz):
    sitter = sit(quiz)
    sitter.see(1)
    item, key, _ = sitter.options(1)
    practice = begin(Client())
    practice.see(1)
    _, other, _ = practice.options(1)

    sitter.post(1, item, key, 2)
    save(practice, 1, other)

    assert not Response.objects.exists()
    assert practice.asked(1).option_id is None


def test_the_overview_says_what_is_left(quiz):
    sitter = sit(quiz)
    choose(sitter, 1)
    sitter.see(2)
    sitter.client.post(sitter.url(1, "flag/"), {"flagged": "1"})

    text = " ".join(unescape(page(sitter)).split())

    assert "1 of 4 answered" in text
    assert "3 questions have no answer. 1 of them you have seen." in text
    assert "Hand in with 3 open" in text
    assert "Go on with question 2" in text
    assert text.count("<li><div><h3>") == 2


def test_the_words_of_a_question_not_seen_stand_on_no_other_page(quiz):
    sitter = sit(quiz)
    sitter.see(1)
    sitter.client.post(sitter.url(2, "flag/"), {"flagged": "1"})

    text = unescape(page(sitter))

    assert "1. " in text
    assert ">Question 2</a>" in text
    for number in (2, 3, 4):
        vignette = sitter.asked(number).vignette
        assert vignette.items.get().lead_in not in text


@pytest.mark.parametrize("late", [0, 1])
def test_at_the_deadline_what_is_saved_is_handed_in(quiz, clock, late):
    sitter = sit(quiz)
    choose(sitter, 1)
    deadline = sitter.row.deadline
    clock.move_to(deadline + late * SECOND)

    response = choose(sitter, 1, right=False)

    row = sitter.row
    assert (row.finished_at, row.ran_out) == (deadline, True)
    assert response["Location"] == f"/sittings/{sitter.sitting}/"
    text = unescape(page(sitter))
    assert "The time was up at" in text
    assert "what was saved before is handed in" in text
    assert sitter.asked(1).option_id == sitter.options(1)[1]


def test_a_second_before_the_deadline_an_answer_is_taken(quiz, clock):
    sitter = sit(quiz)
    clock.move_to(sitter.row.deadline - SECOND)

    choose(sitter, 1)

    assert sitter.asked(1).option_id == sitter.options(1)[1]
    assert sitter.row.finished_at is None


def test_nobody_need_be_there_when_the_time_is_up(quiz, clock):
    sitter = sit(quiz)
    deadline = sitter.row.deadline
    clock.move_to(deadline + timedelta(days=3))

    sitter.client.get("/practise/")

    assert sitter.row.finished_at == deadline


def test_a_clock_that_is_set_back_ends_no_test_before_it_began(quiz, clock):
    sitter = sit(quiz)
    clock.move_to(sitter.row.started_at - timedelta(hours=2))

    choose(sitter, 1)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    assert sitter.row.finished_at == sitter.row.started_at
    assert "1 of 4 right, 3 left open" in page(sitter)


def test_handing_in_twice_keeps_the_first_time(quiz, clock):
    sitter = sit(quiz)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    first = sitter.row.finished_at
    clock.shift(MINUTE)

    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    assert sitter.row.finished_at == first


@pytest.mark.parametrize("htmx", [False, True])
def test_what_comes_after_handing_in_is_refused_and_said(quiz, htmx):
    quiz.release = "by-hand"
    quiz.save()
    sitter = sit(quiz)
    choose(sitter, 1)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    _, _, wrong = sitter.options(1)

    response = save(sitter, 1, wrong, htmx=htmx)

    to = response.headers.get("HX-Redirect" if htmx else "Location")
    assert to == f"/sittings/{sitter.sitting}/"
    assert "The test is handed in" in page(sitter)
    assert sitter.asked(1).option_id == sitter.options(1)[1]
    assert sitter.see(1)["Location"] == f"/sittings/{sitter.sitting}/"


def test_extra_time_moves_the_deadline_of_a_test_that_is_being_sat(quiz, clock):
    learner = make_user()
    sitter = sit(quiz, learner=learner)
    before = sitter.row.deadline

    testing.allow(quiz, learner, 10, timezone.now())
    more = sitter.row.deadline
    clock.shift(35 * MINUTE)
    choose(sitter, 1)
    testing.allow(quiz, learner, 0, timezone.now())

    assert more == before + 10 * MINUTE
    assert sitter.asked(1).option_id is not None
    assert sitter.row.deadline == timezone.now()


def test_extra_time_is_there_from_the_beginning_and_is_said(quiz):
    learner = make_user()
    testing.allow(quiz, learner, 15, timezone.now())
    client = Client()
    client.force_login(learner)

    cover = " ".join(client.get(quiz.get_absolute_url()).content.decode().split())
    row = sit(quiz, client).row

    assert "45 minutes, 15 of them extra time" in cover
    assert row.deadline == row.started_at + 45 * MINUTE


def test_another_device_goes_on_where_the_first_was(quiz):
    learner = make_user()
    first = sit(quiz, learner=learner)
    choose(first, 1)
    other = Client()
    other.force_login(learner)

    shown = other.get(first.url(1)).content.decode()

    assert f'value="{first.asked(1).option_id}" checked' in shown


@pytest.mark.parametrize("change", ["retired", "withdrawn", "edited", "lines"])
def test_what_becomes_of_a_quiz_does_not_touch_a_sitting(quiz, change):
    sitter = sit(quiz)
    choose(sitter, 1)
    before = list(sitter.row.questions.values_list("vignette", flat=True))
    if change == "retired":
        Vignette.objects.filter(pk__in=before).update(state=State.RETIRED)
    elif change == "withdrawn":
        Quiz.objects.update(withdrawn_at=timezone.now())
    elif change == "edited":
        Quiz.objects.update(title="Another", minutes=1, marking="certainty")
    else:
        quiz.lines.all().delete()

    choose(sitter, 2)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    assert list(sitter.row.questions.values_list("vignette", flat=True)) == before
    assert "2 of 4 right" in page(sitter)
    assert (sitter.row.marking, sitter.row.deadline - sitter.row.started_at) == (
        "plain",
        30 * MINUTE,
    )


def test_what_was_asked_and_answered_cannot_be_deleted(quiz):
    sitter = sit(quiz)
    choose(sitter, 1)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    asked = list(sitter.row.questions.values_list("number", "vignette", "option"))

    with suppress(RestrictedError):
        sitter.asked(1).vignette.delete()

    assert list(sitter.row.questions.values_list("number", "vignette", "option")) == asked
    assert "1 of 4 right" in page(sitter)


def test_a_session_that_ends_loses_nothing(quiz):
    learner = make_user()
    sitter = sit(quiz, learner=learner)
    choose(sitter, 1)
    sitter.client.logout()

    _, _, wrong = sitter.options(1)
    turned_away = save(sitter, 1, wrong)
    sitter.client.force_login(learner)

    assert "/accounts/login/" in turned_away["Location"]
    assert sitter.asked(1).option_id == sitter.options(1)[1]
    assert sitter.see(1).status_code == 200


def test_a_test_costs_the_same_queries_however_long_it_is(bank):
    costs = []
    for count in (3, 20):
        sitter = sit(make_quiz(count=count))
        sitter.see(1)
        _, right, wrong = sitter.options(1)
        url = sitter.url(1, "save/")
        costs.append(
            [
                cost(sitter.client, sitter.url(1)),
                cost(sitter.client, url, {"turn": 0, "option": right}),
                cost(sitter.client, url, {"turn": 1, "option": wrong}),
                cost(sitter.client, f"/sittings/{sitter.sitting}/"),
            ]
        )

    assert costs[0] == costs[1] == [5, 7, 7, 4]


def test_no_attempt_of_a_test_is_finished_before_it_is_told(quiz):
    quiz.release = "by-hand"
    quiz.save()
    sitter = sit(quiz)
    choose(sitter, 1)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    page(sitter)

    assert not Attempt.objects.filter(finished_at__isnull=False).exists()
    assert not Response.objects.exists()


def test_a_later_close_gives_each_who_sits_it_their_own_time(bank, clock):
    closes = timezone.now() + 10 * MINUTE
    quiz = make_quiz(closes_at=closes)
    slow = make_user()
    testing.allow(quiz, slow, 15, timezone.now())
    sitters = [sit(quiz), sit(quiz, learner=slow)]
    began = timezone.now()

    testing.close_later(quiz, closes + 60 * MINUTE)

    assert [one.row.deadline - began for one in sitters] == [30 * MINUTE, 45 * MINUTE]


def test_whom_the_close_has_handed_in_stays_so_when_it_moves(bank, clock):
    closes = timezone.now() + 10 * MINUTE
    quiz = make_quiz(closes_at=closes)
    sitter = sit(quiz)
    clock.shift(10 * MINUTE)
    page(sitter)

    testing.close_later(quiz, closes + 60 * MINUTE)

    assert (sitter.row.finished_at, sitter.row.deadline) == (closes, closes)


def test_a_close_does_not_move_to_an_earlier_moment(bank, clock):
    closes = timezone.now() + 10 * MINUTE
    quiz = make_quiz(closes_at=closes)
    sitter = sit(quiz)

    testing.close_later(quiz, closes - MINUTE)

    quiz.refresh_from_db()
    assert (quiz.closes_at, sitter.row.deadline) == (closes, closes)
