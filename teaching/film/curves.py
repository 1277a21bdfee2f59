"""Plane curves: smoothing through points, points along a cubic, moving and flattening of paths."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from teaching.film.anatomy import Cubic, Point

NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")
COMMAND = re.compile(r"[CLcs]?[^CLcsZ]+")


def num(value: float) -> str:
    """A number with at most one decimal."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


@lru_cache(maxsize=8192)
def short(tenths: int) -> str:
    """A number given in tenths, as short as SVG allows: ``.5``, ``-.5``, ``12``."""
    whole, rest = divmod(abs(tenths), 10)
    text = f"{whole or ''}.{rest}" if rest else f"{whole}"
    return f"-{text}" if tenths < 0 else text


@lru_cache(maxsize=8192)
def next_short(tenths: int) -> str:
    """The same with what parts it from the number before it; a minus parts by itself."""
    return short(tenths) if tenths < 0 else f" {short(tenths)}"


def smooth(points: Sequence[Point], closed: bool = True, digits: int = 1) -> str:
    """A Catmull-Rom curve through the points, as a path of cubic Béziers.

    Relative, and from the second piece on in the short form: the control points on both sides of a
    point are reflections of one another. That halves the text. ``digits`` is 1, or 0 where whole
    units are fine enough.
    """
    grain, step = (10, 1) if digits else (1, 10)
    scaled = [(x * grain, y * grain) for x, y in points]
    ring = [scaled[-1], *scaled, *scaled[:2]] if closed else [scaled[0], *scaled, scaled[-1]]
    ax, ay = ring[0]
    bx, by = ring[1]
    cx, cy = ring[2]
    at_x, at_y = round(bx), round(by)
    first = (
        short(round(bx + (cx - ax) / 6 - at_x) * step),
        next_short(round(by + (cy - ay) / 6 - at_y) * step),
    )
    out = [f"M{short(at_x * step)}{next_short(at_y * step)}c{first[0]}{first[1]}"]
    for dx, dy in ring[3:]:
        near_x = round(cx - (dx - bx) / 6 - at_x) * step
        near_y = round(cy - (dy - by) / 6 - at_y) * step
        end_x, end_y = round(cx - at_x), round(cy - at_y)
        head = next_short(near_x) if len(out) == 1 else f"s{short(near_x)}"
        out.append(
            f"{head}{next_short(near_y)}{next_short(end_x * step)}{next_short(end_y * step)}"
        )
        at_x, at_y = at_x + end_x, at_y + end_y
        bx, by, cx, cy = cx, cy, dx, dy
    return "".join(out) + ("Z" if closed else "")


def polyline(points: Sequence[Point]) -> str:
    """An open path of straight lines through the points."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)


def aside(curve: Cubic, t: float, offset: float = 0.0) -> Point:
    """The point of a cubic at t (0–1), moved by ``offset`` along its normal."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve
    u = 1 - t
    k0, k1, k2, k3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    x = k0 * ax + k1 * bx + k2 * cx + k3 * dx
    y = k0 * ay + k1 * by + k2 * cy + k3 * dy
    if not offset:
        return x, y
    s0, s1, s2 = u * u, 2 * u * t, t * t
    tx = s0 * (bx - ax) + s1 * (cx - bx) + s2 * (dx - cx)
    ty = s0 * (by - ay) + s1 * (cy - by) + s2 * (dy - cy)
    length = math.hypot(tx, ty) or 1.0
    return x - ty / length * offset, y + tx / length * offset


def placed(path: str, scale: float, dx: float, dy: float) -> str:
    """A path in absolute M, C, L, Z, scaled and moved as numbers, so that line widths stay."""
    turn = iter((dx, dy) * len(path))
    return NUMBER.sub(lambda found: num(float(found.group()) * scale + next(turn)), path)


def mirrored(path: str) -> str:
    """A path in absolute M, C, L, Z with every x turned round."""
    turn = iter((-1, 1) * len(path))
    return NUMBER.sub(lambda found: num(float(found.group()) * next(turn)), path)


def ribbon(curve: Cubic, width: float, n: int = 10) -> str:
    """The outline of a band of even width along a cubic."""
    left = [aside(curve, k / n, -width / 2) for k in range(n + 1)]
    right = [aside(curve, k / n, width / 2) for k in range(n, -1, -1)]
    return smooth(left + right)


@lru_cache(maxsize=512)
def vertices(path: str, steps: int = 4) -> tuple[tuple[Point, ...], ...]:
    """The polygons of a path in absolute M, C, L or as ``smooth`` writes it; each cubic becomes
    ``steps`` chords."""
    rings: list[tuple[Point, ...]] = []
    for part in path.split("M")[1:]:
        ring: list[Point] = []
        control = (0.0, 0.0)
        for command in COMMAND.findall(part):
            numbers = [float(text) for text in NUMBER.findall(command)]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            if command[0] in "cs":
                x, y = ring[-1]
                points = [(x + dx, y + dy) for dx, dy in points]
                if command[0] == "s":
                    points.insert(0, (2 * x - control[0], 2 * y - control[1]))
            if command[0] in "Ccs":
                for i in range(0, len(points), 3):
                    curve = (ring[-1], points[i], points[i + 1], points[i + 2])
                    ring += [aside(curve, k / steps) for k in range(1, steps + 1)]
                control = points[-2]
            else:
                ring += points
        rings.append(tuple(ring))
    return tuple(rings)


def encloses(ring: Sequence[Point], at: Point) -> bool:
    """Whether a point lies inside a closed polygon (even-odd)."""
    x, y = at
    inside = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
