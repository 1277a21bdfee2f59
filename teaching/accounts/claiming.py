"""Handing what a try-out did over to the account its visitor then signs in to.

The apps above know what hangs on a learner; each registers a function for its own rows in its
AppConfig.ready. (Who *signs up* needs none of this: the try-out's row becomes the account.)
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from teaching.accounts.models import User

Handover = Callable[[User, User], None]
"""Called with the try-out and the account, inside the one transaction of the claim."""

_handovers: list[Handover] = []


def on_claim(function: Handover) -> Handover:
    """Register a handover. Registering the same function again changes nothing."""
    if function not in _handovers:
        _handovers.append(function)
    return function


@transaction.atomic
def claim(tryout: User, account: User) -> None:
    """Give the account all the try-out did, and delete the try-out. A second call does nothing."""
    locked = User.objects.select_for_update().filter(pk=tryout.pk, is_tryout=True).first()
    if locked is None or locked.pk == account.pk:
        return
    for handover in _handovers:
        handover(locked, account)
    locked.delete()
