"""Rows are written by statements that come back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teaching.items import inserting
from teaching.items.inserting import insert
from teaching.knowledge.models import Disease

pytestmark = pytest.mark.django_db


def diseases(name: str, count: int) -> list[Disease]:
    return [
        Disease(slug=f"{name}-{number}", name=f"{name} {number}", revision=1)
        for number in range(count)
    ]


def test_rows_are_written_in_batches_of_one_size(monkeypatch):
    monkeypatch.setattr(inserting, "ROWS", 3)

    with CaptureQueriesContext(connection) as sent:
        insert(Disease.objects, diseases("first", 6))
        insert(Disease.objects, diseases("second", 3))

    written = [one["sql"] for one in sent if one["sql"].startswith("INSERT")]
    assert len(written) == 3
    assert Disease.objects.count() == 9


def test_each_row_has_its_key(monkeypatch):
    monkeypatch.setattr(inserting, "ROWS", 3)
    rows = diseases("some", 7)

    insert(Disease.objects, rows)

    assert {row.pk for row in rows} == set(Disease.objects.values_list("pk", flat=True))
