"""What a try-out learned is the account's, and goes when a try-out is forgotten."""

from datetime import timedelta

import pytest

from teaching.accounts import claiming, tryout
from teaching.progress import counting, ledger, wishes
from teaching.progress.models import Card, Study
from tests.factories import make_tryout, make_user
from tests.progress.answering import answer, at

pytestmark = pytest.mark.django_db


def test_the_cards_of_both_are_one_as_if_the_account_had_answered_all(learner, asked):
    visitor, alone = make_tryout(), make_user()
    for number in range(14):
        right, certainty = number % 3 > 0, 1 + number % 3
        for one in ((visitor, learner)[number % 2], alone):
            answer(
                one,
                asked[number % 5],
                at(days=number),
                right=right,
                certainty=certainty,
                seconds=20 + number,
            )
    for one in (visitor, learner, alone):
        counting.count(one)

    claiming.claim(visitor, learner)
    counting.count(learner)

    assert Study.objects.count() == 2
    for table in ledger.TABLES:
        if table is not ledger.CARDS:
            assert ledger.read(learner)[table] == ledger.read(alone)[table]
    mine, theirs = (
        {card.concept_id: (card.memory, card.due) for card in Card.objects.of(one)}
        for one in (learner, alone)
    )
    assert mine == theirs
    assert counting.recount(learner) == []


def test_an_account_that_answered_nothing_takes_all_over(learner, asked):
    visitor = make_tryout()
    answer(visitor, asked[0], right=False, certainty=3)
    counting.count(visitor)

    claiming.claim(visitor, learner)
    counting.count(learner)

    card = Card.objects.get()
    assert card.learner == learner
    assert card.sure_wrong_in.learner == learner


def test_the_wishes_of_the_account_stay(learner, asked):
    visitor = make_tryout()
    wishes.wish(learner, retention=0.8, daily_limit=10)
    wishes.wish(visitor, retention=0.95, daily_limit=50)

    claiming.claim(visitor, learner)

    study = Study.objects.get()
    assert (study.learner, study.retention, study.daily_limit) == (learner, 0.8, 10)


def test_a_tryout_that_is_forgotten_leaves_nothing(asked):
    visitor = make_tryout()
    answer(visitor, asked[0], right=False, certainty=3)
    answer(visitor, asked[1])
    counting.count(visitor)

    tryout.forget(before=visitor.date_joined + timedelta(days=1))

    assert Study.objects.count() == 0
    assert all(table.model._default_manager.count() == 0 for table in ledger.TABLES)


def test_a_tryout_that_is_gone_is_counted_as_somebody_without_answers(asked):
    visitor = make_tryout()
    gone = make_tryout()
    gone.pk, _ = visitor.pk, visitor.delete()

    study = counting.count(gone)

    assert (study.daily_limit, Study.objects.count()) == (20, 0)
