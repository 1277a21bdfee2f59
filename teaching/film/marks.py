"""Numbered discs of the debrief: each stands beside what it points at, clear of bone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from teaching.film.anatomy import Band, Box, Figure, Lump, Point
from teaching.film.bones import shape
from teaching.film.curves import aside, encloses, num, vertices
from teaching.film.figures import FIGURES
from teaching.film.parameters import Film, Mark

PITCH = 14
"""Distance of the places that are tried, in units."""


def pointed_at(figure: Figure, film: Film, mark: Mark) -> Point:
    """The middle of a growth, of a fracture or loss, or the figure's focus."""
    if mark.at in figure.anchors:
        anchor = figure.anchors[mark.at]
        if isinstance(anchor, Lump):
            return anchor.centre
        own = (g.extent for g in film.growths if (g.anchor, g.side) == (mark.at, mark.side))
        return aside(
            anchor.curve, 0.55 * max(own, default=1.0) if isinstance(anchor, Band) else 0.5
        )
    lost = any((each.place, each.side) == (mark.at, mark.side) for each in film.losses)
    if mark.at in figure.bites and (lost or mark.at not in figure.breaks):
        return figure.bites[mark.at].centre
    if mark.at in figure.breaks:
        line = figure.breaks[mark.at]
        return (line.start[0] + line.end[0]) / 2, (line.start[1] + line.end[1]) / 2
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
            places.append((min(apart(at, ring) for ring in rings), at))
    free = tuple(at for outside, at in places if outside > radius * 1.1)
    return free or tuple(at for _, at in sorted(places, reverse=True)[:4])


def discs(figure: Figure, film: Film, box: Box, radius: float) -> list[tuple[Mark, Point, Point]]:
    """Each mark with the point it shows and the place of its disc, in the left half's frame."""
    grown = [
        (growth.side, ring)
        for growth in film.growths
        for ring in vertices(
            shape(figure.anchors[growth.anchor], growth.seed, growth.extent).outline, 1
        )
    ]
    taken: dict[str, list[Point]] = {"left": [], "right": []}
    letter = (
        figure.letter if box == figure.box else (box[0] + box[2] * 0.94, box[1] + box[3] * 0.08)
    )
    places = free_places(figure.name, box, radius)
    out = []
    for mark in film.marks:
        at = pointed_at(figure, film, mark)
        rings = [ring for side, ring in grown if side == mark.side]
        disc = at
        for place in sorted(places, key=lambda place: math.dist(place, at)):
            if math.dist(place, at) < radius * 2.2:
                continue
            if math.dist((abs(place[0]), place[1]), (abs(letter[0]), letter[1])) < radius * 2:
                continue
            if any(math.dist(place, other) < radius * 2.5 for other in taken[mark.side]):
                continue
            if any(apart(place, ring) < radius * 1.2 for ring in rings):
                continue
            disc = place
            break
        taken[mark.side].append(disc)
        out.append((mark, at, disc))
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
