"""The history of what was begun and answered: over HTTP, on the demo clinic."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from teaching.items.models import Key
from teaching.progress import history
from teaching.quizzes.models import Attempt, Response
from tests.factories import make_user
from tests.progress.banked import clinic, learner, stock
from tests.quizzes.set_quizzes import choose, make_quiz, sit
from tests.quizzes.sitting import begin as practise
from tests.quizzes.taking import begin

__all__ = ["clinic", "learner", "stock"]


def rows(client: Client, query: str = "") -> list[history.Row]:
    return list(client.get(f"/progress/history/?{query}").context["page"].rows)


def told(client: Client, query: str = "") -> list[tuple[str, str]]:
    return [(row.kind, row.says) for row in rows(client, query)]


def test_what_was_begun_and_answered_stands_there_newest_first(learner):
    begin(learner, "transfer-board").finish(right=False)
    begin(learner, "week-six")
    practise(learner, count=5).answer(1)

    (question, begun, case) = told(learner)

    assert question[1] == "Right"
    assert begun == ("Case", "Begun, not finished")
    assert case == ("Case", "0 of 3 right")


def test_a_row_says_what_was_answered_how_sure_and_how_long_it_took(learner):
    sitter = practise(learner, count=5)
    sitter.answer(1, right=False, certainty=3)
    response = Response.objects.select_related("option", "attempt").get()
    Attempt.objects.update(started_at=response.committed_at - timedelta(seconds=42))

    (row,) = rows(learner)

    assert [(one.chosen, one.certainty, one.is_right) for one in row.answers] == [
        (response.option.text, "certain", False)
    ]
    assert (row.state, row.took, row.quiz) == ("wrong", "42 s", "All topics")
    assert learner.get(row.href).status_code == 200


def test_nobody_elses_is_found(learner):
    other = Client()
    other.force_login(make_user())
    begin(other, "week-six").finish()
    theirs = Attempt.objects.get()

    assert rows(learner) == []
    assert rows(learner, f"before={theirs.pk}") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("came=right", ["Right"]),
        ("came=wrong", ["Wrong"]),
        ("came=begun", ["Begun, not finished"]),
        ("came=nonsense", []),
        ("sure=3", ["Wrong"]),
        ("sure=nonsense", []),
        ("sure=9", []),
        ("came=right&sure=3", []),
        ("what=case", ["Begun, not finished"]),
        ("what=practice", ["Wrong", "Right"]),
        ("what=test", []),
        ("what=nonsense", []),
        ("since=2000-01-01", ["Begun, not finished", "Wrong", "Right"]),
        ("until=2000-01-01", []),
        ("kind=nonsense", []),
        ("kind=case:form", ["Begun, not finished"]),
        ("q=nowhere-said", []),
    ],
)
def test_it_is_narrowed(learner, query, found):
    sitter = practise(learner, count=5)
    sitter.answer(1)
    sitter.answer(2, right=False, certainty=3)
    begin(learner, "week-six")

    assert [row.says for row in rows(learner, query)] == found


def test_it_is_narrowed_by_what_was_asked_for(learner):
    sitter = practise(learner, count=5, topics=["form-from-case"])
    sitter.answer(1)
    sitter.answer(2, right=False)
    slug = Key.objects.get(item=sitter.options(2)[0]).concept.slug
    same = sum(Key.objects.get(item=sitter.options(n)[0]).concept.slug == slug for n in (1, 2))

    assert len(rows(learner, f"concept={slug}")) == same
    assert [row.says for row in rows(learner, f"concept={slug}&came=wrong")] == ["Wrong"]


def test_words_are_found_as_far_as_they_were_met(learner):
    taker = begin(learner, "transfer-board")
    lines = list(taker.row.vignette.lines.select_related("stage").order_by("position"))
    first = next(one.text for one in lines if one.stage.position == 0).split()[1]
    last = lines[-1].text

    assert len(rows(learner, f"q={first}")) == 1
    assert rows(learner, f"q={last}") == []
    taker.finish()
    assert len(rows(learner, f"q={last}")) == 1


def test_a_day_that_cannot_be_read_narrows_nothing_and_says_so(learner):
    begin(learner, "week-six")

    page = learner.get("/progress/history/?since=yesterday")

    assert "That is not a day." in page.content.decode()
    assert len(page.context["page"].rows) == 1
    assert 'value="yesterday"' in page.content.decode()


def test_a_test_tells_nothing_until_its_results_are_out(learner):
    quiz = make_quiz(release="by-hand", count=2)
    sitter = sit(quiz, learner)
    choose(sitter, 1)
    choose(sitter, 2, right=False)
    sitting = told(learner)
    learner.post(f"/sittings/{sitter.sitting}/finish/")
    waiting = rows(learner)

    assert {says for _, says in sitting} == {"In a test you have not handed in"}
    assert {(row.says, row.href) for row in waiting} == {
        ("The results wait", f"/sittings/{sitter.sitting}/")
    }
    assert rows(learner, "came=right") == rows(learner, "came=wrong") == []

    quiz.released_at = timezone.now()
    quiz.save()
    learner.get(f"/sittings/{sitter.sitting}/")

    assert [row.says for row in rows(learner, "came=right")] == ["Right"]
    assert [row.says for row in rows(learner, "came=wrong")] == ["Wrong"]
    assert {row.took for row in rows(learner)} == {""}


def test_an_earlier_answer_to_what_a_test_asks_is_not_told_meanwhile(learner, monkeypatch):
    sitter = practise(learner, count=20)
    sitter.finish(right=False)
    before = len(rows(learner, "came=wrong"))
    sit(make_quiz(count=20), learner)

    after = rows(learner, "came=wrong")
    held = [row for row in rows(learner) if row.says.startswith("Asked in a test of yours")]

    assert before == 20
    assert held
    assert len(after) == 20 - len(held)
    assert {row.answers for row in held} == {()}

    # The guard off, they are found.
    monkeypatch.setattr(history.telling, "held", lambda learner, path: history.Q(pk=0))
    wrong = history.found(sitter.row.learner, {"came": "wrong"})
    assert wrong.count() == 20


def test_pages_lead_to_earlier_and_back_to_later_ones(learner, monkeypatch):
    monkeypatch.setattr(history, "A_PAGE", 4)
    practise(learner, count=10).finish()
    every = list(Attempt.objects.values_list("pk", flat=True))

    def turned(query: str) -> tuple[list[int], int | None, int | None]:
        page = learner.get(f"/progress/history/?{query}").context["page"]
        numbers = [
            Attempt.objects.get(question__number=row.href.split("/")[3]).pk for row in page.rows
        ]
        return numbers, page.later, page.earlier

    assert turned("") == (every[:4], None, every[3])
    assert turned(f"before={every[3]}") == (every[4:8], every[4], every[7])
    assert turned(f"before={every[7]}") == (every[8:], every[8], None)
    assert turned(f"after={every[8]}") == (every[4:8], every[4], every[7])
    assert turned(f"after={every[4]}") == (every[:4], None, every[3])


@pytest.mark.parametrize(
    "place", ["before=x", "after=-1", "before=99999999999999999999", "after=0"]
)
def test_a_place_that_is_none_shows_the_newest(learner, place):
    begin(learner, "week-six")

    assert len(rows(learner, place)) == 1


@pytest.mark.parametrize("count", [5, 20])
def test_what_it_costs_hangs_on_nothing(learner, count, django_assert_num_queries):
    practise(learner, count=count).finish()
    rows(learner)

    with django_assert_num_queries(7):
        assert len(rows(learner, "came=right")) == count


def test_nobody_who_began_nothing_is_left_alone(learner):
    assert "You have begun nothing yet." in learner.get("/progress/history/").content.decode()
    nothing = learner.get("/progress/history/?came=right").content.decode()
    assert "Nothing fits." in nothing
