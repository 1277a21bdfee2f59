"""Left upper arm from the front, 18 units per cm, origin in the middle of the shaft. Neighbours are
borrowed from their own figures and only hinted."""

from __future__ import annotations

from teaching.film.anatomy import Band, Bite, Bone, Break, Figure, Lump, Sheet, moved
from teaching.film.curves import placed
from teaching.film.figures import elbow, shoulder

HUMERUS = (
    "M-46 -232 C-54 -243 -58 -255 -57 -268 C-56 -290 -36 -306 -13 -306"
    " C-2 -306 8 -303 15 -297 C18 -295 21 -296 23 -294 C34 -288 43 -277 43 -263"
    " C43 -248 36 -232 32 -214 C28 -193 25 -165 25 -131 C26 -90 27 -60 25 -20"
    " C22 40 20 90 20 129 C20 162 22 190 27 210 C33 226 46 240 49 250"
    " C52 257 51 263 46 268 C44 272 43 276 42 281 C41 291 35 299 25 301"
    " C18 302 13 299 9 297 C7 298 5 299 2 299 C-1 299 -5 297 -9 296"
    " C-13 295 -17 297 -21 300 C-25 303 -29 304 -33 300 C-37 296 -37 287 -37 280"
    " C-38 274 -41 271 -46 272 C-53 273 -62 271 -64 265 C-67 259 -64 250 -57 245"
    " C-46 237 -33 226 -27 210 C-22 190 -20 162 -20 129 C-20 40 -20 -60 -21 -131"
    " C-21 -158 -22 -179 -28 -198 C-32 -212 -38 -222 -46 -232Z"
)
HUMERUS_LINES = (
    ("M-44 -232 C-29 -238 5 -268 15 -296", "faint"),
    ("M7 -280 C11 -264 9 -246 3 -226", "faint"),
    ("M-10 -180 C-8 -60 -10 60 -10 170", "ghost"),
    ("M14 -180 C14 -60 10 60 10 170", "ghost"),
    ("M-48 -280 C-32 -268 -18 -246 -14 -214", "trab"),
    ("M-32 -298 C-12 -276 2 -248 4 -210", "trab"),
    ("M-10 -302 C8 -282 16 -254 16 -214", "trab"),
    ("M-52 -260 C-28 -272 6 -276 34 -264", "trab"),
    ("M-26 262 C-26 250 -18 244 -8 244 C2 244 9 251 10 262", "line"),
)
FIGURE = Figure(
    name="upper-arm",
    title="Upper arm, from the front",
    per_cm=18,
    box=(-250, -330, 500, 660),
    narrow=(-120, -180, 250, 360),
    letter=(214, -292),
    focus=(2, 10),
    flesh=(
        "M-330 -366 C-240 -372 -140 -372 -60 -372 C20 -374 76 -350 96 -300"
        " C106 -250 102 -180 94 -100 C88 0 88 90 84 170 C84 240 100 280 104 400 L-96 400"
        " C-98 300 -92 250 -84 190 C-82 90 -84 0 -84 -70 C-86 -90 -92 -96 -98 -86"
        " C-112 -40 -124 120 -130 400 L-330 400Z"
    ),
    bones=(
        Bone(
            "scapula",
            placed(shoulder.SCAPULA, 0.692, -14, -262),
            "thin",
            lines=((placed(shoulder.SCAPULA_LINES[0][0], 0.692, -14, -262), "faint"),),
        ),
        Bone("olecranon", placed(elbow.OLECRANON, 0.474, 0, 290), "thin"),
        Bone("radius", placed(elbow.RADIUS, 0.474, 0, 290), "thin"),
        Bone("ulna", placed(elbow.ULNA, 0.474, 0, 290), "thin"),
        Bone("humerus", HUMERUS, lines=HUMERUS_LINES, holes=((-8, 259, 15, 11),)),
        Bone("acromion", placed(shoulder.ACROMION, 0.692, -14, -262), "thin"),
        Bone("clavicle", placed(shoulder.CLAVICLE, 0.692, -14, -262), "thin"),
    ),
    anchors={
        "arch": Band(((30, -318), (74, -318), (80, -246), (36, -190)), 30),
        "sheath": Band(((38, -170), (36, -80), (34, 20), (30, 130)), 26),
        "callus": Lump((46, 6), (32, 74), 8, 0.36, -0.06),
        "round": Lump((-54, 60), (16, 16), 0, 0),
        "strands front": Sheet(((-6, -210), (20, -90), (20, 60), (2, 250)), 36, 3, 21),
        "strands back": Sheet(((-40, -190), (-58, -60), (-54, 80), (-12, 240)), 18, 2, 19),
        "strands outer": Sheet(((50, -290), (74, -220), (70, -110), (28, -20)), 16, 2, 19),
        **{
            f"{name} shoulder": moved(shoulder.FIGURE.anchors[name], 0.692, -14, -262)
            for name in ("arch", "sheath", "callus", "round")
        },
        **{
            f"{name} elbow": moved(elbow.FIGURE.anchors[name], 0.474, 0, 290)
            for name in ("arch", "sheath", "callus", "round")
        },
    },
    bites={
        "head": Bite("humerus", (-21, -272), (44, 40)),
        "outer condyle": Bite("humerus", (31, 288), (26, 23)),
    },
    breaks={
        "surgical neck": Break("humerus", (-29, -198), (33, -212), -15),
        "distal humerus": Break("humerus", (-30, 218), (30, 214), 32),
        "shaft": Break("humerus", (-23, 8), (25, 4)),
        "distal shaft": Break("humerus", (-21, 158), (21, 154), 6),
    },
)
