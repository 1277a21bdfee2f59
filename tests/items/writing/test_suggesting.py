"""Tags from words, measured on the lines that authors tagged by hand."""

from __future__ import annotations

import pytest

from teaching.items.writing.dates import span
from teaching.items.writing.suggesting import MOST, search, suggest
from tests.items.writing.stories import clinic, stroke


def tags(text, stage="imaging", said=()):
    return [str(one.tag) for one in suggest(clinic(), text, stage, said)]


def measured(ground):
    """Of all tags of the written cases the share suggested; of the lines for which something is
    suggested the share whose first is right."""
    true = hit = lines = first = 0
    for vignette in ground.pack.vignettes:
        said: list[str] = []
        for stage in vignette.stages:
            for line in stage.lines:
                found = [one.tag for one in suggest(ground, line.text, stage.stage, tuple(said))]
                own = {tag._replace(low=None, high=None) for tag in line.tags}
                named = [tag._replace(low=None, high=None) for tag in found]
                true += len(own)
                hit += len(own.intersection(named))
                if own and named:
                    lines += 1
                    first += named[0] in own
                said += [tag.at for tag in line.tags if tag.at]
    return hit / true, first / lines


def test_four_tags_of_five_are_among_the_suggestions_and_so_often_the_first_is_right():
    recall, precision = measured(clinic())

    assert recall >= 0.78
    assert precision >= 0.8


def test_a_pack_without_phrases_suggests_by_the_names_of_its_findings():
    recall, precision = measured(stroke())

    assert recall >= 0.35
    assert precision >= 0.6


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The left femoral head is partly resorbed.", "resorbed at left-hip"),
        ("Both knees are cool and of normal colour.", "not vasomotor at both-knee"),
        ("There are many large strands of bone in both thighs.", "strands at both-thigh"),
        ("There is no other new bone.", "not new-bone at elsewhere"),
        ("The right hip has never hurt.", "not painful at right-hip"),
        ("The right hip has ached on most days since then.", "painful at right-hip"),
    ],
)
def test_side_place_and_denial_are_read(text, first):
    stage = "history" if "hurt" in text or "ached" in text else "imaging"
    if "cool" in text:
        stage = "examination"

    assert tags(text, stage)[0] == first


def test_a_line_that_names_no_place_speaks_of_the_last():
    assert tags("The bone is coarse and massive.", said=("both-hip", "left-knee"))[0] == (
        "coarse at left-knee"
    )


def test_a_date_gives_the_interval():
    found = tags("New bone beside the left hip was first seen in week 5.", "history")

    assert "first-bone at left-hip = 4..5" in found


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("in week 5", (4, 5)),
        ("in the second week", (1, 2)),
        ("three to six weeks", (3, 6)),
        ("14 days ago", (2, 2)),
        ("no time at all", None),
        ("nan weeks", None),
    ],
)
def test_times_are_read_in_the_unit_of_the_pack(text, interval):
    assert span(text, "weeks") == interval


@pytest.mark.parametrize("text", ["", " ", "…", "She propels her own chair.", "\u200b" * 40])
def test_a_line_that_states_nothing_gets_few_or_no_suggestions(text):
    assert len(tags(text, "history")) <= 1


def test_a_very_long_line_gets_no_more_than_six():
    assert len(suggest(clinic(), "bone beside both hips, " * 200, "imaging", ())) <= MOST


def test_the_same_line_gets_the_same_suggestions():
    text = "Thick, coarse plates of bone lie beside both hips."

    assert tags(text) == tags(text)


def test_a_search_finds_by_the_beginning_of_words_names_first():
    found = [one.slug for one in search(clinic(), "fract", "imaging")]

    assert found[:2] == ["fractured", "united"]


def test_a_search_finds_by_the_words_of_the_phrases():
    assert "grating" in [one.slug for one in search(clinic(), "grates", "examination")]


def test_a_search_without_words_gives_all_with_those_of_the_stage_first():
    found = search(clinic(), "", "imaging")

    assert len(found) == len(clinic().pack.findings)
    assert found[0].stage == "imaging"


def test_a_search_for_what_is_not_there_finds_nothing():
    assert search(clinic(), "zebra", "imaging") == ()
