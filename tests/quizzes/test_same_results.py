"""The same steps come to the same, whichever database keeps them.

What a walk through practice answers, shows and stores is written here as it has to be on every
database; this module runs on SQLite and on PostgreSQL. Numbers of rows are no result.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from teaching.items import bank
from teaching.items.generators.item_models import Ground
from teaching.items.generators.registry import model_of
from teaching.items.models import Vignette
from teaching.knowledge.models import Disease
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from teaching.quizzes import pool
from teaching.quizzes.models import Mark, Response, Sitting
from teaching.quizzes.selection import Line, select
from tests.clinic import PACK
from tests.clinic import clinic as clinic_of
from tests.quizzes.sitting import Sitter, begin, publish

__all__ = ["clinic_of"]

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
MODEL = "term-to-meaning"


@pytest.fixture(scope="module")
def clinic(clinic_of, django_db_blocker) -> None:
    """The clinic with published questions of one model, drawn from fixed seeds."""
    with django_db_blocker.unblock():
        publish(MODEL, n=12)
    return


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as travelled:
        yield travelled


def steps(client: Client, clock) -> tuple[Sitter, list[tuple[int, str]]]:
    """A walk through practice: two right, one wrong, one only seen, one not. Its sitting, and the
    status of each answer with the page it leads to."""
    said = []

    def note(response) -> None:
        said.append((response.status_code, re.sub(r"\d{2,}|(?<=sittings/)\d+", "n", to(response))))

    def to(response) -> str:
        return response.headers.get("Location", "")

    sitter = begin(client, topics=MODEL)
    for number, right, certainty, seconds in (
        (1, True, 3, 40),
        (2, False, 1, 70),
        (3, True, 2, 10),
    ):
        note(sitter.see(number))
        clock.shift(timedelta(seconds=seconds))
        note(sitter.answer(number, right=right, certainty=certainty))
        note(sitter.answer(number, right=not right))
    note(client.post(sitter.url(2, "flag/"), {"flagged": "1"}))
    note(client.post(sitter.url(3, "bookmark/"), {"kept": "1"}))
    note(client.post(sitter.url(3, "note/"), {"note": "  Ödem – 3 ≥ 2 🦴 "}))
    note(sitter.see(4))
    note(client.get(sitter.url(10**30)))
    note(client.post(sitter.url(4, "commit/"), {"item": 10**30, "option": 1, "certainty": 2}))
    note(client.post(f"/sittings/{sitter.sitting}/finish/"))
    note(client.post(f"/sittings/{sitter.sitting}/finish/"))
    note(sitter.see(5))
    return sitter, said


def test_the_same_steps_are_answered_alike(visitor, clock):
    _, said = steps(visitor, clock)

    answered = [
        [(200, ""), (302, f"/sittings/n/{n}/"), (302, f"/sittings/n/{n}/")] for n in (1, 2, 3)
    ]
    assert said == [
        *(step for question in answered for step in question),
        (302, "/sittings/n/2/"),
        (302, "/sittings/n/3/"),
        (302, "/sittings/n/3/"),
        (200, ""),
        (404, ""),
        (200, ""),
        (302, "/sittings/n/"),
        (302, "/sittings/n/"),
        (302, "/sittings/n/"),
    ]


def test_the_same_steps_are_stored_alike(visitor, clock):
    first, _ = steps(visitor, clock)

    rows = [
        (
            one.number,
            one.is_flagged,
            one.attempt and (one.attempt.started_at - START).seconds,
            [(r.is_right, r.certainty, (r.committed_at - START).seconds) for r in answers(one)],
        )
        for one in first.row.questions.select_related("attempt")
    ]
    assert rows == [
        (1, False, 0, [(True, 3, 40)]),
        (2, True, 40, [(False, 1, 110)]),
        (3, False, 110, [(True, 2, 120)]),
        (4, False, 120, []),
        (5, False, None, []),
    ]
    assert (first.row.finished_at - START).seconds == 120
    assert list(Mark.objects.values_list("is_bookmarked", "note")) == [(True, "Ödem – 3 ≥ 2 🦴")]
    assert (first.row.quiz.title, Sitting.objects.count()) == ("Term to meaning", 1)


def answers(question) -> list[Response]:
    return list(question.attempt.responses.all()) if question.attempt else []


def test_the_same_steps_come_to_the_same(visitor, clock):
    first, _ = steps(visitor, clock)

    page = visitor.get(f"/sittings/{first.sitting}/")

    rows = [
        (row.question.number, row.response and row.response.is_right, row.took)
        for row in page.context["rows"]
    ]
    assert rows == [
        (1, True, "40 s"),
        (2, False, "70 s"),
        (3, True, "10 s"),
        (4, None, ""),
        (5, None, ""),
    ]
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))
    assert "2 of 3 right, 2 left open · 2 min" in shown
    assert "your true share lies between 21 and 94 % (95 % interval)" in shown
    wrong = begin(visitor, only="wrong", count=5).row.questions.count()
    unseen = begin(visitor, only="unseen", count=40).row.questions.count()
    kept = begin(visitor, only="kept", count=5).row.questions.count()
    assert (wrong, unseen, kept) == (1, Vignette.objects.filter(model=MODEL).count() - 3, 1)


def test_the_sitting_is_drawn_by_its_seed_whatever_the_numbers_of_the_rows(visitor, clock):
    """Which questions are asked follows from their places in the bank, not from their numbers."""
    sitter = begin(visitor, topics=MODEL)
    disease = Disease.objects.get()
    found = [one for one in pool.candidates(disease, None) if one.model == MODEL]
    place = {one.id: number for number, one in enumerate(found)}
    of = {number: pk for pk, number in place.items()}
    read_rows = pool.reader(disease)

    def read_places(numbers):
        rows = read_rows([of[number] for number in numbers])
        return {place[pk]: replace(row, id=str(place[pk])) for pk, row in rows.items()}

    renumbered = [replace(one, id=place[one.id]) for one in found]
    line = Line(5, frozenset([MODEL]), "")
    drawn = select(renumbered, [line], sitter.row.seed, read_places)

    asked = sitter.row.questions.values_list("vignette", flat=True)
    assert [place[pk] for pk in asked] == list(drawn.ids)


def test_the_bank_holds_what_the_files_of_the_pack_give(clinic, db):
    """A question drawn from the pack as its files have it is the question stored from the pack as
    the database has it."""
    pack = read(PACK).pack
    assert pack is not None
    disease = Disease.objects.get()
    ground = Ground(pack, Knowledge.of(pack))
    rows = list(Vignette.objects.bank(disease).filter(model=MODEL).order_by("pk"))

    drawn = [model_of(MODEL).draw(ground, int(row.seed))[row.place] for row in rows]

    assert len(rows) == 12
    assert [bank.fingerprint(one.vignette) for one in drawn] == [row.fingerprint for row in rows]
    assert [one.radicals for one in drawn] == [row.radicals for row in rows]
