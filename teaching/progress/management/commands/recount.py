"""``manage.py recount``: count what learners answered anew, and say what stood otherwise."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching.accounts.models import User
from teaching.items.management.progress import Progress
from teaching.progress import counting
from teaching.quizzes.models import Attempt

SHOWN = 10
"""So many differences of one learner are named; the others are only counted."""


class Command(BaseCommand):
    help = (
        "Rebuild memories and totals of every learner, or of one, from their answers. Each learner"
        " is rebuilt in one transaction; pages may be open meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--learner", help="the user name of one learner")

    def handle(self, *args: Any, learner: str | None, **options: Any) -> None:
        learners = User.objects.filter(attempts__finished_at__isnull=False).order_by("pk")
        if learner is not None:
            learners = User.objects.filter(username__iexact=learner)
            if not learners.exists():
                raise CommandError(f"There is no learner '{learner}'.")
        wanted = list(learners.distinct().values_list("pk", flat=True))
        progress = Progress(self.stderr)
        differing = rows = 0
        for number, pk in enumerate(wanted, start=1):
            progress.say(f"  {number} of {len(wanted)} learners")
            try:
                one = User.objects.get(pk=pk)
                differences = counting.recount(one)
            except User.DoesNotExist:  # gone since: a try-out that signed in
                continue
            if differences:
                progress.done()
                differing, rows = differing + 1, rows + len(differences)
                self.stdout.write(f"{one.username}: {_rows(len(differences))} stood otherwise")
                for difference in differences[:SHOWN]:
                    self.stdout.write(f"  {difference}")
                if len(differences) > SHOWN:
                    self.stdout.write(f"  … and {len(differences) - SHOWN} more")
        progress.done()
        counted = Attempt.objects.filter(learner__in=wanted, is_counted=True).count()
        self.stdout.write(
            f"{len(wanted)} learners with {counted} attempts recounted in {progress.seconds:.1f} s;"
            f" {_rows(rows)} of {differing} stood otherwise."
        )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
