"""Cells that no program takes for a formula."""

import pytest

from teaching import spreadsheets


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "  =1"])
def test_what_a_spreadsheet_would_reckon_is_text(text):
    assert spreadsheets.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Ada Ling", "a=b", "", "O'Neil"])
def test_other_text_stays_as_it_is(text):
    assert spreadsheets.harmless(text) == text
