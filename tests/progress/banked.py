"""The demo clinic with published questions, and a client who learns in it."""

import pytest
from django.test import Client

from tests.clinic import clinic
from tests.factories import make_user
from tests.quizzes.sitting import publish

__all__ = ["clinic", "learner", "stock"]


@pytest.fixture(scope="module")
def stock(clinic, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        publish()


@pytest.fixture
def learner(stock, db) -> Client:
    client = Client()
    client.force_login(make_user())
    return client
