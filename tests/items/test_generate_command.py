"""``manage.py generate``."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from teaching.items.models import Approval, State, Vignette
from teaching.knowledge.models import Disease

pytestmark = pytest.mark.django_db


def generate(*arguments) -> str:
    out = StringIO()
    call_command("generate", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def bank():
    return Vignette.objects.bank(Disease.objects.get())


def test_it_fills_the_bank_and_counts_by_key_and_kind(clinic):
    said = generate("--model", "form-from-case", "--n", "8")

    assert "form-from-case: 8 stored" in said
    assert "8 in the bank, by key: " in said
    assert "8 in the bank, by kind: " in said
    assert bank().count() == 8


def test_it_draws_from_a_seed(clinic):
    generate("--model", "form-from-case", "--n", "1", "--seed", "500")
    assert bank().get().seed == "500"


def test_it_approves_what_it_drew_if_asked(clinic):
    generate("--model", "form-from-case", "--n", "2", "--approve")

    assert Approval.objects.filter(model="form-from-case").exists()
    assert set(bank().values_list("state", flat=True)) == {State.PUBLISHED}


def test_once_it_passes_over_what_the_bank_holds_already(clinic):
    generate("--model", "form-from-case", "--n", "2", "--once")

    said = generate("--model", "form-from-case", "--n", "2", "--once")

    assert "holds some already" in said
    assert bank().count() == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--model", "horoscope"), "no item model 'horoscope'. There are: form-from-case"),
        (("--n", "0"), "--n has to be 1 or more"),
        (("--disease", "gout"), "no disease 'gout'. Loaded are: nho"),
    ],
)
def test_what_it_cannot_do_it_says(clinic, arguments, said):
    with pytest.raises(CommandError, match=said):
        generate(*arguments)


def test_approving_all_models_approves_that_patients_are_drawn(clinic):
    Approval.objects.all().delete()

    generate("--n", "1", "--once", "--approve")

    assert Approval.objects.filter(model="unfolding-patients", version=1).exists()


def test_approving_one_model_approves_nothing_else(clinic):
    Approval.objects.all().delete()

    generate("--model", "term-to-meaning", "--n", "1", "--approve")

    assert [one.model for one in Approval.objects.all()] == ["term-to-meaning"]
