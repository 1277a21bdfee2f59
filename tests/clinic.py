"""The clinic with its cases, loaded once per test module and cleared away after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from teaching.items import bank
from teaching.items.generators.registry import PATIENTS
from teaching.knowledge.models import Disease

PACK = Path(__file__).resolve().parents[1] / "fixtures" / "nho"


@pytest.fixture(scope="module")
def clinic(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo pack in the database, visible to every test of the module."""
    with django_db_blocker.unblock():
        call_command("loadpack", PACK, verbosity=0)
        bank.approve(Disease.objects.get(), PATIENTS, None)
        yield
        call_command("flush", interactive=False, verbosity=0)
