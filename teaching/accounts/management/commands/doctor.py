"""Looking an installation over."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from teaching import checkup


class Command(BaseCommand):
    help = "Name what is wrong with this installation. Ends with 1 where something is."
    # It must be able to speak of a database that the checks would stumble over.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(checkup.complaints())
        for complaint in found:
            self.stdout.write(f"- {complaint}")
        if found:
            sys.exit(1)
        self.stdout.write("All is well.")
