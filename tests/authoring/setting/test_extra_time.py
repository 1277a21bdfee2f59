"""More time for single learners."""

import re
from datetime import timedelta

import pytest

from teaching.authoring.setting import picking
from tests.authoring.setting.counting import cost
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


def look(client, quiz, words: str, *, htmx: bool = False) -> str:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.get(address(quiz, "time/"), {"q": words}, headers=headers).content.decode()


def found(page: str) -> list[str]:
    return re.findall(r'name="who" value="(\w+)"', page)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("li", ["ada", "olive"]),
        ("ling ada", ["ada"]),
        ("ADA", ["ada"]),
        ("ada@example.com", ["ada"]),
        ("example.com", []),
        ("ada@", []),
        ("l", []),
        ("nobody", []),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_learner_is_looked_for_by_name_and_by_a_whole_address_alone(
    instructor, words, names, htmx
):
    make_user(username="ada", first_name="Ada", last_name="Ling", email="ada@example.com")
    make_user(username="olive", email="olive@example.com")

    page = look(instructor, make_quiz(), words, htmx=htmx)

    assert found(page) == names
    assert "@example.com" not in page.replace(f'value="{words}"', "")
    assert ("<h1>" in page) is not htmx


def test_who_was_found_is_given_the_time(instructor):
    learner, quiz = make_user(username="ada"), make_quiz()
    (who,) = found(look(instructor, quiz, "ad"))

    give(instructor, quiz, who)

    assert list(quiz.allowances.values_list("learner", "minutes")) == [(learner.pk, 10)]
    assert "has 10 minutes more" in look(instructor, quiz, "ada")


def test_what_was_wrong_leaves_the_search_as_it_was(instructor):
    make_user(username="ada"), make_user(username="adam")
    quiz = make_quiz()

    sent = {"who": "adam", "minutes": "", "q": "ada"}
    page = instructor.post(address(quiz, "time/"), sent).content.decode()

    assert found(page) == ["ada", "adam"]
    assert 'value="adam" checked' in page
    assert "Say how many minutes." in page


def test_who_has_handed_in_cannot_be_picked(instructor):
    quiz = make_quiz()
    sitter = sit(quiz, learner=make_user(username="ada"))
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    page = look(instructor, quiz, "ada")

    assert 'value="ada" disabled' in page
    assert "has handed in" in page


def test_no_more_are_shown_than_a_page_holds_and_visitors_never(instructor):
    for number in range(picking.AT_MOST + 1):
        make_user(username=f"ada{number:02}")
    make_tryout(first_name="Ada")

    page = look(instructor, make_quiz(), "ada")

    assert found(page) == [f"ada{number:02}" for number in range(picking.AT_MOST)]
    assert "There are more." in page


@pytest.mark.parametrize("people", [1, 3])
def test_looking_costs_the_same_for_one_and_for_three(instructor, people):
    for number in range(people):
        make_user(username=f"ada{number}")
    quiz = make_quiz()

    assert cost(instructor, address(quiz, "time/?q=ada")) == 7
