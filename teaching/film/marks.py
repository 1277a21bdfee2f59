"""Numbered discs of the debrief: each stands beside what it points at, clear of bone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from teaching.film.anatomy import Band, Box, Figure, Lump, Point
from teaching.film.bones import shape
from teaching.film.curves import aside, encloses, num, vertices
from teaching.film.figures import FIGURES
from teaching.film.parameters import Film, Mark

PITCH = 18
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


@dataclass(frozen=True)
class Obstacle:
    """A polygon a disc keeps away from, with the box around it."""

    ring: tuple[Point, ...]
    low: Point
    high: Point

    @classmethod
    def of(cls, ring: tuple[Point, ...]) -> Obstacle:
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        return cls(ring, (min(xs), min(ys)), (max(xs), max(ys)))

    def clear(self, at: Point, room: float) -> bool:
        """Whether no corner is nearer than ``room``, and the point does not lie inside."""
        x, y = at
        if not self.low[0] - room < x < self.high[0] + room:
            return True
        if not self.low[1] - room < y < self.high[1] + room:
            return True
        if any(abs(x - a) < room and math.dist(at, (a, b)) < room for a, b in self.ring):
            return False
        return not encloses(self.ring, at)


@cache
def free_places(name: str, box: Box, radius: float) -> tuple[tuple[Point, ...], ...]:
    """Places on a grid over the left half (or limb): first those at which a disc covers no bone in
    focus, then, for where bone leaves no room, all."""
    figure = FIGURES[name]
    bones = [
        Obstacle.of(ring)
        for bone in (*figure.bones, *figure.centre)
        if bone.looks != "rib"
        for ring in vertices(bone.outline, 3)
    ]
    left, top, width, height = box
    edge = radius * 1.4
    places = [
        (float(x), float(y))
        for x in range(int(left + edge), int(left + width - edge), PITCH)
        for y in range(int(top + edge), int(top + height - edge), PITCH)
        if not figure.paired or x > radius
    ]
    free = [at for at in places if all(bone.clear(at, radius * 1.1) for bone in bones)]
    return tuple(free), tuple(places)


def discs(figure: Figure, film: Film, box: Box, radius: float) -> list[tuple[Mark, Point, Point]]:
    """Each mark with the point it shows and the place of its disc, in the left half's frame."""
    grown = [
        (growth.side, Obstacle.of(ring))
        for growth in film.growths
        for ring in vertices(
            shape(figure.anchors[growth.anchor], growth.seed, growth.extent).outline, 1
        )
    ]
    taken: dict[str, list[tuple[Point, Point]]] = {"left": [], "right": []}
    letter = (
        figure.letter if box == figure.box else (box[0] + box[2] * 0.94, box[1] + box[3] * 0.08)
    )
    corner = abs(letter[0]), letter[1]
    pools = free_places(figure.name, box, radius)
    out = []
    for mark in film.marks:
        at = pointed_at(figure, film, mark)
        bones = [each for side, each in grown if side == mark.side]
        others = taken[mark.side]
        disc = next(
            (
                place
                for pool in pools
                for _, place in sorted((math.dist(place, at), place) for place in pool)
                if math.dist(place, at) >= radius * 2.2
                and math.dist((abs(place[0]), place[1]), corner) >= radius * 2
                and _clear_of(others, at, place, radius * 1.25)
                and all(bone.clear(place, radius * 1.2) for bone in bones)
            ),
            at,
        )
        others.append((at, disc))
        out.append((mark, at, disc))
    return out


def _clear_of(others: list[tuple[Point, Point]], dot: Point, disc: Point, room: float) -> bool:
    """Whether a disc and its leader stand clear of the other leaders and their discs."""
    return all(
        apart(disc, other, other_dot, room) and apart(other, disc, dot, room)
        for other_dot, other in others
    )


def apart(disc: Point, other: Point, dot: Point, room: float) -> bool:
    """Whether a disc stands clear of another one (twice the room) and of the leader to its dot."""
    if math.dist(disc, other) < 2 * room:
        return False
    (x, y), (px, py) = disc, other
    dx, dy = dot[0] - px, dot[1] - py
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - px) * dx + (y - py) * dy) / length)) if length else 0.0
    return math.dist(disc, (px + along * dx, py + along * dy)) >= room


def drawn(number: int, at: Point, disc: Point, radius: float) -> str:
    """Dot, leader and disc. The disc is scaled by the style sheet to stay legible when small."""
    return (
        f'<path class="f-leader" d="M{num(at[0])} {num(at[1])}L{num(disc[0])} {num(disc[1])}"/>'
        f'<circle class="f-dot" cx="{num(at[0])}" cy="{num(at[1])}" r="{num(radius * 0.27)}"/>'
        f'<g transform="translate({num(disc[0])} {num(disc[1])})"><g class="f-sized">'
        f'<circle class="f-disc" r="{num(radius)}"/><text font-size="{num(radius * 1.08)}"'
        f' y="{num(radius * 0.38)}">{number}</text></g></g>'
    )
