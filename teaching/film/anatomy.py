"""What a figure is made of: host bones, and the places where something may grow, vanish or break.

Every limb is described as the left one: medial at the viewer's left, y down, origin at the joint.
Paired figures (hips, thighs, flanks) describe one half, lateral positive from the midline x = 0.
Lengths are the figure's own units (``per_cm`` of them to a centimetre), angles degrees or radians
as said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

type Point = tuple[float, float]
type Box = tuple[float, float, float, float]
"""Left, top, width, height."""
type Cubic = tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Bone:
    """One host bone. ``looks`` is "" (in focus), "thin" (hinted) or "rib" (behind the rest).

    ``outline`` is a closed path in absolute M, C, L, Z. ``lines`` are pairs of a path and its kind
    (sourcil, line, faint, ghost, trab, pedicle), ``holes`` lucent ellipses (x, y, rx, ry).
    """

    name: str
    outline: str
    looks: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    holes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Band:
    """Where a plate (arch or sheath) grows: along a cubic, ``width`` at its widest."""

    curve: Cubic
    width: float


@dataclass(frozen=True)
class Lump:
    """Where a lobulated mass lies; without lobes a smooth round body. ``tilt`` in radians,
    ``depth`` of the clefts as a share of the smaller radius."""

    centre: Point
    radii: Point
    lobes: int = 8
    depth: float = 0.36
    tilt: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """Strands in one muscle: its axis from origin to insertion, half width of the belly, number
    and greatest width of the plates, share of plates that fork."""

    curve: Cubic
    spread: float
    count: int = 4
    width: float = 13.0
    fork: float = 0.6


type Anchor = Band | Lump | Sheet


def moved(anchor: Anchor, scale: float, dx: float, dy: float) -> Anchor:
    """The anchor of a neighbour's figure where a figure in another scale shows the neighbour."""

    def at(point: Point) -> Point:
        return point[0] * scale + dx, point[1] * scale + dy

    if isinstance(anchor, Lump):
        radii = anchor.radii[0] * scale, anchor.radii[1] * scale
        return replace(anchor, centre=at(anchor.centre), radii=radii)
    start, first, second, end = anchor.curve
    curve = at(start), at(first), at(second), at(end)
    if isinstance(anchor, Band):
        return replace(anchor, curve=curve, width=anchor.width * scale)
    return replace(anchor, curve=curve, spread=anchor.spread * scale, width=anchor.width * scale)


@dataclass(frozen=True)
class Break:
    """A fracture line across one bone, from cortex to cortex. ``flare`` is the angle in degrees by
    which both cortices part towards the lower end."""

    bone: str
    start: Point
    end: Point
    flare: float = 0.0


@dataclass(frozen=True)
class Bite:
    """A place where one bone is resorbed: an ellipse."""

    bone: str
    centre: Point
    radii: Point


@dataclass(frozen=True)
class Figure:
    """All that is fixed for one picture. ``box`` is the whole frame, ``narrow`` the crop around the
    joint (of the left side), ``letter`` where the side letter stands in the whole frame, ``focus``
    the middle of the joint or muscle: where a mark on normal bone points."""

    name: str
    title: str
    per_cm: int
    box: Box
    narrow: Box
    letter: Point
    focus: Point
    flesh: str
    bones: tuple[Bone, ...]
    centre: tuple[Bone, ...] = ()
    """Bones of the midline, drawn once and first; paired figures only."""
    paired: bool = False
    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    bites: Mapping[str, Bite] = field(default_factory=dict)
    breaks: Mapping[str, Break] = field(default_factory=dict)
