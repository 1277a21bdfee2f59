"""``manage.py loadpack PATH [--check]``: a disease pack into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching.items import loading, touching, vignettes
from teaching.knowledge import packs, reading
from teaching.knowledge.problems import Problem


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
        checked = loading.check(found)
        for error in checked.errors:
            self.stderr.write(_told(path, error))
        for warning in checked.warnings:
            self.stdout.write(f"Note: {_told(path, warning)}")
        if checked.pack is None:
            count = len(checked.errors)
            errors = "1 error" if count == 1 else f"{count} errors"
            raise CommandError(f"{errors} in {path}; nothing was changed.")
        if check:
            self.stdout.write(f"{path}: no errors. {_summary(found)}")
            for text in touching.told(touching.touch(checked.pack)):
                self.stdout.write(f"  {text}")
            return
        try:
            loaded = loading.load(checked.pack)
        except (packs.HeldError, vignettes.NotProvedError) as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from refusal
        self.stdout.write(str(loaded))


def _told(path: Path, problem: Problem) -> str:
    # A problem of the folder itself carries its name as the file.
    place = path if problem.file == path.name else path / problem.file
    return f"{place}:{problem.line}: {problem.sentence}"


def _summary(found: reading.Reading) -> str:
    """How much of what a pack holds, in one sentence."""
    counts = [
        f"{len(entries)} {section.replace('_', ' ')}"
        for section, entries in sorted(found.sections.items())
        if section in reading.LISTS
    ]
    return f"{', '.join(counts)}."
