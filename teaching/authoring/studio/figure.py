"""The body as a small figure on which a region is picked. Pure.

It knows common names of regions; a pack may have others, which then stand in the list alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

MIDDLE = 60
"""The midline. The patient's right is at the reader's left, as on a film."""
AT: Mapping[str, tuple[int, int]] = {
    "skull": (0, 18),
    "neck": (0, 41),
    "spine": (0, 88),
    "shoulder": (21, 54),
    "upper-arm": (27, 74),
    "elbow": (31, 94),
    "forearm": (35, 112),
    "wrist": (39, 130),
    "flank": (13, 100),
    "hip": (13, 130),
    "buttock": (5, 142),
    "thigh": (13, 158),
    "knee": (13, 186),
    "calf": (13, 210),
    "ankle": (13, 236),
}
"""From the midline to the side, and from the top, of a figure of 120 by 260."""


@dataclass(frozen=True)
class Spot:
    """One place of the figure; ``at`` is a region as tags write it."""

    at: str
    name: str
    x: int
    y: int


def spots(places: Mapping[str, str], among: Collection[str] | None = None) -> tuple[Spot, ...]:
    """The places that can be drawn, of those a finding can be stated at; all where it says none.

    ``places`` are the names of regions and scopes by their slugs.
    """
    found = []
    for at, name in places.items():
        side, _, region = at.partition("-")
        if side in ("left", "right") and region in AT:
            x, y = AT[region]
            place = Spot(at, name, MIDDLE + (x if side == "left" else -x), y)
        elif at in AT and AT[at][0] == 0:
            place = Spot(at, name, MIDDLE, AT[at][1])
        else:
            continue
        if among is None or at in among:
            found.append(place)
    return tuple(found)
