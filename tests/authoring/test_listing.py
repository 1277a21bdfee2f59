"""The list of the bank: what each filter finds, what the page says, what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teaching.authoring import listing
from teaching.items import bank, moves
from teaching.items.models import Lint, Option, Origin, State, Vignette
from teaching.knowledge.models import Fact
from tests.authoring.conftest import DRAWN, FORM, ONSET
from tests.factories import make_instructor


def asked(disease, **wanted):
    return set(listing.found(disease, wanted))


def all_of(disease, **fields):
    return set(Vignette.objects.filter(disease=disease, origin=Origin.BANK, **fields))


def test_without_filters_the_whole_bank_is_found_the_newest_first(filled, db):
    pks = [row.pk for row in listing.found(filled, {})]

    assert pks == sorted(pks, reverse=True)
    assert len(pks) == 2 * DRAWN


@pytest.mark.parametrize("model", [FORM, ONSET])
def test_a_model_finds_its_questions(filled, db, model):
    found = asked(filled, model=model.slug)

    assert found == all_of(filled, model=model.slug)
    assert len(found) == DRAWN


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_a_difficulty_finds_its_questions(filled, db, level):
    assert asked(filled, difficulty=level) == all_of(filled, difficulty=level) != set()


def test_an_axis_finds_what_is_asked_on_it(filled, db):
    assert asked(filled, axis="form") == all_of(filled, model=FORM.slug)
    assert asked(filled, axis=listing.NO_AXIS) == set()


@pytest.mark.parametrize("concept", ["periarthritic", "mixed"])
def test_an_answer_finds_the_questions_of_which_it_is_the_key(filled, db, concept):
    found = asked(filled, answer=concept)

    assert found == {row for row in all_of(filled) if row.radicals["key"] == concept} != set()


def test_a_state_finds_its_questions(filled, db):
    row = Vignette.objects.bank(filled)[0]
    Vignette.objects.filter(pk=row.pk).update(state=State.RETIRED)

    assert asked(filled, state="retired") == {row}
    assert len(asked(filled, state="draft")) == 2 * DRAWN - 1


def test_a_layer_finds_the_questions_whose_key_cites_a_fact_of_it(filled, db):
    citing = {
        row
        for row in all_of(filled)
        if row.items.get().key.option.rationale.backing.facts.filter(layer="inferred").exists()
    }

    assert asked(filled, layer="inferred") == citing
    assert set() < citing < all_of(filled)


def test_the_linter_divides_the_bank(filled, db):
    warned = {row for row in all_of(filled) if row.lints.exists()}
    rule = Lint.objects.values_list("rule", flat=True)[0]

    assert asked(filled, lint="any") == warned != set()
    assert asked(filled, lint="none") == all_of(filled) - warned
    assert asked(filled, lint=rule) == {row for row in warned if row.lints.filter(rule=rule)}


def test_a_fact_finds_what_rests_on_it_by_filter_and_by_search(filled, db):
    fact = Fact.objects.get(code="F-PA-03")
    resting = {
        row
        for row in all_of(filled)
        if row.items.filter(options__rationale__backing__facts=fact).exists()
        or row.items.filter(options__evidence__backing__facts=fact).exists()
    }

    assert asked(filled, fact="F-PA-03") == asked(filled, q="f-pa-03") == resting != set()
    assert asked(filled, fact="F-NONE-01") == set()


@pytest.mark.parametrize("place", ["story", "lead-in", "option"])
def test_a_word_is_found_wherever_a_learner_reads_it(filled, db, place):
    row = Vignette.objects.bank(filled)[3]
    item = row.items.get()
    if place == "story":
        row.lines.filter(position=1).update(text="He keeps a Zylophone at home.")
    elif place == "lead-in":
        row.items.update(lead_in="Which zylophone is this?")
    else:
        Option.objects.filter(item=item, position=0).update(text="A zylophone")

    assert asked(filled, q="zyloPHONE") == {row}


def test_every_word_has_to_be_found(filled, db):
    row = Vignette.objects.bank(filled)[3]
    row.lines.filter(position=1).update(text="He keeps a zylophone at home.")

    assert asked(filled, q="zylophone form") <= {row}
    assert asked(filled, q="zylophone quagga") == set()


def test_filters_narrow_together(filled, db):
    found = asked(filled, model=FORM.slug, difficulty="easy", answer="mixed")

    assert found == {
        row
        for row in all_of(filled, model=FORM.slug, difficulty="easy")
        if row.radicals["key"] == "mixed"
    }


def test_the_written_cases_are_not_in_the_bank(filled, db):
    assert all_of(filled) == asked(filled)
    assert Vignette.objects.filter(origin=Origin.PACK).exists()


# ---- the page ------------------------------------------------------------------------------------
def test_a_row_says_question_key_model_difficulty_state_and_warnings(instructor, filled):
    row = Vignette.objects.filter(lints__isnull=False)[0]
    rule = row.lints.all()[0].rule

    page = instructor.get(f"/bank/?model={row.model}&lint={rule}")

    shown = next(one for one in page.context["rows"] if one.vignette == row)
    item = row.items.get()
    assert shown.lead_in == item.lead_in
    assert shown.key == item.key.option.text
    assert shown.model == "Onset timing from a case"
    assert shown.opening == row.lines.get(position=0).text
    assert shown.warnings == (listing.RULE_NAMES[rule],)
    text = page.content.decode()
    for said in (shown.key, shown.model, row.get_difficulty_display(), "Draft", *shown.warnings):
        assert said in text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("state=bogus", "There is no state “bogus”."),
        ("model=bogus", "There is no item model “bogus”."),
        ("answer=bogus", "There is no answer “bogus”."),
        ("lint=bogus", "There is no linter “bogus”."),
    ],
)
def test_a_filter_that_does_not_exist_finds_nothing_and_says_so(instructor, query, says):
    page = instructor.get(f"/bank/?{query}")

    assert page.context["rows"] == []
    assert says in page.content.decode()


def test_each_filter_can_be_left_out_again(instructor):
    page = instructor.get("/bank/?q=lesion&difficulty=easy&model=form-from-case")

    assert [(chip.says, chip.without) for chip in page.context["chips"]] == [
        ("“lesion”", "model=form-from-case&difficulty=easy"),
        ("Item model: Form from a case", "q=lesion&difficulty=easy"),
        ("Difficulty: Easy", "q=lesion&model=form-from-case"),
    ]


def test_htmx_gets_the_list_alone_and_the_address_without_empty_fields(instructor):
    page = instructor.get(
        "/bank/?q=&state=&model=form-from-case&page=1", headers={"HX-Request": "true"}
    )

    assert page.content.decode().lstrip().startswith('<section id="found"')
    assert page.headers["HX-Push-Url"] == "/bank/?model=form-from-case"


def test_an_empty_bank_says_how_to_fill_it(instructor):
    Vignette.objects.filter(origin=Origin.BANK).delete()

    text = instructor.get("/bank/").content.decode()

    assert "manage.py generate" in text
    assert 'href="/bank/models/"' in text


def test_pages_follow_one_another(instructor, filled):
    bank.fill(filled, FORM, 8)

    first, second = instructor.get("/bank/"), instructor.get("/bank/?page=2")

    seen = [row.vignette.pk for page in (first, second) for row in page.context["rows"]]
    assert [len(page.context["rows"]) for page in (first, second)] == [25, 7]
    assert len(set(seen)) == 32


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("", 8),
        ("?q=a&model=onset-from-case&state=draft&lint=none&axis=onset&layer=article", 8),
        ("?fact=F-PA-03&layer=article", 9),
        ("?q=F-PA-03", 9),
    ],
)
def test_the_list_costs_the_same_with_few_rows_and_many(instructor, filled, query, queries):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert instructor.get(f"/bank/{query}").status_code == 200
        return len(asked)

    cost()  # reads the pack, once per process
    few = cost()
    for model in (FORM, ONSET):
        bank.fill(filled, model, 30)

    assert (few, cost()) == (queries, queries)


def test_just_after_a_move_the_list_costs_one_query_more(instructor, filled):
    user = make_instructor()
    instructor.force_login(user)
    made = moves.move(Vignette.objects.bank(filled), State.PUBLISHED, user)
    instructor.get("/bank/")

    with CaptureQueriesContext(connection) as asked:
        instructor.get(f"/bank/?fact=F-PA-03&done={made.pk}")

    assert len(asked) == 10
