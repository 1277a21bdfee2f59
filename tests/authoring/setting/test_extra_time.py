"""More time for single learners."""

from datetime import timedelta

import pytest

from tests.authoring.setting.writing import address
from tests.factories import make_tryout, make_user
from tests.quizzes.set_quizzes import make_quiz, sit


def give(client, quiz, who: str, minutes: object = 10):
    return client.post(address(quiz, "time/"), {"who": who, "minutes": minutes})


@pytest.mark.parametrize("who", ["ada", "ADA", "ada@example.com", "Ada@Example.com"])
def test_a_learner_is_found_by_user_name_or_address(instructor, who):
    learner = make_user(username="ada", email="ada@example.com")
    quiz = make_quiz()

    give(instructor, quiz, who)

    assert list(quiz.allowances.values_list("learner", "minutes")) == [(learner.pk, 10)]


def test_who_is_sitting_it_has_the_time_at_once(instructor):
    quiz = make_quiz()
    sitter = sit(quiz, learner=make_user(username="ada"))
    before = sitter.row.deadline

    give(instructor, quiz, "ada")

    assert sitter.row.deadline == before + timedelta(minutes=10)


def test_it_is_taken_away_again(instructor):
    quiz, learner = make_quiz(), make_user(username="ada")
    give(instructor, quiz, "ada")

    response = instructor.post(address(quiz, "time/"), {"remove": learner.pk}, follow=True)

    assert not quiz.allowances.exists()
    assert "ada has no extra time any more." in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ({"who": "nobody"}, "who", "No account has this user name or e-mail address."),
        ({"who": ""}, "who", "Say who gets more time."),
        ({"who": "ad"}, "who", "No account has this user name or e-mail address."),
        ({"minutes": ""}, "minutes", "Say how many minutes."),
        ({"minutes": "0"}, "minutes", "Extra time is at least one minute."),
        ({"minutes": "1441"}, "minutes", "Extra time is at most a day: 1440 minutes."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(instructor, sent, field, says):
    make_user(username="ada")
    quiz = make_quiz()

    response = give(instructor, quiz, **{"who": "ada", **sent})

    assert dict(response.context["form"].errors) == {field: [says]}
    assert not quiz.allowances.exists()


def test_a_visitor_without_an_account_is_not_found(instructor):
    visitor = make_tryout()

    response = give(instructor, make_quiz(), visitor.username)

    assert "who" in response.context["form"].errors


def test_who_has_handed_in_gets_no_more_time(instructor):
    quiz = make_quiz()
    sitter = sit(quiz, learner=make_user(username="ada"))
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    response = give(instructor, quiz, "ada")

    assert response.context["form"].errors["who"] == [
        "ada has handed in: more time changes nothing."
    ]


@pytest.mark.parametrize("number", ["x", "0", "9" * 30])
def test_nonsense_in_place_of_a_learner_is_not_found(instructor, number):
    response = instructor.post(address(make_quiz(), "time/"), {"remove": number})

    assert response.status_code == 404


def test_practice_has_no_such_page(instructor):
    quiz = make_quiz(mode="practice", minutes=None)

    assert instructor.get(address(quiz, "time/")).status_code == 404
