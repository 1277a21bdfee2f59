"""Reading many rows a part at a time, so that it takes as little memory as a few.

By key, and not by a cursor on the server, which a pooler of connections could not keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

A_PART = 2_000


def parts[Row: Model](rows: QuerySet[Row], size: int = A_PART) -> Iterator[list[Row]]:
    """The rows in the order of their keys, so many at a time: one query for each part. A row that
    is written meanwhile may be among them or not."""
    ordered = rows.order_by("pk")
    found = list(ordered[:size])
    while found:
        yield found
        if len(found) < size:
            return
        found = list(ordered.filter(pk__gt=found[-1].pk)[:size])


def values(
    rows: QuerySet[Any], *fields: str, size: int = A_PART
) -> Iterator[list[tuple[Any, ...]]]:
    """The same as tuples of the key and these fields, which takes a third of the time."""
    ordered = rows.order_by("pk").values_list("pk", *fields)
    found = list(ordered[:size])
    while found:
        yield found
        if len(found) < size:
            return
        found = list(ordered.filter(pk__gt=found[-1][0])[:size])
