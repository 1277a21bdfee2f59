"""Figures, each read by one query."""

import pytest

from teaching.knowledge.models import Concept, Disease
from teaching.progress import counting, figures, naming, reading
from teaching.progress.models import Study
from teaching.progress.queue import Because, Confused
from teaching.progress.reading import Cell, Times, Worked
from teaching.quizzes.models import Certainty
from teaching.quizzes.results import Share
from tests.factories import make_user
from tests.progress.answering import START, answer, at

pytestmark = pytest.mark.django_db
GUESS, FAIRLY, CERTAIN = Certainty
FIGURES = (
    reading.cards,
    reading.cells,
    reading.confusions,
    reading.sureness,
    reading.times,
    lambda learner: reading.days(learner, START.date()),
)


def concept(slug: str) -> int:
    return Concept.objects.get(slug=slug).pk


@pytest.fixture
def answered(learner, questions):
    """A right answer, then a sure and wrong one, then a right one by a guess, day after day."""
    question = questions["the-crossword/syndrome"]
    answer(learner, question, certainty=FAIRLY, seconds=20)
    answer(learner, question, at(days=1), right=False, certainty=CERTAIN, seconds=40)
    answer(learner, questions["the-crossword/window"], at(days=2), certainty=GUESS, seconds=10)
    answer(make_user(), question)
    counting.count(learner)
    return learner


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_is_one_query(learner, asked, figure, rows, django_assert_num_queries):
    for number in range(rows):
        answer(learner, asked[number], at(days=number), right=False, certainty=CERTAIN)
    counting.count(learner)

    with django_assert_num_queries(1):
        figure(learner)


@pytest.mark.parametrize("figure", FIGURES[:3] + FIGURES[4:5])
def test_who_answered_nothing_has_no_figures(learner, figure):
    assert figure(learner) == ()


def test_a_card_tells_where_the_learner_was_sure_and_wrong(answered, questions):
    (sure,) = figures.sure_wrong(reading.cards(answered))

    assert sure.concept == concept("total-anterior")
    assert sure.memory.sure_wrong_on == at(days=1).date()
    assert sure.sure_wrong_said == "Partial anterior"
    assert sure.sure_wrong_in == answered.attempts.get(started_at__date=at(days=1)).pk


def test_the_grid_tells_concepts_and_kinds_apart(answered):
    assert reading.cells(answered) == (
        Cell(concept("total-anterior"), "case:syndrome", Share(1, 2)),
        Cell(concept("within-three-hours"), "case:window", Share(1, 1)),
    )


def test_confusions_tell_which_was_taken_for_which(answered):
    pair = concept("total-anterior"), concept("partial-anterior")

    assert reading.confusions(answered) == (Confused(*pair, 1, at(days=1).date(), 1),)


def test_sureness_tells_how_often_each_certainty_was_right(answered):
    found = reading.sureness(answered)

    told = [(one.certainty, one.right, one.asked) for one in found.stated]
    assert told == [(1, 1, 1), (2, 1, 1), (3, 0, 1)]
    assert found.answered == 3
    assert found.since is not None


def test_days_without_an_answer_stand_between_the_others(answered):
    found = reading.days(answered, at(days=3).date(), count=3)

    assert found == (
        Worked(at(days=1).date(), Share(0, 1), 40),
        Worked(at(days=2).date(), Share(1, 1), 10),
        Worked(at(days=3).date(), Share(0, 0), 0),
    )


def test_times_are_told_by_kind(answered):
    window = Times("case:window", 1, *(pytest.approx(one, abs=0.5) for one in (8.6, 9.7, 10.6)))

    syndrome, found = reading.times(answered)
    assert (syndrome.kind, syndrome.answered) == ("case:syndrome", 2)
    assert 16 < syndrome.lower < syndrome.median < syndrome.upper < 46
    assert found == window


def test_concepts_that_can_be_right_are_named_by_axis(questions, django_assert_num_queries):
    disease = Disease.objects.get()

    with django_assert_num_queries(1):
        found = naming.topics(disease)

    assert [(one.axis, one.slug) for one in found if one.is_askable] == [
        ("syndrome", "total-anterior"),
        ("syndrome", "several-territories"),
        ("window", "within-three-hours"),
        ("window", "six-to-twenty-four-hours"),
        ("first-step", "scan-first"),
        ("first-step", "thrombolyse"),
    ]
    assert len(found) == 10  # all but a mistake
    assert naming.kinds(disease)["case:window"] == "Window"


def test_today_asks_of_what_can_be_asked_what_was_wrong_then_what_is_due_then_what_is_new(answered):
    study, named = Study.objects.get(learner=answered), naming.topics(Disease.objects.get())

    found = figures.today(
        named,
        reading.cards(answered),
        reading.confusions(answered),
        study,
        at(days=8).date(),
        answered=2,
    )

    slugs = {one.id: one.slug for one in named}
    assert [(slugs[entry.concept], entry.because) for entry in found.entries] == [
        ("total-anterior", Because.SURE_WRONG),
        ("within-three-hours", Because.DUE),
        ("several-territories", Because.NEW),
        ("six-to-twenty-four-hours", Because.NEW),
        ("scan-first", Because.NEW),
        ("thrombolyse", Because.NEW),
    ]
