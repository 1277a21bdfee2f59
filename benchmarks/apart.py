"""A database of a benchmark's own, which is deleted afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def database() -> Iterator[None]:
    """An empty SQLite file is the database as long as the block lasts."""
    from django.conf import settings
    from django.db import connections

    with tempfile.TemporaryDirectory() as folder:
        connections["default"].close()
        before = settings.DATABASES["default"]["NAME"], connections["default"].settings_dict["NAME"]
        name = str(Path(folder, "bench.sqlite3"))
        settings.DATABASES["default"]["NAME"] = name
        connections["default"].settings_dict["NAME"] = name
        try:
            yield
        finally:
            connections["default"].close()
            settings.DATABASES["default"]["NAME"] = before[0]
            connections["default"].settings_dict["NAME"] = before[1]
