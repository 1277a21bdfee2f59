"""Facts behind answers are stored once for each set of them, and let go with the last answer."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from teaching.items import backing, bank, loading
from teaching.items.generators.registry import model_of
from teaching.items.models import Backing, BackingFact, Evidence, Option, Rationale, Vignette
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge.models import Disease, Fact
from teaching.knowledge.reading import read
from tests.clinic import PACK

pytestmark = pytest.mark.django_db

A, B = "F-OA-03", "F-PA-03"


@pytest.fixture
def words(clinic) -> Vocabulary:
    return Vocabulary.of(Disease.objects.get())


def places(row: Backing) -> list[str]:
    return [place.fact.code for place in row.places.select_related("fact")]


def test_facts_keep_their_order_and_stand_once(words):
    found = backing.shelve(words, [(B, A), (A, B)])

    assert places(found[B, A]) == [B, A]
    assert places(found[A, B]) == [A, B]
    assert backing.codes([B, A, B]) == (B, A)
    assert str(found[B, A]) == f"{B}, {A}"


def test_the_same_facts_are_the_same_row(words, django_assert_num_queries):
    first = backing.shelve(words, [(B, A)])
    with django_assert_num_queries(1):
        again = backing.shelve(words, [(B, A)])

    assert again == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Backing.objects.create(disease=words.disease, mark=first[B, A].mark)


def test_a_second_bank_rests_on_the_backings_of_the_first(words):
    model = model_of("form-from-case")
    bank.fill(words.disease, model, 20)
    first = Backing.objects.count()
    bank.fill(words.disease, model, 20)

    assert Backing.objects.count() - first < 10
    assert Evidence.objects.filter(option__item__vignette__model=model.slug).count() > 400


def test_what_rests_on_a_fact_is_found_by_rationale_and_by_proof(words):
    fact = Fact.objects.get(code=B)
    cited = set(Option.objects.filter(rationale__backing__facts=fact))
    proved = set(Option.objects.filter(evidence__backing__facts=fact))

    assert set(Option.objects.resting_on([fact])) == cited | proved != set()


def test_a_fact_in_use_cannot_be_deleted(words):
    with pytest.raises(ProtectedError):
        Fact.objects.get(code=B).delete()


def test_what_nothing_rests_on_is_let_go_and_nothing_else(words):
    backing.shelve(words, [(B, A, "F-AET-01")])
    used = set(Backing.objects.filter(evidence__isnull=False)) | set(
        Backing.objects.filter(rationales__isnull=False)
    )

    assert backing.sweep(words.disease) == 1
    assert set(Backing.objects.all()) == used != set()
    assert backing.sweep(words.disease) == 0


def test_loading_a_pack_lets_go_of_facts_that_only_deleted_answers_used(words):
    pack = read(PACK).pack
    assert pack is not None
    Vignette.objects.all().delete()
    assert BackingFact.objects.exists()

    loading.load(pack.model_copy(update={"vignettes": ()}))

    assert not BackingFact.objects.exists()
    assert not Rationale.objects.exists()
