"""Where allauth's sign-up and sign-in meet the try-outs."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from teaching.accounts import claiming, leaving_pages, tryout
from teaching.accounts.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def new_user(self, request: HttpRequest) -> User:
        """A visitor who signs up keeps their row, and with it all that hangs on it."""
        return tryout.current(request) or User()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.is_tryout = False
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def clean_username(self, username: str, shallow: bool = False) -> str:
        if username.lower().startswith(tryout.USERNAME_PREFIX):
            raise ValidationError("A user name cannot begin with “tryout-”. Choose another one.")
        cleaned: str = super().clean_username(username, shallow)
        return cleaned

    def login(self, request: HttpRequest, user: User) -> None:
        visitor = tryout.current(request)
        super().login(request, user)
        if visitor is not None and visitor.pk != user.pk:
            claiming.claim(visitor, user)
        request.session.pop(tryout.SESSION_KEY, None)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Who gave the account up is asked whether to keep it."""
        if user.leaves_at is not None:
            return leaving_pages.ask(request, user)
        answer: HttpResponse = super().respond_user_inactive(request, user)
        return answer
