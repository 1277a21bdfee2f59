"""Filling the bank, and moving questions in and out of it."""

from collections import Counter
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from teaching.items import bank, moves
from teaching.items.generators.drawing import AHEAD
from teaching.items.generators.item_models import ItemModel
from teaching.items.generators.registry import model_of
from teaching.items.models import Approval, Evidence, Item, Key, Origin, State, Vignette
from teaching.items.rereading import reread
from teaching.knowledge.models import Disease
from tests.factories import make_instructor, make_user

pytestmark = pytest.mark.django_db

FORM = model_of("form-from-case")


@pytest.fixture
def disease(clinic) -> Disease:
    return Disease.objects.get()


def rows(disease):
    return Vignette.objects.bank(disease)


def first(disease):
    return rows(disease).filter(pk=rows(disease).order_by("pk")[0].pk)


def test_what_is_stored_says_where_it_comes_from(disease):
    bank.fill(disease, FORM, 4, seed=10)

    row = rows(disease).order_by("pk")[0]

    assert (row.model, row.version, row.seed, row.place) == (FORM.slug, FORM.version, "10", 0)
    (question,) = FORM.draw(bank.ground_of(disease), 10)
    assert row.radicals == question.radicals
    assert row.fingerprint == bank.fingerprint(question.vignette)
    assert next(reread([row.pk])).vignette == question.vignette


def test_what_is_stored_has_its_key_and_its_proof_as_rows(disease):
    bank.fill(disease, FORM, 4)

    items = Item.objects.filter(vignette__origin=Origin.BANK)

    assert items.count() == Key.objects.filter(item__in=items).count() == 4
    for item in items:
        for option in item.options.all():
            assert Evidence.objects.filter(option=option).exists()


def test_filling_goes_on_where_it_ended(disease):
    first = bank.fill(disease, FORM, 8)
    second = bank.fill(disease, FORM, 8)

    assert (first.added, second.added) == (8, 8)
    assert rows(disease).values("fingerprint").distinct().count() == 16
    assert len({tuple(sorted(row.radicals.items())) for row in rows(disease)}) == 16


def test_a_key_that_comes_more_often_waits_for_those_offered_with_it(disease):
    """Four of five seeds have the same key; none may stand out among what is offered together."""
    turns = 4
    skewed = replace(
        FORM,
        shares=None,
        sketch=lambda ground, rng, seed: FORM.sketch(
            ground, rng, seed if seed % 5 == 0 else turns * seed
        ),
    )

    receipt = bank.fill(disease, skewed, 16)

    keys = Counter(row.radicals["key"] for row in rows(disease))
    assert len(keys) == turns
    assert max(keys.values()) <= min(keys.values()) + AHEAD
    assert receipt.surplus > 0


def test_keys_have_equal_shares(disease):
    bank.fill(disease, FORM, 40)

    counts = bank.tally(disease, FORM).by["key"]

    assert len(counts) == 4
    assert set(counts.values()) == {10}


def test_the_same_words_cannot_be_stored_twice(disease):
    bank.fill(disease, FORM, 1)
    row = rows(disease).get()
    row.pk, row.slug = None, "question-another"

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_question_is_the_same_whatever_its_case_spaces_and_order_of_options(disease):
    (question,) = FORM.draw(bank.ground_of(disease), 3)
    (item,) = question.vignette.items
    turned = item.model_copy(
        update={
            "lead_in": f"  {item.lead_in.upper()} ",
            "options": tuple(reversed(item.options)),
        }
    )

    other = question.vignette.model_copy(update={"items": (turned,)})

    assert bank.fingerprint(other) == bank.fingerprint(question.vignette)


def test_another_word_makes_another_question(disease):
    (question,) = FORM.draw(bank.ground_of(disease), 3)
    (item,) = question.vignette.items
    other = question.vignette.model_copy(
        update={"items": (item.model_copy(update={"lead_in": "Which form is not this?"}),)}
    )

    assert bank.fingerprint(other) != bank.fingerprint(question.vignette)


def test_new_questions_wait_as_drafts(disease):
    bank.fill(disease, FORM, 3)
    assert set(rows(disease).values_list("state", flat=True)) == {State.DRAFT}


def test_an_approved_model_publishes_what_it_drew_and_draws(disease):
    teacher = make_instructor()
    bank.fill(disease, FORM, 3)

    assert bank.approve(disease, FORM, teacher) == 3
    bank.fill(disease, FORM, 3)

    assert set(rows(disease).values_list("state", flat=True)) == {State.PUBLISHED}
    assert Approval.objects.get(model=FORM.slug).approved_by == teacher


