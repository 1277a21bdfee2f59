"""Bots play what is published, all of it and nothing else, with the ids learners' pages show."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Value
from django.db.models.functions import Concat

from teaching.items import bank, offered
from teaching.items.generators.registry import model_of
from teaching.items.models import Key, Option, Rationale, State, Vignette
from teaching.items.posing import places_of, posed
from teaching.items.rereading import restore
from teaching.knowledge.models import Disease

pytestmark = pytest.mark.django_db

FORM, FIRST = "form-from-case", "management-from-case"
COUNT = 80


def filled(count: int, *slugs: str) -> Disease:
    disease = Disease.objects.get()
    for slug in slugs:
        bank.fill(disease, model_of(slug), count)
        bank.approve(disease, model_of(slug), by=None)
    return disease


def rows(disease, slug=FORM):
    return Vignette.objects.bank(disease).filter(model=slug).order_by("pk")


def audited(**options) -> str:
    out = StringIO()
    call_command("audit", "--stored", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


# ---- what is read -------------------------------------------------------------------------------
def test_all_that_is_published_is_read_and_nothing_else(clinic):
    disease = filled(3, FORM, FIRST)
    Vignette.objects.filter(pk=rows(disease)[0].pk).update(state=State.RETIRED)
    Vignette.objects.filter(pk=rows(disease)[1].pk).update(state=State.DRAFT)

    offer = offered.published(disease, [FORM, FIRST, "fact-recall"])

    assert {model: len(found) for model, found in offer.questions.items()} == {FORM: 1, FIRST: 3}
    assert (offer.read, offer.total, offer.unreadable) == (4, 4, 0)
    assert list(offered.published(disease, [FIRST]).questions) == [FIRST]


def test_a_question_is_read_as_a_drawn_one_is_with_the_ids_of_its_options(clinic):
    disease = filled(1, FORM)
    row = rows(disease).get()

    (found,) = offered.published(disease, [FORM]).questions[FORM]

    options = Option.objects.filter(item__vignette=row).order_by("position")
    assert found.ids == tuple(options.values_list("pk", flat=True))
    (drawn,) = posed(restore(row), places_of(bank.ground_of(disease).pack), FORM)
    assert (found.stem, found.options, found.key) == (drawn.stem, drawn.options, drawn.key)
    assert (found.group, found.names, found.places) == (drawn.group, drawn.names, drawn.places)


def test_it_says_how_far_it_has_come(clinic, monkeypatch):
    disease = filled(5, FORM)
    monkeypatch.setattr(offered, "AT_ONCE", 2)
    heard: list[int] = []

    offered.published(disease, [FORM], lambda offer: heard.append(offer.read))

    assert heard == [2, 4, 5]


# ---- what the command makes of it ---------------------------------------------------------------
def test_a_clean_bank_passes_with_a_line_for_each_bot(clinic):
    filled(COUNT, FORM)

    told = audited()

    assert f"{FORM}: {COUNT} questions, guessing gets 25.0%." in told
    assert told.count(" to ") == 14
    assert "BEYOND" not in told


def test_a_cue_in_what_is_stored_is_caught(clinic):
    filled(COUNT, FORM)
    keys = Option.objects.filter(pk__in=Key.objects.values("option"))
    keys.update(text=Concat("text", Value(", as the films show")))

    with pytest.raises(CommandError, match=f"beyond chance: {FORM}"):
        audited()


def test_a_cue_in_drafts_reaches_no_learner_and_is_passed_over(clinic):
    disease = filled(COUNT, FORM)
    keys = Option.objects.filter(pk__in=Key.objects.values("option"))
    keys.update(text=Concat("text", Value(", as the films show")))
    rows(disease).update(state=State.DRAFT)

    assert "No question of these models is published." in audited()


def test_one_question_alone_tells_nothing(clinic):
    filled(1, FORM)

    assert "BEYOND" not in audited(model=FORM)


def test_what_cannot_be_read_is_counted(clinic):
    disease = filled(2, FORM)
    Rationale.objects.filter(option__item__vignette=rows(disease)[0]).update(text=" ")

    told = audited()

    assert "1 cannot be read; manage.py verify says why." in told
    assert f"{FORM}: 1 question," in told


@pytest.mark.parametrize("option", ["n", "seed"])
def test_what_is_stored_is_not_drawn(clinic, option):
    with pytest.raises(CommandError, match="--stored draws none"):
        audited(**{option: 5})
