"""``manage.py remind``: send the reminders whose time has come."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from teaching.progress import reminding
from teaching.progress.reminding import Outcome, Reminded
from teaching.quizzes import catalogue


class Command(BaseCommand):
    help = (
        "Send the reminders whose time has come. To be run every hour, or once a day; a second run"
        " sends nothing again. Ends with 1 where a mail failed; it is tried again at the next run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say whom and what, and send nothing"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        if not settings.SITE_URL:
            raise CommandError(
                "Set SITE_URL to the address of this site, such as https://clinic.example.org: the"
                " links in the mails need it. Nothing was sent."
            )
        disease, now = catalogue.clinic(), timezone.now()
        found = Counter[Outcome]()
        if disease is not None:
            work = reminding.look if dry_run else reminding.remind
            for one in work(disease, now):
                found[one.outcome] += 1
                if dry_run and one.letter is not None:
                    self._show(one)
        told = f"{found[Outcome.SENT]} {'would be ' if dry_run else ''}reminded"
        self.stdout.write(
            f"{told}, {found[Outcome.NOTHING]} with nothing to say, {found[Outcome.TAKEN]} left to"
            f" another run, {found[Outcome.FAILED]} failed."
        )
        if found[Outcome.FAILED]:
            raise CommandError(f"{found[Outcome.FAILED]} of the reminders failed; see the log.")

    def _show(self, one: Reminded) -> None:
        if one.letter is not None:
            self.stdout.write(f"{one.name} <{one.address}>: {one.letter.subject}")
            self.stdout.write("".join(f"    {line}\n" for line in one.letter.text.splitlines()))
