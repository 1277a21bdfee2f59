"""What happens to host bone: places of resorption, fresh breaks, healed breaks with callus."""

from __future__ import annotations

import math
import random

from teaching.film.anatomy import Bite, Bone, Break, Point
from teaching.film.bones import PREFIX, dense
from teaching.film.curves import num, polyline, smooth
from teaching.film.parameters import Fracture, Loss

FAR = '<rect x="-900" y="-900" width="1800" height="1800" class="f-keep"/>'
AREA = 'maskUnits="userSpaceOnUse" x="-900" y="-900" width="1800" height="1800"'


def blob(place: Bite, amount: float, seed: int, n: int = 26) -> str:
    """The ragged outline of lost bone; radii vary by 13 %."""
    rng = random.Random(seed)  # noqa: S311
    points = []
    for k in range(n):
        angle, reach = 2 * math.pi * k / n, amount * (1 + rng.uniform(-0.13, 0.13))
        x = place.centre[0] + place.radii[0] * reach * math.cos(angle)
        points.append((x, place.centre[1] + place.radii[1] * reach * math.sin(angle)))
    return smooth(points)


def resorbed(drawn: str, bone: Bone, place: Bite, loss: Loss, uid: str) -> str:
    """A drawn bone with a place cut out: dots where the outline was, a ragged new edge."""
    path, own = blob(place, loss.amount, loss.seed), f"{PREFIX}{uid}"
    return (
        f'<mask id="{own}m" {AREA}>{FAR}<path d="{path}" class="f-cut"/></mask>'
        f'<clipPath id="{own}b"><path d="{path}"/></clipPath>'
        f'<clipPath id="{own}i"><path d="{bone.outline}" clip-rule="evenodd"/></clipPath>'
        f'<path class="f-was" d="{bone.outline}" clip-path="url(#{own}b)"/>'
        f'<g mask="url(#{own}m)">{drawn}</g>'
        f'<path class="f-ragged" d="{path}" clip-path="url(#{own}i)"/>'
    )


def zigzag(line: Break, seed: int) -> str:
    """The jagged line of a fracture, a little beyond both cortices."""
    rng = random.Random(seed)  # noqa: S311
    (x0, y0), (x1, y1) = line.start, line.end
    span = math.dist(line.start, line.end)
    tx, ty = (x1 - x0) / span, (y1 - y0) / span
    jitter, n = min(5.0, span / 14), max(8, min(17, round(span / 6)))
    points: list[Point] = []
    for k in range(n):
        q, a, b = k / (n - 1), rng.uniform(-0.6, 0.6) * jitter, rng.uniform(-1, 1) * jitter
        points.append((x0 + (x1 - x0) * q + tx * a - ty * b, y0 + (y1 - y0) * q + ty * a + tx * b))
    return polyline(points)


def collar(line: Break, uid: str) -> str:
    """Spindles of callus on both cortices, to be clipped to outside the bone."""
    span = math.dist(line.start, line.end)
    along = ((line.end[0] - line.start[0]) / span, (line.end[1] - line.start[1]) / span)
    cos, sin = math.cos(math.radians(line.flare)), math.sin(math.radians(line.flare))
    # Beside a narrow shaft a spindle is longer, or it would stand off like an ear.
    reach, swell = max(26.0, span * 0.42, 74 - span * 0.8), max(5.0, span * 0.085)
    out = []
    for k, ((x, y), sign) in enumerate(((line.start, -1), (line.end, 1))):
        ux, uy = sign * along[0], sign * along[1]
        ax, ay = (uy, -ux) if ux < 0 else (-uy, ux)
        ax, ay, ux, uy = (
            ax * cos + ux * sin,
            ay * cos + uy * sin,
            ux * cos - ax * sin,
            uy * cos - ay * sin,
        )
        points = []
        for i in range(12):
            s = reach * math.cos(math.pi * i / 6)
            o = swell * (2.2 * math.sin(math.pi * i / 6) - 1.2)
            points.append((x + ax * s + ux * o, y + ay * s + uy * o))
        out.append(dense(smooth(points), "f-host", f"{uid}{k}"))
    return "".join(out)


def broken(drawn: str, bone: Bone, line: Break, fracture: Fracture, bone_id: str, uid: str) -> str:
    """A drawn bone with a fracture across it."""
    path, span = zigzag(line, fracture.seed), math.dist(line.start, line.end)
    if fracture.healed:
        width = num(max(9.0, min(20.0, span / 7)))
        outside = f"M-900 -900H900V900H-900Z{bone.outline}"
        return (
            f'<clipPath id="{PREFIX}{uid}o"><path clip-rule="evenodd" d="{outside}"/></clipPath>'
            f'<g clip-path="url(#{PREFIX}{uid}o)">{collar(line, uid)}</g>{drawn}'
            f'<path class="f-healed" stroke-width="{width}" d="{path}"'
            f' filter="url(#{PREFIX}band)"/><path class="f-core" d="{path}"/>'
        )
    gap = max(3.2, min(6.0, span / 13))
    return (
        f'{drawn}<g clip-path="url(#{PREFIX}{bone_id}c)">'
        f'<path class="f-edge" stroke-width="{num(gap + 5)}" d="{path}"/>'
        f'<path class="f-fresh" stroke-width="{num(gap)}" d="{path}"/></g>'
    )
