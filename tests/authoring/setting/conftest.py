"""A clinic with published questions, drawn once per module, and somebody who sets quizzes."""

import pytest
from django.test import Client

from tests.clinic import clinic
from tests.factories import make_instructor
from tests.quizzes.sitting import publish

__all__ = ["clinic"]

MODELS = ("term-to-meaning", "onset-from-case")


@pytest.fixture(scope="module")
def stock(clinic: None, django_db_blocker) -> None:
    """Eight published questions of each of two item models."""
    with django_db_blocker.unblock():
        publish(*MODELS, n=8)


@pytest.fixture
def instructor(stock: None, db: None) -> Client:
    client = Client()
    client.force_login(make_instructor())
    return client
