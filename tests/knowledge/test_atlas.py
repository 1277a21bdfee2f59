"""The pages of the atlas: who may read what, and at what cost."""

import pytest
from django.core.cache import cache

from teaching.knowledge import packs
from teaching.knowledge.atlas import lists
from teaching.knowledge.context import KEY
from teaching.knowledge.models import Source, Term
from teaching.knowledge.schema.rules import Never, Rule
from tests.factories import make_instructor, make_user
from tests.knowledge.shelf import EDITORS_CODE, make_disease, make_pack

pytestmark = pytest.mark.django_db

PAGES = {
    "/atlas/": 6,
    "/atlas/timeline/": 6,
    "/atlas/mimics/": 7,
    "/atlas/management/": 9,
    "/atlas/facts/": 8,
    "/atlas/facts/F-1/": 7,
    "/atlas/disputes/": 4,
    "/atlas/glossary/": 4,
    "/atlas/sources/": 3,
    "/atlas/search/?q=e": 9,
}
"""Every page of the atlas with the queries it costs, the one for the foot of the page included."""


def read(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), PAGES.items())
def test_a_page_costs_the_same_for_one_row_and_for_three(
    client, django_assert_num_queries, path, queries, rows
):
    make_disease(rows)
    cache.delete(KEY)

    with django_assert_num_queries(queries):
        read(client, path)


@pytest.mark.parametrize("path", PAGES)
def test_a_signed_in_reader_costs_no_more_than_ten_queries(
    client, django_assert_max_num_queries, path
):
    make_disease(3)
    client.force_login(make_instructor())
    read(client, "/atlas/sources/")

    with django_assert_max_num_queries(10):
        read(client, path)


@pytest.mark.parametrize("path", PAGES)
def test_the_editors_codes_of_concepts_stand_on_no_page(client, path):
    make_disease(3)

    assert EDITORS_CODE not in read(client, path)


@pytest.mark.parametrize("path", PAGES)
def test_what_is_not_verified_stands_on_no_page_of_a_learner(client, path):
    make_disease(3)
    client.force_login(make_user())

    assert "Frogs" not in read(client, path)
    assert "Beware" not in read(client, path)


@pytest.mark.parametrize("path", [path for path in PAGES if "F-1" not in path])
def test_without_a_pack_every_list_says_that_it_is_empty(client, path):
    assert "The atlas is still empty" in read(client, path)


def test_headings_come_from_the_pack(client):
    make_disease(3, timeline="When it shakes")

    assert "Four stages, side by side" in read(client, "/atlas/")
    assert "<h1>When it shakes</h1>" in read(client, "/atlas/timeline/").replace("  ", "")
    assert "Old book" in read(client, "/atlas/facts/")


def test_a_cell_with_two_readings_shows_both(client):
    make_disease()

    page = " ".join(read(client, "/atlas/").split())

    assert "argues against </span> stated of it; elsewhere characteristic" in page


def test_editors_notes_are_for_instructors(client):
    make_disease()
    client.force_login(make_instructor())

    page = read(client, "/atlas/facts/F-1/")

    assert "Beware of 1." in page
    assert "Frogs cause it." in page


def test_a_fact_says_where_it_stands_and_what_rests_on_it(client):
    make_disease()

    page = read(client, "/atlas/facts/F-1/")

    assert "paragraph 4, sentence 2" in page
    assert "Is extended by" in page
    assert "Leads to" in page


def test_a_place_follows_its_source_as_one_sentence(client):
    make_disease()

    page = " ".join(read(client, "/atlas/facts/F-1/").split())

    assert "Book 1. Marsh Press</a>, paragraph 4, sentence 2" in page
    assert "Noted from it: Marshes." in page


def test_measures_and_mistakes_stand_apart(client):
    pack = make_pack(3)
    wrong = pack.concepts[-1].model_copy(update={"mistake": True})
    never = Rule(concept="other-2", never=Never(facts=("F-1",), unmet="It harms."))
    packs.store(
        pack.model_copy(update={"concepts": (*pack.concepts[:-1], wrong), "rules": (never,)})
    )

    page = client.get("/atlas/management/")

    (axis,) = page.context["told"].axes
    assert [one.slug for one in axis.plans] == ["other-1"]
    assert [one.slug for one in axis.mistakes] == ["other-2", "other-3"]
    assert page.content.decode().count("Not this") == 2


def test_where_nothing_is_a_mistake_no_list_of_them_stands(client):
    make_disease(3)

    assert "mistake" not in read(client, "/atlas/management/")


