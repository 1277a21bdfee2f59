"""What the tables of a pack refuse by themselves, and what is read from them."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from teaching.knowledge import packs
from teaching.knowledge.models import (
    Cell,
    Citation,
    Concept,
    Discriminator,
    Disease,
    Dispute,
    DisputeFact,
    Fact,
    FactRelation,
    Finding,
    FindingRelation,
    Parent,
    Row,
    Source,
    Tendency,
    Term,
)
from teaching.knowledge.reading import read

STROKE = Path(__file__).parents[1] / "packs" / "acute-stroke"

pytestmark = pytest.mark.django_db


@pytest.fixture
def disease() -> Disease:
    pack = read(STROKE).pack
    assert pack is not None
    return packs.store(pack).disease


def fact(code: str) -> Fact:
    return Fact.objects.get(code=code)


REFUSED = {
    "one_fact_per_code_of_a_disease": lambda disease: Fact.objects.create(
        disease=disease,
        position=0,
        code="F-TPA-01",
        layer="article",
        aspect=disease.aspects.first(),
    ),
    "one_concept_per_slug_of_a_disease": lambda disease: Concept.objects.create(
        disease=disease, position=0, slug="wait", axis=disease.axes.first()
    ),
    "a_fact_belongs_to_a_layer": lambda disease: Fact.objects.update(layer="rumour"),
    "a_fact_is_not_its_own_parent": lambda disease: Parent.objects.create(
        fact=fact("I-OCSP-01"), parent=fact("I-OCSP-01"), position=0
    ),
    "a_fact_is_inferred_from_a_parent_once": lambda disease: Parent.objects.create(
        fact=fact("I-OCSP-01"), parent=fact("F-OCSP-01"), position=9
    ),
    "a_fact_is_not_related_to_itself": lambda disease: FactRelation.objects.create(
        fact=fact("F-TPA-01"), other=fact("F-TPA-01"), kind="agrees", position=0
    ),
    "a_relation_agrees_extends_or_differs": lambda disease: FactRelation.objects.update(
        kind="likes"
    ),
    "a_fact_stands_in_one_relation_to_another": lambda disease: FactRelation.objects.create(
        fact=fact("E-TPA-01"), other=fact("F-TPA-01"), kind="agrees", position=9
    ),
    "a_fact_cites_a_place_once": lambda disease: Citation.objects.create(
        fact=fact("E-EVT-01"), source=Source.objects.get(code="DAWN2018"), position=9
    ),
    "a_fact_stands_on_one_side_of_a_dispute": lambda disease: DisputeFact.objects.create(
        dispute=Dispute.objects.get(), fact=fact("F-TPA-01"), side="evidence", position=9
    ),
    "a_dispute_has_two_sides": lambda disease: DisputeFact.objects.update(side="middle"),
    "a_finding_is_not_related_to_itself": lambda disease: FindingRelation.objects.create(
        finding=Finding.objects.get(slug="imaged"),
        other=Finding.objects.get(slug="imaged"),
        kind="implies",
        position=9,
    ),
    "a_contradiction_is_of_two_present_findings": lambda disease: FindingRelation.objects.filter(
        kind="contradicts"
    ).update(is_present=False),
    "a_finding_tends_one_way_for_a_concept": lambda disease: Tendency.objects.create(
        disease=disease,
        position=9,
        concept=Concept.objects.get(slug="several-territories"),
        finding=Finding.objects.get(slug="sudden"),
        literal="sudden",
        stance="against",
    ),
    "one_cell_per_row_and_concept": lambda disease: Cell.objects.create(
        row=Row.objects.order_by("position")[0],
        concept=Concept.objects.get(slug="posterior"),
        standing="absent",
        position=9,
    ),
    "a_cell_has_a_standing": lambda disease: Cell.objects.update(standing="maybe"),
    "a_second_reading_of_a_cell_is_whole": lambda disease: Cell.objects.update(
        other_standing="absent", other_provenance=""
    ),
    "a_discriminator_is_of_two_concepts": lambda disease: Discriminator.objects.update(
        second=Concept.objects.get(slug="total-anterior")
    ),
    "the_revisions_of_a_disease_begin_at_one": lambda disease: Disease.objects.update(revision=0),
}


@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
def test_the_database_refuses(disease, attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt(disease)


def test_the_same_code_may_stand_in_another_disease(disease):
    other = Disease.objects.create(slug="other", name="Other", short="O", revision=1)
    aspect = other.aspects.create(slug="pattern", name="Pattern", position=0)

    Fact.objects.create(disease=other, position=0, code="F-TPA-01", layer="article", aspect=aspect)

    assert Fact.objects.filter(code="F-TPA-01").count() == 2
    assert Fact.objects.of(other).count() == 1


def test_facts_are_found_by_layer_and_in_the_order_of_the_pack(disease):
    inferred = Fact.objects.of(disease).layer("inferred")

    assert [str(one) for one in inferred] == ["I-OCSP-01", "I-OCSP-02"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("alteplase HAEMORRHAGE", ["E-BLEED-01"]),
        ("f-ocsp outlook", ["F-OCSP-04", "F-OCSP-05"]),
        ("100%", []),
        ("", None),
        ("\x00neurons", ["E-TIME-01"]),
    ],
)
def test_a_search_wants_every_word_somewhere(disease, words, codes):
    found = [one.code for one in Fact.objects.of(disease).search(words)]

    assert found == (codes if codes is not None else [one.code for one in Fact.objects.all()])


def test_a_page_of_facts_costs_the_same_queries_however_many(disease, django_assert_num_queries):
    def read_all(facts) -> list[str]:
        return [
            f"{one.aspect} {list(one.citations.all())} {list(one.parentage.all())}"
            f" {list(one.relations.all())} {list(one.concerns.all())} {list(one.notes.all())}"
            f" {[str(citation.source) for citation in one.citations.all()]}"
            for one in facts
        ]

    for many in (1, 16):
        # Facts with their aspect, citations and their sources, parents and theirs, relations and
        # theirs, concepts, notes; sources, parents and relations are there from the first fact on.
        with django_assert_num_queries(9 if many == 16 else 7):
            read_all(Fact.objects.of(disease).for_reading()[:many])


def test_terms_for_learners_have_a_meaning(disease):
    Term.objects.create(disease=disease, position=9, code="T-9", term="odd word")

    told = [str(term) for term in Term.objects.of(disease).for_learners()]
    assert "last known well" in told
    assert "odd word" not in told


def test_concepts_are_found_by_axis(disease):
    found = Concept.objects.of(disease).on("window")

    assert [one.slug for one in found] == [
        "within-three-hours",
        "three-to-four-and-a-half-hours",
        "six-to-twenty-four-hours",
    ]


def test_rows_say_what_they_are(disease):
    assert str(disease) == "Acute stroke"
    assert str(Source.objects.get(code="DAWN2018")) == (
        "Nogueira RG and others. N Engl J Med 2018; 378: 11–21"
    )
    assert str(fact("F-OCSP-04").citations.get()).endswith("1521–1526, Summary")
    assert str(fact("E-TPA-01").relations.get()) == "differs from F-TPA-01"
    assert str(Tendency.objects.get()) == "sudden speaks for Several territories"
    assert str(FindingRelation.objects.get(kind="contradicts")) == (
        "contradicts no blood on the scan"
    )
    assert str(Row.objects.order_by("position")[0]) == "Disorder of higher function"
    assert [str(one) for one in Dispute.objects.get().sides.all()] == [
        "Article: F-TPA-01",
        "Evidence: E-TPA-01",
    ]


def test_the_admin_pages_show_the_tables_and_change_nothing(disease, admin_client):
    for model in ("disease", "fact", "source", "concept", "rule", "tendency", "dispute"):
        assert admin_client.get(f"/admin/knowledge/{model}/").status_code == 200
    assert admin_client.get("/admin/knowledge/fact/add/").status_code == 403
