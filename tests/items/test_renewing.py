"""A pack changes: what it touches is told before; afterwards what no longer holds is gone."""

from io import StringIO

import pytest
from django.core.management import call_command

from teaching.items import bank, loading, renewing, touching, verifying
from teaching.items.generators.registry import model_of
from teaching.items.models import State, Vignette
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.knowledge.reading import read
from tests.clinic import PACK

pytestmark = pytest.mark.django_db

FORM = model_of("form-from-case")


@pytest.fixture
def disease(clinic) -> Disease:
    disease = Disease.objects.get()
    bank.fill(disease, FORM, 6)
    return disease


@pytest.fixture
def pack(disease):
    found = read(PACK).pack
    assert found is not None
    return found


def live(disease):
    return Vignette.objects.bank(disease).exclude(state=State.RETIRED)


def replaced(entries, entry):
    """The entries with the one of the same name replaced."""
    name = "id" if hasattr(entry, "id") else "slug"
    return tuple(entry if getattr(one, name) == getattr(entry, name) else one for one in entries)


def reworded_fact(pack, code="F-OA-03"):
    fact = next(fact for fact in pack.facts if fact.id == code)
    new = fact.model_copy(update={"text": f"{fact.text} So it is told."})
    return pack.model_copy(update={"facts": replaced(pack.facts, new)})


def without_phrases_of(pack):
    """A pack that words things otherwise, so that no seed gives what it gave."""
    phrases = tuple(
        phrase.model_copy(update={"whole": tuple(f"Note: {text}" for text in phrase.whole)})
        for phrase in pack.phrases
    )
    return pack.model_copy(update={"phrases": phrases})


def with_other_reasons(pack):
    """A pack whose findings bear another name: proofs say other words, and nothing else changes."""
    findings = tuple(
        one.model_copy(update={"name": f"{one.name}, as seen"}) for one in pack.findings
    )
    return pack.model_copy(update={"findings": findings})


def test_the_same_pack_touches_nothing(disease, pack):
    touch = touching.touch(pack)

    assert touch is not None
    assert (touch.facts, touch.questions, touch.is_proof_anew) == ((), 0, False)
    assert touching.told(touch) == []


def test_a_reworded_fact_names_what_rests_on_it_before_anything_is_changed(disease, pack):
    touch = touching.touch(reworded_fact(pack))

    assert touch is not None
    assert touch.facts == ("F-OA-03",)
    assert 0 < touch.questions <= 6
    assert 0 < touch.cases <= 12
    assert touch.options >= touch.questions
    assert not touch.is_proof_anew
    assert "1 fact would change" in " ".join(touching.told(touch))


def test_what_rests_on_a_fact_is_one_query(disease, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(touching.resting_on(disease, ["F-OA-03"]))
    with django_assert_num_queries(1):
        list(touching.options_on(disease, ["F-OA-03"]))


def test_a_disease_that_is_new_touches_nothing(pack):
    other = pack.model_copy(update={"disease": pack.disease.model_copy(update={"slug": "another"})})
    assert touching.touch(other) is None
    assert touching.told(None) == []


def test_a_reworded_fact_is_proved_again_and_stays(disease, pack):
    loaded = loading.load(reworded_fact(pack))

    assert loaded.renewal.kept > 0
    assert not loaded.renewal.retired
    assert live(disease).count() == 6


def test_a_rule_that_goes_retires_what_it_proved(disease, pack):
    lost = {rule.concept for rule in pack.rules if rule.concept == "osteoarthropathic"}
    assert lost
    rules = tuple(
        rule.model_copy(update={"composition": None, "never": None, "clauses": rule.clauses})
        if rule.concept in lost
        else rule
        for rule in pack.rules
    )

    loading.load(pack.model_copy(update={"rules": rules, "vignettes": ()}))
    disease.refresh_from_db()

    gone = Vignette.objects.bank(disease).filter(state=State.RETIRED)
    assert gone.exists()
    assert verifying.verify(disease, live(disease)).doubts == []


def test_what_says_the_same_by_other_reasons_becomes_the_next_revision(disease, pack):
    bank.approve(disease, FORM, None)
    changed = with_other_reasons(pack)

    renewal = loading.load(changed).renewal
    disease.refresh_from_db()

    assert renewal.kept + len(renewal.revised) == 6
    assert set(live(disease).values_list("state", flat=True)) == {State.PUBLISHED}
    assert live(disease).count() == 6
    assert live(disease).filter(revision=2).count() == len(renewal.revised)
    assert verifying.verify(disease).doubts == []


def test_a_cell_of_the_matrix_that_changes_retires_the_questions_on_it(disease, pack):
    bank.fill(disease, model_of("fact-recall"), 40)
    recall = live(disease).filter(model="fact-recall")
    rows = tuple(
        row.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"standing": "possible"}) for cell in row.cells
                )
            }
        )
        for row in pack.rows
    )

    renewal = loading.load(pack.model_copy(update={"rows": rows})).renewal
    disease.refresh_from_db()

    assert renewal.retired
    assert recall.count() < 40
    assert verifying.verify(disease).doubts == []


def test_loading_the_same_pack_again_looks_at_nothing(disease, pack, monkeypatch):
    monkeypatch.setattr(renewing, "renew", None)
    assert not loading.load(pack).renewal.kept


def test_loading_says_what_became_of_the_bank(disease, pack, tmp_path):
    packs.dump(reworded_fact(pack).model_copy(update={"vignettes": ()}), tmp_path / "nho")
    out = StringIO()

    call_command("loadpack", tmp_path / "nho", "--check", stdout=out)
    assert "1 fact would change or go (F-OA-03)" in out.getvalue()
    call_command("loadpack", tmp_path / "nho", stdout=out)

    assert "hold, 0 revised, 0 retired" in out.getvalue()


def test_a_change_that_fails_leaves_the_bank_as_it_was(disease, pack, monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(renewing, "_renew", broken)
    before = list(Vignette.objects.order_by("pk").values_list("pk", "state", "proved_on"))

    with pytest.raises(RuntimeError):
        loading.load(with_other_reasons(pack))

    assert list(Vignette.objects.order_by("pk").values_list("pk", "state", "proved_on")) == before
    assert Disease.objects.get().checksum == disease.checksum
