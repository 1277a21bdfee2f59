"""The clinic with a bank of questions, drawn once per module and cleared away after it."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client

from teaching.items import bank, loading
from teaching.items.generators.registry import model_of
from teaching.knowledge.models import Disease
from teaching.knowledge.reading import read
from tests.conftest import forget
from tests.factories import make_instructor, make_warned
from tests.quizzes.conftest import PACK

DRAWN = 12
"""So many questions of each of two models."""
WARNED = 3
"""So many of the second model's have a warning of the linter."""
FORM, ONSET = model_of("form-from-case"), model_of("onset-from-case")


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker) -> Iterator[Disease]:
    """The demo pack, with drafts of two item models."""
    with django_db_blocker.unblock():
        pack = read(PACK).pack
        assert pack is not None
        disease = loading.load(pack).receipt.disease
        bank.fill(disease, FORM, DRAWN)
        bank.fill(disease, ONSET, DRAWN - WARNED)
        for number in range(WARNED):
            make_warned(disease, ONSET, 90_000 + number)
        yield disease
        call_command("flush", interactive=False, verbosity=0)
        forget()


@pytest.fixture
def instructor(filled: Disease, db: None) -> Client:
    client = Client()
    client.force_login(make_instructor())
    return client
