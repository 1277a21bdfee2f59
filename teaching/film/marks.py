"""Numbered discs of the debrief: each stands beside what it points at, clear of bone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache

from teaching.film.anatomy import Band, Box, Figure, Lump, Point
from teaching.film.bones import shape
from teaching.film.curves import aside, encloses, num, vertices
from teaching.film.figures import FIGURES
from teaching.film.parameters import Growth, Mark

PITCH = 14
"""Distance of the places that are tried, in units."""


def pointed_at(figure: Figure, name: str, growths: Iterable[Growth]) -> Point:
    """The middle of a growth, a fracture, a loss, or the figure's focus."""
    if name in figure.anchors:
        anchor = figure.anchors[name]
        if isinstance(anchor, Lump):
            return anchor.centre
        reach = max((g.extent for g in growths if g.anchor == name), default=1.0)
        return aside(anchor.curve, 0.55 * reach if isinstance(anchor, Band) else 0.5)
    if name in figure.breaks:
        line = figure.breaks[name]
        return (line.start[0] + line.end[0]) / 2, (line.start[1] + line.end[1]) / 2
    if name in figure.bites:
        return figure.bites[name].centre
    return figure.focus


def apart(at: Point, ring: Sequence[Point]) -> float:
    """Distance of a point from the nearest corner of a polygon, below 0 inside it."""
    nearest = min(math.dist(at, corner) for corner in ring)
    return -nearest if encloses(ring, at) else nearest


@cache
def free_places(name: str, box: Box, radius: float) -> tuple[Point, ...]:
    """Places on a grid over the left half (or limb) at which a disc covers no bone in focus.

    Falls back to the places farthest from bone where none is free.
    """
    figure = FIGURES[name]
    rings = [
        ring
        for bone in (*figure.bones, *figure.centre)
        if bone.looks != "rib"
        for ring in vertices(bone.outline)
    ]
    left, top, width, height = box
    places: list[tuple[float, Point]] = []
    rows = range(int(top + radius * 1.4), int(top + height - radius * 1.4), PITCH)
    for x in range(int(left + radius * 1.4), int(left + width - radius * 1.4), PITCH):
        if figure.paired and x < radius:
            continue
        for y in rows:
            at = (float(x), float(y))
            outside = min(apart(at, ring) for ring in rings[:1]) if rings else radius
            for ring in rings[1:]:
                if outside < 0:
                    break
                outside = min(outside, apart(at, ring))
            places.append((outside, at))
    free = tuple(at for outside, at in places if outside > radius * 1.1)
    return free or tuple(at for _, at in sorted(places, reverse=True)[:4])


def discs(
    figure: Figure, box: Box, marks: Sequence[Mark], growths: Sequence[Growth], radius: float
) -> list[tuple[Mark, Point, Point]]:
    """Each mark with the point it shows and the place of its disc, in the left half's frame."""
    grown = [
        (growth.side, ring)
        for growth in growths
        for ring in vertices(
            shape(figure.anchors[growth.anchor], growth.seed, growth.extent).outline, 2
        )
    ]
    taken: dict[str, list[Point]] = {"left": [], "right": []}
    letter = (
        figure.letter if box == figure.box else (box[0] + box[2] * 0.94, box[1] + box[3] * 0.08)
    )
    out = []
    for mark in marks:
        at = pointed_at(figure, mark.at, [g for g in growths if g.side == mark.side])
        rings = [ring for side, ring in grown if side == mark.side]
        best, least = at, math.inf
        for place in free_places(figure.name, box, radius):
            away = math.dist(place, at)
            if away < radius * 2.2 or away >= least:
                continue
            if math.dist((abs(place[0]), place[1]), (abs(letter[0]), letter[1])) < radius * 2:
                continue
            if any(math.dist(place, other) < radius * 2.5 for other in taken[mark.side]):
                continue
            if any(apart(place, ring) < radius * 1.2 for ring in rings):
                continue
            best, least = place, away
        taken[mark.side].append(best)
        out.append((mark, at, best))
    return out


def drawn(number: int, at: Point, disc: Point, radius: float) -> str:
    """Dot, leader and disc. The disc is scaled by the style sheet to stay legible when small."""
    return (
        f'<path class="f-leader" d="M{num(at[0])} {num(at[1])}L{num(disc[0])} {num(disc[1])}"/>'
        f'<circle class="f-dot" cx="{num(at[0])}" cy="{num(at[1])}" r="{num(radius * 0.27)}"/>'
        f'<g transform="translate({num(disc[0])} {num(disc[1])})"><g class="f-sized">'
        f'<circle class="f-disc" r="{num(radius)}"/><text font-size="{num(radius * 1.08)}"'
        f' y="{num(radius * 0.38)}">{number}</text></g></g>'
    )
