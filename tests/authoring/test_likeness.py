"""How alike the questions of a model are, as the page tells it."""

from itertools import combinations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from teaching.authoring import likeness as alike
from teaching.items import bank, moves
from teaching.items.models import State, Vignette
from teaching.items.rereading import reread
from teaching.items.similarity import Reading, likeness
from tests.authoring.conftest import DRAWN, FORM
from tests.factories import make_instructor


def test_the_pairs_named_are_those_most_alike(filled, db):
    rows = Vignette.objects.bank(filled).filter(model=FORM.slug)
    reading = Reading(bank.ground_of(filled).pack.disease)
    features = [
        reading.features(str(one.row.pk), one.vignette)
        for one in reread(list(rows.values_list("pk", flat=True)))
    ]
    by_hand = sorted((likeness(*pair) for pair in combinations(features, 2)), reverse=True)

    told = alike.of_model(filled, FORM)

    assert told is not None
    assert [pair.likeness for pair in told.pairs] == by_hand[: alike.NAMED]
    assert (told.held, told.measured.count) == (DRAWN, DRAWN)


def test_retired_questions_are_left_out_and_one_alone_is_not_compared(filled, db):
    rows = Vignette.objects.bank(filled).filter(model=FORM.slug).order_by("pk")
    by = make_instructor()
    moves.move(rows.filter(pk__in=list(rows.values_list("pk", flat=True))[2:]), State.RETIRED, by)
    two = alike.of_model(filled, FORM)
    moves.move(rows.filter(pk=rows[0].pk), State.RETIRED, by)

    assert two is not None
    assert (two.held, len(two.pairs)) == (2, 1)
    assert alike.of_model(filled, FORM) is None


def test_a_large_bank_is_sampled(filled, db, monkeypatch):
    monkeypatch.setattr(alike, "COMPARED", 5)

    told = alike.of_model(filled, FORM)

    assert told is not None
    assert (told.held, told.measured.count) == (DRAWN, 5)


def test_the_page_names_the_pairs_and_costs_the_same_for_few_and_many(instructor, filled):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page = instructor.get("/bank/models/form-from-case/likeness/")
        assert page.content.decode().count("and <a href") == alike.NAMED
        return len(asked)

    cost()
    few = cost()
    bank.fill(filled, FORM, 12)

    assert (few, cost()) == (14, 14)
