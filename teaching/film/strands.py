"""New bone inside a muscle: long plates that lie in its direction, swell once, taper to both ends,
fork at a narrow angle and fray."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

from teaching.film.anatomy import Point, Sheet
from teaching.film.curves import aside, smooth
from teaching.film.shapes import Shape


def along(begin: float, end: float, n: int) -> list[float]:
    """n + 1 values from begin to end."""
    return [begin + (end - begin) * k / n for k in range(n + 1)]


@dataclass
class Feather:
    """One plate while it is drawn, from s = 0 to s = 1; it runs from t0 to t1 of the muscle."""

    sheet: Sheet
    lane: float
    t0: float
    t1: float
    half: float
    """Greatest half width."""
    rng: random.Random
    forked: bool
    phase: tuple[float, float, float] = (0.0, 0.0, 0.0)
    fork: float = 1.0
    short: float = 1.0
    part: float = 0.0
    lean: int = 1
    fibres: list[str] = field(default_factory=list)
    hairs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        rng = self.rng
        self.phase = (rng.uniform(0, 6.283), rng.uniform(0, 6.283), rng.uniform(0, 6.283))
        self.fork = rng.uniform(0.44, 0.62) if self.forked else 1.0
        self.short = rng.uniform(0.8, 0.92)
        self.part = self.half * rng.uniform(1.5, 2.4)
        self.lean = rng.choice((-1, 1))

    def point(self, s: float, offset: float) -> Point:
        """Beside the plate's own axis; the lane closes in on the axis towards both tendons."""
        t = self.t0 + (self.t1 - self.t0) * s
        belly = 0.42 + 0.58 * math.sin(math.pi * min(max(t, 0), 1))
        sway = 0.3 * self.half * math.sin(5 * s + self.phase[2])
        turn = 1 if self.t1 > self.t0 else -1
        return aside(
            self.sheet.curve, t, self.lane * self.sheet.spread * belly + sway + offset * turn
        )

    def width(self, s: float) -> float:
        """Half width: a thin end, one swelling, a thinner end."""
        swell = math.pow(math.sin(math.pi * min(s * 0.94 + 0.03, 1)), 0.62)
        return self.half * (0.12 + 0.88 * swell) * (1.08 - 0.3 * s)

    def rough(self, s: float, edge: int) -> float:
        """Unevenness of the left (0) or right (1) edge."""
        waves = 0.13 * math.sin(23 * s + self.phase[edge])
        return 1 + waves + 0.1 * math.sin(37 * s + self.phase[1 - edge])

    def hair(self, s: float, offset: float, ds: float, drift: float) -> None:
        (ax, ay), (bx, by) = self.point(s, offset), self.point(s + ds, offset + drift)
        self.hairs.append(f"M{ax:.0f} {ay:.0f}l{round(bx - ax)} {round(by - ay)}")

    def tine(self, s: float, sign: int, end: float) -> tuple[float, float]:
        """Middle and half width of one tine at s beyond the fork."""
        q = max(0.0, (s - self.fork) / (end - self.fork))
        stem = self.width(self.fork)
        gap = self.part * math.pow(q, 1.25) * (1.0 if sign == self.lean else 0.35)
        taper = stem / 2 * (1 - math.pow(q, 1.7) * 0.86)
        return sign * (stem / 2 + gap), taper * (1 + 0.12 * math.sin(31 * s + self.phase[0]))

    def tines(self) -> list[Point]:
        """The outline of both tines, from the left edge of the fork round to the right one."""
        out: list[Point] = []
        for sign in (-1, 1):
            end = 1.0 if sign == self.lean else self.short
            sides: tuple[list[Point], list[Point]] = ([], [])
            for s in along(self.fork, end, 5)[1:]:
                middle, half = self.tine(s, sign, end)
                sides[0].append(self.point(s, middle - half))
                sides[1].append(self.point(s, middle + half))
            out += sides[0] + sides[1][::-1]
            if sign < 0:
                out.append(self.point(self.fork + 0.035, 0.0))
            core = [
                self.point(s, self.tine(s, sign, end)[0])
                for s in along(self.fork + 0.03, end - 0.04, 4)
            ]
            self.fibres.append(smooth(core, closed=False, digits=0))
            tip = self.tine(end, sign, end)[0]
            for drift in (-0.5, 0.5):
                self.hair(end - 0.03, tip, self.rng.uniform(0.03, 0.06), drift * self.half * 0.6)
        return out

    def draw(self) -> str:
        """The outline; fibres and hairs are gathered beside it."""
        rng, half = self.rng, self.half
        reach = along(0, self.fork, 7 if self.forked else 12)
        left = [self.point(s, -self.width(s) * self.rough(s, 0)) for s in reach]
        right = [self.point(s, self.width(s) * self.rough(s, 1)) for s in reach]
        inside = along(0.07, min(self.fork, 0.93), 4)
        for offset in (-0.4, 0.35):
            fibre = [self.point(s, self.width(s) * offset) for s in inside]
            self.fibres.append(smooth(fibre, closed=False, digits=0))
        if self.forked:
            left += self.tines()
        else:
            for drift in (-0.7, 0.05, 0.7):
                self.hair(0.97, drift * half * 0.3, rng.uniform(0.03, 0.06), drift * half * 0.5)
        for drift in (-0.6, 0.1, 0.7):
            self.hair(0.03, drift * half * 0.3, -rng.uniform(0.03, 0.06), drift * half * 0.5)
        for _ in range(4):
            s = rng.uniform(0.12, min(self.fork, 0.85))
            edge = rng.choice((-1, 1))
            drift = edge * half * rng.uniform(0.3, 0.5)
            self.hair(s, edge * self.width(s), rng.uniform(0.05, 0.08), drift)
        return smooth(left + right[::-1], digits=0)


def strands(sheet: Sheet, seed: int, extent: float = 1.0) -> Shape:
    """Several plates in one muscle. A smaller ``extent`` (0–1) leaves fewer of them (at least two)
    and shortens each about its own middle."""
    rng = random.Random(seed)  # noqa: S311
    outlines, fibres, hairs = [], [], []
    kept = max(2, round(sheet.count * (0.45 + 0.55 * extent)))
    middle_first = sorted(range(sheet.count), key=lambda i: abs(i - (sheet.count - 1) / 2))
    for i in range(sheet.count):
        # All numbers of a plate are drawn before the next, so that extent moves nothing else.
        lane = (2 * i + 1) / sheet.count - 1 + rng.uniform(-0.1, 0.1)
        reach = rng.uniform(0.5, 0.84)
        slack = (0.96 - reach) / 2
        middle = 0.5 + rng.uniform(-slack, slack)
        half = sheet.width / 2 * rng.uniform(0.72, 1.18)
        forked = rng.random() < sheet.fork
        turned = rng.random() < 0.4
        own = random.Random(rng.random())  # noqa: S311
        if i not in middle_first[:kept]:
            continue
        reach *= 0.4 + 0.6 * extent
        t0, t1 = middle - reach / 2, middle + reach / 2
        if turned:
            t0, t1 = t1, t0
        plate = Feather(sheet, lane, t0, t1, half, own, forked)
        outlines.append(plate.draw())
        fibres += plate.fibres
        hairs += plate.hairs
    return Shape("".join(outlines), "".join(fibres), "".join(hairs))
