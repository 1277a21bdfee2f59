"""Two cases with seven questions, as the tests of progress ask them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from teaching.accounts.models import User
from teaching.items.models import Item
from tests.factories import make_user
from tests.progress.answering import Asked

PACK = Path(__file__).resolve().parents[1] / "packs" / "acute-stroke"


@pytest.fixture(scope="module")
def pack(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A small pack, visible to every test of the module."""
    with django_db_blocker.unblock():
        call_command("loadpack", PACK, verbosity=0)
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def questions(pack: None, db: None) -> dict[str, Asked]:
    """By the slug of their case and their own."""
    items = Item.objects.select_related("vignette").order_by("pk")
    return {f"{item.vignette.slug}/{item.slug}": Asked.of(item) for item in items}


@pytest.fixture
def asked(questions: dict[str, Asked]) -> list[Asked]:
    """All of them, in order."""
    return list(questions.values())


@pytest.fixture
def learner(db: None) -> User:
    return make_user()
