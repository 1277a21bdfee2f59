"""``manage.py loadpack PATH [--check]``: a disease pack into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from teaching.knowledge import checking, packs, reading


class Command(BaseCommand):
    help = (
        "Load a disease pack: a folder of YAML files. Everything is checked first; then all of it"
        " is stored or nothing. Loading the same pack again changes nothing."
    )

    # A pack can be checked while the pages are being worked on.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the pack's folder")
        parser.add_argument("--check", action="store_true", help="check only, store nothing")

    def handle(self, *args: Any, path: Path, check: bool, **options: Any) -> None:
        found = reading.read(path)
        problems = sorted({*found.problems, *checking.check(found)})
        for problem in problems:
            self.stderr.write(f"{path / problem.file}:{problem.line}: {problem.sentence}")
        for problem in checking.warn(found):
            self.stdout.write(f"{path / problem.file}:{problem.line}: Note: {problem.sentence}")
        if problems or found.pack is None:
            count = f"{len(problems)} error{'s' if len(problems) != 1 else ''}"
            raise CommandError(f"{count} in {path}; nothing was changed.")
        if check:
            self.stdout.write(f"{path}: no errors. {summary(found)}")
            return
        with transaction.atomic():
            receipt = packs.store(found.pack)
        self.stdout.write(str(receipt))


def summary(found: reading.Reading) -> str:
    """How much of what a pack holds, in one sentence."""
    counts = [f"{len(entries)} {name}" for name, entries in sorted(found.sections.items())]
    return f"{', '.join(counts)}."
