"""Who comes to the clinic."""

import pytest
from django.test import Client

from tests.clinic import PACK, clinic

__all__ = ["PACK", "clinic"]


@pytest.fixture
def visitor(clinic: None, db: None) -> Client:
    """Somebody without an account."""
    return Client()