@pytest.mark.parametrize("path", ["/atlas/search/", "/atlas/facts/"])
def test_a_search_follows_the_other_name_the_glossary_gives(client, path):
    pack = make_pack(1)
    term = pack.terms[0].model_copy(update={"term": "The chill (TC)"})
    packs.store(pack.model_copy(update={"terms": (term,)}))

    found = read(client, f"{path}?q=tc+number")

    assert "The chill number 1 comes first." in found
    assert "The chill number 1 comes first." not in read(client, f"{path}?q=tcx+number")


def test_a_code_no_fact_has_is_not_found(client):
    make_disease()

    assert client.get("/atlas/facts/F-404/").status_code == 404


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("layer=inferred", ["I-1", "I-2"]),
        ("aspect=care", ["E-1", "E-2"]),
        ("source=R2", ["F-2", "E-2"]),
        ("q=number+2", ["F-2", "I-2", "E-2"]),
        ("layer=article&q=number+2", ["F-2"]),
        ("layer=no-such-layer", []),
        ("page=99", ["F-1", "F-2", "I-1", "I-2", "E-1", "E-2"]),
    ],
)
def test_facts_are_filtered(client, query, codes):
    make_disease(2)

    page = client.get(f"/atlas/facts/?{query}").context["page"]

    assert [fact.code for fact in page] == codes


def test_pages_of_facts_keep_the_filter(client):
    make_disease(25)

    assert '?layer=article&amp;page=2"' in read(client, "/atlas/facts/?layer=article")


def test_a_filter_counts_what_it_would_leave(client):
    make_disease(2)

    context = client.get("/atlas/facts/?layer=article").context

    assert [(one.name, one.count) for one in context["aspects"]] == [("Course", 2), ("Care", 0)]


def test_one_search_finds_facts_words_disputes_and_answers(client):
    make_disease(2)

    found = client.get("/atlas/search/?q=cold").context["found"]

    assert [fact.code for fact in found.facts] == ["I-1", "I-2"]
    assert [dispute.code for dispute in found.disputes] == ["D-1", "D-2"]
    assert client.get("/atlas/search/?q=ague").context["found"].terms[0].term == "ague 1"
    assert client.get("/atlas/search/?q=stage").context["found"].concepts[0].name == "Stage 1"


def test_a_search_for_nothing_and_a_search_in_vain_say_so(client):
    make_disease()

    assert "Write a word or two" in read(client, "/atlas/search/?q=+")
    assert "Nothing in the atlas has all of these words." in read(client, "/atlas/search/?q=xyz")


def test_what_was_searched_is_shown_as_text(client):
    make_disease()

    assert "<b>bold</b>" not in read(client, "/atlas/search/?q=<b>bold</b>")


def test_the_editors_words_are_not_in_the_glossary(client):
    make_disease()

    page = read(client, "/atlas/glossary/")

    assert "ague 1" in page
    assert "odd wording" not in page


MIXED = ["bone", "Ödem", "zoster", "Apple", "Écchymosis", "oedema"]
ALPHABET = ["Apple", "bone", "Écchymosis", "Ödem", "oedema", "zoster"]


def test_the_glossary_stands_in_the_order_of_the_alphabet():
    book = make_disease()
    for n, word in enumerate(MIXED):
        Term.objects.create(disease=book, code=f"W-{n}", position=90 + n, term=word, meaning="…")

    found = [term.term for term in lists.terms(book)]

    assert [word for word in found if word in MIXED] == ALPHABET


def test_sources_stand_by_kind_and_alphabet():
    book = make_disease()
    for n, word in enumerate(MIXED):
        kind = "book" if word == "bone" else "review"
        Source.objects.create(
            disease=book, code=f"S-{n}", position=90 + n, title=word, kind=kind, citation=word
        )

    found = [source.citation for source in lists.sources(book)]

    assert [word for word in found if word in MIXED] == [
        "bone",
        "Apple",
        "Écchymosis",
        "Ödem",
        "oedema",
        "zoster",
    ]


def test_the_standing_text_is_at_the_foot_and_read_once(client, django_assert_num_queries):
    make_disease()
    cache.delete(KEY)
    assert "Go to a doctor." in read(client, "/atlas/sources/")

    with django_assert_num_queries(PAGES["/atlas/sources/"] - 1):
        page = read(client, "/atlas/sources/")

    assert "Go to a doctor." in page


def test_only_reading_is_possible(client):
    make_disease()

    assert client.post("/atlas/facts/").status_code == 405
