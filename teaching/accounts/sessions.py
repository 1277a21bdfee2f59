"""Sessions as Django keeps them in the database; the read that every request makes is prepared."""

from __future__ import annotations

from collections.abc import Collection
from itertools import batched

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from teaching.parts import parts
from teaching.prepared import Rows, Slot

_OPEN = Rows(lambda: Session.objects.filter(session_key=Slot("key"), expire_date__gt=Slot("now")))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = _OPEN.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found


TRYOUT_KEY = "tryout"
"""Where the id of a try-out stands in a session."""
LEAVING_KEY = "leaving"
"""Where somebody stands who signed in to an account that is to be deleted."""
TOGETHER = 500


def end(people: Collection[int]) -> None:
    """Delete every session that names one of these, signed in, trying out or asked whether to stay.

    A session says only inside whose it is, so all are read: this is for the few times that an
    account goes.
    """
    if not people:
        return
    wanted = {str(pk) for pk in people}
    found = [
        one.session_key
        for some in parts(Session.objects.all())
        for one in some
        if not wanted.isdisjoint(_named(one))
    ]
    for some in batched(found, TOGETHER):
        Session.objects.filter(session_key__in=some).delete()


def _named(session: Session) -> set[str]:
    held = session.get_decoded()
    return {str(held[key]) for key in (SESSION_KEY, TRYOUT_KEY, LEAVING_KEY) if key in held}
