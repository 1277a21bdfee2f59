"""``manage.py verify``: prove, lint and trace every live question again; fail on a doubt."""

from __future__ import annotations

import gc
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching.items import verifying
from teaching.items.management.diseases import chosen
from teaching.items.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Read every written case and every question of the bank that is not retired back from its"
        " rows; prove it, lint it, compare proof and fingerprint with what is stored, and trace"
        " its facts to their sources. Fails on the first doubt; with --all it names every one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--disease", help="slug of one disease; all of them without it")
        parser.add_argument("--all", action="store_true", help="go on after the first doubt")

    def handle(self, *args: Any, **options: Any) -> None:
        doubts = 0
        for disease in chosen(options["disease"]):
            progress = Progress(self.stderr)
            total = verifying.live(disease).count()

            def report(
                verdict: verifying.Verdict, progress: Progress = progress, total: int = total
            ) -> None:
                progress.say(f"  {verdict.checked} of {total} checked")
                # Words once read are remembered; to search them for rubbish again and again would
                # take a fifth of the time.
                gc.freeze()

            try:
                verdict = verifying.verify(disease, progress=report, first_only=not options["all"])
            finally:
                gc.unfreeze()
            progress.done()
            for doubt in verdict.doubts:
                self.stdout.write(f"  {doubt.title} (row {doubt.pk}{_of(doubt.model)})")
                for reason in doubt.reasons:
                    self.stdout.write(f"    {reason}")
            self.stdout.write(
                f"{disease.name}: {verdict.checked} of {total} checked with"
                f" {verdict.options} options in {progress.seconds:.1f} s;"
                f" {len(verdict.doubts)} in doubt, {verdict.warnings} warnings of the linter."
            )
            doubts += len(verdict.doubts)
        if doubts:
            raise CommandError(f"{doubts} in doubt.")


def _of(model: str) -> str:
    return f", drawn by {model}" if model else ""
