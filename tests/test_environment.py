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
        "OPTIONS": {"connect_timeout": "10", "sslmode": "require"},
    }


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("postgresql:///clinic", "", ""),
        ("postgres://db/clinic", "db", ""),
        ("postgresql://ada@/clinic?host=/run/postgresql&port=5433", "/run/postgresql", "5433"),
        ("postgresql://ada@%2FRun%2FPostgreSQL/clinic", "/Run/PostgreSQL", ""),
        ("postgresql://ada@[::1]:5433/clinic", "::1", "5433"),
        ("postgresql://ada@first:5432,second:5433/clinic", "first,second", "5432,5433"),
    ],
)
def test_a_host_is_found_wherever_the_address_names_it(url, host, port):
    found = environment.postgresql(url)

    assert (found["NAME"], found["HOST"], found["PORT"]) == ("clinic", host, port)


def test_what_the_address_says_of_a_connection_goes_before_what_is_usual():
    found = environment.postgresql("postgresql://db/clinic?connect_timeout=3&sslmode=verify-full")

    assert found["OPTIONS"] == {"connect_timeout": "3", "sslmode": "verify-full"}


def test_a_connection_is_kept_a_minute_and_looked_at_before_it_is_used_again():
    found = environment.postgresql("postgresql://db/clinic")

    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize(
    ("written", "meant"), [("a+b", "a+b"), ("p%40%2F%3A%25", "p@/:%"), ("se#cret", "se#cret")]
)
def test_a_password_is_what_was_encoded(written, meant):
    assert environment.postgresql(f"postgresql://ada:{written}@db/clinic")["PASSWORD"] == meant


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ada:secret@db/clinic",
        "postgresql://ada:secret@db",
        "postgresql://ada:secret@db:port/clinic",
        "postgresql://ada:secret%zz@db/clinic",
        "postgresql://ada:secret/@db/clinic",
        "postgresql://ada:secret@db/clinic?sslmod=require",
        "host=db password=secret dbname=clinic",
    ],
)
def test_a_wrong_address_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.postgresql(url)

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "said", ["https://clinic.example.org", "http://localhost:8000", "https://[::1]:8000"]
)
def test_a_site_is_scheme_and_host_and_may_have_a_port(said):
    assert environment.site("SITE_URL", "", {"SITE_URL": f" {said}/ "}) == said


def test_a_site_that_is_not_said_is_the_default():
    assert environment.site("SITE_URL", "http://a", {}) == "http://a"


@pytest.mark.parametrize(
    "said",
    [
        "clinic.example.org",
        "ftp://clinic.example.org",
        "https://",
        "https://clinic.example.org/path",
        "https://clinic.example.org:port",
        "https://ada@clinic.example.org",
        "https://clinic.example.org?a",
        "https://[clinic",
        "https://klinik-für-übung.example",
    ],
)
def test_what_is_no_site_is_refused(said):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        environment.site("SITE_URL", "", {"SITE_URL": said})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (None, "UTC"),
        ("", "UTC"),
        (" Europe/Zurich ", "Europe/Zurich"),
        ("Asia/Tokyo", "Asia/Tokyo"),
    ],
)
def test_a_time_zone_is_one_of_the_iana_database(said, found):
    environ = {} if said is None else {"ZONE": said}

    assert environment.zone("ZONE", "UTC", environ) == found


@pytest.mark.parametrize("said", ["Mars/Olympus", "../etc/passwd", "UTC+3", "/etc/localtime"])
def test_another_time_zone_is_named(said):
    with pytest.raises(ImproperlyConfigured, match="ZONE is"):
        environment.zone("ZONE", "UTC", {"ZONE": said})
