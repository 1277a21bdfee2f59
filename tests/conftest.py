"""What all tests share."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from teaching.items import answers, films, patients, showing
from teaching.knowledge.packs import keeping
from teaching.quizzes import fragments


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database",
        action="store_true",
        help="run the tests alone whose outcome may hang on which database it is",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--only-database"):
        return
    without = [item for item in items if not uses_database(item)]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if uses_database(item)]


IN_THE_BROWSER = {"test_practice.py", "test_taking.py"}
"""What a page looks like is the same on every database. These go through a case and a quiz on a
server with threads, each with its own connection."""


def uses_database(item: pytest.Item) -> bool:
    """Whether a test may touch the database: by its mark, or by a fixture however far down. Of the
    tests in the browser, which take longest, those that answer questions."""
    if item.path.parent.name == "browser" and item.path.name not in IN_THE_BROWSER:
        return False
    fixtures = {"django_db_setup", "live_server"}.intersection(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database; whoever still is connected at its end is shown out. A thread of the live
    server whose browser kept the line open may be, and PostgreSQL then drops no database."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _quick_and_apart(settings) -> Iterator[None]:
    """Cheap password hashes, and nothing left over from another test: no rate limit, and no story
    of a row whose number the emptied database gives away again."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    forget()
    yield
    forget()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands at a whole second until it is moved."""
    with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as moved:
        yield moved


def forget() -> None:
    cache.clear()
    answers.ground.cache_clear()
    forget_cases()


def forget_packs() -> None:
    """What the process keeps of packs, as one that has only just started."""
    keeping._kept.clear()
    answers.ground.cache_clear()


def forget_cases() -> None:
    """What the process keeps of single cases, as if another one had shown them so far."""
    kept_of_cases = (showing.story, films.drawn, answers.answers, patients.find_twin)
    for kept in (*kept_of_cases, fragments.story, fragments._explained):
        kept.cache_clear()