def later_version() -> ItemModel:
    return replace(FORM, version=FORM.version + 1)


def test_an_approval_is_for_one_version(disease):
    bank.approve(disease, FORM, None)

    bank.fill(disease, later_version(), 2)

    assert set(rows(disease).values_list("state", flat=True)) == {State.DRAFT}


def test_two_versions_of_a_model_may_draw_from_the_same_seed(disease):
    bank.fill(disease, FORM, 3, seed=100)
    bank.fill(disease, later_version(), 3, seed=100)

    assert rows(disease).count() == 6
    assert len(set(rows(disease).values_list("slug", flat=True))) == 6


def test_a_withdrawn_approval_leaves_what_is_published(disease):
    bank.approve(disease, FORM, None)
    bank.fill(disease, FORM, 2)

    bank.withdraw(disease, FORM)
    bank.fill(disease, FORM, 1)

    states = list(rows(disease).order_by("pk").values_list("state", flat=True))
    assert states == [State.PUBLISHED, State.PUBLISHED, State.DRAFT]


def test_a_retired_question_does_not_come_back(disease):
    bank.fill(disease, FORM, 4)
    moves.move(rows(disease), State.RETIRED, make_instructor())
    retired = set(rows(disease).values_list("fingerprint", flat=True))

    bank.fill(disease, FORM, 4)

    live = rows(disease).exclude(state=State.RETIRED)
    assert live.count() == 4
    assert retired.isdisjoint(live.values_list("fingerprint", flat=True))


def test_a_move_gives_each_question_its_own_state_back(disease):
    teacher = make_instructor()
    bank.fill(disease, FORM, 3)
    moves.move(first(disease), State.PUBLISHED, teacher)
    before = dict(rows(disease).values_list("pk", "state"))

    done = moves.move(rows(disease), State.RETIRED, teacher)
    assert set(rows(disease).values_list("state", flat=True)) == {State.RETIRED}

    assert moves.undo(done, timezone.now()) == 3
    assert dict(rows(disease).values_list("pk", "state")) == before


def test_a_move_is_undone_once(disease):
    teacher = make_instructor()
    bank.fill(disease, FORM, 2)
    done = moves.move(rows(disease), State.PUBLISHED, teacher)
    moves.undo(done, timezone.now())
    moves.move(rows(disease), State.PUBLISHED, teacher)

    assert moves.undo(done, timezone.now()) == 0
    assert set(rows(disease).values_list("state", flat=True)) == {State.PUBLISHED}


def test_what_somebody_moved_on_since_stays(disease):
    teacher = make_instructor()
    bank.fill(disease, FORM, 2)
    done = moves.move(rows(disease), State.PUBLISHED, teacher)
    moves.move(first(disease), State.RETIRED, teacher)

    assert moves.undo(done, timezone.now()) == 1
    assert set(rows(disease).values_list("state", flat=True)) == {State.RETIRED, State.DRAFT}


def test_a_move_touches_nothing_but_the_bank(disease):
    moves.move(Vignette.objects.all(), State.RETIRED, make_instructor())
    assert not Vignette.objects.filter(state=State.RETIRED).exists()


def test_no_list_of_cases_shows_the_bank(disease):
    bank.approve(disease, FORM, None)
    bank.fill(disease, FORM, 2)

    assert not Vignette.objects.visible_to(None).filter(origin=Origin.BANK).exists()
    assert not Vignette.objects.visible_to(make_user()).filter(origin=Origin.BANK).exists()


def test_a_batch_that_fails_leaves_nothing_half_stored(disease, monkeypatch):
    def broken(*args):
        raise IntegrityError

    monkeypatch.setattr("teaching.items.explaining.store_answers", broken)

    with pytest.raises(IntegrityError):
        bank.fill(disease, FORM, 3)
    assert not rows(disease).exists()


def test_a_doubt_keeps_a_question_out(disease, monkeypatch):
    admit = bank.admit

    def doubting(ground, vignette):
        found = admit(ground, vignette)
        return type(found)(found.proofs, found.flaws, ("not today",))

    monkeypatch.setattr(bank, "admit", doubting)
    monkeypatch.setattr(bank, "PATIENCE", 5)

    receipt = bank.fill(disease, FORM, 2)

    assert (receipt.added, receipt.is_exhausted, receipt.refused) == (0, True, {"not today": 5})
