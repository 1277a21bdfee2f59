"""From the item bank into the list of a draft."""

import pytest
from django.utils import timezone

from teaching.items.models import Vignette
from teaching.quizzes.models import Quiz
from tests.authoring.setting.writing import address, drafted

URL = "/teach/quizzes/put/"


def newest(count: int) -> list[Vignette]:
    return list(Vignette.objects.filter(origin="bank").order_by("-pk")[:count])


def put(client, *rows: Vignette, **fields: object):
    sent = {"which": "ticked", "back": "/bank/", "ticked": [row.pk for row in rows], **fields}
    return client.post(URL, sent)


def slugs(quiz: Quiz) -> list[str]:
    return list(quiz.listed.values_list("slug", flat=True))


def test_the_bank_offers_to_put_what_is_ticked_into_a_quiz(instructor):
    assert f'formaction="{URL}"' in instructor.get("/bank/").content.decode()


def test_it_asks_into_which_draft(instructor):
    held = drafted(instructor, title="Ward list", line__0__count="")
    drafted(instructor, title="With a blueprint")
    rows = newest(2)

    text = put(instructor, *rows).content.decode()

    assert "Put 2 questions into a quiz" in text
    assert f"Ward list (no. {held.pk})" in text
    assert "With a blueprint" not in text


def test_questions_go_to_the_end_of_the_list_each_once(instructor):
    first, second, third = newest(3)
    quiz = drafted(instructor, asks="list", add=str(second.pk))

    response = put(instructor, third, second, first, sure=1, quiz=quiz.pk)

    assert slugs(quiz) == [second.slug, first.slug, third.slug]
    assert response["Location"] == address(quiz, "edit/#list")
    text = instructor.get(address(quiz, "edit/")).content.decode()
    assert "2 questions added; 1 stood in the list already." in text


def test_a_new_quiz_is_made_of_them(instructor):
    put(instructor, *newest(2), sure=1, quiz="", title="From the bank")

    quiz = Quiz.objects.get()
    assert (quiz.title, quiz.is_set, quiz.published_at) == ("From the bank", True, None)
    assert quiz.listed.count() == 2


def test_a_new_quiz_needs_a_title(instructor):
    response = put(instructor, *newest(1), sure=1, quiz="", title=" ")

    assert response.context["into"].errors["title"] == [
        "Give the new quiz a title; learners see it."
    ]
    assert not Quiz.objects.exists()


def test_nothing_ticked_leads_back_and_says_so(instructor):
    response = put(instructor)

    assert response["Location"] == "/bank/"
    assert "Nothing is ticked." in instructor.get("/bank/").content.decode()


def test_more_than_fit_into_a_list_are_refused(instructor, monkeypatch):
    monkeypatch.setattr("teaching.authoring.setting.ordering.AT_MOST", 2)

    response = put(instructor, *newest(3), sure=1, title="Too long")

    assert response["Location"] == "/bank/"
    assert not Quiz.objects.exists()


@pytest.mark.parametrize("fields", [{"published_at": timezone.now()}, {"is_set": False}])
def test_only_drafts_take_questions(instructor, fields):
    quiz = drafted(instructor, line__0__count="", mode="practice", minutes="")
    Quiz.objects.filter(pk=quiz.pk).update(**fields)

    put(instructor, *newest(1), sure=1, quiz=quiz.pk)

    assert slugs(quiz) == []


def test_all_that_were_found_are_put(instructor):
    count = Vignette.objects.filter(model="term-to-meaning", origin="bank").count()

    put(
        instructor,
        which="all",
        found=count,
        back="/bank/?model=term-to-meaning",
        sure=1,
        title="All terms",
    )

    assert Quiz.objects.get().listed.count() == count == 8
