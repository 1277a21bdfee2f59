"""The same thing asked for many times at once happens once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from teaching.items.models import State, Vignette
from teaching.knowledge.models import Disease
from teaching.knowledge.reading import read
from teaching.quizzes import marking, sittings, testing
from teaching.quizzes.models import (
    Attempt,
    Certainty,
    Listed,
    Mark,
    Mode,
    Question,
    Quiz,
    Response,
    Sitting,
)
from tests.factories import make_question, make_user
from tests.quizzes.set_quizzes import make_quiz, save, sit
from tests.quizzes.sitting import Sitter
from tests.quizzes.taking import Taker, begin

PACK = Path(__file__).resolve().parents[1] / "packs" / "acute-stroke"
TIMES = 50

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def taker() -> Taker:
    call_command("loadpack", PACK, verbosity=0)
    return begin(Client(), Vignette.objects.order_by("pk")[0].slug)


@pytest.fixture
def quiz(taker) -> Quiz:
    """A test of two questions, taken from the cases of the pack."""
    return listed(Mode.TEST)


def listed(mode: Mode) -> Quiz:
    disease = Disease.objects.get()
    pack = read(PACK).pack
    assert pack is not None
    quiz = make_quiz(mode=mode, minutes=None)
    for place, item in enumerate((0, 1)):
        row = make_question(disease, pack.vignettes[0], item)
        Vignette.objects.filter(pk=row.pk).update(state=State.PUBLISHED)
        Listed.objects.create(quiz=quiz, position=place, slug=row.slug)
    return quiz


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


def test_the_same_decision_committed_fifty_times_at_once_is_stored_once(taker):
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


def test_a_case_begun_fifty_times_at_once_is_one_attempt(taker):
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


def test_a_question_of_practice_answered_fifty_times_at_once_is_stored_once(taker):
    sitter = sit(listed(Mode.PRACTICE))
    sitter.see(1)
    item, right, wrong = sitter.options(1)

    def commit(client: Client, number: int) -> int:
        return Sitter(client, sitter.sitting).post(1, item, right, 3).status_code

    statuses = at_once(commit, sitter.client.cookies)
    another = sitter.post(1, item, wrong, 3)

    assert set(statuses) == {302}
    assert another["Location"] == sitter.url(1)
    response = Response.objects.get(attempt__question__sitting=sitter.sitting)
    assert (response.option_id, response.certainty) == (right, 3)


@pytest.mark.parametrize(("has_key", "stored"), [(True, 1), (False, 2)])
@pytest.mark.parametrize("is_same", [True, False])
def test_two_requests_that_both_found_no_answer_store_one(taker, has_key, stored, is_same):
    """Neither can know of the other: the key of the table alone decides. Without it both
    are stored, be it the same answer or another."""
    sitter = sit(listed(Mode.PRACTICE))
    sitter.see(1)
    item, right, wrong = sitter.options(1)
    both = [question_of(sitter, 1), question_of(sitter, 1)]

    with nullcontext() if has_key else without_key(Response):
        done = [
            sittings.commit(
                question, item=item, option=option, certainty=Certainty.CERTAIN, at=timezone.now()
            )
            for question, option in zip(both, (right, right if is_same else wrong), strict=True)
        ]
        count = Response.objects.filter(attempt__question__sitting=sitter.sitting).count()

    assert count == stored
    assert [one.is_new for one in done] == [True, not has_key]
    assert done[1].differs == (has_key and not is_same)


def question_of(sitter: Sitter, number: int) -> Question:
    """A question as one request reads it."""
    return Question.objects.select_related("sitting", "vignette", "attempt").get(
        sitting=sitter.sitting, number=number
    )


@contextmanager
def without_key(model: type[Model]) -> Iterator[None]:
    """A database whose table has lost its key: meanwhile an empty one that has none stands in its
    place."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO put_away")
        cursor.execute(f"CREATE TABLE {table} AS SELECT * FROM put_away WHERE 1 = 0")  # noqa: S608
        try:
            yield
        finally:
            cursor.execute(f"DROP TABLE {table}")
            cursor.execute(f"ALTER TABLE put_away RENAME TO {table}")


def test_a_choice_of_a_test_saved_fifty_times_at_once_is_saved_once(quiz):
    sitter = sit(quiz)
    sitter.see(1)
    _, right, wrong = sitter.options(1)

    def keep(client: Client, number: int) -> int:
        return save(Sitter(client, sitter.sitting), 1, right, turn=0).status_code

    statuses = at_once(keep, sitter.client.cookies)
    another = save(sitter, 1, wrong, turn=0)

    assert set(statuses) == {302}
    assert another["Location"] == sitter.url(1)
    assert (sitter.asked(1).option_id, sitter.asked(1).turn) == (right, 1)


def test_of_different_choices_under_one_turn_one_stands(quiz):
    sitter = sit(quiz)
    sitter.see(1)
    _, right, wrong = sitter.options(1)

    def keep(client: Client, number: int) -> int:
        chosen = (right, wrong)[number % 2]
        return save(Sitter(client, sitter.sitting), 1, chosen, turn=0).status_code

    assert set(at_once(keep, sitter.client.cookies)) == {302}
    assert sitter.asked(1).turn == 1
    assert sitter.asked(1).option_id in (right, wrong)


def test_a_test_begun_fifty_times_at_once_is_one_sitting(quiz):
    client = Client()
    client.force_login(make_user())

    def start(client: Client, number: int) -> int:
        return client.post(quiz.get_absolute_url()).status_code

    assert set(at_once(start, client.cookies)) == {302}
    assert Sitting.objects.filter(quiz=quiz).count() == 1
    assert Sitting.objects.get(quiz=quiz).questions.count() == 2


def test_choices_and_handing_in_at_once_leave_what_was_saved_before(quiz):
    """Whatever comes first: after the hand-in nothing is changed, and each choice told is one that
    was sent."""
    sitter = sit(quiz)
    sitter.see(1)
    _, right, wrong = sitter.options(1)

    def work(client: Client, number: int) -> int:
        mine = Sitter(client, sitter.sitting)
        if number == TIMES // 2:
            return client.post(f"/sittings/{sitter.sitting}/finish/").status_code
        return save(mine, 1, (right, wrong)[number % 2]).status_code

    assert set(at_once(work, sitter.client.cookies)) == {302}
    stands = sitter.asked(1).option_id
    save(sitter, 1, wrong if stands == right else right)
    assert sitter.row.is_finished
    assert sitter.asked(1).option_id == stands


def test_results_told_to_fifty_pages_at_once_are_stored_once(quiz):
    sitter = sit(quiz)
    for number in (1, 2):
        sitter.see(number)
        save(sitter, number, sitter.options(number)[1])
    testing.hand_in(sitter.row, timezone.now())

    def look(client: Client, number: int) -> int:
        return client.get(f"/sittings/{sitter.sitting}/").status_code

    assert set(at_once(look, sitter.client.cookies)) == {200}
    assert Response.objects.filter(attempt__question__sitting=sitter.sitting).count() == 2
