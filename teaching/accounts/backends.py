"""Who a session belongs to: allauth's backend; the read, which every request makes, is prepared."""

from __future__ import annotations

from allauth.account import auth_backends

from teaching.accounts.models import User
from teaching.prepared import Rows, Slot

_PERSON = Rows(lambda: User.objects.filter(pk=Slot("pk"), is_active=True))


class AuthenticationBackend(auth_backends.AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> User | None:
        return _PERSON.first(pk=user_id)
