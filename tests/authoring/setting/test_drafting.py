"""Writing a draft, as the form sends it."""

from html import unescape

import pytest
from django.utils import timezone

from teaching.authoring.setting import drafts
from teaching.items.models import Vignette
from teaching.quizzes.models import Quiz
from tests.authoring.setting.writing import NEW, address, drafted, problems, send


def numbers(count: int) -> list[int]:
    return list(Vignette.objects.filter(origin="bank").order_by("pk").values_list("pk", flat=True))[
        :count
    ]


def slugs_of(quiz: Quiz) -> list[str]:
    return list(quiz.listed.values_list("slug", flat=True))


def asked(pks: list[int]) -> list[str]:
    held = dict(Vignette.objects.filter(pk__in=pks).values_list("pk", "slug"))
    return [held[pk] for pk in pks]


def test_a_new_quiz_is_a_draft_of_whoever_writes_it(instructor):
    quiz = drafted(
        instructor,
        pass_mark="60",
        opens_at="2030-01-02T09:00",
        closes_at="2030-01-02T17:00",
        line__0__models_asked=["term-to-meaning"],
        line__0__difficulty="easy",
    )

    (line,) = quiz.lines.all()
    assert (quiz.is_set, quiz.published_at, quiz.minutes, quiz.pass_mark) == (True, None, 30, 60)
    assert f"{quiz.closes_at:%Y-%m-%d %H:%M %Z}" == "2030-01-02 17:00 UTC"
    assert (line.count, line.models_asked, line.difficulty) == (4, ["term-to-meaning"], "easy")


def test_empty_lines_are_no_lines(instructor):
    quiz = drafted(instructor, line__0__count="", line__3__count="2")

    assert list(quiz.lines.values_list("position", "count")) == [(0, 2)]


