"""How the questions of a quiz did."""

from teaching.authoring.setting.asked import counted
from teaching.quizzes.telling import Mark
from tests.authoring.setting.writing import address
from tests.quizzes.set_quizzes import choose, make_quiz, sit


def test_revisions_of_a_question_count_together():
    found = counted([Mark(1, 10, "a", True, None), Mark(2, 11, "a", False, None)])

    (one,) = found
    assert (one.vignette, one.drawn) == (11, 2)
    assert (one.share.right, one.share.asked) == (1, 2)


def test_what_was_not_answered_counts_as_drawn_alone():
    (one,) = counted([Mark(1, 10, "a", True, None), Mark(2, 10, "a", None, None)])

    assert (one.drawn, one.share.right, one.share.asked) == (2, 1, 1)


def test_the_most_answered_come_first_and_of_these_the_least_often_right():
    marks = [
        Mark(1, 1, "once", True, None),
        *[Mark(n, 2, "easy", True, None) for n in (1, 2)],
        *[Mark(n, 3, "hard", n == 1, None) for n in (1, 2)],
    ]

    assert [one.vignette for one in counted(marks)] == [3, 2, 1]


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
