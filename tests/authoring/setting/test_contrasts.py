"""Contrasts that instructors set."""

import pytest
from django.test import Client

from teaching.knowledge.models import Disease
from teaching.quizzes import growing
from teaching.quizzes.models import Quiz
from tests.authoring.setting.writing import address, draft, drafted, problems, send
from tests.factories import make_user
from tests.quizzes.set_quizzes import sit
from tests.quizzes.sitting import publish

CONTRAST = {"mode": "contrast", "minutes": "", "line__0__count": "", "questions": "3"}


@pytest.fixture(scope="module")
def stock(clinic: None, django_db_blocker) -> None:
    """Published questions about concepts that are easily confused."""
    with django_db_blocker.unblock():
        publish("form-from-case", "fact-recall", n=8)


@pytest.fixture
def pair(instructor) -> str:
    return next(iter(growing.offered(Disease.objects.get())))


def test_a_contrast_is_set_published_and_sat(instructor, pair):
    quiz = drafted(instructor, **CONTRAST, pair=pair)

    instructor.post(address(quiz, "publish/"))
    learner = Client()
    sitter = sit(Quiz.objects.get(pk=quiz.pk), learner, make_user())
    sitter.answer(1)
    sitter.see(1)

    assert (" ".join(quiz.pair), quiz.lines.get().count) == (pair, 3)
    assert sitter.row.planned == 3
    assert sitter.row.questions.count() == 2


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"pair": ""}, {"pair": ["Say which two it sets against each other."]}),
        ({"questions": ""}, {"questions": ["Say how many questions it asks."]}),
        ({"questions": "0"}, {"questions": ["A contrast asks at least one question."]}),
        (
            {"minutes": "30"},
            {"minutes": ["Only a test has a time limit. Make it a test, or leave this empty."]},
        ),
    ],
)
def test_what_a_contrast_lacks_is_said_at_its_field(instructor, pair, fields, says):
    response = send(instructor, **{**CONTRAST, "pair": pair, **fields})

    assert problems(response) == says
    assert not Quiz.objects.exists()


def test_a_pair_that_cannot_be_contrasted_is_refused(instructor, pair):
    response = send(instructor, **{**CONTRAST, "pair": "one another"})

    assert list(problems(response)) == ["pair"]


def test_a_contrast_that_becomes_practice_forgets_its_pair(instructor, pair):
    quiz = drafted(instructor, **CONTRAST, pair=pair)

    instructor.post(address(quiz, "edit/"), draft(mode="practice", minutes="", pair=pair))

    quiz.refresh_from_db()
    assert (quiz.mode, *quiz.pair) == ("practice", "", "")


def test_the_page_of_a_draft_shows_its_pair(instructor, pair):
    quiz = drafted(instructor, **CONTRAST, pair=pair)

    page = instructor.get(address(quiz, "edit/")).content.decode()

    assert f'<option value="{pair}" selected>' in page
