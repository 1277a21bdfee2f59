"""What stands in addresses in place of a row."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowConverter(IntConverter):
    """A number that a database can hold: on SQLite a foreign key cannot be compared with a longer
    one, and the page would fail instead of not being there."""

    regex = "[0-9]{1,18}"


register_converter(RowConverter, "row")
