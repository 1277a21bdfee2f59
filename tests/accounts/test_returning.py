"""The way back from signing in: where the links lead, and what the sign-in page says."""

import pytest

from teaching.accounts.returning import BELONGS_TO_SOMEBODY, NEEDS_AN_ACCOUNT
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def come_back(response) -> str:
    return response.context.get("come_back", "")


@pytest.mark.parametrize(
    ("page", "query"),
    [
        (
            "/atlas/facts/?layer=article&q=a%26b",
            "?next=/atlas/facts/%3Flayer%3Darticle%26q%3Da%2526b",
        ),
        ("/", ""),
        ("/accounts/login/?next=/cases/", "?next=/cases/"),
        ("/accounts/signup/?next=https://elsewhere.example/", ""),
        ("/accounts/login/", ""),
    ],
)
def test_the_links_of_the_head_lead_back_to_the_page_they_stand_on(client, page, query):
    response = client.get(page)

    assert come_back(response) == query
    assert f'href="/accounts/login/{query}"' in response.content.decode()


def test_a_form_that_came_back_leads_to_the_page_it_was_sent_from(client):
    sent = {"login": "nobody", "password": "nothing", "next": "/cases/?taken=no"}

    assert come_back(client.post("/accounts/login/", sent)) == "?next=/cases/%3Ftaken%3Dno"


def test_somebody_signed_in_is_offered_no_way_back(client):
    client.force_login(make_user())

    assert come_back(client.get("/how-it-works/")) == ""


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("/attempts/1/", BELONGS_TO_SOMEBODY),
        ("/accounts/email/", NEEDS_AN_ACCOUNT),
        ("/admin/", NEEDS_AN_ACCOUNT),
        ("/cases/", ""),
        ("/no-such-page/", ""),
        ("//elsewhere.example/attempts/1/", ""),
    ],
)
def test_the_sign_in_page_says_why_one_is_there(client, asked, says):
    page = client.get("/accounts/login/", {"next": asked})

    assert page.context.get("why_here", "") == says
    assert says in page.content.decode()


def test_how_it_works_stays_in_the_head_after_signing_in(client):
    client.force_login(make_user())

    head = client.get("/atlas/").content.decode().split("</header>")[0]

    assert "How it works" in head
