"""When the results of a test are told, and what they say."""

from datetime import timedelta
from html import unescape

import pytest
from django.db.models import RestrictedError
from django.test import Client
from django.utils import timezone

from teaching.accounts.models import User
from teaching.items.models import Evidence, Key, Rationale
from teaching.items.showing import story
from teaching.quizzes import testing
from teaching.quizzes.models import Listed, Quiz, Response
from tests.factories import make_user
from tests.quizzes.set_quizzes import choose, make_quiz, page, sit
from tests.quizzes.sitting import Sitter, begin
from tests.quizzes.test_secrecy import crawled

MINUTE = timedelta(minutes=1)


def handed_in(quiz: Quiz, *, right: int = 2, wrong: int = 1, **data: object) -> Sitter:
    """A sitting with so many right and wrong answers, handed in."""
    sitter = sit(quiz)
    for number in range(1, right + wrong + 1):
        choose(sitter, number, right=number <= right, **data)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    return sitter


def secrets(sitter: Sitter) -> set[str]:
    """What only the results may say of the questions of a sitting."""
    asked = {"option__item__vignette__in": sitter.row.questions.values("vignette")}
    return {
        *Rationale.objects.filter(**asked).values_list("text", flat=True),
        *Evidence.objects.filter(**asked).values_list("says", flat=True),
    } - {""}


def shown(sitter: Sitter) -> str:
    """Every page of a sitting."""
    numbers = sitter.row.questions.values_list("number", flat=True)
    return unescape(page(sitter) + "".join(page(sitter, f"{number}/") for number in numbers))


def test_results_come_at_once_where_the_quiz_says_so(bank):
    sitter = handed_in(make_quiz())

    text = page(sitter)

    assert "2 of 4 right, 1 left open" in text
    assert {text for text in secrets(sitter) if text in shown(sitter)} != set()


@pytest.mark.parametrize("release", ["by-hand", "closed"])
def test_until_they_are_out_nothing_tells_what_was_right(bank, release):
    closes = timezone.now() + timedelta(hours=1)
    sitter = handed_in(make_quiz(release=release, closes_at=closes))

    text = shown(sitter)

    assert "Handed in" in text
    assert {one for one in secrets(sitter) if one in text} == set()
    assert not Response.objects.exists()


def test_results_released_by_hand_are_told(bank):
    quiz = make_quiz(release="by-hand")
    sitter = handed_in(quiz)
    before = page(sitter)

    Quiz.objects.update(released_at=timezone.now())

    assert "when your instructor releases them" in before
    assert "2 of 4 right" in page(sitter)


def test_results_that_wait_for_the_close_wait_for_the_last_learner_too(bank, clock):
    quiz = make_quiz(release="closed", closes_at=timezone.now() + 20 * MINUTE)
    testing.allow(quiz, make_user(), 15, timezone.now())
    sitter = handed_in(quiz)
    clock.shift(20 * MINUTE)
    closed = page(sitter)
    clock.shift(15 * MINUTE)

    assert "Handed in" in closed
    assert "2 of 4 right" in page(sitter)


def test_telling_twice_stores_each_answer_once(bank):
    sitter = handed_in(make_quiz())
    page(sitter)
    told = sitter.row.told_at

    page(sitter)

    assert Response.objects.count() == 3
    assert sitter.row.told_at == told


def test_the_responses_are_what_was_chosen(bank):
    sitter = handed_in(make_quiz(), certainty=3)
    page(sitter)

    for number in (1, 2, 3):
        question = sitter.asked(number)
        response = question.attempt.responses.get()
        assert (response.option_id, response.certainty) == (question.option_id, 3)
        assert response.is_right is Key.objects.filter(option=question.option_id).exists()
        assert response.committed_at == question.saved_at


def test_a_question_without_an_answer_is_explained_as_well(bank):
    sitter = handed_in(make_quiz())
    page(sitter)

    seen, unseen = (unescape(page(sitter, f"{number}/")) for number in (3, 4))

    assert "Not " in seen
    assert "No answer: " in unseen
    assert "You gave no answer." in unseen
    assert sitter.asked(4).attempt.responses.count() == 0


