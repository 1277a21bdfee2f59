"""A case from the first look to the debrief."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from teaching.items.models import Evidence, Key, Rationale, Vignette
from teaching.quizzes.models import Attempt, Response
from tests.quizzes.taking import begin

SLUG = "transfer-board"


def without_token(response) -> bytes:
    return re.sub(rb'(csrfmiddlewaretoken" value=")[^"]+', rb"\1", response.content).replace(
        response.request["PATH_INFO"].encode(), b""
    )


def test_a_case_opens_with_its_first_stages_alone(visitor):
    taker = begin(visitor, SLUG)

    page = taker.page().content.decode()

    assert "gunshot" in page
    assert "resorbed" not in page


def test_a_commitment_opens_the_next_stage(visitor):
    taker = begin(visitor, SLUG)

    taker.commit()

    assert "resorbed, with an ununited break" in taker.page().content.decode()


def test_a_commitment_without_javascript_redirects_to_the_page(visitor):
    taker = begin(visitor, SLUG)

    response = taker.commit()

    assert (response.status_code, response["Location"]) == (302, f"/attempts/{taker.attempt}/")


def test_a_commitment_by_htmx_answers_with_the_fragment(visitor):
    taker = begin(visitor, SLUG)

    page = taker.commit(htmx=True).content.decode()

    assert page.lstrip().startswith('<div id="case"')


def test_the_last_commitment_leads_to_the_debrief(visitor):
    taker = begin(visitor, SLUG)
    taker.finish()

    response = taker.page()

    assert response["Location"] == f"/attempts/{taker.attempt}/debrief/"


def test_the_debrief_is_closed_before_the_last_commitment(visitor):
    taker = begin(visitor, SLUG)
    taker.commit()

    response = visitor.get(f"/attempts/{taker.attempt}/debrief/")

    assert response["Location"] == f"/attempts/{taker.attempt}/"


def test_a_commitment_without_an_answer_says_so_and_stores_nothing(visitor):
    taker = begin(visitor, SLUG)

    response = visitor.post(
        f"/attempts/{taker.attempt}/commit/", {"item": taker.decision().pk, "certainty": 2}
    )

    assert "Choose an answer first." in response.content.decode()
    assert Response.objects.count() == 0


def test_from_a_form_that_came_back_signing_in_leads_to_the_case(visitor):
    taker = begin(visitor, SLUG)
    case = f"/attempts/{taker.attempt}/"

    page = visitor.post(f"{case}commit/", {}, headers={"referer": f"http://testserver{case}"})
    elsewhere = visitor.post(f"{case}commit/", {}, headers={"referer": f"https://else.where{case}"})

    assert f'href="/accounts/login/?next={case}"' in page.content.decode()
    assert 'href="/accounts/login/"' in elsewhere.content.decode()


def test_what_the_same_lines_say_stands_under_their_numbers_once(visitor):
    taker = begin(visitor, "loaded-trolley")
    taker.finish()

    told = visitor.get(f"/attempts/{taker.attempt}/debrief/1/")

    entries = [entry for row in told.context["told"].rows for entry in row.entries_for]
    page = told.content.decode()
    cells = re.findall(r'<td data-h="For".*?</td>', page, re.DOTALL)
    sets = [re.findall(r'class="discs">(.*?)</span><span>', cell, re.DOTALL) for cell in cells]
    numbers = [[tuple(re.findall(r'data-n="(\d+)"', one)) for one in cell] for cell in sets]
    assert all(len(cell) == len(set(cell)) for cell in numbers)
    assert sum(map(len, numbers)) < len(entries) == "".join(cells).count('class="said"')


def test_an_answer_without_a_certainty_is_asked_for_it_and_stays_chosen(visitor):
    taker = begin(visitor, SLUG)
    decision = taker.decision()
    option = decision.options[1].pk

    page = visitor.post(
        f"/attempts/{taker.attempt}/commit/", {"item": decision.pk, "option": option}
    ).content.decode()

    assert "Say how sure you are" in page
    assert re.findall(r'name="option" value="(\d+)" checked', page) == [str(option)]
    assert Response.objects.count() == 0


def test_the_same_decision_committed_again_keeps_the_first_answer(visitor):
    taker = begin(visitor, SLUG)
    decision = taker.decision()
    first, second = decision.options[0].pk, decision.options[1].pk
    taker.post(decision.pk, first, 2)

    page = taker.post(decision.pk, second, 3, htmx=True).content.decode()

    assert [(r.option_id, r.certainty) for r in Response.objects.all()] == [(first, 2)]
    assert "Your first answer stands" in page


def test_without_javascript_too_it_is_said_that_the_first_answer_stands(visitor):
    taker = begin(visitor, SLUG)
    decision = taker.decision()
    taker.post(decision.pk, decision.options[0].pk, 2)

    taker.post(decision.pk, decision.options[1].pk, 3)

    assert "Your first answer stands" in taker.page().content.decode()


@pytest.mark.parametrize("field", ["item", "option", "certainty"])
@pytest.mark.parametrize(
    "sent", ["", "x", "1e3", "9" * 5000, "-1", "1.5", "\N{ARABIC-INDIC DIGIT THREE}"]
)
def test_rubbish_in_a_field_is_answered_in_words_and_stores_nothing(visitor, field, sent):
    taker = begin(visitor, SLUG)
    decision = taker.decision()
    fields = {"item": decision.pk, "option": decision.options[0].pk, "certainty": 2, field: sent}

    response = visitor.post(f"/attempts/{taker.attempt}/commit/", fields)

    assert response.status_code == 200
    assert re.search(r"Nothing was stored|Choose an answer|Say how sure", response.content.decode())
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    "fields", [{}, {"item": 10**9, "option": 1, "certainty": 1}, {"item": "x"}]
)
def test_a_stale_page_of_a_finished_case_leads_to_the_debrief(visitor, fields):
    taker = begin(visitor, SLUG)
    taker.finish()
    url, debrief = f"/attempts/{taker.attempt}/commit/", f"/attempts/{taker.attempt}/debrief/"

    plain = visitor.post(url, fields)
    htmx = visitor.post(url, fields, headers={"HX-Request": "true"})

    assert (plain.status_code, plain["Location"]) == (302, debrief)
    assert (htmx.status_code, htmx["HX-Redirect"]) == (200, debrief)
    assert "Nothing was stored" in visitor.get(debrief).content.decode()


def test_the_address_of_a_form_leads_back_to_its_page(visitor):
    """Who signs in again after sending a form is led to its address by GET."""
    taker = begin(visitor, SLUG)
    case, attempt = taker.row.vignette_id, taker.attempt

    found = {
        url: visitor.get(url)["Location"]
        for url in (
            "/cases/new/",
            f"/cases/{case}/begin/",
            f"/attempts/{attempt}/commit/",
            f"/attempts/{attempt}/debrief/2/twin/",
        )
    }

    assert list(found.values()) == [
        "/cases/",
        f"/cases/{case}/",
        f"/attempts/{attempt}/",
        f"/attempts/{attempt}/debrief/2/",
    ]
    assert Vignette.objects.exclude(made_for=None).count() == 0


@pytest.mark.parametrize("number", [0, 4, 99, 10**30])
def test_a_decision_the_case_does_not_have_has_no_debrief(visitor, number):
    taker = begin(visitor, SLUG)
    taker.finish()

    page = visitor.get(f"/attempts/{taker.attempt}/debrief/{number}/")
    twin = visitor.post(f"/attempts/{taker.attempt}/debrief/{number}/twin/")

    assert (page.status_code, twin.status_code) == (404, 404)


def test_a_clock_that_was_set_back_does_not_lose_an_answer(visitor):
    taker = begin(visitor, SLUG)
    Attempt.objects.update(started_at=timezone.now() + timedelta(hours=1))

    taker.finish()

    assert taker.row.is_finished


def test_an_option_of_another_question_is_refused(visitor):
    taker = begin(visitor, SLUG)
    decision = taker.decision()
    foreign = Key.objects.exclude(item=decision.pk).first().option_id

    page = taker.post(decision.pk, foreign, 2).content.decode()

    assert "Nothing was stored" in page
    assert Response.objects.count() == 0


def test_a_question_that_is_not_open_is_refused(visitor):
    taker = begin(visitor, SLUG)
    later = Key.objects.filter(item__vignette=taker.row.vignette, item__position=1).get()

    page = taker.post(later.item_id, later.option_id, 2).content.decode()

    assert "Nothing was stored" in page
    assert Response.objects.count() == 0


def test_somebody_elses_attempt_is_as_unknown_as_none(visitor, client):
    mine = begin(visitor, SLUG)
    begin(client, SLUG)

    theirs = client.get(f"/attempts/{mine.attempt}/")
    nobodys = client.get("/attempts/999999/")

    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert without_token(theirs) == without_token(nobodys)


def test_every_wrong_option_of_every_debrief_is_explained(visitor):
    taker = begin(visitor, SLUG)
    taker.finish(right=False)

    for number in range(1, 4):
        page = visitor.get(f"/attempts/{taker.attempt}/debrief/{number}/")
        rows = page.context["told"].rows
        assert all(row.rationale and row.facts for row in rows)
        assert all(row.entries_against for row in rows if not row.is_key and number < 3)


def test_beginning_twice_is_one_attempt(visitor):
    first = begin(visitor, SLUG)

    second = begin(visitor, SLUG)

    assert first.attempt == second.attempt


@pytest.mark.parametrize("htmx", [False, True])
def test_a_commitment_takes_at_most_eight_queries(visitor, django_assert_max_num_queries, htmx):
    begin(visitor, SLUG).page()  # warms the story, which is read once per process
    taker = begin(visitor, "week-six")
    taker.page()
    taker.commit()
    decision = taker.decision()

    with django_assert_max_num_queries(8):
        taker.post(decision.pk, decision.options[0].pk, 2, htmx=htmx)


def test_the_debrief_takes_at_most_ten_queries(visitor, django_assert_max_num_queries):
    taker = begin(visitor, SLUG)
    taker.finish(right=False)
    visitor.get(f"/attempts/{taker.attempt}/debrief/2/")

    with django_assert_max_num_queries(10):
        visitor.get(f"/attempts/{taker.attempt}/debrief/2/")


def test_no_key_is_read_from_the_database_before_the_debrief(visitor, django_assert_num_queries):
    taker = begin(visitor, SLUG)
    secret = {Key._meta.db_table, Rationale._meta.db_table, Evidence._meta.db_table}

    with django_assert_num_queries(5) as captured:
        taker.page()

    assert not [q["sql"] for q in captured if any(table in q["sql"] for table in secret)]


@pytest.mark.parametrize("ended", ["forgotten", "signed out"])
def test_who_is_no_longer_known_signs_in_and_comes_back_to_the_case(visitor, ended):
    taker = begin(visitor, SLUG)
    page, url = f"/attempts/{taker.attempt}/", f"/attempts/{taker.attempt}/commit/"
    if ended == "forgotten":
        taker.row.learner.delete()
    else:
        visitor.session.flush()
    shown = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"}

    htmx = visitor.post(url, headers=shown)
    plain = visitor.post(url)

    assert htmx["HX-Redirect"] == f"/accounts/login/?next={page}"
    assert plain["Location"] == f"/accounts/login/?next={url}"  # which leads on to the page


def test_the_newest_patient_drawn_stands_first_in_the_list(visitor):
    for _ in range(2):
        visitor.post("/cases/new/", {"difficulty": "easy"})

    rows = visitor.get("/cases/").context["listing"].rows

    drawn = [row.vignette.pk for row in rows if row.vignette.made_for_id]
    assert [row.vignette.pk for row in rows[:2]] == sorted(drawn, reverse=True)


def test_the_debrief_holds_every_fact_behind_every_option(visitor):
    taker = begin(visitor, SLUG)
    taker.finish(right=False)

    page = visitor.get(f"/attempts/{taker.attempt}/debrief/2/")

    told = page.context["told"]
    behind = {fact.code for row in told.rows for fact in row.facts}
    shown = [fact.code for fact in (*told.facts, *told.other_facts)]
    assert (set(shown), len(shown)) == (behind, len(behind))
    assert all(fact.text in unescape(page.content.decode()) for fact in told.other_facts)


def test_a_fact_leads_to_the_cases_that_ask_what_it_answers(visitor):
    page = visitor.get("/atlas/facts/F-OA-03/").content.decode()
    assert 'href="/cases/?asks=form"' in page

    rows = visitor.get("/cases/?asks=form").context["listing"].rows

    asked = {axis for row in rows for axis in row.vignette.items.values_list("axis__slug")}
    assert (len(rows), ("form",) in asked) == (8, True)
    assert all(row.vignette.items.filter(axis__slug="form").exists() for row in rows)


def test_a_fact_behind_no_question_leads_to_none(visitor):
    page = visitor.get("/atlas/facts/F-EPI-01/").content.decode()

    assert "Cases that ask" not in page
    assert "that use this fact" not in page


@pytest.mark.parametrize("asked", ["no-such", "'", "9" * 60, "form&asks=form"])
def test_an_unknown_kind_of_question_finds_nothing_or_all(visitor, asked):
    assert visitor.get(f"/cases/?asks={asked}").status_code == 200
