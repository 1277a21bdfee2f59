"""Who comes to the clinic."""

import pytest
from django.test import Client

from tests.clinic import PACK, clinic
from tests.quizzes.sitting import publish

__all__ = ["PACK", "clinic"]


@pytest.fixture
def visitor(clinic: None, db: None) -> Client:
    """Somebody without an account."""
    return Client()


@pytest.fixture(scope="module")
def stock(clinic: None, django_db_blocker) -> None:
    """Published questions, drawn once per module; they go when the clinic does."""
    with django_db_blocker.unblock():
        publish()


@pytest.fixture
def bank(stock: None, db: None) -> None:
    """Published questions."""
