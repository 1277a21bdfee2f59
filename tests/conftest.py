"""What all tests share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from teaching.items import answers, films, patients, showing
from teaching.knowledge.packs import keeping


@pytest.fixture(autouse=True)
def _quick_and_apart(settings) -> Iterator[None]:
    """Cheap password hashes, and nothing left over from another test: no rate limit, and no story
    of a row whose number the emptied database gives away again."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    forget()
    yield
    forget()


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
    for kept in (showing.story, films.drawn, answers.answers, patients.find_twin):
        kept.cache_clear()
