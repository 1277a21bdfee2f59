"""The accounts a fresh clone can be tried with."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from teaching.accounts.demo import DEMO
from teaching.accounts.models import Role, User


class Command(BaseCommand):
    help = "Make the demo accounts of a clone, and print how to sign in with them."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEPLOYED:
            raise CommandError(
                "SECRET_KEY is set, so this is a deployment, and the passwords of the demo "
                "accounts are public. Use `manage.py createsuperuser` instead."
            )
        for username, password, role in DEMO:
            _make_if_missing(username, password, Role(role))
            self.stdout.write(f"  {username:<14} password {password}")


@transaction.atomic
def _make_if_missing(username: str, password: str, role: Role) -> None:
    if User.objects.filter(username=username).exists():
        return
    user = User(username=username, email=f"{username}@example.org", role=role)
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
