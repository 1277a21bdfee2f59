"""The midline of the trunk: sacrum, coccyx and vertebrae, 18 units per cm, in the frame of the
hips."""

from __future__ import annotations

from teaching.film.anatomy import Bone
from teaching.film.curves import mirrored, placed

SACRUM = (
    "M-66 58 C-46 50 -28 52 -14 58 C-5 61 5 61 14 58 C28 52 46 50 66 58"
    " C76 64 80 82 80 100 C80 116 74 130 64 142 C54 156 46 170 38 186"
    " C30 202 22 216 12 224 C5 229 -5 229 -12 224 C-22 216 -30 202 -38 186"
    " C-46 170 -54 156 -64 142 C-74 130 -80 116 -80 100 C-80 82 -76 64 -66 58Z"
)
COCCYX = (
    "M-11 224 C-5 229 5 229 11 224 C10 236 7 244 5 252 C4 260 2 266 0 268"
    " C-2 266 -4 260 -5 252 C-7 244 -10 236 -11 224Z"
)
FORAMINA = tuple(
    (s * x, y, rx, ry)
    for x, y, rx, ry in ((31, 92, 8, 6), (27, 122, 7, 5.5), (23, 150, 6, 5), (18, 176, 5, 4.2))
    for s in (1, -1)
)
SACRUM_LINES = (
    *(
        (
            f"M{x - rx - 2} {y - 1} C{x - rx} {y - ry - 3}"
            f" {x + rx} {y - ry - 3} {x + rx + 2} {y - 1}",
            "line",
        )
        for x, y, rx, ry in FORAMINA
    ),
    ("M0 66 C2 110 -2 160 0 216", "ghost"),
)
L5 = (
    "M-46 18 C-44 10 -30 10 0 10 C30 10 44 10 46 18 C48 24 41 30 42 36 C43 44 50 48 48 54"
    " C40 58 26 57 12 60 C4 62 -4 62 -12 60 C-26 57 -40 58 -48 54 C-50 48 -43 44 -42 36"
    " C-41 30 -48 24 -46 18Z"
)
L5_WING = "M34 31 C52 24 76 24 92 30 C97 33 96 40 90 41 C74 42 56 46 34 43Z"
L4 = (
    "M-44 -52 C-30 -57 30 -57 44 -52 C47 -46 40 -38 40 -28 C40 -18 48 -8 46 -2"
    " C30 4 -30 4 -46 -2 C-48 -8 -40 -18 -40 -28 C-40 -38 -47 -46 -44 -52Z"
)
L4_WING = "M34 -34 C54 -40 80 -40 96 -34 C100 -31 99 -26 94 -25 C76 -25 56 -20 34 -21Z"


PROCESS = "M0 -26 C5 -18 6 -6 0 -2 C-6 -6 -5 -18 0 -26Z"


def pedicle(x: int) -> str:
    """The ring of a pedicle seen end on, around (x, 0)."""
    return (
        f"M{x} -9 C{x + 5} -9 {x + 7} -5 {x + 7} 0 C{x + 7} 5 {x + 5} 9 {x} 9"
        f" C{x - 5} 9 {x - 7} 5 {x - 7} 0 C{x - 7} -5 {x - 5} -9 {x} -9Z"
    )


def vertebrae(*rows: tuple[str, float, float]) -> tuple[Bone, ...]:
    """Vertebrae as (name, y of the middle, scale): body, transverse processes (lumbar ones only),
    pedicles and spinous process. L5 has its own outline, all others are L4 scaled."""
    out = []
    for name, y, scale in rows:
        fifth = name == "L5"
        body, wing = (L5, L5_WING) if fifth else (L4, L4_WING)
        middle = y - 33 * scale if fifth else y + 26 * scale
        if not name.startswith("T"):
            process = placed(wing, scale, 0, middle)
            out.append(Bone(f"{name} left process", process))
            out.append(Bone(f"{name} right process", mirrored(process)))
        spine = placed(PROCESS, scale, 0, y + 26 * scale + (2 if fifth else 0))
        eyes = ((placed(pedicle(x), scale, 0, y - 1), "pedicle") for x in (-27, 27))
        out.append(Bone(name, placed(body, scale, 0, middle), lines=(*eyes, (spine, "line"))))
    return tuple(out)
