"""Letting go of visitors who never came back for an account."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from teaching.accounts import tryout


class Command(BaseCommand):
    help = "Delete the try-outs begun more than so many days ago, with all they answered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=30)

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        if days < 0:
            raise CommandError("--days must be 0 or more.")
        count = tryout.forget(before=timezone.now() - timedelta(days=days))
        self.stdout.write(f"{count} try-outs forgotten.")
