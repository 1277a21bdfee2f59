"""The page of one's data, and the files it offers."""

import pytest
from django.test import Client
from django.utils import timezone

from teaching.exchange import views
from teaching.exchange.exporting import Section
from teaching.exchange.own import OWN
from tests.exchange.reading import body, exported
from tests.factories import make_user
from tests.quizzes.set_quizzes import make_quiz, sit
from tests.quizzes.sitting import begin


@pytest.mark.parametrize(("url", "ending"), [("json", "json"), ("csv", "zip")])
def test_a_file_is_named_by_the_day_and_kept_out_of_every_cache(bank, client, url, ending):
    client.force_login(make_user())

    response = client.get(f"/data/{url}/")
    assert body(response)

    assert response["Content-Disposition"] == (
        f'attachment; filename="heterotopia-{timezone.localdate()}.{ending}"'
    )
    assert response["Content-Type"] == f"application/{ending}"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_tells_of_oneself_alone(bank, client):
    other, me = make_user(username="somebody-else"), make_user()
    quiz = make_quiz(release="by-hand", owner=make_user(role="instructor", username="teacher"))
    sit(quiz, learner=other)
    client.force_login(me)
    mine = sit(quiz, client)

    told = exported(client)

    assert [row["number"] for row in told["sittings"]] == [mine.sitting]
    assert "somebody-else" not in str(told)
    assert "teacher" not in str(told)


def test_a_visitor_takes_their_answers_along(bank):
    client = Client()
    begin(client).finish()

    told = exported(client)

    assert told["account"][0]["is_visitor"] is True
    assert len(told["answers"]) == 5


def test_who_has_begun_nothing_has_nothing_to_take(client, db):
    assert client.get("/data/json/").status_code == 302


def test_a_learner_can_take_so_many_exports_an_hour(bank, client, monkeypatch):
    monkeypatch.setattr(views, "OWN", OWN[:1])
    client.force_login(make_user())
    for _ in range(30):
        exported(client)

    assert client.get("/data/csv/").status_code == 429


def test_an_export_that_fails_sends_no_half_a_file(bank, monkeypatch):
    def fail(learner):
        raise RuntimeError("the disk is full")

    broken = Section("broken", ("a",), (), fail)
    monkeypatch.setattr(views, "OWN", (*OWN, broken))
    client = Client(raise_request_exception=False)
    client.force_login(make_user())

    assert client.get("/data/json/").status_code == 500


def test_the_page_says_how_long_what_is_kept(bank, client):
    client.force_login(make_user())

    page = client.get("/data/").content.decode()

    assert "deleted after 14 days; until then you can have it back" in page
    assert 'href="/accounts/password/change/"' in page


def test_the_head_and_progress_lead_there(bank, client):
    client.force_login(make_user())

    assert client.get("/progress/").content.decode().count('href="/data/"') == 3