def test_a_draft_may_be_saved_before_it_asks_anything(instructor):
    quiz = drafted(instructor, line__0__count="")

    assert quiz.lines.count() == 0


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ({"title": ""}, "title", "Give it a title; learners see it."),
        ({"minutes": "0"}, "minutes", "A test takes at least one minute."),
        ({"minutes": "1441"}, "minutes", "A test takes at most a day: 1440 minutes."),
        ({"pass_mark": "0"}, "pass_mark", "A pass mark is between 1 and 100 per cent."),
        ({"pass_mark": "101"}, "pass_mark", "A pass mark is between 1 and 100 per cent."),
        (
            {"opens_at": "2030-01-02T09:00", "closes_at": "2030-01-02T09:00"},
            "closes_at",
            "It has to close after it opens.",
        ),
        ({"opens_at": "tomorrow"}, "opens_at", "That is no date with a time."),
        (
            {"release": "closed"},
            "closes_at",
            "Say when it closes, since the results wait for that.",
        ),
        (
            {"mode": "practice"},
            "minutes",
            "Only a test has a time limit. Make it a test, or leave this empty.",
        ),
        (
            {"mode": "practice", "minutes": "", "pass_mark": "50"},
            "pass_mark",
            "Only a test has a pass mark. Make it a test, or leave this empty.",
        ),
        ({"line__0__count": "0"}, "0-count", "A line asks at least one question."),
        (
            {"line__2__difficulty": "hard"},
            "2-count",
            "Say how many questions, or leave the whole line empty.",
        ),
        ({"asks": "list", "add": "999999"}, "add", "The bank has no question 999999."),
        ({"asks": "list", "add": "all"}, "add", "There is no number in this."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(instructor, sent, field, says):
    response = send(instructor, **sent)

    assert response.status_code == 200
    assert problems(response) == {field: [says]}
    assert says in unescape(response.content.decode())
    assert not Quiz.objects.exists()


def test_what_was_typed_is_kept_beside_a_mistake(instructor):
    sent = {"title": "", "about": "Sit this alone.", "line__1__count": "3"}

    text = send(instructor, **sent).content.decode()

    assert "Sit this alone." in text
    assert 'name="line-1-count" value="3"' in text


def test_a_line_says_how_many_questions_fit_it(instructor):
    quiz = drafted(
        instructor, line__0__models_asked=["term-to-meaning"], line__0__count="20", line__1__count=2
    )

    text = instructor.get(address(quiz, "edit/")).content.decode()

    assert "Only 8 published questions fit this line; it asks for 20." in text
    assert "16 published questions fit this line." in text


def test_a_mistake_leaves_the_other_lines_their_hints(instructor):
    response = send(instructor, title="", line__0__count="3")

    assert "16 published questions fit this line." in response.content.decode()


def test_a_list_is_read_from_numbers_in_their_order(instructor):
    first, second, third = numbers(3)

    quiz = drafted(instructor, asks="list", add=f"{third}, {first} {second} {third}")

    assert slugs_of(quiz) == asked([third, first, second])
    assert quiz.lines.count() == 0


@pytest.mark.parametrize(
    ("button", "which", "after"),
    [("up", 2, [0, 2, 1]), ("down", 0, [1, 0, 2]), ("remove", 1, [0, 2])],
)
def test_a_question_of_the_list_moves_by_its_button(instructor, button, which, after):
    slugs = asked(numbers(3))
    quiz = drafted(instructor, asks="list", add=" ".join(map(str, numbers(3))))

    response = send(
        instructor,
        address(quiz, "edit/"),
        title="Renamed meanwhile",
        asks="list",
        listed=slugs,
        **{button: slugs[which]},
    )

    quiz.refresh_from_db()
    assert response["Location"] == address(quiz, "edit/#list")
    assert slugs_of(quiz) == [slugs[number] for number in after]
    assert quiz.title == "Renamed meanwhile"


def test_a_list_in_place_of_a_blueprint_leaves_no_line(instructor):
    quiz = drafted(instructor)

    send(instructor, address(quiz, "edit/"), asks="list", add=str(numbers(1)[0]))
    as_list = (quiz.lines.count(), quiz.listed.count())
    send(instructor, address(quiz, "edit/"))

    assert as_list == (0, 1)
    assert (quiz.lines.count(), quiz.listed.count()) == (1, 0)


def test_what_is_no_question_of_the_bank_does_not_enter_a_list(instructor):
    quiz = drafted(instructor, asks="list", listed=["transfer-board", "nothing"])

    assert slugs_of(quiz) == []


def test_a_list_says_which_of_its_questions_is_not_published(instructor):
    (number,) = numbers(1)
    quiz = drafted(instructor, asks="list", add=str(number))
    Vignette.objects.filter(pk=number).update(state="draft")

    text = instructor.get(address(quiz, "edit/")).content.decode()

    assert "Draft: not asked until it is published." in text


def test_a_list_has_an_end(instructor, monkeypatch):
    monkeypatch.setattr("teaching.authoring.setting.ordering.AT_MOST", 2)

    response = send(instructor, asks="list", add=" ".join(map(str, numbers(3))))

    assert list(problems(response)) == ["add"]


def test_a_draft_that_was_published_meanwhile_is_not_written(instructor):
    quiz = drafted(instructor)
    Quiz.objects.update(published_at=timezone.now())

    response = send(instructor, address(quiz, "edit/"), title="Other", line__0__count="9")

    quiz.refresh_from_db()
    assert (quiz.title, quiz.lines.get().count) == ("Block 4", 4)
    text = instructor.get(response["Location"]).content.decode()
    assert "This quiz was published meanwhile, so nothing was changed." in text


def test_a_draft_that_is_published_while_it_is_written_is_held(instructor):
    quiz = drafted(instructor)
    Quiz.objects.update(published_at=timezone.now())

    with pytest.raises(drafts.NoDraftError):
        drafts.save(quiz, [], [])

    assert quiz.lines.count() == 1


def test_fields_that_do_not_belong_to_the_form_are_not_stored(instructor):
    quiz = drafted(instructor, published_at="2020-01-01T00:00", is_set="", owner="1")

    assert (quiz.published_at, quiz.is_set) == (None, True)


def test_a_form_without_its_lines_is_refused_in_words(instructor):
    response = instructor.post(NEW, {"title": "Bare", "asks": "lines", "mode": "practice"})

    assert response.status_code == 200
    assert not Quiz.objects.exists()
