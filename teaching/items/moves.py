"""Questions of the bank on their way to learners and off it again, by an instructor's hand.

What is published never changes; what is retired stays for the attempts that refer to it and does
not come back by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef

from teaching.items.models import Move, Origin, State, Vignette, VignetteQuerySet

if TYPE_CHECKING:
    from teaching.accounts.models import User

TOGETHER = 5_000
"""So many are brought into a state by one statement."""


def move(rows: VignetteQuerySet, to: State, by: User) -> Move:
    """Bring questions of the bank into a state. The move can be undone.

    Of two revisions of one question the newer is published, and none beside one that is already.
    """
    with transaction.atomic():
        wanted = rows.filter(origin=Origin.BANK).exclude(state=to)
        if to == State.PUBLISHED:
            wanted = _publishable(wanted)
        before = dict(wanted.values_list("pk", "state"))
        _bring(before, to)
        return Move.objects.create(
            by=by, to=to, before={str(pk): state for pk, state in before.items()}
        )


def undo(done: Move, at: datetime) -> int:
    """Give each question of a move the state it had, unless somebody has moved it on since.

    Returns how many were given back; a move is undone once, a second call changes nothing.
    """
    with transaction.atomic():
        if not Move.objects.filter(pk=done.pk, undone_at=None).update(undone_at=at):
            return 0
        count = 0
        for state in set(done.before.values()):
            pks = [int(pk) for pk, former in done.before.items() if former == state]
            count += _bring(pks, State(state), only=State(done.to))
        return count


def _publishable(rows: VignetteQuerySet) -> VignetteQuerySet:
    """Without those of which another revision is published, or a newer one is among them."""
    same = {"disease": OuterRef("disease"), "slug": OuterRef("slug")}
    published = Vignette.objects.filter(**same, state=State.PUBLISHED)
    newer = Vignette.objects.filter(
        **same, pk__in=rows.values("pk"), revision__gt=OuterRef("revision")
    )
    return rows.filter(~Exists(published), ~Exists(newer))


def _bring(pks: Iterable[int], to: State, only: State | None = None) -> int:
    """Set the state of these, many at a time; of those that are in the state ``only``, if given."""
    count = 0
    for batch in batched(pks, TOGETHER):
        rows = Vignette.objects.filter(pk__in=batch)
        if only is not None:
            rows = rows.filter(state=only)
        if to == State.PUBLISHED:
            rows = _publishable(rows)
        count += rows.update(state=to)
    return count
