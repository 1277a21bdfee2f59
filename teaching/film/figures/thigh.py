"""Both thighs from the front, 14 units per cm, origin on the midline level with the top of the hip
joint. Neighbours are borrowed from their own figures and only hinted."""

from __future__ import annotations

from teaching.film.anatomy import Band, Bite, Bone, Break, Figure, Lump, Sheet, moved
from teaching.film.curves import placed
from teaching.film.figures import hips, knee

FEMUR = (
    "M92 33 C95 17 109 9 124 9 C140 9 152 17 157 30 C163 34 171 39 179 37"
    " C184 36 187 26 194 24 C204 22 212 28 215 39 C219 53 218 68 215 84"
    " C212 98 209 120 206 146 C202 200 194 264 184 330 C176 384 164 440 159 480"
    " C155 504 158 524 164 540 C168 552 168 562 167 572 C165 592 152 604 136 604"
    " C124 604 117 592 113 584 C110 578 104 578 100 584 C95 594 86 606 72 605"
    " C56 604 47 590 47 572 C46 562 46 554 52 546 C66 532 98 518 108 490"
    " C118 458 134 392 146 330 C156 264 162 204 163 162 C163 146 160 137 156 131"
    " C151 125 149 117 154 111 C159 106 160 100 156 92 C151 84 143 79 134 79"
    " C114 81 96 70 91 53 C89 47 89 39 92 33Z"
)
FEMUR_LINES = (
    ("M167 41 C174 60 173 88 159 108", "faint"),
    ("M170 170 C166 240 158 320 142 400", "ghost"),
    ("M196 150 C192 220 184 300 170 380", "ghost"),
    ("M108 25 C128 36 152 58 160 94", "trab"),
    ("M118 18 C140 33 160 55 164 94", "trab"),
    ("M128 16 C150 28 164 51 168 90", "trab"),
    ("M100 52 C124 31 160 33 186 46", "trab"),
    ("M105 61 C128 41 164 44 190 74", "trab"),
    ("M124 482 C118 520 120 556 138 596", "trab"),
    ("M140 486 C142 524 146 560 152 590", "trab"),
    ("M108 510 C92 540 80 566 76 596", "trab"),
    ("M122 508 C108 540 98 560 92 584", "trab"),
    ("M56 556 C90 544 130 544 160 556", "ghost"),
)
FIGURE = Figure(
    name="thigh",
    title="Both thighs, from the front",
    per_cm=14,
    box=(-320, -30, 640, 670),
    narrow=(0, 60, 290, 480),
    letter=(-292, 8),
    focus=(180, 260),
    flesh=(
        "M244 -80 C254 -10 268 60 268 150 C266 280 236 420 206 520 C194 570 192 620 192 700"
        " L30 700 C30 630 24 580 30 520 C34 440 26 320 14 220 C10 178 6 164 0 164"
        " C-6 164 -10 178 -14 220 C-26 320 -34 440 -30 520 C-24 580 -30 630 -30 700 L-192 700"
        " C-192 620 -194 570 -206 520 C-236 420 -266 280 -268 150 C-268 60 -254 -10 -244 -80Z"
    ),
    bones=(
        Bone("fibula", placed(knee.FIBULA, 0.412, 108, 566), "thin"),
        Bone(
            "tibia",
            placed(knee.TIBIA, 0.412, 108, 566),
            "thin",
            lines=(
                (placed(knee.TIBIA_LINES[0][0], 0.412, 108, 566), "line"),
                (placed(knee.TIBIA_LINES[1][0], 0.412, 108, 566), "line"),
            ),
        ),
        Bone("femur", FEMUR, lines=FEMUR_LINES),
        Bone(
            "hip",
            placed(hips.HIP + hips.FORAMEN, 0.778, 0, -140),
            "thin",
            lines=((placed(hips.HIP_LINES[0][0], 0.778, 0, -140), "line"),),
        ),
        Bone("patella", placed(knee.PATELLA, 0.4, 108, 562), "thin"),
    ),
    paired=True,
    anchors={
        "sheath": Band(((210, 150), (206, 230), (196, 320), (180, 420)), 24),
        "callus": Lump((212, 300), (30, 58), 8, 0.36, 0.16),
        "round": Lump((70, 360), (14, 14), 0, 0),
        "arch": Band(((176, 400), (206, 430), (200, 510), (166, 548)), 26),
        "strands outer": Sheet(((226, 110), (246, 230), (222, 380), (172, 520)), 19, 3, 20),
        "strands front": Sheet(((176, 70), (190, 220), (160, 380), (112, 520)), 24, 3, 20),
        "strands inner": Sheet(((44, 160), (72, 240), (92, 340), (86, 470)), 28, 4, 17),
        "strands back": Sheet(((112, 176), (140, 280), (128, 400), (76, 540)), 24, 3, 18),
        **{
            f"{name} hip": moved(hips.FIGURE.anchors[name], 0.778, 0, -140)
            for name in ("arch", "sheath", "callus")
        },
        "round hip": Lump((230, -10), (16, 16), 0, 0),
        **{
            f"{name} knee": moved(knee.FIGURE.anchors[name], 0.412, 108, 566)
            for name in ("arch", "callus", "round")
        },
        # The shaft leans out from the knee as its own figure has it.
        "sheath knee": Band(((114, 456), (104, 490), (84, 516), (50, 540)), 15),
    },
    bites={"head": Bite("femur", (118, 36), (38, 33)), "knee": Bite("femur", (66, 592), (34, 36))},
    breaks={
        "neck": Break("femur", (168, 36), (155, 94)),
        "shaft": Break("femur", (147, 309), (188, 316)),
        "distal shaft": Break("femur", (114, 466), (162, 475), 7),
    },
)
