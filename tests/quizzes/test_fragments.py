"""What is put together once for everybody, and what must never be in it."""

import pytest
from django.test import Client

from teaching.quizzes import debriefing, fragments
from teaching.quizzes.models import Attempt
from tests.factories import make_user
from tests.quizzes.sitting import Sitter, begin


def practised(*, right: bool = True, certainty: int = 2) -> tuple[Sitter, Attempt]:
    """Somebody's practice with its first question answered, and the attempt at that."""
    client = Client()
    client.force_login(make_user())
    sitter = begin(client, topics="form-from-case", count=5)
    sitter.answer(1, right=right, certainty=certainty)
    return sitter, attempt_of(sitter)


def attempt_of(sitter: Sitter, number: int = 1) -> Attempt:
    attempt = sitter.asked(number).attempt
    assert attempt is not None
    return Attempt.objects.select_related("vignette__disease").get(pk=attempt.pk)


def test_an_explanation_is_put_together_once_and_says_what_the_page_says(bank):
    sitter, attempt = practised()

    told = fragments.explained(attempt)

    assert told.html in sitter.see(1).content.decode()
    assert fragments.explained(attempt) is told


@pytest.mark.parametrize("other", [{"right": False}, {"certainty": 3}])
def test_another_answer_to_the_same_question_has_another_explanation(bank, monkeypatch, other):
    monkeypatch.setattr("teaching.quizzes.beginning.new_seed", lambda: "same")
    _, attempt = practised()
    _, another = practised(**other)

    assert attempt.vignette_id == another.vignette_id
    assert fragments.explained(attempt).html != fragments.explained(another).html


def test_what_is_kept_is_told_to_nobody_who_has_not_answered(bank, monkeypatch):
    """The guard stands before what is kept: the same question, explained to somebody else."""
    monkeypatch.setattr("teaching.quizzes.beginning.new_seed", lambda: "same")
    _, attempt = practised()
    fragments.explained(attempt)
    client = Client()
    client.force_login(make_user())
    sitter = begin(client, topics="form-from-case", count=5)
    sitter.see(1)

    with pytest.raises(debriefing.NotFinishedError):
        fragments.explained(attempt_of(sitter))


def test_nothing_of_a_learner_or_a_request_is_kept(bank):
    sitter, attempt = practised()
    kept = fragments.explained(attempt).html + fragments.story(attempt.vignette)

    assert "csrfmiddlewaretoken" not in kept
    assert sitter.row.learner.username not in kept
    assert f"/sittings/{sitter.sitting}/" not in kept


def test_a_story_is_put_together_once_and_stands_on_the_page(bank):
    sitter, attempt = practised()
    unseen = sitter.asked(2).vignette

    page = sitter.see(2).content.decode()

    assert fragments.story(unseen)
    assert fragments.story(unseen) in page
    assert fragments.story(attempt.vignette) is fragments.story(attempt_of(sitter).vignette)
