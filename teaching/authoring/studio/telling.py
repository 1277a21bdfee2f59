"""Telling people by mail where a manuscript stands. The page says the same to whoever looks.

Mail goes to confirmed addresses alone. A server that takes none does not undo what was done.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage

from teaching.accounts import mailing
from teaching.accounts.models import Role, User
from teaching.items.models import Manuscript

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 20
"""So many instructors are told that something waits for review."""
logger = logging.getLogger(__name__)


def sent(manuscript: Manuscript, by: User) -> None:
    """To the other instructors: something waits to be looked at."""
    others = User.objects.filter(
        role__in=[Role.INSTRUCTOR, Role.ADMINISTRATOR], is_active=True
    ).exclude(pk=by.pk)
    _tell(
        others.order_by("pk")[:MOST],
        f"To review: {manuscript}",
        f"{by.shown_name} sent “{manuscript}” to review.",
        manuscript,
    )


def approved(manuscript: Manuscript, by: User) -> None:
    """To its author: learners take it."""
    _tell(
        _author(manuscript, by),
        f"Published: {manuscript}",
        f"{by.shown_name} approved “{manuscript}”. Learners take it from now on.",
        manuscript,
    )


def returned(manuscript: Manuscript, by: User, why: str) -> None:
    """To its author: it came back, and why."""
    said = f"\n\n{why.strip()}" if why.strip() else ""
    _tell(
        _author(manuscript, by),
        f"Returned: {manuscript}",
        f"{by.shown_name} gave “{manuscript}” back to you.{said}",
        manuscript,
    )


def _author(manuscript: Manuscript, by: User) -> list[User]:
    author = manuscript.author
    return [author] if author is not None and author.pk != by.pk else []


def _tell(people: Iterable[User], subject: str, text: str, manuscript: Manuscript) -> None:
    if not settings.SITE_URL:
        return
    where = settings.SITE_URL + manuscript.get_absolute_url()
    for one in people:
        address = mailing.address_of(one)
        if not address:
            continue
        subject_line = " ".join(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}".split())
        try:
            EmailMessage(subject_line, f"{text}\n\n{where}\n", to=[address]).send()
        except Exception as error:
            logger.error("No mail went out to account %s: %s", one.pk, type(error).__name__)
