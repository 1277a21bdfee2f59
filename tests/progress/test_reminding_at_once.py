"""Of two runs at the same moment one sends each mail."""

import pytest
from django.core import mail

from teaching.accounts.models import User
from teaching.knowledge.models import Disease
from teaching.progress import counting, reminders, reminding
from teaching.progress.models import Often, Reminder
from teaching.progress.reminding import Outcome
from tests.factories import confirm, make_user
from tests.progress.answering import START, answer, at
from tests.progress.test_at_once import asked, at_once

__all__ = ["asked"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def learners(asked) -> list[User]:
    found = [confirm(make_user()) for _ in range(6)]
    for one in found:
        reminders.choose(one, Often.DUE, weekday=0, hour=7, at=START)
        answer(one, asked[0], right=False)
        counting.count(one)
    return found


def test_runs_at_the_same_moment_send_each_mail_once(learners):
    disease = Disease.objects.get()

    found = at_once(lambda _: [one.outcome for one in reminding.remind(disease, at(days=1))], 4)

    outcomes = [one for each in found for one in each]
    assert outcomes.count(Outcome.SENT) == len(learners)
    assert {*outcomes} <= {Outcome.SENT, Outcome.TAKEN}
    assert sorted(one.to[0] for one in mail.outbox) == sorted(one.email for one in learners)


def test_two_runs_that_read_the_same_row_send_one_mail(learners):
    """Each has read all rows before either writes."""
    disease = Disease.objects.get()
    runs = [list(reminding._waiting(at(days=1))) for _ in range(2)]

    def work(number: int) -> list[Outcome]:
        return [reminding._remind(*one, disease, at(days=1)).outcome for one in runs[number]]

    found = at_once(work, 2)

    assert sorted(one.value for each in found for one in each) == sorted(
        [Outcome.SENT.value] * 6 + [Outcome.TAKEN.value] * 6
    )
    assert len(mail.outbox) == 6


def test_without_the_claim_two_mails_would_go_out(learners, monkeypatch):
    monkeypatch.setattr(reminding, "_claim", lambda *_: True)
    disease = Disease.objects.get()
    runs = [list(reminding._waiting(at(days=1))) for _ in range(2)]

    at_once(
        lambda number: [reminding._remind(*one, disease, at(days=1)) for one in runs[number]], 2
    )

    assert len(mail.outbox) == 12


def test_a_mail_that_is_stopped_before_its_turn_is_not_sent(learners):
    disease = Disease.objects.get()
    work = reminding.remind(disease, at(days=1))
    next(work)
    Reminder.objects.update(often=Often.OFF, next_at=None)

    assert [one.outcome for one in work] == [Outcome.TAKEN] * 5
    assert len(mail.outbox) == 1
