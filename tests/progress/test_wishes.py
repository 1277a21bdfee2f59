"""What a learner wishes for."""

import pytest
from django.core.exceptions import ValidationError

from teaching.progress import counting, memory, wishes
from teaching.progress.models import Card, Study
from tests.progress.answering import answer, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(learner, asked) -> Card:
    answer(learner, asked[0])
    answer(learner, asked[0], at(days=4))
    counting.count(learner)
    return Card.objects.get()


def test_a_lower_recall_puts_off_what_falls_due_and_nothing_else(card):
    study = wishes.wish(card.learner, retention=0.8, daily_limit=5)

    now = Card.objects.get()
    assert (study.retention, study.daily_limit) == (0.8, 5)
    assert now.due == memory.due_on(card.memory, 0.8) > card.due
    assert now.memory == card.memory
    assert counting.recount(card.learner) == []


@pytest.mark.parametrize(
    ("retention", "daily_limit"), [(0.69, 20), (0.98, 20), (0.9, 0), (0.9, 201)]
)
def test_what_cannot_be_wished_for_is_refused_and_changes_nothing(card, retention, daily_limit):
    with pytest.raises(ValidationError):
        wishes.wish(card.learner, retention=retention, daily_limit=daily_limit)

    study = Study.objects.get()
    assert (study.retention, study.daily_limit) == (0.9, 20)
    assert Card.objects.get().due == card.due


def test_parameters_of_ones_own_are_used_from_the_next_look_on(card):
    parameters = [*memory.DEFAULT[:2], 9.0, *memory.DEFAULT[3:]]

    wishes.adopt(card.learner, parameters)
    before = Card.objects.get()
    counting.count(card.learner)

    assert before.memory == card.memory
    assert Card.objects.get().stability > card.stability
    wishes.adopt(card.learner, parameters)
    assert not Study.objects.get().is_stale


def test_the_default_can_be_taken_up_again(card):
    wishes.adopt(card.learner, [*memory.DEFAULT[:2], 9.0, *memory.DEFAULT[3:]])
    counting.count(card.learner)

    wishes.adopt(card.learner, None)
    counting.count(card.learner)

    assert Card.objects.get().memory == card.memory


def test_parameters_that_fsrs_does_not_allow_are_refused(card):
    with pytest.raises(ValueError, match="parameters"):
        wishes.adopt(card.learner, [1.0])

    assert not Study.objects.get().is_stale
