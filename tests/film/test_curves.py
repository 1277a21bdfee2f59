import math

import pytest

from teaching.film.curves import (
    aside,
    encloses,
    mirrored,
    num,
    placed,
    polyline,
    ribbon,
    smooth,
    vertices,
)

LINE = ((0, 0), (10, 0), (20, 0), (30, 0))
SQUARE = ((0, 0), (10, 0), (10, 10), (0, 10))


def test_numbers_are_as_short_as_they_can_be():
    assert [num(value) for value in (1, 1.04, -0.04, 10.5, -3.25)] == [
        "1",
        "1",
        "0",
        "10.5",
        "-3.2",
    ]


def test_a_point_aside_lies_on_the_normal():
    assert aside(LINE, 0.5, 4) == pytest.approx((15, 4))
    assert aside(LINE, 0.5) == pytest.approx((15, 0))


def test_a_smooth_curve_passes_through_its_points():
    points = [(0.0, 0.0), (12.3, 4.5), (20.0, -7.0), (31.1, 2.2)]

    (ring,) = vertices(smooth(points, closed=False), 1)

    for found, asked in zip(ring, points, strict=True):
        assert found == pytest.approx(asked, abs=0.11)


def test_rounding_does_not_add_up_along_a_curve():
    points = [(40 * math.cos(k / 20), 40 * math.sin(k / 20)) for k in range(120)]

    (ring,) = vertices(smooth(points, closed=False), 1)

    assert ring[-1] == pytest.approx(points[-1], abs=0.11)


def test_a_closed_curve_ends_where_it_began():
    path = smooth(SQUARE)
    (ring,) = vertices(path)

    assert path.endswith("Z")
    assert ring[0] == pytest.approx(ring[-1])


def test_a_placed_path_is_scaled_and_moved_as_numbers():
    assert placed("M10 20 C1 2 3 4 5 6Z", 2, 100, -1) == "M120 39 C102 3 106 7 110 11Z"


def test_a_mirrored_path_turns_only_x():
    assert mirrored("M10 20 L-3 4Z") == "M-10 20 L3 4Z"


def test_polygons_of_absolute_and_straight_paths():
    assert vertices("M0 0 L10 0 L10 10Z M5 5 L6 6Z", 1) == (
        ((0, 0), (10, 0), (10, 10)),
        ((5, 5), (6, 6)),
    )
    assert vertices("M0 0 C1 0 2 0 3 0Z", 1) == (((0, 0), (3, 0)),)


def test_a_point_is_inside_a_polygon_or_not():
    assert encloses(SQUARE, (5, 5))
    assert not encloses(SQUARE, (15, 5))


def test_a_ribbon_is_as_wide_as_asked():
    (ring,) = vertices(ribbon(LINE, 8), 1)

    assert max(y for _, y in ring) == pytest.approx(4, abs=0.5)
    assert min(y for _, y in ring) == pytest.approx(-4, abs=0.5)


def test_a_line_of_straight_pieces():
    assert polyline([(0, 0), (1.25, 2)]) == "M0 0L1.2 2"
