"""The reports as instructors find, answer and open them again."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from teaching.items.models import Vignette
from teaching.quizzes import reporting
from teaching.quizzes.models import Attempt, Report
from tests.authoring.conftest import FORM, ONSET
from tests.factories import make_user

ANSWER = "Thank you, it is mended."


def make_report(vignette: Vignette, text: str = "The word is misspelt.", **fields) -> Report:
    learner = fields.pop("learner", None) or make_user()
    attempt = Attempt.objects.create(
        learner=learner,
        vignette=vignette,
        started_at=timezone.now(),
        in_quiz=vignette.origin == "bank",
    )
    item = vignette.items.first()
    reporting.send(attempt, item.pk, fields.pop("trouble", "typo"), text, timezone.now())
    return Report.objects.latest("pk")


@pytest.fixture
def row(filled, db) -> Vignette:
    return Vignette.objects.bank(filled).filter(model=FORM.slug)[0]


def shown(client: Client, query: str = "") -> str:
    return client.get(f"/bank/reports/{query}").content.decode()


def listed(client: Client, query: str = "") -> list[int]:
    return [row.report.pk for row in client.get(f"/bank/reports/{query}").context["rows"]]


def test_where_nobody_has_reported_it_says_so(instructor):
    assert "Nobody has reported a problem." in shown(instructor)


def test_a_report_says_what_who_and_on_which_seed(instructor, row):
    one = make_report(row, learner=make_user(first_name="Samira"))

    text = shown(instructor)

    assert all(
        said in text
        for said in (
            "The word is misspelt.",
            "Samira",
            f'href="/bank/{row.pk}/"',
            f"seed <code>{row.seed}</code>",
            f"version {row.version}",
            one.get_trouble_display(),
        )
    )


def test_the_list_is_narrowed_by_state_model_words_and_question(instructor, row):
    onset = Vignette.objects.filter(model=ONSET.slug)[0]
    case = Vignette.objects.filter(origin="pack")[0]
    first, second, third = make_report(row), make_report(onset, "Hard to read."), make_report(case)
    reporting.answer(second, ANSWER, make_user(), timezone.now())

    assert listed(instructor) == [first.pk, third.pk]
    assert listed(instructor, "?state=answered") == [second.pk]
    assert listed(instructor, "?state=all") == [third.pk, second.pk, first.pk]
    assert listed(instructor, f"?state=all&model={ONSET.slug}") == [second.pk]
    assert listed(instructor, "?state=all&model=case") == [third.pk]
    assert listed(instructor, "?state=all&q=hard+READ") == [second.pk]
    assert listed(instructor, f"?state=all&question={row.pk}") == [first.pk]
    assert listed(instructor, "?state=all&question=99999999") == []
    assert listed(instructor, "?state=no&model=no&question=no&page=x") == [first.pk, third.pk]
    assert "No report fits." in shown(instructor, "?q=nowhere")


def test_an_answer_closes_a_report_and_the_list_stays_as_it_was(instructor, row):
    one = make_report(row)
    back = "/bank/reports/?state=all&page=1"

    response = instructor.post(f"/bank/reports/{one.pk}/answer/", {"answer": ANSWER, "back": back})

    one.refresh_from_db()
    assert response["Location"] == back
    assert (one.answer, one.is_answered, one.answered_by.role) == (ANSWER, True, "instructor")
    assert "No report is open." in shown(instructor)


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/bank/", ""])
def test_the_way_back_leads_to_the_list_alone(instructor, row, back):
    one = make_report(row)

    response = instructor.post(f"/bank/reports/{one.pk}/answer/", {"answer": ANSWER, "back": back})

    assert response["Location"] == "/bank/reports/"


@pytest.mark.parametrize(
    ("words", "said"), [(" ", "Write what the learner is to read."), ("a" * 2001, "too long")]
)
def test_what_is_no_answer_is_said_and_closes_nothing(instructor, row, words, said):
    one = make_report(row)

    response = instructor.post(f"/bank/reports/{one.pk}/answer/", {"answer": words}, follow=True)

    one.refresh_from_db()
    assert said in response.content.decode()
    assert not one.is_answered


def test_a_report_opened_again_keeps_its_answer_as_a_draft(instructor, row):
    one = make_report(row)
    instructor.post(f"/bank/reports/{one.pk}/answer/", {"answer": ANSWER})

    instructor.post(f"/bank/reports/{one.pk}/reopen/")

    assert f"{ANSWER}</textarea>" in shown(instructor)


def test_the_page_of_a_question_says_how_many_reports_are_open(instructor, row):
    assert "open report" not in instructor.get(f"/bank/{row.pk}/").content.decode()
    one, _ = make_report(row), make_report(row, "Another.")
    assert "2 open reports</a>" in instructor.get(f"/bank/{row.pk}/").content.decode()

    reporting.answer(one, ANSWER, make_user(), timezone.now())

    assert "1 open report</a>" in instructor.get(f"/bank/{row.pk}/").content.decode()


def test_the_list_costs_the_same_with_one_report_and_with_three(instructor, row):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(instructor)
        return len(queries)

    make_report(row)
    shown(instructor)  # reads what the process keeps
    one = cost()
    make_report(row, "Another.")
    make_report(row, "A third.")

    assert cost() == one
    assert one <= 8


def test_the_list_has_pages(instructor, row):
    for n in range(21):
        make_report(row, f"Thing {n}.")

    assert len(listed(instructor, "?page=2")) == 1
    assert "state=open&amp;page=2" in shown(instructor)
