import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.calibration import Stated
from teaching.progress.charts.curve import FOOT, TOP, how_sure
from tests.progress.charts.reading import marks, outside, texts, words_that_touch


def counts(most: int, least: int = 0):
    return st.integers(least, most).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@st.composite
def learners(draw):
    """Counts for each level and number of options."""
    return [
        Stated(certainty, options, *draw(counts(400)))
        for certainty in (1, 2, 3)
        for options in draw(st.sets(st.integers(2, 6), min_size=1, max_size=2))
    ]


def said(*rows):
    """Three levels of questions with four options, each (right, asked)."""
    return how_sure([Stated(level, 4, *row) for level, row in enumerate(rows, 1)])


@given(learners())
def test_the_curve_stays_in_its_frame_whatever_was_answered(stated):
    for svg in how_sure(stated).picture().svgs:
        assert outside(svg) == []
        assert words_that_touch(svg) == []


@given(learners())
def test_the_curve_and_its_table_show_the_same_numbers(stated):
    found = how_sure(stated).picture()

    told = {
        f"{share}, n {int(asked):,}" if share.endswith("%") else f"{asked} of 10"
        for _, _, asked, share, *_ in found.table.rows
    }
    for svg in found.svgs:
        assert {text for text in texts(svg) if ", n " in text or " of 10" in text} == told


@given(learners())
def test_a_dot_lies_at_its_share_and_only_where_there_are_answers_enough(stated):
    found = how_sure(stated)

    for svg in found.picture().svgs:
        heights = [(FOOT - float(one.get("cy"))) / (FOOT - TOP) for one in marks(svg, "mark")]
        assert heights == pytest.approx([one.observed for one in found.shown], abs=0.001)
        assert len(marks(svg, "ci")) == len(found.shown)
        assert len(marks(svg, "target")) == 3


def test_a_level_with_too_few_answers_has_its_count_and_no_dot():
    found = said((3, 9), (20, 30), (18, 20))

    assert found.missing is None
    for svg in found.picture().svgs:
        assert len(marks(svg, "mark")) == 2
        assert "9 of 10" in texts(svg)
    assert found.takes[-1] == "Not enough answers yet at “guess” (9 of 10)."


def test_no_curve_is_drawn_before_two_levels_mean_something():
    few = said((1, 4), (4, 5), (3, 3))

    assert few.missing.said == "Not enough answers yet (4 of 10 at “guess”)."
    assert few.missing.why == (
        "Two of the three levels need ten answers each before a curve says anything about you."
        " Fairly sure: 5 of 10. Certain: 3 of 10."
    )
    assert few.takes == ()
    enough = said((1, 4), (40, 50), (3, 3)).missing
    assert (enough.have, enough.need) == (4, 10)
    assert enough.why.endswith("Fairly sure: enough. Certain: 3 of 10.")


def test_nobody_is_told_a_score_from_29_answers():
    assert said((0, 0), (10, 15), (10, 14)).lead == (
        "No Brier score yet: 29 of 30 answers with a certainty."
    )
    assert said((0, 0), (10, 15), (10, 15)).lead == (
        "Brier score 0.25 (0.14 to 0.36) over 30 answers. 0 is perfect; always answering"
        " “fairly sure” would give 0.23."
    )


def test_the_surest_level_is_said_first_and_then_all_together():
    found = said((15, 38), (67, 96), (46, 58))

    assert found.takes == (
        "When you are certain you are right 79 times in 100 (67 to 88): perhaps surer than right.",
        "Over all, neither surer than right nor righter than sure, as far as this can tell.",
    )


def test_the_parts_of_the_score_add_up_as_they_are_printed():
    parts = said((15, 38), (67, 96), (46, 58)).parts

    values = [float(value.replace("−", "-")) for _, value, _ in parts]
    assert sum(values[:3]) == pytest.approx(values[3], abs=0.002)
    assert said((1, 2), (1, 2), (1, 2)).parts == ()
