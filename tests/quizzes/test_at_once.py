"""The same thing asked for many times at once happens once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from teaching.items.models import Vignette
from teaching.quizzes import marking
from teaching.quizzes.models import Attempt, Mark, Response
from tests.quizzes.taking import Taker, begin

PACK = Path(__file__).resolve().parents[1] / "packs" / "acute-stroke"
TIMES = 20

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def taker() -> Taker:
    call_command("loadpack", PACK, verbosity=0)
    return begin(Client(), Vignette.objects.order_by("pk")[0].slug)


def at_once(work: Callable[[Client, int], int], cookies) -> list[int]:
    """The results of the same work in many threads, each with a client of the same person."""

    def one(number: int) -> int:
        client = Client()
        client.cookies = cookies
        try:
            return work(client, number)
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(one, range(TIMES)))


def test_the_same_decision_committed_twenty_times_at_once_is_stored_once(taker):
    decision = taker.decision()

    def commit(client: Client, number: int) -> int:
        return Taker(client, taker.attempt).post(decision.pk, decision.options[0].pk, 2).status_code

    statuses = at_once(commit, taker.client.cookies)

    assert set(statuses) == {302}
    assert Response.objects.filter(attempt=taker.attempt, item=decision.pk).count() == 1


def test_different_answers_committed_at_once_leave_one_standing(taker):
    decision = taker.decision()

    def commit(client: Client, number: int) -> int:
        option = decision.options[number % len(decision.options)].pk
        return Taker(client, taker.attempt).post(decision.pk, option, 1 + number % 3).status_code

    statuses = at_once(commit, taker.client.cookies)

    assert set(statuses) <= {200, 302}
    assert Response.objects.filter(attempt=taker.attempt, item=decision.pk).count() == 1


def test_a_case_begun_twenty_times_at_once_is_one_attempt(taker):
    other = Vignette.objects.exclude(pk=taker.row.vignette_id).get()

    def start(client: Client, number: int) -> int:
        return client.post(f"/cases/{other.pk}/begin/").status_code

    statuses = at_once(start, taker.client.cookies)

    assert set(statuses) == {302}
    assert Attempt.objects.filter(vignette=other).count() == 1


@pytest.mark.parametrize(("htmx", "status"), [(False, 302), (True, 200)])
def test_the_last_decision_committed_at_once_leads_everybody_to_the_debrief(taker, htmx, status):
    while len(taker.row.vignette.items.all()) - taker.row.responses.count() > 1:
        taker.commit()
    decision = taker.decision()

    def commit(client: Client, number: int) -> int:
        option = decision.options[number % 2].pk
        return Taker(client, taker.attempt).post(decision.pk, option, 2, htmx=htmx).status_code

    statuses = at_once(commit, taker.client.cookies)

    assert set(statuses) == {status}
    assert taker.row.is_finished
    assert Response.objects.filter(attempt=taker.attempt, item=decision.pk).count() == 1


def test_a_bookmark_and_a_note_made_at_once_are_one_mark_that_keeps_both(taker):
    learner, vignette = taker.row.learner, taker.row.vignette

    def keep(client: Client, number: int) -> int:
        if number % 2:
            marking.bookmark(learner, vignette, is_bookmarked=True)
        else:
            marking.write(learner, vignette, "Look at the timing.")
        return number

    at_once(keep, taker.client.cookies)

    mark = Mark.objects.get(learner=learner)
    assert (mark.is_bookmarked, mark.note) == (True, "Look at the timing.")
