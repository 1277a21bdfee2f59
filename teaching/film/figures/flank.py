"""Lower trunk from the front, both sides, 18 units per cm, in the frame of the hips. The ribs are
those seen from behind."""

from __future__ import annotations

from teaching.film.anatomy import Band, Bone, Break, Figure, Lump, Sheet
from teaching.film.curves import ribbon
from teaching.film.figures import hips, spine

RIBS = (
    Bone("rib 12", ribbon(((34, -280), (72, -284), (116, -256), (142, -208)), 13), "thin"),
    Bone("rib 11", ribbon(((34, -334), (108, -344), (182, -284), (214, -176)), 15), "thin"),
    Bone("rib 10", ribbon(((32, -384), (150, -408), (254, -316), (254, -160)), 16), "thin"),
    Bone("rib 9", ribbon(((32, -434), (176, -466), (290, -356), (270, -190)), 16), "rib"),
)
FIGURE = Figure(
    name="flank",
    title="Lower trunk, from the front",
    per_cm=18,
    box=(-360, -360, 720, 520),
    narrow=(0, -270, 340, 340),
    letter=(-329, -324),
    focus=(170, -70),
    flesh=(
        "M282 -460 C288 -360 284 -260 274 -180 C268 -110 276 -40 292 20"
        " C306 80 318 140 326 240 L-326 240 C-318 140 -306 80 -292 20"
        " C-276 -40 -268 -110 -274 -180 C-284 -260 -288 -360 -282 -460Z"
    ),
    bones=(
        *RIBS,
        Bone(
            "hip",
            hips.HIP + hips.FORAMEN,
            lines=(*hips.HIP_LINES[-2:], ("M34 -196 C70 -110 120 0 176 160", "ghost")),
        ),
    ),
    centre=(
        Bone("sacrum", spine.SACRUM, lines=spine.SACRUM_LINES, holes=spine.FORAMINA),
        *spine.vertebrae(
            ("T11", -322, 0.84),
            ("T12", -269, 0.88),
            ("L1", -212, 0.92),
            ("L2", -152, 0.95),
            ("L3", -90, 0.98),
            ("L4", -26, 1.0),
            ("L5", 33, 1.0),
        ),
    ),
    paired=True,
    anchors={
        "arch": Band(((92, -120), (150, -110), (180, -60), (168, 4)), 36),
        "sheath": Band(((104, 8), (150, -26), (214, -18), (252, 54)), 26),
        "callus": Lump((210, -60), (38, 66), 8, 0.36, 0.2),
        "round": Lump((216, -100), (18, 18), 0, 0),
        "strands outer": Sheet(((226, -196), (252, -126), (252, -60), (236, 20)), 22, 3, 18),
        "strands back": Sheet(((104, -218), (128, -150), (146, -80), (152, 4)), 36, 3, 19),
        "strands deep": Sheet(((44, -206), (76, -120), (108, -10), (156, 140)), 22, 2, 20),
    },
    breaks={"rib": Break("rib 11", (150, -302), (160, -284))},
)
