"""What a fresh clone has set."""

import pytest
from django.core.management import CommandError, call_command

from teaching.quizzes.models import Quiz
from tests.factories import make_user
from tests.quizzes.set_quizzes import sit


def test_a_clone_has_one_quiz_to_practise_with_and_one_test(bank):
    call_command("demo", verbosity=0)
    call_command("demo_quizzes")
    call_command("demo_quizzes")

    test, practice = Quiz.objects.offered_to(make_user())
    assert (practice.mode, test.mode) == ("practice", "test")
    assert (test.minutes, test.release, test.pass_mark) == (20, "handed-in", 60)
    assert sit(test).row.questions.count() == 8


def test_without_the_demo_accounts_it_says_what_is_missing(bank):
    with pytest.raises(CommandError, match="demo accounts first"):
        call_command("demo_quizzes")


def test_a_deployment_gets_none(bank, settings):
    settings.DEPLOYED = True

    with pytest.raises(CommandError, match="SECRET_KEY is set"):
        call_command("demo_quizzes")
