"""Plates, lumps and strands: what grows at an anchor."""

import math

import pytest

from teaching.film.anatomy import Band, Lump, Sheet
from teaching.film.curves import vertices
from teaching.film.lumps import lump
from teaching.film.plates import plate
from teaching.film.strands import strands

BAND = Band(((0, 0), (0, 40), (0, 80), (0, 120)), 30)
SHEET = Sheet(((0, 0), (0, 100), (0, 200), (0, 300)), 40, 4, 20)
LUMP = Lump((50, 50), (30, 60))


def length(path: str) -> float:
    ys = [y for ring in vertices(path, 1) for _, y in ring]
    return max(ys) - min(ys)


def test_a_plate_covers_its_extent_of_the_curve():
    assert length(plate(BAND, 1, 1.0).outline) == pytest.approx(120, abs=6)
    assert length(plate(BAND, 1, 0.5).outline) == pytest.approx(60, abs=6)


def test_a_plate_of_no_extent_is_still_a_spot():
    assert length(plate(BAND, 1, 0.0).outline) > 0


def test_a_lump_is_half_as_large_at_no_extent():
    assert length(lump(LUMP, 1, 0.0).outline) / length(lump(LUMP, 1, 1.0).outline) == pytest.approx(
        0.55, abs=0.02
    )


def test_a_lump_without_lobes_is_round():
    (ring,) = vertices(lump(Lump((0, 0), (20, 20), 0, 0), 1).outline, 4)

    for point in ring:
        assert math.dist((0, 0), point) == pytest.approx(20, abs=0.4)


def test_strands_are_as_many_plates_as_the_muscle_has():
    assert strands(SHEET, 3, 1.0).outline.count("M") == 4


def test_a_smaller_extent_leaves_fewer_plates_but_always_two():
    assert strands(SHEET, 3, 0.5).outline.count("M") == 3
    assert strands(SHEET, 3, 0.0).outline.count("M") == 2


def test_a_smaller_extent_shortens_the_plates_and_keeps_their_middles():
    def middles(extent: float) -> list[float]:
        rings = vertices(strands(SHEET, 3, extent).outline, 1)
        return [(max(y for _, y in ring) + min(y for _, y in ring)) / 2 for ring in rings]

    assert middles(0.95) == pytest.approx(middles(1.0), abs=4)
    assert length(strands(SHEET, 3, 0.3).outline) < length(strands(SHEET, 3, 1.0).outline)


@pytest.mark.parametrize("grow", [lambda s: plate(BAND, s, 1), lambda s: lump(LUMP, s, 1)])
def test_a_seed_gives_one_shape_and_another_seed_another(grow):
    assert grow(4) == grow(4)
    assert grow(4) != grow(5)


def test_strands_fray_and_plates_do_not():
    assert strands(SHEET, 1).frayed
    assert not plate(BAND, 1, 1).frayed
