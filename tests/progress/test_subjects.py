"""What the questions of a bank are about."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command

from teaching.items.models import Item, Key, Option, Vignette
from teaching.knowledge.models import Concept, Disease
from teaching.progress.subjects import Subject, kind_of, named_by, subjects
from tests.clinic import PACK
from tests.quizzes.sitting import publish

pytestmark = pytest.mark.django_db
MODELS = (
    "form-from-case",
    "finding-that-decides",
    "what-a-finding-rules-out",
    "fact-recall",
    "term-to-meaning",
)


@pytest.fixture(scope="module", autouse=True)
def bank(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A few questions of each of these models."""
    with django_db_blocker.unblock():
        call_command("loadpack", PACK, verbosity=0)
        publish(*MODELS, n=3)
        yield
        call_command("flush", interactive=False, verbosity=0)


def questions(model: str) -> list[tuple[Item, Subject]]:
    items = list(Item.objects.filter(vignette__model=model).select_related("vignette"))
    assert items
    found = subjects([item.pk for item in items])
    assert {subject.kind for subject in found.values()} == {model}
    return [(item, found[item.pk]) for item in items]


def slugs(subject: Subject) -> set[str]:
    return set(Concept.objects.filter(pk__in=subject.beside).values_list("slug", flat=True))


def test_a_question_on_the_form_asks_for_what_its_key_names():
    for item, subject in questions("form-from-case"):
        assert subject == Subject(subject.kind, Key.objects.get(item=item).concept_id)


def test_a_question_on_what_would_decide_is_about_what_it_would_decide():
    for item, subject in questions("finding-that-decides"):
        assert subject.asked is None
        assert slugs(subject) == set(item.rests_on) & {one.slug for one in Concept.objects.all()}
        assert len(subject.beside) == 1


def test_a_question_on_what_is_ruled_out_is_about_what_its_key_denies():
    for item, subject in questions("what-a-finding-rules-out"):
        (claim,) = Key.objects.get(item=item).option.rationale.states["claims"]
        assert slugs(subject) == {claim.removeprefix("not ").partition(" at ")[0]}


def test_a_fact_is_about_the_concepts_it_was_drawn_about():
    named = [
        (set(item.vignette.radicals["concepts"].split()), slugs(subject))
        for item, subject in questions("fact-recall")
    ]

    assert [found for _, found in named] == [drawn for drawn, _ in named]
    assert any(found for _, found in named)


def test_a_term_is_about_no_concept():
    assert {subject.beside for _, subject in questions("term-to-meaning")} == {frozenset()}


def test_options_name_the_concept_they_say_holds():
    options = Option.objects.filter(item__vignette__model="form-from-case")
    names = dict(Concept.objects.values_list("pk", "name"))

    found = named_by(list(options.values_list("pk", flat=True)))

    assert {pk: names[concept] for pk, concept in found.items()} == dict(
        options.values_list("pk", "text")
    )


def test_what_is_denied_is_not_named():
    options = Option.objects.filter(item__vignette__model="what-a-finding-rules-out")

    assert named_by(list(options.values_list("pk", flat=True))) == {}


@pytest.mark.parametrize(
    ("kind", "queries"), [("form-from-case", 1), ("fact-recall", 2), ("term-to-meaning", 2)]
)
def test_many_questions_are_looked_up_at_once(kind, queries, django_assert_num_queries):
    items = list(Item.objects.filter(vignette__model=kind).values_list("pk", flat=True))

    with django_assert_num_queries(queries):
        subjects(items)


@pytest.mark.parametrize(
    ("origin", "model", "axis", "kind"),
    [
        ("bank", "form-from-case", "form", "form-from-case"),
        ("pack", "", "form", "case:form"),
        ("generated", "unfolding-patients", "onset", "case:onset"),
        ("twin", "", None, "case"),
    ],
)
def test_kinds_are_item_models_and_the_decisions_of_cases(origin, model, axis, kind):
    assert kind_of(origin, model, axis) == kind


def test_the_decisions_of_cases_are_told_apart_by_what_they_ask():
    case = Vignette.objects.filter(origin="pack", items__axis__slug="form").first()
    disease = Disease.objects.get()
    items = {item.pk: item for item in case.items.select_related("axis")}

    found = subjects(list(items))

    assert {pk: subject.kind for pk, subject in found.items()} == {
        pk: f"case:{item.axis.slug}" for pk, item in items.items()
    }
    assert case.disease == disease
