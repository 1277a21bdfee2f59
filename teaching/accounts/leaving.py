"""Leaving: an account is switched off at once and deleted when its time of grace is over; a try-out
is deleted at once.

The apps above know what hangs on a person; each registers a function that deletes its own rows in
its AppConfig.ready. What belongs to others as well (a quiz that is set, a move of the bank) stays
without a name: on_delete says so at each foreign key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from teaching.accounts import sessions
from teaching.accounts.models import Role, User

GRACE = timedelta(days=14)
"""So long an account that was given up can be had back."""

Erasure = Callable[[User], None]
"""Called with somebody who is going, inside the one transaction that deletes them."""

_erasures: list[Erasure] = []


class LastAdministratorError(Exception):
    """Nobody else could give roles any more; nothing was changed."""


def on_erase(function: Erasure) -> Erasure:
    """Register an erasure; those of upper apps, which register later, come first. Registering the
    same function again changes nothing."""
    if function not in _erasures:
        _erasures.append(function)
    return function


def leave(user: User, at: datetime) -> datetime:
    """Switch an account off, end its sessions everywhere, and say when it is to be deleted. A
    second call changes nothing. Raises LastAdministratorError."""
    with transaction.atomic():
        # In one order, so that of two last administrators who leave at once one stays.
        managers = User.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
        others = [one for one in managers.order_by("pk") if one.pk != user.pk]
        held = User.objects.select_for_update().get(pk=user.pk)
        if held.leaves_at is not None:
            return held.leaves_at
        if held.role == Role.ADMINISTRATOR and not others:
            raise LastAdministratorError
        held.is_active, held.leaves_at = False, at + GRACE
        held.save(update_fields=["is_active", "leaves_at"])
    sessions.end([user.pk])
    return held.leaves_at


def stay(user: User) -> bool:
    """Switch an account on again that is to be deleted; whether it still could be."""
    rows = User.objects.filter(pk=user.pk, is_active=False, leaves_at__isnull=False)
    return bool(rows.update(is_active=True, leaves_at=None))


def erase(rows: QuerySet[User], pk: int) -> bool:
    """Delete one of these people with all that is theirs; whether they were among them still.

    All of it or nothing. Their sessions are the caller's to end (``sessions.end``).
    """
    with transaction.atomic():
        going = rows.select_for_update().filter(pk=pk).first()
        if going is None:
            return False
        for erasure in reversed(_erasures):
            erasure(going)
        _unlog(going)
        going.delete()
    return True


def _unlog(user: User) -> None:
    """Delete what the admin's history says of them by name."""
    addresses = EmailAddress.objects.filter(user=user).values_list("pk", flat=True)
    for model, pks in ((User, [user.pk]), (EmailAddress, list(addresses))):
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=[str(pk) for pk in pks],
        ).delete()


def forget(at: datetime) -> tuple[int, list[int]]:
    """Delete the accounts whose time of grace is over: how many went, and the numbers of those that
    could not and stand as they did."""
    over = User.objects.filter(is_active=False, leaves_at__lte=at)
    gone, failed = [], []
    for pk in list(over.values_list("pk", flat=True)):
        try:
            if erase(over, pk):
                gone.append(pk)
        except DatabaseError:
            failed.append(pk)
    sessions.end(gone)
    return len(gone), failed
