import math

import pytest

from teaching.film.parameters import Film, Fracture, Growth, Loss, Mark


@pytest.mark.parametrize("extent", [-0.01, 1.01, math.nan, math.inf])
def test_an_extent_outside_0_to_1_is_refused(extent):
    with pytest.raises(ValueError, match=r"Growth\.extent is .*; it must lie from 0 to 1"):
        Growth("arch", extent=extent)


@pytest.mark.parametrize("extent", [0, 0.5, 1])
def test_an_extent_from_0_to_1_is_taken(extent):
    assert Growth("arch", extent=extent).extent == extent


@pytest.mark.parametrize("amount", [0, 1.6, math.nan])
def test_an_amount_that_cannot_be_drawn_is_refused(amount):
    with pytest.raises(ValueError, match=r"Loss\.amount"):
        Loss("head", amount=amount)


def test_an_unknown_maturity_is_refused():
    with pytest.raises(ValueError, match=r"Growth\.maturity is 'old'; .* cloud, maturing, mature"):
        Growth("arch", maturity="old")


@pytest.mark.parametrize(
    ("make", "parameter"),
    [
        (lambda: Growth("arch", side="both"), "Growth.side"),
        (lambda: Loss("head", side="both"), "Loss.side"),
        (lambda: Fracture("neck", side="both"), "Fracture.side"),
        (lambda: Mark(1, side="both"), "Mark.side"),
        (lambda: Film("hips", side="both"), "Film.side"),
    ],
)
def test_an_unknown_side_is_refused_and_its_parameter_named(make, parameter):
    with pytest.raises(ValueError, match=f"{parameter} is 'both'; it must be one of left, right"):
        make()


@pytest.mark.parametrize("prefix", ["", "1a", 'a"b', "a b", "ä"])
def test_a_prefix_that_is_no_id_is_refused(prefix):
    with pytest.raises(ValueError, match=r"Film\.prefix"):
        Film("hips", prefix=prefix)


def test_a_mark_has_a_number_that_fits_its_disc():
    with pytest.raises(ValueError, match=r"Mark\.number is 100"):
        Mark(100)
