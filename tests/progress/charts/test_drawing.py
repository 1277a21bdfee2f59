import re

import pytest

from teaching.progress.charts import drawing
from teaching.progress.charts.drawing import FULL, NARROW, WIDE
from tests.progress import samples
from tests.progress.charts.reading import outside, parsed, words_that_touch

PICTURES = {
    f"{kind}-{len(found)}": picture
    for found in (samples.FEW, samples.MANY)
    for kind, picture in {
        "days": samples.overview(found).strip.picture(),
        "beside": samples.overview(found).strip.beside("other"),
        "coming": samples.overview(found).ahead.picture(),
        "sure": samples.overview(found).sure.picture(),
    }.items()
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_every_drawing_is_named_and_described_and_may_be_placed(picture):
    assert [str(one) for one in picture.drawn] == list(picture.svgs)
    for svg in picture.svgs:
        root = parsed(svg)
        title, desc = root.find("title"), root.find("desc")
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert title.text
        assert desc.text


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_no_drawing_sets_a_style_or_a_size_of_letters(picture):
    assert re.findall(r"style=|font-size", "".join(picture.svgs)) == []


def test_the_drawings_of_a_page_share_no_id():
    overview = samples.overview(samples.MANY)
    pictures = (overview.strip.picture(), overview.ahead.picture(), overview.sure.picture())
    ids = re.findall(r' id="([^"]+)"', "".join(svg for one in pictures for svg in one.svgs))

    assert len(ids) == len(set(ids)) == 2 * 6


def test_words_are_escaped():
    svg = drawing.frame("a", WIDE, 9, "<b>", '"&', [drawing.words("<i>", 1, 2)])

    assert "&lt;b&gt;" in svg
    assert "&quot;&amp;" in svg
    assert "&lt;i&gt;" in svg


def test_centred_words_stay_on_the_picture():
    left = drawing.frame("a", NARROW, 30, "t", "d", [drawing.centred("today", 0, 20, NARROW)])
    right = drawing.frame("a", FULL, 30, "t", "d", [drawing.centred("today", FULL, 20, FULL)])

    assert outside(left) == outside(right) == []


def test_what_reaches_over_the_edge_would_be_found():
    svg = drawing.frame("a", NARROW, 30, "t", "d", [drawing.words("today", NARROW, 20)])

    assert len(outside(svg)) == 1


def test_words_that_touch_would_be_found():
    parts = [drawing.words("today", 0, 20), drawing.words("24 Oct", 30, 24)]

    assert words_that_touch(drawing.frame("a", NARROW, 30, "t", "d", parts)) == [
        ("today", "24 Oct")
    ]


def test_a_missing_picture_has_a_pip_for_each_answer_needed():
    missing = drawing.Missing("Not enough answers yet (3 of 5).", 3, 5, "")

    assert missing.pips == (True, True, True, False, False)
