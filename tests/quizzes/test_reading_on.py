"""Stages that ask nothing are opened by reading on, one at a time."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client

from teaching.items.models import Item, Vignette
from teaching.items.showing import story
from teaching.quizzes.models import Attempt, Response
from tests.quizzes.taking import Taker, begin, number_of

SLUG = "loaded-trolley"
"""A case with three stages and all of its decisions after the last."""


def read(taker: Taker) -> str:
    return taker.page().content.decode()


def said_at(taker: Taker, stage: int) -> str:
    """The longest sentence of a stage (short ones may stand elsewhere too)."""
    return max((line.text for line in story(taker.row.vignette).stages[stage].lines), key=len)


def shown(taker: Taker) -> list[bool]:
    page = read(taker)
    return [said_at(taker, stage) in page for stage in range(3)]


def test_every_case_opens_with_its_first_stage_alone(visitor):
    opened = {}
    for vignette in Vignette.objects.filter(state="published"):
        taker = begin(visitor, vignette.slug)
        opened[vignette.slug] = len(taker.page().context["stages"])

    assert (set(opened.values()), len(opened)) == ({1}, 12)


@pytest.mark.parametrize("difficulty", ["easy", "medium", "hard"])
def test_a_drawn_patient_opens_with_the_first_stage_alone(visitor, difficulty):
    for _ in range(3):
        response = visitor.post("/cases/new/", {"difficulty": difficulty})
        taker = Taker(visitor, number_of(response))

        assert len(taker.page().context["stages"]) == 1


def test_each_step_opens_one_stage(visitor):
    taker = begin(visitor, SLUG)
    found = [shown(taker)]

    for stage in (1, 2):
        taker.read_on(stage)
        found.append(shown(taker))

    assert found == [[True, False, False], [True, True, False], [True, True, True]]


def test_the_question_comes_with_its_stage_and_not_before(visitor):
    taker = begin(visitor, SLUG)
    asked = Item.objects.get(vignette=taker.row.vignette, position=0)
    found = [asked.lead_in in read(taker)]

    for stage in (1, 2):
        taker.read_on(stage)
        found.append(asked.lead_in in read(taker))

    assert found == [False, False, True]


def test_a_question_that_was_not_read_up_to_takes_no_answer(visitor):
    taker = begin(visitor, SLUG)
    asked = Item.objects.get(vignette=taker.row.vignette, position=0)

    page = taker.post(asked.pk, asked.options.all()[0].pk, 2).content.decode()

    assert "Nothing was stored" in page
    assert Response.objects.count() == 0
    assert shown(taker) == [True, False, False]


def test_a_stage_opened_twice_is_open_once(visitor):
    taker = begin(visitor, SLUG)

    first, again = taker.read_on(1), taker.read_on(1)

    assert [first["Location"], again["Location"]] == [f"/attempts/{taker.attempt}/#stage-1"] * 2
    assert Attempt.objects.get().read_to == 1


@pytest.mark.parametrize("sent", ["2", "3", "99", "", "x", "-1", "9" * 5000])
def test_no_stage_is_skipped(visitor, sent):
    taker = begin(visitor, SLUG)

    page = taker.read_on(sent).content.decode()

    assert "Nothing was stored; this is where you are." in page
    assert Attempt.objects.get().read_to == 0


def test_reading_on_does_not_pass_a_decision(visitor):
    taker = begin(visitor, "stiff-before-discharge")  # asks after the history

    page = taker.read_on(1).content.decode()

    assert "Nothing was stored; this is where you are." in page
    assert shown(taker) == [True, False, False]


def test_a_commitment_opens_one_stage_and_reading_on_the_next(visitor):
    taker = begin(visitor, "stiff-before-discharge")
    assert taker.decision().stage == 0
    taker.commit()
    found = [shown(taker)]

    taker.read_on(2)
    found.append(shown(taker))

    assert found == [[True, True, False], [True, True, True]]


def test_by_htmx_the_new_stage_comes_as_a_fragment_that_takes_the_focus(visitor):
    taker = begin(visitor, SLUG)

    page = taker.read_on(1, htmx=True).content.decode()

    assert page.lstrip().startswith('<div id="case"')
    assert page.count("data-focus") == 1
    assert 'data-say="Examination is open."' in page


def test_coming_back_finds_the_case_as_far_as_it_was_read(visitor):
    taker = begin(visitor, SLUG)
    taker.read_on(1)

    again = begin(visitor, SLUG)

    assert (again.attempt, shown(again)) == (taker.attempt, [True, True, False])


def test_reading_on_in_a_finished_case_leads_to_the_debrief(visitor):
    taker = begin(visitor, SLUG)
    taker.finish()
    debrief = f"/attempts/{taker.attempt}/debrief/"

    plain, htmx = taker.read_on(2), taker.read_on(1, htmx=True)

    assert (plain["Location"], htmx["HX-Redirect"]) == (debrief, debrief)


def test_nobody_reads_on_for_somebody_else(visitor):
    taker = begin(visitor, SLUG)
    stranger = Client()
    begin(stranger, SLUG)

    response = stranger.post(f"/attempts/{taker.attempt}/read-on/", {"stage": 1})

    assert response.status_code == 404
    assert Attempt.objects.get(pk=taker.attempt).read_to == 0


def test_where_nothing_is_asked_it_says_with_which_stage_the_first_question_comes(visitor):
    taker = begin(visitor, SLUG)

    panel = read(taker).split('id="decision"')[1].split("</form>")[0]

    assert "The first question comes with Imaging." in panel
    assert "Decision" not in panel


def test_between_two_questions_it_says_with_which_stage_the_next_one_comes(visitor):
    taker = begin(visitor, SLUG)
    context = taker.page().context
    later = {name: context[name] for name in ("attempt", "next", "due_stage")}

    panel = render_to_string(
        "components/read_on.html", {**later, "due": replace(context["due"], number=2)}
    )

    assert "The next question comes with Imaging." in panel
