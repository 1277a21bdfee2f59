"""Lobulated masses of new bone, and smooth round bodies (no lobes)."""

from __future__ import annotations

import itertools
import math
import random
from bisect import bisect_left
from functools import lru_cache

from teaching.film.anatomy import Lump, Point
from teaching.film.curves import smooth
from teaching.film.shapes import Shape

STEPS = 96
RINGS = ((1.0, 1.0), (0.76, 0.5), (0.52, 0.3), (0.28, 0.12))
"""The outline and three whorls: size, and share of the clefts' depth."""


@lru_cache(maxsize=256)
def walked(
    rx: float, ry: float, steps: int = STEPS
) -> tuple[tuple[float, float, float, float], ...]:
    """Points spaced evenly by arc length along an ellipse, each with its unit normal."""
    fine = [
        (rx * math.cos(math.pi * k / 360), ry * math.sin(math.pi * k / 360)) for k in range(721)
    ]
    arc = [0.0]
    for (ax, ay), (bx, by) in itertools.pairwise(fine):
        arc.append(arc[-1] + math.hypot(bx - ax, by - ay))
    out = []
    for k in range(steps):
        x, y = fine[bisect_left(arc, arc[-1] * k / steps)]
        nx, ny = x / rx**2, y / ry**2
        length = math.hypot(nx, ny)
        out.append((x, y, nx / length, ny / length))
    return tuple(out)


def lump(mass: Lump, seed: int, extent: float = 1.0) -> Shape:
    """A mass of ``extent`` (0–1; half as large at 0): lobes of uneven weight along an ellipse."""
    rng = random.Random(seed)  # noqa: S311
    rx, ry = (round(radius * (0.55 + 0.45 * extent), 2) for radius in mass.radii)
    cos, sin = math.cos(mass.tilt), math.sin(mass.tilt)
    weight = [rng.uniform(0.45, 1.35) for _ in range(max(mass.lobes, 1))]
    shift = rng.uniform(0, 1)
    rim = walked(rx, ry)
    push = [0.0] * STEPS
    if mass.lobes:
        for k in range(STEPS):
            turn = k / STEPS
            waves = 0.03 * math.sin(4 * math.pi * turn + 9 * shift)
            waves += 0.02 * math.sin(6 * math.pi * turn + 4 * shift)
            u = (turn + shift + waves) * mass.lobes
            bulge = abs(math.sin(math.pi * u)) ** 0.8 - 0.55
            push[k] = mass.depth * min(rx, ry) * weight[int(u) % mass.lobes] * bulge

    def ring(scale: float, depth: float, every: int) -> str:
        points: list[Point] = []
        for k in range(0, STEPS, every):
            x, y, nx, ny = rim[k]
            x, y = x * scale + nx * push[k] * depth, y * scale + ny * push[k] * depth
            points.append((mass.centre[0] + x * cos - y * sin, mass.centre[1] + x * sin + y * cos))
        return smooth(points)

    # A round body and the soft inner whorls need fewer points than a lobed rim.
    outline, *whorls = (
        ring(scale, depth, (1 if scale == 1 else 2) if mass.lobes else 8) for scale, depth in RINGS
    )
    return Shape(outline, "".join(whorls))
