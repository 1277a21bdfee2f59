"""What a sentence says of time: the shortcut to the patterns finds all that they would."""

from __future__ import annotations

from itertools import product

import pytest

from teaching.items.linting import GENERAL
from teaching.items.linting.dating import (
    HAVING,
    LASTING,
    NOW,
    ON_THE,
    REACHED,
    SPAN,
    TIMELESS,
    Dates,
)
from teaching.items.linting.sentences import read
from teaching.items.linting.tokens import words_of
from tests.items.linting.paired import pairs

SPANS = (
    "three and a half years ago",
    "twenty-five weeks since",
    "1.5 months earlier",
    "(2 days before",
    "Half a year past",
    "is now in the third week after",
    "is in  month 4 of",
    "a week ago, and then",
)
LASTING_SPANS = (
    "has been ill for about 3 days",
    "had it for more than two\u00a0weeks",
    "have lived in six years",
    "has coughed for one month, for two months",
    "for over ninety years had",
)
REACHED_DATES = (
    "in week 4 after the fall",
    "since the second month",
    "by Day 12,",
    "At (in the year 3)",
    "it is now the ninth week",
    "now week 5",
    "on the second day of that illness",
    "in month",
)


def sentences() -> list[str]:
    """Every pair of phrases in one sentence, and every sentence of the public set."""
    told = (*SPANS, *LASTING_SPANS, *REACHED_DATES)
    written = {
        text
        for pair in pairs()
        for one in (pair.flawed, pair.mended)
        for text in one.story.sentences
    }
    return [*(f"She {one} and {other}." for one, other in product(told, told)), *sorted(written)]


def dates(text: str) -> Dates:
    return read(text, GENERAL).dates


def test_every_pattern_is_found_that_the_whole_sentence_holds():
    for text in sentences():
        has = not HAVING.isdisjoint(words_of(text))
        found = dates(text)

        lasting = [m.span() for m, _ in found.lasting if "since" not in m[0]]
        assert lasting == ([m.span() for m in LASTING.finditer(text)] if has else []), text
        assert [date.place for date in found.dates] == [
            m.span() for pattern in (NOW, REACHED, ON_THE) for m in pattern.finditer(text)
        ], text
        back = [span for span in found.spans if span.dates_back]
        assert len(back) >= len(SPAN.findall(text)), text


@pytest.mark.parametrize(
    "text",
    ["The weekend was dry.", "He has 3 cats.", "A dayroom in May 2.", "After lunch she left."],
)
def test_a_sentence_without_a_date_is_timeless(text):
    assert dates(text) is TIMELESS


def test_an_age_alone_is_a_date():
    assert dates("A 43-year-old man fell.").age == 44 * 365.25
