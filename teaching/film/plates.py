"""Plates of new bone along a curve: arches over a joint and sheaths on a shaft."""

from __future__ import annotations

import math
import random

from teaching.film.anatomy import Band
from teaching.film.curves import aside, smooth
from teaching.film.shapes import Shape

LANES = (
    (-0.62, 0.1, 0.8),
    (-0.36, 0.05, 0.93),
    (-0.1, 0.12, 0.97),
    (0.16, 0.04, 0.9),
    (0.4, 0.14, 0.95),
    (0.64, 0.2, 0.78),
)
"""The six trabeculae: offset as a share of the half width, where each begins and ends."""


def thickness(t: float) -> float:
    """Relative thickness at t (0–1): a broad root, a waist, a blunt end."""
    return 1.22 - 1.25 * t + 1.75 * t * t - 0.98 * t**3


def plate(band: Band, seed: int, extent: float, n: int = 18) -> Shape:
    """The plate that covers ``extent`` (0–1) of the band's curve."""
    rng = random.Random(seed)  # noqa: S311
    first, second, third = (rng.uniform(0, 2 * math.pi) for _ in range(3))
    reach = max(extent, 0.12)
    outer, inner = [], []
    for k in range(n + 1):
        t = reach * k / n
        half = band.width / 2 * thickness(t) * (0.7 if k in (0, n) else 1)
        waves = math.sin(14 * t + first) + 0.7 * math.sin(26 * t + second)
        bump = 1 + 0.1 * (waves + 0.4 * math.sin(42 * t + third))
        outer.append(aside(band.curve, t, -half * bump))
        inner.append(aside(band.curve, t, half * (2 - bump) * 0.92))
    trabeculae = []
    for lane, begin, end in LANES:
        points = []
        for k in range(9):
            t = reach * (begin + (end - begin) * k / 8)
            offset = band.width / 2 * thickness(t) * (lane + rng.uniform(-0.07, 0.07))
            points.append(aside(band.curve, t, offset))
        trabeculae.append(smooth(points, closed=False))
    return Shape(smooth(outer + inner[::-1]), "".join(trabeculae))
