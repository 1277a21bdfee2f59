"""Reporting a problem with a question or a case, and the answer that comes back."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from teaching.accounts import leaving
from teaching.accounts.models import User
from teaching.quizzes import reporting, testing
from teaching.quizzes.models import Quiz, Report
from tests.conftest import forget
from tests.factories import PASSWORD, make_instructor, make_user
from tests.quizzes.set_quizzes import choose, make_quiz, page, sit
from tests.quizzes.sitting import Sitter, begin
from tests.quizzes.taking import begin as begin_case
from tests.quizzes.test_costs import cost

WORDS = "The second line says <b>left</b>, the film shows right."
ANSWER = "You are right, it is mended."

pytestmark = pytest.mark.usefixtures("bank")


def report(sitter: Sitter, number: int = 1, words: str = WORDS, trouble: str = "film"):
    data = {"trouble": trouble, "words": words}
    return sitter.client.post(sitter.url(number, "report/"), data, follow=True)


def answered(words: str = ANSWER) -> Report:
    """The only report, answered."""
    only = Report.objects.get()
    reporting.answer(only, words, make_instructor(), timezone.now())
    return only


def test_a_report_carries_who_which_revision_and_how(visitor):
    sitter = begin(visitor)
    sitter.see(1)

    said = report(sitter).content.decode()

    row, asked = Report.objects.get(), sitter.asked(1)
    assert "Thank you: your report has reached" in said
    assert (row.learner, row.vignette, row.attempt) == (
        sitter.row.learner,
        asked.vignette,
        asked.attempt,
    )
    assert (row.item.vignette_id, row.mode, row.trouble) == (asked.vignette_id, "practice", "film")
    assert (row.vignette.model, row.vignette.version > 0, row.text) == (
        asked.vignette.model,
        True,
        WORDS,
    )


def test_the_same_words_on_the_same_question_are_stored_once(visitor):
    sitter = begin(visitor)
    sitter.see(1)
    sitter.see(2)
    report(sitter)

    assert "kept once" in report(sitter).content.decode()
    assert Report.objects.count() == 1

    report(sitter, words="Another thing.")
    report(sitter, number=2)
    assert Report.objects.count() == 3


def test_the_same_report_twice_is_refused_by_the_database(visitor):
    sitter = begin(visitor)
    sitter.see(1)
    report(sitter)
    row = Report.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("trouble", "words", "said"),
    [
        ("typo", "  ", "Say in a few words what is wrong."),
        ("typo", "a" * 2001, "The report is too long"),
        ("grim", "Words.", "Say what kind of problem it is."),
    ],
)
def test_what_is_no_report_is_said_and_not_stored(visitor, trouble, words, said):
    sitter = begin(visitor)
    sitter.see(1)

    assert said in report(sitter, words=words, trouble=trouble).content.decode()
    assert not Report.objects.exists()


def test_a_question_that_was_never_seen_cannot_be_reported(visitor):
    sitter = begin(visitor)

    sitter.client.post(sitter.url(3, "report/"), {"trouble": "typo", "words": WORDS})

    assert not Report.objects.exists()


@pytest.mark.parametrize("is_answered", [False, True])
def test_the_learner_sees_their_own_reports_on_the_question(visitor, is_answered):
    sitter = begin(visitor)
    sitter.see(1)
    report(sitter)
    if is_answered:
        sitter.answer(1)

    shown = sitter.see(1).content.decode()

    assert "You reported this on" in shown
    assert "The second line says &lt;b&gt;left&lt;/b&gt;" in shown
    assert "No answer yet." in shown
    assert "You reported this on" not in sitter.see(2).content.decode()


def test_nobody_else_sees_a_report(visitor):
    sitter = begin(visitor, count=40)
    sitter.see(1)
    report(sitter)

    other = begin(Client(), count=40)

    numbers = range(1, other.row.questions.count() + 1)
    assert not any("You reported" in other.see(number).content.decode() for number in numbers)


def test_an_answer_waits_until_the_question_is_answered(visitor):
    """An answer may tell what is right."""
    sitter = begin(visitor)
    sitter.see(1)
    report(sitter)
    answered()

    before = sitter.see(1).content.decode() + visitor.get("/practise/").content.decode()
    sitter.answer(1)
    notice = visitor.get("/practise/").content.decode()
    told = sitter.see(1).content.decode()

    assert "It has an answer, which you can read here" in before
    assert ANSWER not in before
    assert "has an answer. <a" not in before
    assert f'href="{sitter.url(1)}#reported"' in notice
    assert ANSWER in told


def test_the_notice_stays_until_the_answer_was_seen(visitor):
    sitter = begin(visitor)
    sitter.answer(1)
    report(sitter)
    assert "has an answer" not in visitor.get("/practise/").content.decode()
    answered()

    for _ in range(2):
        assert "has an answer" in visitor.get("/practise/").content.decode()
    sitter.see(1)

    assert "has an answer" not in visitor.get("/practise/").content.decode()
    assert ANSWER in sitter.see(1).content.decode()


def test_in_a_test_an_answer_waits_for_the_results(visitor):
    sitter = sit(make_quiz(release="by-hand"))
    choose(sitter, 1)
    report(sitter)
    answered()
    testing.hand_in(sitter.row, timezone.now())

    held = page(sitter) + page(sitter, "1/") + page(sitter).replace("x", "x")
    held += sitter.client.get("/practise/").content.decode()
    Quiz.objects.filter(is_set=True).update(released_at=timezone.now())
    sitter.client.get(f"/sittings/{sitter.sitting}/")

    assert Report.objects.get().mode == "test"
    assert ANSWER not in held
    assert "has an answer. <a" not in held
    assert "has an answer. <a" in sitter.client.get("/practise/").content.decode()
    assert ANSWER in page(sitter, "1/")


def test_an_answer_waits_while_another_test_asks_the_same(visitor):
    learner, client = make_user(), Client()
    client.force_login(learner)
    sitter = begin(client)
    sitter.answer(1)
    report(sitter)
    answered()
    quiz = make_quiz(release="by-hand")
    sitting = quiz.sittings.create(
        learner=learner, seed="0", started_at=timezone.now(), mode="test"
    )
    sitting.questions.create(number=1, vignette=sitter.asked(1).vignette)

    held = sitter.see(1).content.decode() + client.get("/practise/").content.decode()
    sitting.delete()

    assert ANSWER not in held
    assert "has an answer. <a" not in held
    assert ANSWER in sitter.see(1).content.decode()


def test_another_answer_is_news_again_and_the_same_is_none(visitor):
    sitter = begin(visitor)
    sitter.answer(1)
    report(sitter)
    row = answered()
    sitter.see(1)

    row.refresh_from_db()
    reporting.answer(row, ANSWER, make_instructor(), timezone.now())
    assert Report.objects.get().seen_at is not None
    reporting.answer(row, "Mended otherwise.", make_instructor(), timezone.now())
    assert Report.objects.get().seen_at is None


def test_a_report_that_is_open_again_shows_no_answer(visitor):
    sitter = begin(visitor)
    sitter.answer(1)
    report(sitter)
    row = answered()

    reporting.reopen(row)
    reporting.reopen(row)

    shown = sitter.see(1).content.decode()
    assert ANSWER not in shown
    assert "No answer yet." in shown
    assert Report.objects.get().answer == ANSWER


def test_a_case_is_reported_from_its_debrief_and_answered_there(visitor):
    taker = begin_case(visitor, "transfer-board")
    address = f"/attempts/{taker.attempt}/debrief/2/"
    sent = {"trouble": "unclear", "words": WORDS}
    visitor.post(f"{address}report/", sent)
    assert not Report.objects.exists()  # not finished
    taker.finish()

    visitor.post(f"{address}report/", sent)

    row = answered()
    assert (row.mode, row.item.position, row.is_of_bank) == ("", 1, False)
    notice = visitor.get("/practise/").content.decode()
    assert f'href="/attempts/{taker.attempt}/debrief/#reported"' in notice
    assert ANSWER in visitor.get(address).content.decode()


def test_a_learner_can_send_so_many_reports_an_hour(visitor):
    forget()
    sitter = begin(visitor)
    sitter.see(1)
    sent = [report(sitter, words=f"Thing {n}.").status_code for n in range(31)]

    assert sent == [200] * 30 + [429]


def test_reports_go_to_the_account_and_go_with_it(visitor):
    account = make_user()
    sitter = begin(visitor)
    sitter.see(1)
    sitter.see(2)
    report(sitter)
    report(sitter, number=2)
    theirs = Report.objects.first()
    Report.objects.create(
        learner=account,
        attempt=theirs.attempt,
        vignette=theirs.vignette,
        item=theirs.item,
        mark=theirs.mark,
        trouble="typo",
        text=theirs.text,
        sent_at=timezone.now(),
    )

    visitor.post("/accounts/login/", {"login": account.username, "password": PASSWORD})

    assert [row.learner for row in Report.objects.all()] == [account, account]
    leaving.erase(User.objects.all(), account.pk)
    assert not Report.objects.exists()


def test_what_reports_cost_hangs_on_none_of_them(visitor):
    sitter = begin(visitor)
    sitter.answer(1)
    report(sitter)
    one = cost(visitor, sitter.url(1)), cost(visitor, "/practise/")
    for n in range(3):
        report(sitter, words=f"Thing {n}.")
    sitter.see(1)

    assert (cost(visitor, sitter.url(1)), cost(visitor, "/practise/")) == one