def test_an_answer_without_a_certainty_says_nothing_of_one(bank):
    sitter = handed_in(make_quiz())

    text = page(sitter, "1/")

    assert "Right: your answer<" in text
    assert "None" not in text


@pytest.mark.parametrize(("mark", "says"), [(50, "Passed"), (51, "Not passed")])
def test_a_pass_mark_is_met_when_it_is_reached(bank, mark, says):
    sitter = handed_in(make_quiz(pass_mark=mark))

    assert f"{says}: 50 % reached, {mark} % needed" in page(sitter)


def test_certainty_counts_where_the_quiz_says_so(bank):
    sitter = sit(make_quiz(marking="certainty", pass_mark=10))
    for number, (right, certainty) in enumerate([(True, 3), (True, 1), (False, 2)], start=1):
        choose(sitter, number, right=right, certainty=certainty)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    text = page(sitter)

    assert "2 of 12 points by certainty" in text
    assert "Passed: 17 % reached, 10 % needed" in text


def test_what_went_wrong_in_a_test_can_be_asked_again(bank):
    sitter = handed_in(make_quiz(models=("onset-from-case",)))
    page(sitter)

    response = sitter.client.post(f"/sittings/{sitter.sitting}/again/")

    assert response["Location"].endswith("/1/")
    assert response["Location"] != sitter.url(1)


def test_before_the_results_nothing_can_be_asked_again(bank):
    sitter = handed_in(make_quiz(release="by-hand"))

    response = sitter.client.post(f"/sittings/{sitter.sitting}/again/")

    assert response["Location"] == f"/sittings/{sitter.sitting}/"


def test_practice_asks_nothing_of_a_test_that_is_not_told(bank):
    sitter = sit(make_quiz(count=12))
    held = set(sitter.row.questions.values_list("vignette__slug", flat=True))

    practice = begin(sitter.client, count=20)

    asked = set(practice.row.questions.values_list("vignette__slug", flat=True))
    assert asked
    assert asked & held == set()


def test_practice_that_was_open_gives_no_answer_of_a_test_away(bank):
    """The same question, seen in practice first: neither committed nor told until the results."""
    learner = make_user()
    client = Client()
    client.force_login(learner)
    practice = begin(client, count=20)
    practice.answer(1)
    practice.see(2)
    quiz = make_quiz(release="by-hand")
    for place, number in enumerate((1, 2)):
        Listed.objects.create(quiz=quiz, position=place, slug=practice.asked(number).vignette.slug)
    before = unescape(page(practice, "1/"))
    sitter = sit(quiz, client)
    telling = {text for text in secrets(sitter) if text in before}
    item, right, _ = practice.options(2)

    answered = practice.post(2, item, right, 2)

    assert telling != set()
    assert "part of a test whose results are not out yet" in answered.content.decode()
    assert practice.asked(2).attempt.finished_at is None
    text = unescape(page(practice, "1/") + page(practice))
    assert "A test of yours asks this question" in text
    assert {one for one in secrets(sitter) if one in text} == set()
    assert "No question was answered" in text or "0 of 20 answered" in text

    client.post(f"/sittings/{sitter.sitting}/finish/")
    Quiz.objects.filter(pk=quiz.pk).update(released_at=timezone.now())
    page(sitter)
    assert {one for one in telling if one in unescape(page(practice, "1/"))} == telling


def test_the_questions_of_a_list_are_asked_in_its_order(bank):
    quiz = make_quiz()
    slugs = sorted(begin(Client(), count=5).row.questions.values_list("vignette__slug", flat=True))
    for place, slug in enumerate(slugs):
        Listed.objects.create(quiz=quiz, position=place, slug=slug)

    sitter = sit(quiz)

    assert list(sitter.row.questions.values_list("vignette__slug", flat=True)) == slugs


