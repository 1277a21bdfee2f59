"""How places and counts are written on a page."""

import pytest

from teaching.knowledge.templatetags.reading import count_word, locator


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("¶4 s2", "paragraph 4, sentence 2"),
        ("¶8", "paragraph 8"),
        ("page 12", "page 12"),
        ("", ""),
    ],
)
def test_a_place_is_said_in_words(written, said):
    assert locator(written) == said


@pytest.mark.parametrize(("number", "word"), [(0, "No"), (4, "Four"), (12, "Twelve"), (13, "13")])
def test_a_small_number_is_a_word(number, word):
    assert count_word(number) == word
