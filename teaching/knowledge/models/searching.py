"""The condition behind every search for words."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q


def having(read: Iterable[str], *fields: str) -> Q:
    """Rows in which every word of one of the readings occurs, each in any of these fields."""
    any_reading = Q()
    for reading in read:
        every_word = Q()
        for word in reading.replace("\x00", " ").split():
            any_field = Q()
            for field in fields:
                any_field |= Q(**{f"{field}__icontains": word})
            every_word &= any_field
        any_reading |= every_word
    return any_reading