def test_a_list_of_which_a_question_is_gone_asks_the_rest_and_says_so(bank):
    quiz = make_quiz()
    slug = begin(Client()).asked(1).vignette.slug
    Listed.objects.create(quiz=quiz, position=0, slug=slug)
    Listed.objects.create(quiz=quiz, position=1, slug="no-such-question")

    sitter = sit(quiz)

    assert sitter.row.questions.count() == 1
    assert "Only one question fits this quiz at present" in page(sitter, "1/")


def test_lists_of_tests_to_come_stay_out_of_practice(bank):
    quiz = make_quiz(models=("term-to-meaning",))
    slugs = set(
        begin(Client(), count=20, topics="term-to-meaning").row.questions.values_list(
            "vignette__slug", flat=True
        )
    )
    kept = slugs.pop()
    for place, slug in enumerate(sorted(slugs)):
        Listed.objects.create(quiz=quiz, position=place, slug=slug)

    asked = begin(Client(), count=20, topics="term-to-meaning").row.questions

    assert set(asked.values_list("vignette__slug", flat=True)) == {kept}


@pytest.mark.parametrize(
    ("line", "takes"),
    [
        ({"axis": "onset"}, {"onset-from-case"}),
        (
            {"axis": "form", "concept": "mixed", "models_asked": ["form-from-case"]},
            {"form-from-case"},
        ),
    ],
)
def test_a_blueprint_narrows_by_what_is_asked_and_about_what(bank, line, takes):
    quiz = make_quiz(count=2)
    quiz.lines.update(**line)

    rows = [one.vignette for one in sit(quiz).row.questions.select_related("vignette")]

    assert {row.model for row in rows} == takes
    if "concept" in line:
        assert {row.radicals["key"] for row in rows} == {"mixed"}


def test_practice_that_an_instructor_set_gives_feedback_at_once(bank):
    quiz = make_quiz(mode="practice", minutes=None, title="Before the ward round")
    sitter = sit(quiz)

    sitter.answer(1)

    assert {one for one in secrets(sitter) if one in unescape(page(sitter, "1/"))} != set()
    assert sitter.row.deadline is None


def test_a_visitor_may_practise_what_an_instructor_set(bank):
    quiz = make_quiz(mode="practice", minutes=None)

    visitor = Client()
    response = visitor.post(quiz.get_absolute_url(), follow=True)

    assert response.status_code == 200


def crawl_of(client: Client, sitter: Sitter) -> str:
    """What stands anywhere links lead to, from the front page and the sitting's own pages."""
    numbers = sitter.row.questions.values_list("number", flat=True)
    start = ["/", "/practise/", "/quizzes/", f"/sittings/{sitter.sitting}/"]
    _, text = crawled(client, [*start, *(sitter.url(number) for number in numbers)])
    return unescape(text)


@pytest.mark.parametrize("who", ["visitor", "tryout", "learner", "other", "removed"])
def test_a_crawl_finds_nothing_of_a_test_that_is_not_told(bank, who):
    public = crawled(Client(), ["/"])[1]
    sitter = handed_in(make_quiz(release="by-hand"))
    told = {one for one in secrets(sitter) if one not in unescape(public)}
    lines = {one.text for n in (1, 2, 3) for one in story(sitter.asked(n).vignette).lines}
    words = {one for one in lines if one not in unescape(public)}
    client = {"learner": sitter.client, "removed": sitter.client}.get(who) or Client()
    if who == "tryout":
        begin(client, topics="fact-recall")
    elif who == "other":
        client.force_login(make_user())
    elif who == "removed":
        User.objects.filter(pk=sitter.row.learner_id).update(is_active=False)

    text = crawl_of(client, sitter)

    assert len(text) > 100_000
    assert told
    assert {one for one in told if one in text} == set()
    if who != "learner":
        assert {one for one in words if one in text} == set()


def test_the_crawl_would_find_it(bank):
    """The guard's own guard: told, it is found."""
    sitter = handed_in(make_quiz())

    text = crawl_of(sitter.client, sitter)

    assert {one for one in secrets(sitter) if one in text} != set()


def test_a_question_that_is_asked_cannot_be_deleted(bank):
    sitter = sit(make_quiz())

    with pytest.raises(RestrictedError):
        sitter.asked(1).vignette.delete()
