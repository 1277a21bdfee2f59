"""What a quiz came to, by learner."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from teaching.authoring.setting import marksheet
from teaching.quizzes import tallying
from teaching.quizzes.models import Response
from tests.authoring.setting.counting import cost
from tests.authoring.setting.writing import address
from tests.factories import make_user
from tests.quizzes.set_quizzes import choose, make_quiz, sit

MINUTE = timedelta(minutes=1)


def handed_in(quiz, *answers: bool, **data):
    sitter = sit(quiz, learner=data.pop("learner", None))
    for number, right in enumerate(answers, start=1):
        choose(sitter, number, right=right, **data)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    return sitter


def entries(quiz, words=""):
    now = timezone.now()
    return marksheet.entries(list(marksheet.sittings(quiz, words, now)), quiz.pass_mark, now)


def test_marks_stand_before_the_results_are_told(instructor):
    quiz = make_quiz(release="by-hand", pass_mark=60)
    handed_in(quiz, True, True, False)

    (entry,) = entries(quiz)

    assert (entry.asked, entry.answered, entry.right) == (4, 3, 2)
    assert (entry.per_cent, entry.has_passed) == (50, False)
    assert not Response.objects.exists()


def test_marks_are_the_same_once_they_are_told(instructor):
    quiz = make_quiz()
    sitter = handed_in(quiz, True, True, False)
    before = entries(quiz)[0]
    sitter.client.get(f"/sittings/{sitter.sitting}/")

    after = entries(quiz)[0]

    assert Response.objects.count() == 3
    assert (after.answered, after.right, after.per_cent) == (3, 2, before.per_cent)


def test_who_is_still_at_it_has_no_result_yet(instructor, clock):
    quiz = make_quiz(pass_mark=60)
    sitter = sit(quiz)
    choose(sitter, 1)
    clock.shift(18 * MINUTE)

    (entry,) = entries(quiz)

    assert (entry.state, entry.answered) == ("12 min left", 1)
    assert (entry.per_cent, entry.has_passed) == (None, None)
    assert tallying.totals(quiz) == tallying.Totals(1, 1, 0, 0, None)


def test_whom_the_clock_has_handed_in_is_said_so(instructor, clock):
    quiz = make_quiz()
    choose(sit(quiz), 1)
    clock.shift(31 * MINUTE)

    (entry,) = entries(quiz)

    assert entry.state.startswith("Time ran out")
    assert entry.per_cent == 25


def test_points_count_where_certainty_does(instructor):
    quiz = make_quiz(marking="certainty", pass_mark=10)
    handed_in(quiz, True, False, certainty=2)

    (entry,) = entries(quiz)

    assert (entry.points.reached, entry.points.possible) == (0, 12)
    assert (entry.per_cent, entry.has_passed) == (0, False)


def test_practice_counts_what_was_answered(instructor):
    quiz = make_quiz(mode="practice", minutes=None)
    sitter = sit(quiz)
    sitter.answer(1)
    sitter.answer(2, right=False)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    (entry,) = entries(quiz)

    assert (entry.asked, entry.answered, entry.right, entry.per_cent) == (4, 2, 1, 50)
    assert entry.state.startswith("Finished")


def test_nothing_answered_in_practice_is_no_result(instructor):
    quiz = make_quiz(mode="practice", minutes=None)
    sitter = sit(quiz)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    assert [one.per_cent for one in entries(quiz)] == [None]
    assert tallying.totals(quiz) == tallying.Totals(1, 0, 0, 0, None)


def test_the_mean_is_of_those_who_have_handed_in(instructor):
    quiz = make_quiz(pass_mark=50)
    handed_in(quiz, True, True, True, True)
    handed_in(quiz, True)
    sit(quiz)

    text = instructor.get(address(quiz, "results/")).content.decode()

    assert "62.5 % on average, of 2 handed in; 1 passed at 50 %" in text
    assert "1 still at it" in text


def test_learners_are_found_by_name(instructor):
    quiz = make_quiz()
    sit(quiz, learner=make_user(username="ada", first_name="Ada", last_name="Ling"))
    sit(quiz, learner=make_user(username="bo", email="bo@example.com"))

    assert [one.account for one in entries(quiz)] == ["ada", "bo"]
    assert [one.account for one in entries(quiz, "ling ADA")] == ["ada"]
    assert [one.account for one in entries(quiz, "example.com")] == ["bo"]
    assert "No learner here is called so." in (
        instructor.get(address(quiz, "results/?q=nobody")).content.decode()
    )


def test_a_visitor_has_a_row_without_an_account(instructor):
    quiz = make_quiz(mode="practice", minutes=None)
    Client().post(quiz.get_absolute_url())

    (entry,) = entries(quiz)

    assert (entry.name, entry.account) == ("Visitor", "")


def test_one_learner_costs_as_much_as_three(instructor):
    quiz = make_quiz()
    handed_in(quiz, True)
    urls = [address(quiz, "results/"), address(quiz, "results.csv"), address(quiz, "questions/")]
    one = [cost(instructor, url) for url in urls]
    for _ in range(2):
        handed_in(quiz, True)

    assert (one, [cost(instructor, url) for url in urls]) == ([8, 6, 9], [8, 6, 9])
