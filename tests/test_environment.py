"""Settings from the environment say what is wrong, and never repeat a password."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from teaching import environment


@pytest.mark.parametrize(
    ("said", "meant"), [("1", True), ("yes", True), (" On ", True), ("0", False), ("", False)]
)
def test_a_flag_is_read(said, meant):
    assert environment.flag("X", not meant, {"X": said}) is meant


def test_what_is_not_set_takes_its_default():
    assert environment.flag("X", True, {}) is True
    assert environment.number("X", 7, {}) == 7
    assert environment.names("X", "a,b", {}) == ["a", "b"]


def test_a_flag_that_is_neither_names_its_variable():
    with pytest.raises(ImproperlyConfigured, match="SSL_REDIRECT is 'maybe'"):
        environment.flag("SSL_REDIRECT", True, {"SSL_REDIRECT": "maybe"})


@pytest.mark.parametrize("said", ["-1", "1.5", "many", "²"])
def test_a_number_that_is_none_names_its_variable(said):
    with pytest.raises(ImproperlyConfigured, match="HSTS_SECONDS"):
        environment.number("HSTS_SECONDS", 0, {"HSTS_SECONDS": said})


def test_blanks_and_empty_names_fall_away():
    assert environment.names("X", "", {"X": " a.org , ,b.org,"}) == ["a.org", "b.org"]


def test_a_postgresql_address_is_taken_apart():
    found = environment.postgresql(
        "postgresql://ada:p%40ss@db.example.org:6543/clinic?sslmode=require"
    )

    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "clinic",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ada:secret@db/clinic",
        "postgresql://ada:secret@db",
        "postgresql://ada:secret@db:port/clinic",
    ],
)
def test_a_wrong_address_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.postgresql(url)

    assert "secret" not in str(refused.value)
