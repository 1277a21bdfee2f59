"""Who may come where, and where everyone else is sent."""

import pytest

from teaching.accounts import access
from teaching.accounts.access import Who
from tests.factories import make_administrator, make_instructor, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.views")]

HTMX = {"HX-Request": "true"}


def test_an_unlisted_page_asks_to_sign_in_and_leads_back(client):
    response = client.get("/unlisted/?page=2")

    assert response.url == "/accounts/login/?next=/unlisted/%3Fpage%3D2"


def test_an_account_comes_to_an_unlisted_page(client):
    client.force_login(make_user())

    assert client.get("/unlisted/").status_code == 200


def test_a_stranger_at_an_attempt_is_asked_to_sign_in(client):
    assert client.get("/attempt/7/").url == "/accounts/login/?next=/attempt/7/"


def test_an_htmx_request_is_sent_to_sign_in_as_a_whole_page(client):
    response = client.get(
        "/unlisted/",
        headers={**HTMX, "HX-Current-URL": "http://testserver/attempt/7/?stage=2#item"},
    )

    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/attempt/7/%3Fstage%3D2"


@pytest.mark.parametrize(
    "shown", ["http://elsewhere.example/page/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_an_htmx_request_from_elsewhere_leads_back_to_the_start(client, shown):
    response = client.get("/unlisted/", headers={**HTMX, "HX-Current-URL": shown})

    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/"


def test_a_learners_htmx_request_is_sent_to_sign_in_as_a_whole_page(client):
    response = client.get(
        "/attempt/7/", headers={**HTMX, "HX-Current-URL": "http://testserver/attempt/7/"}
    )

    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/attempt/7/"


@pytest.mark.parametrize(
    ("make", "asked", "status"),
    [
        (make_user, Who.LEARNER, 200),
        (make_user, Who.INSTRUCTOR, 404),
        (make_user, Who.ADMINISTRATOR, 404),
        (make_instructor, Who.LEARNER, 200),
        (make_instructor, Who.INSTRUCTOR, 200),
        (make_instructor, Who.ADMINISTRATOR, 404),
        (make_administrator, Who.INSTRUCTOR, 200),
        (make_administrator, Who.ADMINISTRATOR, 200),
    ],
)
def test_the_role_the_table_names_is_asked_for(client, monkeypatch, make, asked, status):
    monkeypatch.setitem(access.ACCESS, "staff:room", asked)
    client.force_login(make())

    assert client.get("/staff/instructors/").status_code == status


def test_a_namespace_can_be_listed_as_a_whole(monkeypatch):
    monkeypatch.setitem(access.ACCESS, "staff:*", Who.INSTRUCTOR)
    monkeypatch.setitem(access.ACCESS, "staff:all", Who.LEARNER)

    assert access.who("staff:room") == Who.INSTRUCTOR
    assert access.who("staff:all") == Who.LEARNER
    assert access.who("room") is None


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/user/", "/admin/login/"])
def test_the_admin_signs_in_through_our_page(client, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=")


def test_the_admin_serves_administrators_only(client):
    client.force_login(make_instructor())
    assert client.get("/admin/").status_code == 404

    client.force_login(make_administrator())
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 200
    assert client.get("/admin/accounts/user/add/").status_code == 200
