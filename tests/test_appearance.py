"""Day or night: kept in a cookie, written by the server."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_choice_is_kept_and_written_on_the_page(client):
    response = client.post("/appearance/", {"theme": "dark", "next": "/atlas/"})

    assert response.status_code == 302
    assert response["Location"] == "/atlas/"
    assert 'data-theme="dark"' in client.get("/atlas/").content.decode()


def test_the_system_decides_again_once_it_is_chosen(client):
    client.post("/appearance/", {"theme": "dark"})

    client.post("/appearance/", {"theme": "system"})

    assert "data-theme" not in client.get("/atlas/").content.decode()


def test_a_scheme_nobody_knows_is_not_written(client):
    client.cookies["theme"] = 'x" onload="'

    assert "data-theme" not in client.get("/atlas/").content.decode()


@pytest.mark.parametrize("back", ["nowhere", "?page=2", "#top"])
def test_a_way_back_that_is_no_path_breaks_nothing(client, back):
    response = client.post("/appearance/", {"theme": "light", "next": back})

    assert (response.status_code, response["Location"]) == (302, back)


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x:y", ""]
)
def test_the_way_back_stays_on_the_site(client, back):
    response = client.post("/appearance/", {"theme": "light", "next": back})

    assert response["Location"] == "/"


def test_the_choice_is_a_post(client):
    assert client.get("/appearance/").status_code == 405


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_keeps_to_the_kind_of_connection_it_came_by(client, secure):
    response = client.post("/appearance/", {"theme": "dark"}, secure=secure)

    assert bool(response.cookies["theme"]["secure"]) == secure
