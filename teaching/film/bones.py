"""How bone is drawn: dense at the cortex, lucent in the marrow, so that overlaps add up.

One outline is filled faintly and stroked three times, clipped to itself and blurred, then once
crisply. All of it stands as markup with ``PREFIX`` where the film's own prefix goes, so that a
figure's host bone is worked out once per process.
"""

from __future__ import annotations

from functools import cache, lru_cache

from teaching.film.anatomy import Anchor, Band, Bone, Sheet
from teaching.film.curves import num
from teaching.film.lumps import lump
from teaching.film.parameters import Growth
from teaching.film.plates import plate
from teaching.film.shapes import Shape
from teaching.film.strands import strands

PREFIX = "\x00"
BLURRED = {"ghost": "soft", "sourcil": "fine"}


def dense(path: str, looks: str, uid: str, rule: str = "evenodd") -> str:
    """A group of class ``looks``: fill and strokes of one closed path, clipped to it."""
    ref = f'href="#{PREFIX}{uid}p"'
    return (
        f'<g class="{looks}"><clipPath id="{PREFIX}{uid}c"><path id="{PREFIX}{uid}p"'
        f' clip-rule="{rule}" fill-rule="{rule}" d="{path}"/></clipPath>'
        f'<use class="f-body" {ref}/><g clip-path="url(#{PREFIX}{uid}c)">'
        f'<g filter="url(#{PREFIX}soft)"><use class="f-r1" {ref}/><use class="f-r2" {ref}/>'
        f'<use class="f-r3" {ref}/></g><use class="f-r4" {ref}/></g></g>'
    )


@cache
def host(bone: Bone, uid: str) -> str:
    """A host bone with its holes and lines."""
    out = [dense(bone.outline, f"f-host f-{bone.looks}" if bone.looks else "f-host", uid)]
    for x, y, rx, ry in bone.holes:
        out.append(
            f'<ellipse class="f-hole" cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}"/>'
        )
    for path, kind in bone.lines:
        blur = f' filter="url(#{PREFIX}{BLURRED[kind]})"' if kind in BLURRED else ""
        out.append(f'<path class="f-{kind}" d="{path}"{blur}/>')
    return "".join(out)


@lru_cache(maxsize=1024)
def shape(anchor: Anchor, seed: int, extent: float) -> Shape:
    """The outline of what grows at an anchor."""
    if isinstance(anchor, Sheet):
        return strands(anchor, seed, extent)
    if isinstance(anchor, Band):
        return plate(anchor, seed, extent)
    return lump(anchor, seed, extent)


def new_bone(anchor: Anchor, growth: Growth, uid: str) -> str:
    """One new bone: ripe with rim and trabeculae, maturing with a broken rim, or a cloud."""
    grown = shape(anchor, growth.seed, growth.extent)
    if growth.maturity == "cloud":
        return (
            f'<path class="f-cloud" d="{grown.outline}" filter="url(#{PREFIX}haze)"/>'
            f'<path class="f-dots" d="{grown.outline}"/>'
        )
    looks = ["f-new"]
    if isinstance(anchor, Sheet):
        looks.append("f-strand")
    if growth.maturity == "maturing":
        looks.append("f-maturing")
    fray = f'<path class="f-fray" d="{grown.frayed}"/>' if grown.frayed else ""
    return (
        f'<g class="{" ".join(looks)}">{fray}{dense(grown.outline, "f-ho", uid, "nonzero")}'
        f'<path class="f-inner" d="{grown.inner}"/></g>'
    )
