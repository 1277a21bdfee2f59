"""What a search looks for."""

import pytest

from teaching.knowledge.atlas.words import READINGS_AT_MOST, readings

TERMS = ["deep vein thrombosis (DVT)", "marsh fever (MF); historically ague", "odd, loose (words)"]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("DVT", ("DVT", "deep vein thrombosis")),
        ("  dvt  calf ", ("dvt calf", "deep vein thrombosis calf")),
        ("Deep vein thrombosis", ("Deep vein thrombosis", "DVT")),
        ("DVT in MF", ("DVT in MF", "deep vein thrombosis in MF", "DVT in marsh fever")),
        ("DVTs", ("DVTs",)),
        ("deep vein", ("deep vein",)),
        ("loose", ("loose",)),
        ("", ("",)),
    ],
)
def test_a_name_is_read_as_its_other_name_too(words, read):
    assert readings(words, TERMS) == read


def test_readings_are_bounded():
    assert len(readings("A", [f"A (B{n})" for n in range(50)])) == READINGS_AT_MOST
