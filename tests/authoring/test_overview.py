"""All item models: what the bank holds of each, approving and withdrawing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teaching.authoring import overview
from teaching.items import bank, moves
from teaching.items.generators.registry import MODELS, PATIENTS
from teaching.items.models import State, Vignette
from teaching.knowledge.models import Disease
from tests.authoring.conftest import DRAWN, FORM, ONSET
from tests.factories import make_instructor


def shelf(disease, model=FORM):
    found = overview.shelf_of(disease, model.slug)
    assert found is not None
    return found


def test_every_model_of_the_registry_has_its_shelf(instructor):
    page = instructor.get("/bank/models/")

    assert [one.model for one in page.context["shelves"]] == [*MODELS, PATIENTS]
    text = page.content.decode()
    for model in MODELS:
        assert model.about in text
        assert model.incidentals in text


def test_the_shelf_counts_by_state_and_by_key(filled, db):
    rows = Vignette.objects.bank(filled).filter(model=FORM.slug)
    by = make_instructor()
    moves.move(rows.filter(pk__in=rows.values("pk")[:2]), State.PUBLISHED, by)
    moves.move(rows.filter(state="draft", pk=rows.filter(state="draft")[0].pk), State.RETIRED, by)

    found = shelf(filled)

    assert (found.total, found.published, found.drafts, found.retired) == (
        DRAWN - 1,
        2,
        DRAWN - 3,
        1,
    )
    assert sum(share.count for share in found.shares[0].shown) == found.total
    assert found.waiting == DRAWN - 3
    assert "Periarthritic" in {share.name for share in found.shares[0].shown}


def test_warnings_are_counted(filled, db):
    warned = Vignette.objects.filter(model=ONSET.slug, lints__isnull=False).distinct().count()

    assert shelf(filled, ONSET).warned == shelf(filled, ONSET).waiting_warned == warned > 0


def test_approving_asks_first_and_says_how_many_drafts_become_published(instructor, filled):
    page = instructor.get("/bank/models/form-from-case/approve/")

    assert f"{DRAWN} drafts of this version become published now" in page.content.decode()
    assert not bank.is_approved(filled, FORM)


def test_approving_publishes_the_drafts_of_this_model_alone(instructor, filled):
    page = instructor.post("/bank/models/form-from-case/approve/", follow=True)

    assert f"is approved; {DRAWN} drafts are published." in page.content.decode()
    assert bank.is_approved(filled, FORM)
    published = Vignette.objects.bank(filled).filter(state="published")
    assert set(published) == set(Vignette.objects.bank(filled).filter(model=FORM.slug))


def test_withdrawing_leaves_what_is_published(instructor, filled):
    instructor.post("/bank/models/form-from-case/approve/")

    page = instructor.post("/bank/models/form-from-case/withdraw/", follow=True)

    assert "is withdrawn." in page.content.decode()
    assert not bank.is_approved(filled, FORM)
    assert Vignette.objects.bank(filled).filter(state="published").count() == DRAWN


@pytest.mark.parametrize("what", ["approve", "withdraw"])
def test_a_model_that_does_not_exist_is_not_found(instructor, what):
    assert instructor.post(f"/bank/models/no-such-model/{what}/").status_code == 404


def test_the_page_costs_one_query_for_each_model_however_much_the_bank_holds(instructor, filled):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            instructor.get("/bank/models/")
        return len(asked)

    cost()
    few = cost()
    bank.fill(filled, FORM, 20)

    assert (few, cost()) == (7 + len(MODELS), 7 + len(MODELS))


def test_the_drawing_of_patients_is_approved_and_withdrawn(instructor):
    disease = Disease.objects.get()
    bank.withdraw(disease, PATIENTS)
    page = instructor.get(f"/bank/models/{PATIENTS.slug}/approve/").content.decode()
    assert "Learners can then ask for new patients." in page

    response = instructor.post(f"/bank/models/{PATIENTS.slug}/approve/", follow=True)
    assert "Learners can ask for new patients." in response.content.decode()
    assert bank.is_approved(disease, PATIENTS)

    response = instructor.post(f"/bank/models/{PATIENTS.slug}/withdraw/", follow=True)
    assert "No new patient is drawn" in response.content.decode()
    assert not bank.is_approved(disease, PATIENTS)
