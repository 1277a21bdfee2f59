"""Deleting what is kept no longer: see docs/privacy.md."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from teaching.accounts import leaving, tryout
from teaching.accounts.sessions import SessionStore


class Command(BaseCommand):
    help = (
        "Delete the accounts whose owners gave them up two weeks ago, the try-outs begun more than "
        "so many days ago, each with all they answered, and the sessions that are over."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tryouts", type=int, default=30, metavar="DAYS")

    def handle(self, *args: Any, tryouts: int, **options: Any) -> None:
        if tryouts < 0:
            raise CommandError("--tryouts must be 0 or more.")
        now = timezone.now()
        accounts, failed = leaving.forget(now)
        visitors = tryout.forget(before=now - timedelta(days=tryouts))
        SessionStore.clear_expired()
        self.stdout.write(f"{accounts} accounts and {visitors} try-outs forgotten.")
        if failed:
            numbers = ", ".join(map(str, failed))
            raise CommandError(
                f"{len(failed)} accounts could not be deleted and stand as they did: {numbers}."
            )
