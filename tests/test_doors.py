"""What every request passes on its way in, and every response on its way out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from teaching import doors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/accounts/login/", "/no-such-page/", "/admin/"])
def test_no_cache_keeps_a_page(client, path):
    assert client.get(path).headers["Cache-Control"] == "private, no-store"


def test_what_a_view_says_of_keeping_counts_only_as_the_one_sentence_for_it(rf):
    def told(said: str) -> str:
        response = HttpResponse(headers={"Cache-Control": said})
        return doors.headers(lambda _: response)(rf.get("/"))["Cache-Control"]

    assert told(doors.KEPT) == "private, max-age=3600"
    assert told("public, max-age=3600") == "private, no-store"


@pytest.mark.parametrize("path", ["/accounts/login/", "/no-such-page/"])
def test_a_page_allows_nothing_inline_and_no_other_host(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]

    assert dict(part.split(" ", 1) for part in policy.split("; ")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_a_page_carries_the_other_guards(client):
    found = client.get("/accounts/login/").headers

    assert found["Referrer-Policy"] == "same-origin"
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["X-Frame-Options"] == "DENY"
    assert found["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in found["Permissions-Policy"]


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.post("/accounts/login/", {"login": "a\0da", "password": "x"}),
        lambda client: client.post("/accounts/login/", {"log\0in": "ada"}),
        lambda client: client.get("/accounts/login/", {"next": "/\0"}),
        lambda client: client.get("/accounts/log%00in/"),
        lambda client: client.get("/accounts/login/", headers={"Cookie": 'sessionid="a\\000b"'}),
    ],
    ids=["value", "name", "query", "path", "cookie"],
)
def test_a_nul_character_is_refused_in_words(client, send):
    response = send(client)

    assert response.status_code == 400
    assert "NUL character" in response.content.decode()


def test_a_form_without_nul_passes(client):
    response = client.post("/accounts/login/", {"login": "ada \x01 \u2400", "password": "x"})

    assert response.status_code == 200


def test_a_nul_inside_an_uploaded_file_passes(client):
    """Only text is refused: a picture may hold any byte."""
    response = client.post("/accounts/login/", {"file": SimpleUploadedFile("a.png", b"\0\1")})

    assert response.status_code == 200


def test_the_log_names_nobody(client, caplog):
    client.raise_request_exception = False
    with caplog.at_level("DEBUG"):
        client.post("/accounts/login/", {"login": "ada@example.org", "password": "a-secret"})
        client.get("/no-such-page/", {"email": "ada@example.org"})
        client.post("/accounts/password/reset/", {"email": "ada@example.org"})

    lines = [line for line in caplog.messages if "INSERT" not in line and "SELECT" not in line]
    assert any("no-such-page" in line for line in lines)
    assert [line for line in lines if "ada@example.org" in line or "a-secret" in line] == []


@pytest.mark.parametrize(
    "path", ["/", "/cases/", "/how-it-works/", "/atlas/", "/atlas/facts/", "/accounts/login/"]
)
def test_a_page_can_be_asked_for_its_head(client, path):
    response = client.head(path)

    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/no-such-page/", {}, 404),
        ("/accounts/login/", {"HTTP_HOST": "elsewhere.example"}, 400),
        ("/accounts/login/?next=%00", {}, 400),
        ("/cases/1/begin/", {"REQUEST_METHOD": "PUT"}, 405),
    ],
)
def test_a_refusal_carries_the_same_guards_as_a_page(client, path, sent, status):
    response = client.get(path, **sent)

    assert response.status_code == status
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
