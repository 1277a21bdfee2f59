"""The pages Today and Progress, and how a learner wants to study."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from teaching.items.models import Key, State, Vignette
from teaching.knowledge.models import Disease
from teaching.progress import counting, progress_page, today_page, wishes
from teaching.progress.memory import DEFAULT
from teaching.progress.models import Study
from teaching.progress.queue import Because
from teaching.quizzes import attempts, pool
from teaching.quizzes.models import Attempt, Certainty, Question, Response, Sitting
from tests.clinic import clinic
from tests.factories import make_instructor, make_user
from tests.quizzes.conftest import visitor
from tests.quizzes.set_quizzes import make_quiz
from tests.quizzes.sitting import Sitter, begin, publish
from tests.quizzes.test_costs import cost

__all__ = ["clinic", "visitor"]

MODEL = "form-from-case"


@pytest.fixture(scope="module")
def stock(clinic, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        publish(MODEL, n=24)


@pytest.fixture
def sitter(stock, visitor) -> Sitter:
    """A learner with an account, who has begun to practise."""
    visitor.force_login(make_user())
    return begin(visitor, topics=MODEL, count=10)


def page(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def let_pass(days: int) -> None:
    """All that was answered lies so many days back."""
    back = timedelta(days=days)
    for attempt in Attempt.objects.all():
        Attempt.objects.filter(pk=attempt.pk).update(
            started_at=attempt.started_at - back,
            finished_at=attempt.finished_at and attempt.finished_at - back,
        )
    for response in Response.objects.all():
        Response.objects.filter(pk=response.pk).update(committed_at=response.committed_at - back)
    Study.objects.update(is_stale=True)


def test_somebody_new_is_told_that_the_first_patient_waits(sitter):
    assert "Your first patient is waiting." in page(sitter.client, "/today/")
    assert "No decisions yet" in page(sitter.client, "/progress/")
    assert sitter.client.post("/today/start/")["Location"] == "/cases/"


def test_what_was_sure_but_wrong_comes_back_after_a_week_and_says_why(sitter):
    sitter.answer(1, right=False, certainty=3)
    let_pass(7)

    text = page(sitter.client, "/today/")

    assert "sure but wrong, " in text
    assert "Start today’s questions" in text


def test_what_is_due_is_not_named_alone_for_that_would_answer_the_question(sitter):
    for number in range(1, 9):
        sitter.answer(number, right=False, certainty=3)
    let_pass(8)

    shown = today_page.page(sitter.row.learner, Disease.objects.get(), timezone.now())

    names = {topic.name for topic in known(sitter).topics}
    assert shown.due
    assert not {one.what for one in shown.due} & names


def known(sitter: Sitter) -> today_page.Table:
    today = timezone.localdate()
    return today_page.table(sitter.row.learner, Disease.objects.get(), today)


def test_starting_asks_about_what_is_due_in_questions_not_met(sitter):
    for number in range(1, 5):
        sitter.answer(number, right=False, certainty=3)
    let_pass(8)
    entries = known(sitter).queue.entries
    due = {one.slug for one in known(sitter).topics if one.id in {x.concept for x in entries}}
    met = set(Attempt.objects.exclude(finished_at=None).values_list("vignette", flat=True))

    sitter.client.post("/today/start/")

    review = Sitting.objects.exclude(pk=sitter.sitting).get()
    asked = Vignette.objects.filter(pk__in=review.questions.values("vignette"))
    about = [pool.about(one.radicals) & due for one in asked]
    assert all(about)
    assert not {one.pk for one in asked} & met
    assert {entry.because for entry in entries} <= {*Because}


def test_where_no_question_is_left_starting_leads_to_the_cases_and_says_so(sitter):
    sitter.answer(1, right=False)
    let_pass(30)
    Vignette.objects.filter(origin="bank").update(state=State.RETIRED)

    response = sitter.client.post("/today/start/", follow=True)

    assert response.request["PATH_INFO"] == "/cases/"
    assert Sitting.objects.count() == 1


def test_the_limit_of_a_day_is_kept_and_said(sitter):
    for number in range(1, 9):
        sitter.answer(number, right=False, certainty=3)
    let_pass(8)
    sitter.client.post("/progress/wishes/", {"recall": "90", "daily_limit": "1"})

    text = page(sitter.client, "/today/")

    assert "One decision is due" in text
    assert "for tomorrow: you want one question a day at most." in text


def test_a_fit_waits_for_enough_reviews_and_says_how_many_are_missing(sitter):
    sitter.answer(1)

    text = page_after(sitter.client, "/progress/fit/", {})

    assert "Not enough reviews yet (0 of 400)." in text
    assert not Study.objects.exclude(parameters__isnull=True).exists()


def test_who_goes_by_a_fit_can_go_back_to_the_default(sitter):
    sitter.answer(1)
    fitted = [*DEFAULT[:20], 0.2]
    wishes.adopt(sitter.row.learner, fitted)
    assert "by how you forgot in your own answers" in page(sitter.client, "/progress/wishes/")

    text = page_after(sitter.client, "/progress/fit/", {"default": "1"})

    assert "The default is used again." in text
    assert Study.objects.get().parameters is None


def page_after(client: Client, url: str, sent: dict[str, str]) -> str:
    return unescape(client.post(url, sent, follow=True).content.decode())


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"recall": "99", "daily_limit": "20"}, "less than or equal to 97"),
        ({"recall": "90", "daily_limit": "0"}, "greater than or equal to 1"),
        ({"recall": "", "daily_limit": "many"}, "Enter a whole number."),
    ],
)
def test_a_wish_out_of_range_is_refused_beside_its_field(sitter, sent, said):
    text = unescape(sitter.client.post("/progress/wishes/", sent).content.decode())

    assert said in text
    assert not Study.objects.exists()


def test_a_plan_says_what_a_day_takes_until_the_examination(sitter):
    for number in range(1, 5):
        sitter.answer(number)
    day = timezone.localdate() + timedelta(days=20)

    text = unescape(
        sitter.client.post("/progress/plan/", {"day": day}, follow=True).content.decode()
    )

    assert "A forecast from how you have remembered so far" in text
    assert "until" in page(sitter.client, "/today/")
    sitter.client.post("/progress/plan/", {"day": ""})
    assert Study.objects.get().examination is None


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_plan_for_a_day_that_is_not_ahead_is_refused_and_nothing_stored(sitter, days):
    sitter.answer(1)
    day = timezone.localdate() + timedelta(days=days)

    text = unescape(sitter.client.post("/progress/plan/", {"day": day}).content.decode())

    assert "A plan looks from tomorrow to a year ahead." in text
    assert not Study.objects.exclude(examination=None).exists()


def test_what_was_sure_but_wrong_is_listed_with_both_answers_in_their_own_words(sitter):
    sitter.answer(1, right=False, certainty=3)
    response = Response.objects.get()
    key = Key.objects.get(item=response.item).option.text

    text = page(sitter.client, "/progress/").lower()

    assert response.option.text.lower() in text
    assert f"it was <em>{key.lower()}</em>" in text


def test_what_a_test_asks_too_is_not_told_meanwhile(sitter):
    sitter.answer(1, right=False, certainty=3)
    asked = Question.objects.get(sitting=sitter.sitting, number=1).vignette
    quiz = make_quiz(release="by-hand", owner=make_instructor(), count=1)
    test = Sitting.objects.create(
        quiz=quiz, learner=sitter.row.learner, mode="test", seed="x", started_at=timezone.now()
    )
    Question.objects.create(sitting=test, number=1, vignette=asked)

    text = page(sitter.client, "/progress/")
    Sitting.objects.filter(pk=test.pk).delete()

    assert "it was <em>" not in text
    assert "it was <em>" in page(sitter.client, "/progress/")


def test_a_case_that_was_begun_is_offered_with_where_it_was_left(sitter):
    case = Vignette.objects.get(slug="transfer-board", state="published")
    attempt = attempts.begin(sitter.row.learner, case, at=timezone.now())

    text = page(sitter.client, "/today/")

    assert "You stopped at the history, none of" in text
    assert f'href="{attempt.get_absolute_url()}"' in text
    assert "0 of 10 answered. Begun today" in text


def test_nobody_sees_what_somebody_else_knows(sitter):
    sitter.answer(1, right=False, certainty=3)
    page(sitter.client, "/progress/")
    other = Client()
    other.force_login(make_user())

    assert "No decisions yet" in page(other, "/progress/")
    assert "Your first patient is waiting." in page(other, "/today/")


@pytest.mark.parametrize("answered", [1, 9])
def test_the_pages_cost_the_same_however_much_was_answered(sitter, answered):
    for number in range(1, answered + 1):
        sitter.answer(number, right=False, certainty=Certainty.CERTAIN)
    counting.count(sitter.row.learner)
    progress_page.page(sitter.row.learner, Disease.objects.get(), timezone.localdate())

    assert [cost(sitter.client, url) for url in ("/today/", "/progress/")] == [10, 12]
