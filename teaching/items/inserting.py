"""Many rows into a table, by statements that come back.

SQLite keeps the last statements it was given, prepared. One statement for all rows of a batch is
another one each time, of a megabyte and more, and filling the bank came to hold 250 MB of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Manager, Model

ROWS = 500
"""So many rows are written by one statement; only the last of a batch has fewer."""


def insert[Row: Model](
    table: Manager[Row], rows: Iterable[Row], *, ignore_conflicts: bool = False
) -> None:
    """Store these rows; each then has its key, unless conflicts are ignored."""
    table.bulk_create(rows, batch_size=ROWS, ignore_conflicts=ignore_conflicts)
