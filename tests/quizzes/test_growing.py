"""A contrast: two concepts told apart, question by question."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from teaching.items.models import Vignette
from teaching.knowledge.models import Disease
from teaching.quizzes import growing, pool
from teaching.quizzes.models import Mode, Question, Quiz, Response, Sitting
from tests.quizzes.set_quizzes import make_quiz
from tests.quizzes.sitting import Sitter, number_of, publish
from tests.quizzes.test_costs import cost

PAIR = ("periarthritic", "osteoarthropathic")

pytestmark = pytest.mark.usefixtures("bank")


@pytest.fixture(scope="module")
def stock(clinic, django_db_blocker) -> None:
    """So many questions of two models that a contrast never runs out of them."""
    with django_db_blocker.unblock():
        publish("form-from-case", n=40)
        publish("fact-recall", n=12)


def contrast(client: Client, pair: tuple[str, str] = PAIR) -> Sitter:
    return Sitter(client, number_of(client.post("/practise/contrast/", {"pair": " ".join(pair)})))


def sides(sitter: Sitter) -> list[int | None]:
    asked = sitter.row.questions.values_list("vignette__radicals", flat=True)
    return [pool.side_of(radicals, sitter.row.quiz.pair) for radicals in asked]


def step(sitter: Sitter, number: int, *, right: bool = True) -> None:
    """Answer a question and look at what that earned, which draws the next one."""
    sitter.answer(number, right=right)
    sitter.see(number)


def page(sitter: Sitter, step: str = "") -> str:
    return sitter.client.get(f"/sittings/{sitter.sitting}/{step}").content.decode()


def test_the_pairs_offered_are_of_one_axis_and_both_have_questions(visitor):
    disease = Disease.objects.get()
    offered = pool.pairs(disease)

    assert PAIR in offered
    assert len({frozenset(pair) for pair in offered}) == len(offered)
    assert "Periarthritic or osteoarthropathic" in visitor.get("/practise/").content.decode()
    Vignette.objects.filter(radicals__key__icontains=PAIR[1]).update(state="retired")
    Vignette.objects.filter(radicals__concepts__icontains=PAIR[1]).update(state="retired")
    assert not any(PAIR[1] in pair for pair in pool.pairs(disease))


def test_it_begins_with_one_question_and_says_how_many_there_will_be(visitor):
    sitter = contrast(visitor)

    shown = sitter.see(1).content.decode()

    assert sitter.row.questions.count() == 1
    assert (sitter.row.mode, sitter.row.planned) == (Mode.CONTRAST, 10)
    assert "Question 1 of 10" in shown
    assert "Contrast: Periarthritic or osteoarthropathic" in shown
    assert shown.count("drawn when the one before is answered") == 9
    assert "0 of 10 answered" in page(sitter)
    assert "0 of 10 answered" in visitor.get("/practise/").content.decode()


def test_each_answer_draws_the_next_until_there_are_ten(visitor):
    sitter = contrast(visitor)

    for number in range(1, 11):
        assert sitter.row.questions.count() == number
        sitter.answer(number)
        assert (f'href="{sitter.url(number + 1)}"' in sitter.see(number).content.decode()) == (
            number < 10
        )

    asked = sides(sitter)
    assert sitter.row.is_finished
    assert len(asked) == 10
    assert asked[:4] == [asked[0], asked[0], 1 - asked[0], 1 - asked[0]]
    result = page(sitter)
    assert "10 of 10 right" in result
    assert "By side" in result
    assert "drawn when" not in result


def test_what_the_learner_did_before_counts(visitor):
    first = contrast(visitor)
    for number in range(1, 11):
        step(first, number)

    second = contrast(visitor)
    for number in range(1, 10):
        step(second, number)

    runs = re.findall("0+|1+", "".join(str(side) for side in sides(second)))
    assert max(len(run) for run in runs) <= 2


def test_questions_not_met_come_first_and_none_comes_twice(visitor):
    sitter = contrast(visitor)
    for number in range(1, 11):
        step(sitter, number)
    asked = list(sitter.row.questions.values_list("vignette__slug", flat=True))

    assert len(set(asked)) == 10


def test_who_is_wrong_stays_in_the_block(visitor):
    sitter = contrast(visitor)
    for number in range(1, 4):
        step(sitter, number, right=False)

    assert len(set(sides(sitter))) == 1


def test_where_no_question_is_left_it_ends_with_those_asked(visitor):
    sitter = contrast(visitor)
    sitter.see(1)
    Vignette.objects.filter(origin="bank").update(state="retired")

    step(sitter, 1)

    assert (sitter.row.planned, sitter.row.is_finished) == (1, True)
    assert "1 of 1 right" in page(sitter)


def test_growing_twice_draws_one(visitor):
    sitter = contrast(visitor)
    sitter.answer(1)
    for _ in range(3):
        growing.grow(sitter.row, timezone.now())
        sitter.answer(1)

    assert sitter.row.questions.count() == 2


@pytest.mark.parametrize("look", ["1/", ""])
def test_a_question_that_could_not_be_drawn_is_drawn_at_the_next_look(visitor, monkeypatch, look):
    sitter = contrast(visitor)
    sitter.answer(1)

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Question.objects, "create", fail)
        visitor.raise_request_exception = False
        assert sitter.see(1).status_code == 500
    drawn = sitter.row.questions.count()
    page(sitter, look)

    assert (drawn, sitter.row.questions.count()) == (1, 2)
    assert Response.objects.count() == 1


@pytest.mark.parametrize("pair", ["", "periarthritic", "periarthritic none", "periarthritic last"])
def test_a_pair_that_is_not_offered_is_refused(visitor, pair):
    response = visitor.post("/practise/contrast/", {"pair": pair}, follow=True)

    assert "These two cannot be contrasted at present." in response.content.decode()
    assert not Sitting.objects.exists()


def test_a_contrast_an_instructor_set_is_begun_from_its_cover(visitor):
    quiz = make_quiz(mode=Mode.CONTRAST, minutes=None, first=PAIR[0], second=PAIR[1], count=3)
    assert "two that are easily confused" in visitor.get(quiz.get_absolute_url()).content.decode()

    sitter = Sitter(visitor, number_of(visitor.post(quiz.get_absolute_url())))
    for number in range(1, 4):
        step(sitter, number)

    assert sitter.row.is_finished
    assert sitter.row.questions.count() == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"first": ""},
        {"second": PAIR[0]},
        {"mode": "practice"},
    ],
)
def test_a_contrast_without_two_concepts_is_refused_by_the_database(visitor, fields):
    quiz = contrast(visitor).row.quiz

    with pytest.raises(IntegrityError), transaction.atomic():
        Quiz.objects.filter(pk=quiz.pk).update(**fields)


def test_an_answer_costs_what_it_costs_in_practice_and_drawing_no_more_late_than_early(visitor):
    sitter = contrast(visitor)
    answers, looks = [], []
    for number in range(1, 9):
        sitter.see(number)
        item, right, _ = sitter.options(number)
        data = {"item": item, "option": right, "certainty": 2}
        answers.append(cost(visitor, sitter.url(number, "commit/"), data))
        looks.append(cost(visitor, sitter.url(number)))

    assert answers == [8] * 8
    assert max(looks[4:]) <= max(looks[:4]) <= 33
