"""The page of a question and the page of a fact."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from teaching.items import bank, moves
from teaching.items.models import Option, State, Vignette
from teaching.items.verifying import verify
from teaching.knowledge.models import Fact
from teaching.knowledge.reading import read
from teaching.quizzes.models import Attempt
from tests.authoring.conftest import FORM
from tests.factories import make_instructor, make_question, make_user
from tests.quizzes.conftest import PACK


@pytest.fixture
def row(filled, db) -> Vignette:
    return Vignette.objects.bank(filled).filter(model=FORM.slug)[0]


def test_the_story_and_the_options_stand_as_the_learner_sees_them(instructor, row):
    text = instructor.get(f"/bank/{row.pk}/").content.decode()

    preview = text.split('id="seen"')[1].split('id="certificate"')[0]
    for line in row.lines.all():
        assert line.text in preview
    places = [
        preview.index(f'<span class="txt">{one.text}</span>')
        for one in Option.objects.filter(item__vignette=row)
    ]
    assert places == sorted(places)
    assert "<svg" in preview
    assert "<input" not in preview
    assert "<button" not in preview


def test_the_certificate_says_how_each_option_stands_and_why(instructor, row):
    told = instructor.get(f"/bank/{row.pk}/").context["told"]

    key = row.items.get().key.option
    assert [(one.text, one.verdict) for one in told.options] == [
        (one.text, "Established" if one == key else "Ruled out")
        for one in Option.objects.filter(item__vignette=row).order_by("position")
    ]
    for option in told.options:
        reasons = option.reasons_for if option.is_key else option.reasons_against
        assert option.is_as_needed
        assert option.rationale
        assert any(reason.numbers and reason.codes for reason in reasons)
    numbered = [line.number for line in told.lines]
    assert numbered == list(range(1, len(numbered) + 1))
    assert {line.text for line in told.lines} <= set(row.lines.values_list("text", flat=True))
    assert "inferred" in dict(told.facts)


@pytest.fixture
def recalled(filled, db) -> Vignette:
    """A question without a story, which rests on facts alone."""
    pack = read(PACK).pack
    assert pack is not None
    case, item = next(
        (case, number)
        for case in pack.vignettes
        for number, item in enumerate(case.items)
        if item.basis == "facts"
    )
    return make_question(filled, case, item, alone=True)


def test_a_question_without_a_story_stands_alone_and_is_certified_by_facts(instructor, recalled):
    page = instructor.get(f"/bank/{recalled.pk}/")

    told = page.context["told"]
    assert page.context["stages"] == []
    assert 'class="case preview alone"' in page.content.decode()
    assert told.lines == ()
    assert [one.by_facts for one in told.options] == [True] * len(told.options)
    assert sorted(one.verdict for one in told.options)[0] == "Established"
    assert all(one.codes and one.rationale for one in told.options)


def test_a_question_without_a_story_has_its_row(instructor, recalled):
    rows = instructor.get("/bank/").context["rows"]

    assert (rows[0].vignette, rows[0].opening) == (recalled, "")
    assert rows[0].key == recalled.items.get().key.option.text


def test_a_question_whose_key_has_been_changed_is_doubted(instructor, row):
    key = row.items.get().key
    other = Option.objects.filter(item=key.item).exclude(pk=key.option_id)[0]
    type(key).objects.filter(pk=key.pk).update(option=other)

    page = instructor.get(f"/bank/{row.pk}/")

    assert "This does not hold today." in page.content.decode()
    assert [one.text for one in page.context["told"].options if not one.is_as_needed] != []


@pytest.mark.parametrize("harm", ["no key", "unreadable"])
def test_a_damaged_question_is_shown_with_its_doubt(instructor, row, harm):
    if harm == "no key":
        row.items.get().key.delete()
    else:
        Vignette.objects.filter(pk=row.pk).update(difficulty="no-such")

    page = instructor.get(f"/bank/{row.pk}/")

    assert page.status_code == 200
    assert page.context["doubts"] != []


def test_what_the_linter_finds_shows_the_words_and_the_mending(instructor, filled):
    row = Vignette.objects.filter(lints__isnull=False)[0]

    page = instructor.get(f"/bank/{row.pk}/")

    fault = page.context["faults"][0]
    text = page.content.decode()
    assert f"<mark>{fault.meant}</mark>" in text
    assert {one.name for one in page.context["faults"]}
    for said in (fault.name, "Why this is a rule"):
        assert said in text


def test_the_page_says_where_the_question_comes_from(instructor, row):
    text = instructor.get(f"/bank/{row.pk}/").content.decode()

    for said in (row.seed, row.fingerprint[:16], row.radicals["kind"], "the concept that is right"):
        assert said in text


def test_other_revisions_are_listed(instructor, row, filled):
    other = Vignette.objects.bank(filled).exclude(pk=row.pk)[0]
    Vignette.objects.filter(pk=other.pk).update(slug=row.slug, revision=2, state="retired")

    page = instructor.get(f"/bank/{row.pk}/")

    assert list(page.context["revisions"].values_list("pk", flat=True)) == [other.pk, row.pk]
    assert f'href="/bank/{other.pk}/"' in page.content.decode()


def test_a_question_is_published_from_its_page_and_undone_there(instructor, row):
    response = instructor.post(
        "/bank/move/",
        {"to": "published", "which": "ticked", "ticked": row.pk, "back": f"/bank/{row.pk}/"},
        follow=True,
    )

    assert response.redirect_chain[0][0].startswith(f"/bank/{row.pk}/?done=")
    assert "1 question is now published." in response.content.decode()
    assert re.findall(r'name="to" value="(\w+)"', response.content.decode()) == ["retired"]


@pytest.mark.parametrize("pk", ["written", 0])
def test_what_is_no_question_of_the_bank_is_not_found(instructor, pk):
    number = Vignette.objects.written()[0].pk if pk == "written" else pk

    assert instructor.get(f"/bank/{number}/").status_code == 404


def test_the_sheet_costs_the_same_for_every_question(instructor, filled):
    instructor.get(f"/bank/{Vignette.objects.bank(filled)[0].pk}/")
    costs = set()
    for row in Vignette.objects.bank(filled):
        with CaptureQueriesContext(connection) as asked:
            instructor.get(f"/bank/{row.pk}/")
        costs.add(len(asked))

    assert costs == {16}


# ---- what rests on a fact ------------------------------------------------------------------------
def test_a_fact_leads_to_all_that_rests_on_it(instructor, filled):
    fact = Fact.objects.get(code="F-PA-03")
    resting = Vignette.objects.resting_on([fact])
    learner = make_user()
    case = resting.written()[0]
    Attempt.objects.create(learner=learner, vignette=case, started_at=timezone.now())
    Attempt.objects.create(
        learner=learner,
        vignette=resting.written()[1],
        started_at=timezone.now(),
        finished_at=timezone.now(),
    )

    page = instructor.get("/bank/facts/F-PA-03/")

    told = page.context
    assert told["live"] == Vignette.objects.bank(filled).resting_on([fact]).count() > 0
    assert {row.vignette.pk for row in told["rows"]} <= set(resting.values_list("pk", flat=True))
    assert set(told["cases"]) == set(resting.written())
    assert told["option_count"] == Option.objects.resting_on([fact]).count()
    assert [(one.text, one.count) for one in told["attempts"]] == [(case.title, 1)]
    assert 'href="/bank/?fact=F-PA-03"' in page.content.decode()


def test_what_rests_on_a_fact_is_what_cites_it_in_rationale_or_proof(filled, db):
    fact = Fact.objects.get(code="F-AET-01")
    cited = set(Option.objects.filter(rationale__backing__facts=fact))
    proved = set(Option.objects.filter(evidence__backing__facts=fact))

    assert set(Option.objects.resting_on([fact])) == cited | proved
    assert proved - cited != set()


def test_a_retired_question_is_counted_apart(instructor, filled):
    fact = Fact.objects.get(code="F-PA-03")
    rows = Vignette.objects.bank(filled).resting_on([fact])
    count = rows.count()
    moves.move(rows.filter(pk=rows[0].pk), State.RETIRED, make_instructor())

    page = instructor.get("/bank/facts/F-PA-03/")

    assert page.context["live"] == count - 1
    assert "1 retired besides" in page.content.decode()


def test_a_fact_nobody_knows_is_not_found(instructor):
    assert instructor.get("/bank/facts/F-NONE-01/").status_code == 404


def test_the_page_of_a_fact_costs_the_same_with_few_questions_and_many(instructor, filled):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            instructor.get("/bank/facts/F-PA-03/")
        return len(asked)

    cost()
    few = cost()
    bank.fill(filled, FORM, 20)

    assert (few, cost()) == (10, 10)


def test_the_atlas_leads_there_for_instructors_alone(instructor, client):
    assert "/bank/facts/F-PA-03/" in instructor.get("/atlas/facts/F-PA-03/").content.decode()
    client.force_login(make_user())
    assert "/bank/" not in client.get("/atlas/facts/F-PA-03/").content.decode()


# ---- what is stored beside a question ------------------------------------------------------------
def test_what_is_stored_beside_a_question_is_verified(filled, db):
    warned, keyed = (
        Vignette.objects.filter(lints__isnull=False)[0],
        Vignette.objects.bank(filled)[0],
    )
    assert verify(filled).doubts == []

    warned.lints.all().delete()
    keyed.items.get().key.__class__.objects.filter(item__vignette=keyed).update(concept=None)

    assert {doubt.pk: doubt.reasons for doubt in verify(filled).doubts} == {
        warned.pk: ("what the linter found when it was stored is not what it finds today",),
        keyed.pk: ("the concept stored for its key is not the one that is right",),
    }
