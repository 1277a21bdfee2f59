"""Publishing, withdrawing, copying, deleting, releasing, and what may change afterwards."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from teaching.items.models import Vignette
from teaching.quizzes.models import Quiz, Sitting
from tests.authoring.setting.writing import address, drafted
from tests.factories import make_user
from tests.quizzes.set_quizzes import choose, make_quiz, page, sit

HOUR = timedelta(hours=1)
CLOSES = datetime(2030, 1, 2, 17, 0, tzinfo=UTC)


def post(client, quiz: Quiz, step: str, **data: object):
    response = client.post(address(quiz, step), data)
    quiz.refresh_from_db()
    return response


def change(client, quiz: Quiz, **fields: object):
    """What the page of a published quiz sends."""
    sent = {"title": quiz.title, "about": "", "release": quiz.release, **fields}
    return client.post(address(quiz, "edit/"), sent)


def test_publishing_asks_first_and_says_what_stays(instructor):
    quiz = drafted(instructor)

    text = instructor.get(address(quiz, "publish/")).content.decode()

    quiz.refresh_from_db()
    assert quiz.published_at is None
    assert "From then on its questions, time, marking and pass mark stay as they are" in text


def test_learners_begin_what_is_published_and_not_before(instructor):
    quiz = drafted(instructor)
    before = quiz in Quiz.objects.offered_to(make_user())

    post(instructor, quiz, "publish/")

    assert not before
    assert sit(quiz).row.questions.count() == 4


def test_publishing_twice_keeps_the_first_time(instructor):
    quiz = drafted(instructor)
    post(instructor, quiz, "publish/")
    first = quiz.published_at

    post(instructor, quiz, "publish/")

    assert quiz.published_at == first


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"line__0__count": ""}, "It asks nothing yet: give it a blueprint or a list"),
        ({"line__0__models_asked": ["fact-recall"]}, "No published question fits its blueprint."),
        ({"closes_at": "2020-01-01T00:00"}, "Its close has passed"),
    ],
)
def test_what_could_not_be_sat_is_not_published(instructor, sent, says):
    quiz = drafted(instructor, **sent)

    post(instructor, quiz, "publish/")

    text = instructor.get(address(quiz)).content.decode()
    assert quiz.published_at is None
    assert says in text
    assert "Publish …" not in text


def test_a_list_of_which_nothing_is_published_is_not_published(instructor):
    number = Vignette.objects.filter(origin="bank")[0].pk
    quiz = drafted(instructor, asks="list", add=str(number))
    Vignette.objects.filter(pk=number).update(state="retired")

    post(instructor, quiz, "publish/")

    assert quiz.published_at is None


def test_withdrawn_it_cannot_be_begun_and_who_sits_it_goes_on(instructor):
    quiz = drafted(instructor)
    post(instructor, quiz, "publish/")
    sitter = sit(quiz)

    post(instructor, quiz, "withdraw/")

    assert quiz not in Quiz.objects.offered_to(make_user())
    assert choose(sitter, 1).status_code in (200, 302)
    assert sitter.asked(1).option_id is not None


def test_a_withdrawal_is_taken_back(instructor):
    quiz = make_quiz(withdrawn_at=timezone.now())

    post(instructor, quiz, "offer/")

    assert quiz in Quiz.objects.offered_to(make_user())


def test_a_draft_is_not_withdrawn(instructor):
    quiz = drafted(instructor)

    post(instructor, quiz, "withdraw/")

    assert quiz.withdrawn_at is None


def test_a_copy_is_a_draft_with_the_same_questions_and_rules(instructor):
    quiz = make_quiz(pass_mark=60, withdrawn_at=timezone.now(), released_at=timezone.now())
    sit_before = quiz.lines.get().pk

    response = instructor.post(address(quiz, "copy/"))

    made = Quiz.objects.latest("pk")
    assert response["Location"] == address(made, "edit/")
    assert (made.title, made.minutes, made.pass_mark) == ("Block 4 (copy)", 30, 60)
    assert (made.published_at, made.withdrawn_at, made.released_at) == (None, None, None)
    assert [line.count for line in made.lines.all()] == [4]
    assert quiz.lines.get().pk == sit_before


def test_deleting_a_draft_asks_first(instructor):
    quiz = drafted(instructor)

    text = instructor.get(address(quiz, "delete/")).content.decode()
    kept = Quiz.objects.filter(pk=quiz.pk).exists()
    instructor.post(address(quiz, "delete/"))

    assert "Delete the draft" in text
    assert kept
    assert not Quiz.objects.filter(pk=quiz.pk).exists()


def test_what_was_published_is_not_deleted(instructor):
    quiz = make_quiz()

    response = instructor.post(address(quiz, "delete/"), follow=True)

    assert Quiz.objects.filter(pk=quiz.pk).exists()
    assert "A published quiz stays, for those who sat it." in response.content.decode()


def test_after_publication_the_title_changes_and_the_rules_stay(instructor):
    quiz = make_quiz(pass_mark=60)

    change(
        instructor,
        quiz,
        title="Block 4, ward B",
        minutes="90",
        pass_mark="10",
        marking="certainty",
        **{"line-0-count": "1"},
    )

    quiz.refresh_from_db()
    assert quiz.title == "Block 4, ward B"
    assert (quiz.minutes, quiz.pass_mark, quiz.marking) == (30, 60, "plain")
    assert quiz.lines.get().count == 4


@pytest.mark.parametrize("sent", ["2030-01-02T16:59", ""])
def test_the_close_moves_to_a_later_moment_only(instructor, sent):
    quiz = make_quiz(closes_at=CLOSES)

    response = change(instructor, quiz, closes_at=sent)

    quiz.refresh_from_db()
    assert quiz.closes_at == CLOSES
    (error,) = response.context["form"].errors["closes_at"]
    assert error.startswith("It can only close later than 02.01.2030, 17:00")


def test_a_close_that_is_left_alone_keeps_its_seconds(instructor):
    quiz = make_quiz(closes_at=CLOSES + timedelta(seconds=30))

    response = change(instructor, quiz, closes_at="2030-01-02T17:00")

    quiz.refresh_from_db()
    assert response.status_code == 302
    assert quiz.closes_at == CLOSES + timedelta(seconds=30)


def test_a_later_close_gives_those_who_sit_it_longer(instructor):
    soon = (timezone.now() + timedelta(minutes=10)).replace(second=0, microsecond=0)
    quiz = make_quiz(closes_at=soon)
    sitter = sit(quiz)
    before = sitter.row.deadline

    later = soon + HOUR
    change(instructor, quiz, closes_at=f"{later:%Y-%m-%dT%H:%M}")

    assert before == soon
    assert sitter.row.deadline == sitter.row.started_at + timedelta(minutes=30)


def test_what_was_told_at_the_close_does_not_open_again(instructor):
    closed = timezone.now() - HOUR
    quiz = make_quiz(release="closed", closes_at=closed)

    response = instructor.get(address(quiz, "edit/"))
    change(instructor, quiz, closes_at="2030-01-02T17:00", release="by-hand")

    quiz.refresh_from_db()
    assert "it cannot be opened again" in response.content.decode()
    assert (quiz.closes_at, quiz.release) == (closed, "closed")


def test_results_cannot_be_made_to_wait_for_a_close_there_is_not(instructor):
    quiz = make_quiz()

    response = change(instructor, quiz, release="closed")

    assert response.context["form"].errors["release"] == [
        "This test does not close; show the results otherwise."
    ]


def test_releasing_asks_first_and_says_it_cannot_be_taken_back(instructor):
    quiz = make_quiz(release="by-hand")
    sit(quiz)

    text = instructor.get(address(quiz, "release/")).content.decode()

    quiz.refresh_from_db()
    assert quiz.released_at is None
    assert "This cannot be taken back" in text
    assert "1 learner is still sitting it" in text


def test_released_results_are_told_to_who_has_handed_in(instructor):
    quiz = make_quiz(release="by-hand")
    sitter = sit(quiz)
    choose(sitter, 1)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    before = page(sitter)

    post(instructor, quiz, "release/")
    first = quiz.released_at
    post(instructor, quiz, "release/")

    assert "when your instructor releases them" in before
    assert "1 of 4 right" in page(sitter)
    assert quiz.released_at == first


@pytest.mark.parametrize(
    "fields", [{}, {"release": "by-hand", "published_at": None}, {"mode": "practice"}]
)
def test_only_what_waits_for_an_instructor_is_released(instructor, fields):
    if "mode" in fields:
        fields = {**fields, "minutes": None}
    quiz = make_quiz(**fields)

    post(instructor, quiz, "release/")

    assert quiz.released_at is None
    assert not Sitting.objects.exists()
