"""Bookmarks, notes and flags on one page."""

import pytest
from django.test import Client

from teaching.progress import kept
from teaching.quizzes.models import Mark, Question
from tests.factories import make_user
from tests.progress.banked import clinic, learner, stock
from tests.quizzes.set_quizzes import make_quiz, sit
from tests.quizzes.sitting import Sitter, begin

__all__ = ["clinic", "learner", "stock"]


@pytest.fixture
def sitter(learner) -> Sitter:
    """The first question is bookmarked, the second has a note, the third a flag."""
    found = begin(learner, count=5)
    found.see(1), found.see(2), found.see(3)
    learner.post(found.url(1, "bookmark/"), {"kept": 1})
    learner.post(found.url(2, "note/"), {"note": "The joint space is kept."})
    learner.post(found.url(3, "flag/"), {"flagged": 1})
    return found


def rows(client: Client, query: str = "") -> list[kept.Row]:
    return list(client.get(f"/progress/kept/?{query}").context["rows"])


@pytest.mark.parametrize(
    ("show", "number"), [("bookmarks", 1), ("notes", 2), ("flags", 3), ("x", 1)]
)
def test_each_leads_to_its_question(learner, sitter, show, number):
    (row,) = rows(learner, f"show={show}")

    assert row.href == sitter.url(number)
    assert row.title == sitter.see(number).context["decision"].lead_in


def test_the_page_counts_each(learner, sitter):
    tabs = learner.get("/progress/kept/").context["tabs"]

    assert [(name, n) for _, name, n in tabs] == [("Bookmarks", 1), ("Notes", 1), ("Flags", 1)]


def test_notes_are_searched(learner, sitter):
    assert [row.note for row in rows(learner, "show=notes&q=SPACE joint")] == [
        "The joint space is kept."
    ]
    assert rows(learner, "show=notes&q=nowhere") == []
    assert "No note says that." in learner.get("/progress/kept/?show=notes&q=no").content.decode()


def test_a_note_is_shown_as_it_was_written(learner, sitter):
    learner.post(sitter.url(2, "note/"), {"note": "<b hx-get='/x'>one</b>\ntwo"})

    page = learner.get("/progress/kept/?show=notes").content.decode()

    assert "&lt;b hx-get=&#x27;/x&#x27;&gt;one&lt;/b&gt;<br>two" in page


@pytest.mark.parametrize(("what", "show"), [("bookmark", "bookmarks"), ("flag", "flags")])
def test_one_is_taken_away_and_put_back(learner, sitter, what, show):
    (row,) = rows(learner, f"show={show}")

    gone = learner.post("/progress/kept/", {"what": what, "row": row.pk}, follow=True)
    assert list(gone.context["rows"]) == []
    assert "Put it back" in gone.content.decode()

    learner.post("/progress/kept/", {"what": what, "row": row.pk, "on": "1"})
    assert [one.pk for one in rows(learner, f"show={show}")] == [row.pk]


def test_a_bookmark_taken_away_leaves_the_note(learner, sitter):
    learner.post(sitter.url(2, "bookmark/"), {"kept": 1})
    marked = sitter.asked(2).vignette_id

    learner.post("/progress/kept/", {"what": "bookmark", "row": marked})

    assert [row.note for row in rows(learner, "show=notes")] == ["The joint space is kept."]


@pytest.mark.parametrize("what", ["bookmark", "flag"])
def test_what_is_not_ones_own_is_not_found(learner, sitter, what):
    other = Client()
    other.force_login(make_user())
    row = sitter.asked(1).vignette_id if what == "bookmark" else sitter.asked(1).pk

    assert rows(other) == rows(other, "show=notes") == rows(other, "show=flags") == []
    for one in (row, 0, 2**62):
        sent = other.post("/progress/kept/", {"what": what, "row": one, "on": "1"})
        assert sent.status_code == (302 if one == 0 else 404)
    assert Mark.objects.count() == 2
    assert Question.objects.filter(is_flagged=True).count() == 1


@pytest.mark.parametrize("sent", [{}, {"what": "note", "row": 1}, {"what": "flag", "row": "x"}])
def test_what_cannot_be_read_changes_nothing(learner, sitter, sent):
    assert learner.post("/progress/kept/", sent)["Location"] == "/progress/kept/"
    assert len(rows(learner)) == 1


def test_a_question_that_was_not_met_is_named_by_its_number(learner):
    sitter = sit(make_quiz(), learner)
    Question.objects.filter(sitting=sitter.sitting, number=4).update(is_flagged=True)
    Mark.objects.create(
        learner=sitter.row.learner,
        disease=sitter.row.quiz.disease,
        slug=sitter.asked(3).vignette.slug,
        is_bookmarked=True,
    )

    (flagged,), (marked,) = rows(learner, "show=flags"), rows(learner)

    assert (flagged.title, flagged.opening) == ("Question 4", "")
    assert (marked.title, marked.opening, marked.href) == (kept.UNMET, "", "")


@pytest.mark.parametrize("show", ["bookmarks", "flags"])
@pytest.mark.parametrize("count", [1, 3])
def test_what_it_costs_hangs_on_nothing(learner, show, count, django_assert_num_queries):
    sitter = begin(learner, count=5)
    for number in range(1, count + 1):
        sitter.see(number)
        learner.post(sitter.url(number, "bookmark/"), {"kept": 1})
        learner.post(sitter.url(number, "flag/"), {"flagged": 1})
    rows(learner)

    with django_assert_num_queries(8 if show == "bookmarks" else 7):
        assert len(rows(learner, f"show={show}")) == count
