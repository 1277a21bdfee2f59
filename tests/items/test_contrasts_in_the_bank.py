"""Questions of contrast are stored as they were drawn, and what is stored is proved again."""

import pytest

from teaching.items import bank, verifying
from teaching.items.generators.item_models import Ground
from teaching.items.generators.registry import model_of
from teaching.items.models import Evidence, Vignette
from teaching.items.rereading import restore
from teaching.knowledge.models import Disease
from tests.items.demo import nho

pytestmark = pytest.mark.django_db

MODELS = (
    "finding-that-decides",
    "line-that-changes-the-answer",
    "what-a-finding-rules-out",
    "extended-matching",
)


@pytest.fixture
def disease(clinic) -> Disease:
    return Disease.objects.get()


@pytest.mark.parametrize("slug", MODELS)
def test_what_is_stored_is_proved_again_word_for_word(disease, slug):
    bank.fill(disease, model_of(slug), 6)

    verdict = verifying.verify(disease)

    assert Vignette.objects.bank(disease).count() >= 6
    assert verdict.doubts == []


@pytest.mark.parametrize("slug", MODELS)
def test_a_stored_question_is_the_one_that_was_drawn(disease, slug):
    bank.fill(disease, model_of(slug), 3)
    drawn = {
        question.vignette.slug: question.vignette
        for seed in range(12)
        for question in model_of(slug).draw(Ground(*nho()), seed)
    }

    for row in Vignette.objects.bank(disease):
        assert restore(row) == drawn[row.slug]


def test_every_option_about_a_change_is_explained_by_its_verdict(disease):
    bank.fill(disease, model_of("line-that-changes-the-answer"), 3)

    for row in Vignette.objects.bank(disease):
        for option in row.items.get().options.all():
            assert Evidence.objects.filter(option=option).exclude(says="").exists()
