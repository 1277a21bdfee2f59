"""A case from the first look to the debrief."""

import re

import pytest

from teaching.items.models import Evidence, Key, Rationale
from teaching.quizzes.models import Response
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


def test_the_same_decision_committed_again_keeps_the_first_answer(visitor):
    taker = begin(visitor, SLUG)
    decision = taker.decision()
    first, second = decision.options[0].pk, decision.options[1].pk
    taker.post(decision.pk, first, 2)

    page = taker.post(decision.pk, second, 3, htmx=True).content.decode()

    assert [(r.option_id, r.certainty) for r in Response.objects.all()] == [(first, 2)]
    assert "Your first answer stands" in page


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
