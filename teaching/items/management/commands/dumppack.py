"""``manage.py dumppack SLUG PATH``: a disease of the database as a folder of YAML."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching.items import loading
from teaching.knowledge import packs
from teaching.knowledge.models import Disease


class Command(BaseCommand):
    help = "Write a disease as a pack that loadpack reads. PATH is a new or empty folder."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the slug of the disease")
        parser.add_argument("path", type=Path, help="a new or empty folder")

    def handle(self, *args: Any, slug: str, path: Path, **options: Any) -> None:
        disease = Disease.objects.filter(slug=slug).first()
        if disease is None:
            known = ", ".join(Disease.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no disease '{slug}'. Loaded: {known}.")
        try:
            written = packs.dump(loading.restore(disease), path)
        except packs.FolderInUseError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{len(written)} files written to {path}.")
