"""A sample of what a quiz would ask."""

from django.utils import timezone

from teaching.authoring.setting.sampling import sample
from teaching.items.models import Vignette
from teaching.quizzes.models import Sitting
from tests.authoring.setting.writing import address, drafted


def test_the_same_seed_draws_the_same_questions(instructor):
    quiz = drafted(instructor)

    one, again, other = (
        [row.vignette.pk for row in sample(quiz, seed, timezone.now()).rows]
        for seed in ("a", "a", "b")
    )

    assert one == again
    assert one != other
    assert len(one) == 4
    assert not Sitting.objects.exists()


def test_a_line_that_cannot_be_filled_is_named(instructor):
    quiz = drafted(instructor, line__1__count="20", line__1__models_asked=["term-to-meaning"])

    text = instructor.get(address(quiz)).content.decode()

    assert "Line 2: Only 8 published questions fit this line; it asks for 20." in text


def test_lines_that_compete_for_the_same_questions_are_said(instructor):
    same = {
        f"line__{n}__{name}": value
        for n in (0, 1)
        for name, value in {"count": "6", "models_asked": ["term-to-meaning"]}.items()
    }
    quiz = drafted(instructor, **same)

    text = instructor.get(address(quiz)).content.decode()

    assert "The lines compete for the same questions: 4 more are wanted than there are." in text


def test_of_a_list_what_is_not_published_is_said(instructor):
    first, second = Vignette.objects.filter(origin="bank")[:2]
    quiz = drafted(instructor, asks="list", add=f"{first.pk} {second.pk}")
    Vignette.objects.filter(pk=first.pk).update(state="retired")

    text = instructor.get(address(quiz)).content.decode()

    assert "1 of the list is not published, and will not be asked." in text
    assert f"no. {second.pk}" in text
    assert f"no. {first.pk}<" not in text


def test_the_page_names_no_answer(instructor):
    """It is looked at in front of others."""
    quiz = drafted(instructor)

    rows = sample(quiz, "a", timezone.now()).rows

    text = instructor.get(address(quiz, "?seed=a")).content.decode()
    assert all(row.lead_in for row in rows)
    assert [row.key for row in rows if f">{row.key}<" in text] == []
