"""Verifying finds whatever no longer holds, and nothing else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from teaching.items import bank, verifying
from teaching.items.generators.registry import model_of
from teaching.items.models import (
    BackingFact,
    Evidence,
    Key,
    Line,
    LineTag,
    Option,
    Rationale,
    State,
    Vignette,
)
from teaching.knowledge.models import Disease

pytestmark = pytest.mark.django_db


@pytest.fixture
def disease(clinic) -> Disease:
    disease = Disease.objects.get()
    for slug in ("form-from-case", "management-from-case"):
        bank.fill(disease, model_of(slug), 3)
    return disease


def first(disease) -> Vignette:
    return Vignette.objects.bank(disease).order_by("pk")[0]


def doubts(disease) -> list[str]:
    return [reason for one in verifying.verify(disease).doubts for reason in one.reasons]


def test_the_demo_cases_and_the_bank_hold(disease):
    verdict = verifying.verify(disease)

    assert verdict.doubts == []
    assert verdict.checked == 12 + 6
    assert verdict.options >= 3 * verdict.checked


def test_a_changed_word_is_found(disease):
    line = Line.objects.filter(vignette=first(disease)).order_by("position")[0]
    Line.objects.filter(pk=line.pk).update(text=f"{line.text} And so on.")

    assert doubts(disease) == [
        "its fingerprint is not that of its words",
        "its pages show something else than what was proved",
    ]


@pytest.mark.parametrize("place", ["title", "line", "lead-in", "option", "all"])
def test_a_page_that_shows_something_else_is_found(disease, place):
    row = first(disease)
    question = row.shown["decisions"][0]
    if place == "title":
        row.shown["title"] = "Somebody else"
    elif place == "line":
        row.shown["stages"][1]["lines"].pop()
    elif place == "lead-in":
        question["lead_in"] = "Which is it not?"
    elif place == "option":
        question["options"].reverse()
    else:
        row.shown = {}
    row.save()

    assert doubts(disease) == ["its pages show something else than what was proved"]


def test_a_moved_key_is_found(disease):
    key = Key.objects.get(item__vignette=first(disease))
    other = key.item.options.exclude(pk=key.option_id)[0]
    Key.objects.filter(pk=key.pk).update(option=other)

    assert any("not established" in doubt for doubt in doubts(disease))
    assert any("is established" in doubt for doubt in doubts(disease))


def test_a_turned_finding_is_found(disease):
    for tag in LineTag.objects.filter(line__vignette=first(disease)):
        LineTag.objects.filter(pk=tag.pk).update(is_present=not tag.is_present)

    assert doubts(disease)


def test_a_lost_step_of_a_proof_is_found(disease):
    Evidence.objects.filter(option__item__vignette=first(disease))[0].delete()

    assert doubts(disease) == ["its stored proof is not the one that is found today"]


@pytest.mark.parametrize("lines", [[], [0, 1, 2, 3, 4], {"0": 1}])
def test_a_reason_moved_to_other_lines_is_found(disease, lines):
    moved = Evidence.objects.filter(option__item__vignette=first(disease)).exclude(lines=[])[0]
    Evidence.objects.filter(pk=moved.pk).update(lines=lines)

    assert doubts(disease) == ["its stored proof is not the one that is found today"]


def test_a_fact_lost_from_a_backing_is_found_in_all_that_rest_on_it(disease):
    reason = Evidence.objects.filter(option__item__vignette=first(disease)).exclude(says="")[0]
    resting = set(Option.objects.filter(evidence__backing=reason.backing_id)) | set(
        Option.objects.filter(rationale__backing=reason.backing_id)
    )
    lost = BackingFact.objects.filter(backing=reason.backing_id)[0]
    BackingFact.objects.filter(pk=lost.pk).delete()

    doubted = {one.pk for one in verifying.verify(disease).doubts}

    assert doubted == {option.item.vignette_id for option in resting}
    assert len(doubted) > 1


def test_a_statement_no_option_has_is_found(disease):
    rationale = Rationale.objects.filter(option__item__vignette=first(disease))[0]
    Rationale.objects.filter(pk=rationale.pk).update(states={**rationale.states, "note": "x"})

    (doubt,) = doubts(disease)
    assert doubt == (
        "it cannot be read: Vignette.items.0.options.0.note: Extra inputs are not permitted"
    )


def test_a_lost_explanation_is_found(disease):
    rationale = Rationale.objects.filter(option__item__vignette=first(disease))[0]
    Rationale.objects.filter(pk=rationale.pk).update(text=" ")

    (doubt,) = doubts(disease)
    assert doubt.startswith("it cannot be read: ")


def test_a_proof_by_former_rules_is_found(disease):
    Vignette.objects.filter(pk=first(disease).pk).update(proved_on="former")

    assert doubts(disease) == ["it was proved by other rules than those of today"]


def test_what_is_retired_is_left_alone(disease):
    Vignette.objects.filter(pk=first(disease).pk).update(proved_on="former", state=State.RETIRED)

    assert doubts(disease) == []


def test_it_stops_at_the_first_doubt_if_asked(disease):
    Vignette.objects.update(proved_on="former")

    assert len(verifying.verify(disease, first_only=True).doubts) == 1
    assert len(verifying.verify(disease).doubts) == 18


def test_a_batch_costs_the_same_queries_whatever_its_size(
    disease, django_assert_num_queries, monkeypatch
):
    with django_assert_num_queries(1 + 11):
        verifying.verify(disease)
    monkeypatch.setattr(verifying, "AT_ONCE", 9)
    with django_assert_num_queries(1 + 2 * 11):
        verifying.verify(disease)


def test_the_command_says_how_much_it_checked(disease):
    out = StringIO()
    call_command("verify", stdout=out, stderr=StringIO())
    assert "18 of 18 checked" in out.getvalue()
    assert "0 in doubt" in out.getvalue()


def test_the_command_fails_and_names_what_is_in_doubt(disease):
    Vignette.objects.filter(pk=first(disease).pk).update(proved_on="former")
    out = StringIO()

    with pytest.raises(CommandError, match="1 in doubt"):
        call_command("verify", stdout=out, stderr=StringIO())

    assert "drawn by form-from-case" in out.getvalue()
    assert "other rules" in out.getvalue()
