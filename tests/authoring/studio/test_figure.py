"""The small body on which a region is picked."""

from teaching.authoring.studio.figure import AT, MIDDLE, spots

PLACES = {
    "left-hip": "left hip",
    "right-hip": "right hip",
    "both-hip": "both hips",
    "spine": "spine",
    "left-tail": "left tail",
    "pelvis": "the pelvis",
}


def test_sides_mirror_each_other_and_right_is_at_the_readers_left():
    found = {spot.at: spot for spot in spots(PLACES)}

    assert set(found) == {"left-hip", "right-hip", "spine"}
    assert found["right-hip"].x < MIDDLE < found["left-hip"].x
    assert found["right-hip"].x + found["left-hip"].x == 2 * MIDDLE == 2 * found["spine"].x


def test_only_regions_a_finding_can_be_stated_at_are_drawn():
    assert [spot.at for spot in spots(PLACES, {"spine"})] == ["spine"]


def test_no_two_places_are_so_near_that_a_finger_meets_both():
    places = {f"{side}-{name}": name for name in AT for side in ("left", "right") if AT[name][0]}
    places |= {name: name for name in AT if not AT[name][0]}
    drawn = spots(places)

    near = [
        (one.at, other.at)
        for one in drawn
        for other in drawn
        if one.at < other.at and (one.x - other.x) ** 2 + (one.y - other.y) ** 2 < 9.5**2
    ]
    assert near == []
