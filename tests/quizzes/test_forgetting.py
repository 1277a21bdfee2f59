"""Deleting a learner takes along what was theirs alone, and nothing else."""

import pytest
from django.db.models import RestrictedError

from teaching.accounts import tryout
from teaching.items.models import Origin, Vignette
from teaching.quizzes.models import Attempt
from tests.quizzes.taking import Taker, begin, number_of

SLUG = "transfer-board"


def take_everything(client) -> Taker:
    """A case taken wrongly, its twin finished, and a new patient begun."""
    taker = begin(client, SLUG)
    taker.finish(right=False)
    for number in (1, 2, 3):
        twin = Taker(
            client, number_of(client.post(f"{taker.row.get_absolute_url()}{number}/twin/"))
        )
        twin.finish()
    client.post("/cases/new/", {"difficulty": "medium"})
    return taker


def test_a_visitor_who_drew_patients_can_be_forgotten(visitor):
    learner = take_everything(visitor).row.learner
    assert Vignette.objects.filter(made_for=learner, origin=Origin.TWIN).exists()
    assert Vignette.objects.filter(made_for=learner, origin=Origin.GENERATED).exists()

    assert tryout.forget(before=learner.date_joined.max.replace(tzinfo=learner.date_joined.tzinfo))

    assert list(Attempt.objects.all()) == []
    assert list(Vignette.objects.exclude(made_for=None)) == []
    assert Vignette.objects.filter(slug=SLUG, state="published").exists()


def test_a_case_that_was_taken_cannot_be_deleted(visitor):
    taker = begin(visitor, SLUG)

    with pytest.raises(RestrictedError):
        taker.row.vignette.delete()


def test_a_learner_who_is_deleted_leaves_the_others_their_cases(visitor, client):
    mine, theirs = take_everything(visitor), begin(client, SLUG)

    mine.row.learner.delete()

    assert theirs.page().status_code == 200
    assert visitor.get(f"/attempts/{mine.attempt}/").status_code == 302


def test_a_patient_with_a_twin_goes_with_its_learner(visitor):
    first, second = (
        Taker(visitor, number_of(visitor.post("/cases/new/", {"difficulty": "medium"})))
        for _ in range(2)
    )
    first.finish()
    Vignette.objects.filter(pk=second.row.vignette_id).update(
        origin=Origin.TWIN, twin_of=first.row.vignette.items.first()
    )

    first.row.learner.delete()

    assert list(Vignette.objects.exclude(made_for=None)) == []
