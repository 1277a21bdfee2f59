"""How an export is written: whole, in parts, and harmless."""

import io
import json
from datetime import UTC, date, datetime
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from teaching import parts
from teaching.accounts.models import User
from teaching.exchange import exporting
from teaching.exchange.exporting import Section
from teaching.items.models import Item
from tests.exchange.reading import exported, tables
from tests.factories import make_user
from tests.progress.answering import Asked, answer, at
from tests.quizzes.sitting import begin

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
ROW = ("=1+1", 1.5, True, NOON, date(2026, 12, 1), ["a", "b"], None)
NAMES = ("text", "number", "is_so", "at", "on", "list", "nothing")
ONE = Section("things", NAMES, (), lambda learner: iter([ROW]))
NONE = Section("none", ("a",), (), lambda learner: iter([]))


def test_a_file_has_a_list_for_each_section():
    out = io.BytesIO()

    exporting.write_json(out, (ONE, NONE), User(), NOON)

    told = json.loads(out.getvalue())
    assert told["made_at"] == "2026-11-30T12:00:00+00:00"
    assert told["none"] == []
    assert told["things"] == [
        {
            "text": "=1+1",
            "number": 1.5,
            "is_so": True,
            "at": "2026-11-30T12:00:00+00:00",
            "on": "2026-12-01",
            "list": ["a", "b"],
            "nothing": None,
        }
    ]


def test_tables_have_a_head_and_no_formula():
    out = io.BytesIO()

    exporting.write_csv(out, (ONE, NONE), User(), NOON)

    with ZipFile(out) as folder:
        assert folder.namelist() == ["read-me.txt", "things.csv", "none.csv"]
        assert folder.read("none.csv").decode("utf-8-sig") == "a\r\n"
        assert folder.read("things.csv").decode("utf-8-sig") == (
            "text,number,is_so,at,on,list,nothing\r\n"
            '\'=1+1,1.5,yes,2026-11-30 12:00:00,2026-12-01,"a, b",\r\n'
        )


def test_what_no_export_can_say_is_refused():
    broken = Section("broken", ("a",), (), lambda learner: iter([(object(),)]))

    with pytest.raises(TypeError):
        exporting.write_json(io.BytesIO(), (broken,), User(), NOON)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_a_note_that_looks_like_a_formula_is_text(bank, text):
    client = Client()
    sitter = begin(client)
    sitter.see(1)
    client.post(sitter.url(1, "note/"), {"note": f"{text} a"})

    rows = tables(client)["bookmarks_and_notes"]

    assert rows[1][2] in (f"'{text} a", f"'{text.strip()} a")


def test_an_export_is_read_a_part_at_a_time_and_loses_nothing(bank, monkeypatch):
    learner, client = make_user(), Client()
    client.force_login(learner)
    asked = Asked.of(Item.objects.filter(vignette__origin="bank")[0])
    for minute in range(7):
        answer(learner, asked, at(minutes=minute))
    whole = exported(client)["answers"]

    monkeypatch.setattr(parts.parts, "__defaults__", (2,))
    monkeypatch.setattr(parts.values, "__kwdefaults__", {"size": 2})

    assert len(whole) == 7
    assert exported(client)["answers"] == whole


@pytest.mark.parametrize("url", ["/data/json/", "/data/csv/"])
def test_an_export_of_three_answers_costs_what_one_of_one_costs(bank, url):
    learner, client = make_user(), Client()
    client.force_login(learner)
    asked = Asked.of(Item.objects.filter(vignette__origin="bank")[0])
    costs = []
    for minute in range(3):
        answer(learner, asked, at(minutes=minute))
        with CaptureQueriesContext(connection) as queries:
            b"".join(client.get(url))
        costs.append(len(queries))

    assert costs == [35, 35, 35]
