"""Two windows count nothing twice, and nothing is lost between them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection

from teaching.accounts import claiming
from teaching.items.models import Item
from teaching.progress import counting
from teaching.progress.models import Day, Study, Sureness
from teaching.quizzes.models import Attempt
from tests.factories import make_tryout, make_user
from tests.progress.answering import Asked, answer, at
from tests.progress.conftest import PACK

pytestmark = pytest.mark.django_db(transaction=True)
WINDOWS = 8


@pytest.fixture
def asked() -> list[Asked]:
    call_command("loadpack", PACK, verbosity=0)
    return [Asked.of(item) for item in Item.objects.select_related("vignette").order_by("pk")]


def at_once(work: Callable[[int], object], times: int = WINDOWS) -> list[object]:
    """The results of the same work in so many threads, each with a connection of its own."""

    def one(number: int) -> object:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def answered(learner) -> int:
    return sum(row.answered for row in Sureness.objects.of(learner))


def test_windows_that_open_together_count_nothing_twice(asked):
    learner = make_user()
    for number in range(20):
        answer(learner, asked[number % 7], at(minutes=number))

    at_once(lambda _: counting.count(learner))

    assert answered(learner) == 20
    assert Study.objects.of(learner).count() == 1
    assert counting.recount(learner) == []


def test_answers_that_come_while_others_are_counted_are_counted_once(asked):
    """Half of the threads answer, at moments in no order, half of them count."""
    learner = make_user()
    each = 12

    def work(number: int) -> None:
        dice = Random(number)
        for turn in range(each):
            if number % 2:
                counting.count(learner)
            else:
                moment = at(minutes=dice.randrange(60 * 24 * 30), days=number / 1000 + turn / 1e6)
                answer(
                    learner,
                    dice.choice(asked),
                    moment,
                    right=dice.random() < 0.6,
                    certainty=dice.choice([None, 1, 2, 3]),
                    seconds=dice.randrange(1, 900),
                )

    at_once(work)
    counting.count(learner)

    assert answered(learner) == each * WINDOWS // 2
    assert sum(row.answered for row in Day.objects.of(learner)) == each * WINDOWS // 2
    assert Attempt.objects.to_count().count() == 0
    assert counting.recount(learner) == []


def test_counting_while_an_account_claims_its_tryout_leaves_each_answer_counted_once(asked):
    tryout, account = make_tryout(), make_user()
    for number in range(6):
        answer(tryout, asked[number], at(minutes=2 * number))
        answer(account, asked[number], at(minutes=2 * number + 1))
    counting.count(tryout)
    counting.count(account)

    def work(number: int) -> None:
        if number == WINDOWS // 2:
            claiming.claim(tryout, account)
        else:
            counting.count((tryout, account)[number % 2])

    at_once(work)
    counting.count(account)

    assert answered(account) == 12
    assert Study.objects.count() == 1
    assert counting.recount(account) == []
