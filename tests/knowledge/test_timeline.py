"""Where bars and words of the timeline lie."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.knowledge import timeline
from teaching.knowledge.schema.atlas import Span


def span(**fields) -> Span:
    return Span.model_validate(
        {"label": "Bone", "text": "seen", "layer": "article", "facts": ["F-1"]} | fields
    )


def test_a_later_time_lies_further_right():
    early, late = span(low=3, high=8), span(low=26, high=52)

    drawing = timeline.wide([early, late], "weeks")

    assert drawing is not None
    assert drawing.bars[0].end < drawing.bars[1].start
    assert [tick.name for tick in drawing.ticks] == ["3 weeks", "8 weeks", "6 months", "1 year"]


def test_a_decade_is_as_wide_wherever_it_lies():
    drawing = timeline.wide([span(low=1, high=10), span(low=10, high=100)], "hours")

    assert drawing is not None
    first, second = drawing.bars
    assert abs(first.width - second.width) <= 1


@pytest.mark.parametrize("layout", [timeline.wide, timeline.narrow])
@given(
    ends=st.lists(st.tuples(st.floats(0.01, 4000), st.floats(0.01, 4000)), min_size=1, max_size=8)
)
def test_every_bar_lies_on_the_sheet_and_above_the_axis(layout, ends):
    spans = [span(low=min(pair), high=max(pair)) for pair in ends]

    drawing = layout(spans, "weeks")

    for bar in drawing.bars:
        assert 0 <= bar.start <= bar.end <= drawing.width
        assert bar.middle < drawing.foot < drawing.height
    assert all(a.x < b.x for a, b in pairwise(drawing.ticks))


def test_an_open_end_reaches_the_end_of_the_axis():
    drawing = timeline.wide([span(low=3), span(high=52)], "weeks")

    assert drawing is not None
    assert drawing.bars[0].end == 1010
    assert drawing.bars[1].start == 200


def test_words_stand_in_the_bar_beside_it_or_before_it():
    inside = span(text="short", low=3, high=300, strong_low=3, strong_high=8)
    beside = span(text="short", low=3, high=8)
    before = span(text="these words are too long to stand behind", low=100, high=300)

    drawing = timeline.wide([inside, beside, before], "weeks")

    assert drawing is not None
    assert [bar.text_anchor for bar in drawing.bars] == ["in", "", "end"]


def test_the_kind_of_a_bar_follows_from_what_is_known():
    drawing = timeline.wide(
        [span(low=1, high=9), span(low=1, high=9, mark=4), span(low=1, high=9, ordinal=True)],
        "days",
    )

    assert drawing is not None
    assert [bar.kind for bar in drawing.bars] == ["band", "range", "order"]


def test_nothing_is_drawn_without_a_time():
    assert timeline.wide([span()], "weeks") is None
    assert timeline.narrow([], "weeks") is None


def test_a_unit_no_clock_has_is_refused():
    with pytest.raises(ValueError, match="'moons' is not a unit of time"):
        timeline.hours_in("moons")


def test_a_unit_may_be_said_in_the_singular():
    assert timeline.hours_in("week") == 168
