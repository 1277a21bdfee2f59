"""How the questions of a quiz did."""

from tests.authoring.setting.writing import address
from tests.quizzes.set_quizzes import choose, make_quiz, sit


def test_the_page_gives_each_share_its_interval(instructor):
    quiz = make_quiz(count=1)
    choose(sit(quiz), 1)

    text = instructor.get(address(quiz, "questions/")).content.decode()

    assert "1 of 1" in text
    assert "between 21 and 100 per cent" in text


def test_before_anybody_has_begun_the_page_says_so(instructor):
    assert "Nobody has begun it yet." in (
        instructor.get(address(make_quiz(), "questions/")).content.decode()
    )
