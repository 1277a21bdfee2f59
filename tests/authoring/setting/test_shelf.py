"""The list of quizzes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from teaching.authoring.setting import shelf
from teaching.quizzes.models import Quiz
from tests.authoring.setting.counting import cost
from tests.quizzes.set_quizzes import make_quiz, sit

NOW = timezone.now()
HOUR = timedelta(hours=1)
LIVES = {
    "draft": {"published_at": None},
    "published": {"published_at": NOW, "closes_at": NOW + HOUR},
    "closed": {"published_at": NOW, "closes_at": NOW},
    "withdrawn": {"published_at": NOW, "withdrawn_at": NOW, "closes_at": NOW},
}


@pytest.mark.parametrize("state", LIVES)
def test_a_quiz_is_found_by_where_it_stands(instructor, state):
    for title, fields in LIVES.items():
        make_quiz(title=title, **fields)
    rows = Quiz.objects.filter(is_set=True)

    (found,) = shelf.found(rows, "", state, NOW)

    assert found.title == state
    assert shelf.standing(found, NOW) == state


def test_every_word_of_the_title_narrows(instructor):
    for title in ("Block 4, day ward", "Block 4, night ward", "Night"):
        make_quiz(title=title)

    text = instructor.get("/teach/quizzes/?q=block+night").content.decode()

    assert "Block 4, night ward" in text
    assert "Block 4, day ward" not in text


def test_nothing_set_and_nothing_found_are_said_apart(instructor):
    nothing = instructor.get("/teach/quizzes/").content.decode()
    make_quiz()
    none = instructor.get("/teach/quizzes/?state=draft").content.decode()

    assert "No quiz is set yet." in nothing
    assert "No quiz fits." in none


def test_an_address_with_nonsense_narrows_nothing(instructor):
    make_quiz()

    assert "1 quiz<" in instructor.get("/teach/quizzes/?state=nonsense&page=x").content.decode()


def test_the_list_says_how_many_have_begun_and_handed_in(instructor):
    quiz = make_quiz()
    sit(quiz)
    sitter = sit(quiz)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    text = instructor.get("/teach/quizzes/").content.decode()

    assert "2 begun, 1 handed in" in text


def test_a_learners_own_quiz_is_not_in_the_list(instructor):
    make_quiz(is_set=False, mode="practice", minutes=None)

    assert "No quiz is set yet." in instructor.get("/teach/quizzes/").content.decode()


def test_one_row_costs_as_much_as_three(instructor):
    quiz = make_quiz()
    sit(quiz)
    instructor.get("/teach/quizzes/")  # reads the pack, once per process
    one = cost(instructor, "/teach/quizzes/")
    for _ in range(2):
        sit(make_quiz())

    assert (one, cost(instructor, "/teach/quizzes/")) == (7, 7)
