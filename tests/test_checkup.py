"""The doctor names what is wrong, and nothing else."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from teaching import checkup

pytestmark = pytest.mark.django_db

SAFE = dict.fromkeys(checkup.KEEPING, "on") | {"server_encoding": "UTF8"}


@pytest.fixture
def well(monkeypatch):
    """A clone without a fault; what the doctor sees of the settings."""
    seen = SimpleNamespace(DEPLOYED=False, DEBUG=True)
    monkeypatch.setattr(checkup, "settings", seen)
    monkeypatch.setattr(checkup.sqlite3, "sqlite_version_info", (3, 53, 0))
    monkeypatch.setattr(checkup, "postgresql_settings", lambda: SAFE)  # not those of the tests
    return seen


@pytest.fixture
def deployed(well):
    """A deployment without a fault."""
    well.DEPLOYED = True
    well.DEBUG = False
    well.ALLOWED_HOSTS = ["clinic.example.org"]
    well.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    well.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
    well.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}
    well.SITE_URL = "https://clinic.example.org"
    return well


def test_a_sound_clone_has_no_complaint(well):
    assert list(checkup.complaints()) == []


def test_a_sound_deployment_has_no_complaint(deployed):
    assert list(checkup.complaints()) == []


@pytest.mark.parametrize(
    ("version", "mended"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 3), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), False),
        ((3, 53, 0), True),
    ],
)
def test_the_sqlite_versions_with_the_wal_bug_are_known(version, mended):
    assert checkup.sqlite_is_mended(version) is mended


def test_a_risky_sqlite_is_named_where_it_is_used(well, monkeypatch):
    monkeypatch.setattr(checkup.sqlite3, "sqlite_version_info", (3, 51, 2))

    found = ["can damage a database" in complaint for complaint in checkup.complaints()]

    assert found == ([True] if connection.vendor == "sqlite" else [])


def test_a_postgresql_that_keeps_what_it_is_given_has_no_complaint():
    assert list(checkup.postgresql_complaints(SAFE)) == []


@pytest.mark.parametrize(
    ("name", "value", "start"),
    [
        ("fsync", "off", "fsync is off in PostgreSQL: a power cut"),
        ("full_page_writes", "off", "full_page_writes is off"),
        ("synchronous_commit", "off", "synchronous_commit is off in PostgreSQL: an answer"),
        ("server_encoding", "SQL_ASCII", "The PostgreSQL database is not in UTF-8"),
    ],
)
def test_a_postgresql_that_may_lose_an_answer_is_named(name, value, start):
    (complaint,) = checkup.postgresql_complaints(SAFE | {name: value})

    assert complaint.startswith(start)


def test_the_doctor_asks_the_database_in_use_how_it_keeps_answers(well, monkeypatch):
    monkeypatch.setattr(checkup, "postgresql_settings", lambda: SAFE | {"fsync": "off"})

    found = [complaint.split(" ")[0] for complaint in checkup.complaints()]

    assert found == (["fsync"] if connection.vendor == "postgresql" else [])


def test_a_server_tells_all_that_is_asked():
    ask = {"postgresql": checkup.postgresql_settings}.get(connection.vendor, lambda: SAFE)

    assert ask().keys() == checkup.KEEPING.keys()


def test_debug_in_a_deployment_is_named(deployed):
    deployed.DEBUG = True

    (complaint,) = checkup.complaints()

    assert complaint.startswith("DEBUG is on")


@pytest.mark.parametrize(
    ("name", "value", "start"),
    [
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 0, "TRUSTED_PROXY_COUNT is 0"),
        (
            "CACHES",
            {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
            "There is no REDIS_URL",
        ),
        (
            "MAILERS",
            {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}},
            "There is no MAIL_HOST",
        ),
        ("SITE_URL", "", "There is no SITE_URL"),
    ],
)
def test_a_weak_deployment_is_named(deployed, name, value, start):
    setattr(deployed, name, value)

    (complaint,) = checkup.complaints()

    assert complaint.startswith(start)


def test_a_missing_migration_is_named(well):
    MigrationRecorder.Migration.objects.filter(app="accounts", name="0004_time_of_grace").delete()

    (complaint,) = checkup.complaints()

    assert "accounts.0004_time_of_grace" in complaint


def test_sqlite_keeps_a_journal_that_loses_no_answer():
    assert list(checkup.sqlite_complaints((3, 53, 0), "wal", synchronous=2)) == []


@pytest.mark.parametrize(
    ("journal", "synchronous", "start"),
    [
        ("delete", 2, "The database keeps its journal in mode 'delete'"),
        ("wal", 1, "synchronous is not FULL"),
    ],
)
def test_a_journal_that_may_lose_an_answer_is_named(journal, synchronous, start):
    (complaint,) = checkup.sqlite_complaints((3, 53, 0), journal, synchronous)

    assert complaint.startswith(start)


def test_a_database_that_refuses_to_be_written_is_named(well):
    def refuse(execute, sql, *rest):
        if sql.startswith("CREATE"):
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        (complaint,) = checkup.complaints()

    assert complaint == "The database cannot be written: attempt to write a readonly database"


def test_the_command_ends_with_1_where_something_is_wrong(well, monkeypatch, capsys):
    monkeypatch.setattr(checkup, "complaints", lambda: iter(["The disk is on fire."]))

    with pytest.raises(SystemExit) as end:
        call_command("doctor")

    assert end.value.code == 1
    assert capsys.readouterr().out == "- The disk is on fire.\n"


def test_the_command_says_where_all_is_well(well, capsys):
    call_command("doctor")

    assert capsys.readouterr().out == "All is well.\n"
