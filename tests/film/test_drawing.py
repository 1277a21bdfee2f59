import gzip
import math
import re
from xml.etree import ElementTree

import pytest

from teaching.film.drawing import draw, fits_narrow, titled
from teaching.film.figures import FIGURES
from teaching.film.parameters import Film, Fracture, Growth, Loss, Mark

SVG = "{http://www.w3.org/2000/svg}"
BROKEN_HIP = Film(
    "hips",
    growths=(Growth("callus"), Growth("arch", "right", 0.7, "maturing")),
    losses=(Loss("head"),),
    fractures=(Fracture("neck"), Fracture("neck", "right", healed=True)),
    marks=(Mark(3, "head"), Mark(4, "callus"), Mark(5, "focus", "right")),
    desc='Bone "beside" <the joint> & more',
    word="new bone",
    prefix="one",
)
KNEE = Film(
    "knee",
    "right",
    growths=(Growth("callus", "right"), Growth("strands", "right")),
    losses=(Loss("inner condyle", "right"),),
    fractures=(Fracture("distal femur", "right", healed=True),),
    prefix="two",
)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def ids(svg: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', svg)


def texts(svg: str) -> list[str]:
    return [text.text for text in parsed(svg).iter(f"{SVG}text")]


def test_the_same_film_is_the_same_text_byte_for_byte():
    assert draw(BROKEN_HIP) == draw(BROKEN_HIP)


@pytest.mark.parametrize("film", [BROKEN_HIP, KNEE], ids=lambda film: film.figure)
def test_a_film_is_well_formed_and_has_no_inline_style_or_script(film):
    svg = draw(film)
    root = parsed(svg)

    assert root.tag == f"{SVG}svg"
    for element in root.iter():
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject"}


def test_two_films_on_a_page_share_no_id_and_use_their_own():
    pair = draw(BROKEN_HIP) + draw(KNEE)
    known = ids(pair)
    used = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', pair)

    assert len(known) == len(set(known))
    assert all(each.startswith(("one-", "two-")) for each in known)
    assert {first or second for first, second in used} <= set(known)


def test_the_picture_is_named_by_its_title_and_described_by_its_text():
    root = parsed(draw(BROKEN_HIP))

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "one-t one-d"
    assert root.find(f"{SVG}title").text == "Both hips, from the front"
    assert root.find(f"{SVG}desc").text == BROKEN_HIP.desc


def test_a_limb_is_called_by_its_side():
    assert titled("knee", "right") == "Right knee, from the front"
    assert titled("hips", "right") == "Both hips, from the front"


def test_a_right_limb_mirrors_bone_and_frame_but_never_the_letter():
    left = draw(Film("knee", growths=(Growth("arch"),)))
    right = draw(Film("knee", "right", growths=(Growth("arch", "right"),)))

    assert texts(left) == ["L"]
    assert texts(right) == ["R"]
    assert 'viewBox="-330 -250 620 600"' in left
    assert 'viewBox="-290 -250 620 600"' in right
    for svg in (left, right):
        root = parsed(svg)
        for group in root.iter(f"{SVG}g"):
            if group.get("transform") == "scale(-1 1)":
                assert list(group.iter(f"{SVG}text")) == []
    assert "scale(-1 1)" in right
    assert "scale(-1 1)" not in left


def test_a_paired_figure_carries_the_letter_of_the_viewers_left():
    assert texts(draw(Film("hips"))) == ["R"]


def test_a_pair_without_findings_draws_its_half_once():
    svg = draw(Film("hips"))

    assert svg.count(FIGURES["hips"].bones[0].outline) == 1
    assert svg.count('<use href="#film-b') == 2


def test_a_finding_of_one_side_leaves_the_other_bone_whole():
    svg = draw(Film("hips", losses=(Loss("head", "right"),)))
    root = parsed(svg)
    mirrored = next(g for g in root.iter(f"{SVG}g") if g.get("transform") == "scale(-1 1)")

    assert len(list(mirrored.iter(f"{SVG}mask"))) == 1
    assert len(list(root.iter(f"{SVG}mask"))) == 1


def test_the_narrow_crop_shows_the_joint_of_the_side():
    svg = draw(Film("hips", "right", growths=(Growth("round", "right"),), narrow=True))

    assert 'viewBox="-370 30 380 300"' in svg
    assert texts(svg) == ["R"]


def test_the_narrow_crop_is_refused_where_a_finding_leaves_it():
    tall = Film("knee", growths=(Growth("strands"),), narrow=True)
    both = Film("hips", growths=(Growth("arch"), Growth("arch", "right")), narrow=True)

    assert not fits_narrow(tall)
    assert not fits_narrow(both)
    assert 'viewBox="-330 -250 620 600"' in draw(tall)


@pytest.mark.parametrize(
    ("film", "problem"),
    [
        (Film("toe"), r"Film\.figure is 'toe'; there are ankle, elbow"),
        (
            Film("knee", growths=(Growth("bridge"),)),
            r"Growth\.anchor is 'bridge'; knee has arch, sheath, callus, round, strands",
        ),
        (Film("knee", losses=(Loss("head"),)), r"Loss\.place is 'head'; knee has inner condyle"),
        (Film("flank", losses=(Loss("rib"),)), r"Loss\.place is 'rib'; flank has none"),
        (Film("knee", fractures=(Fracture("neck"),)), r"Fracture\.place is 'neck'; knee has"),
        (Film("knee", marks=(Mark(1, "nose"),)), r"Mark\.at is 'nose'; knee has"),
        (
            Film("knee", "right", growths=(Growth("arch", "left"),)),
            r"Growth\.anchor 'arch' is of the left side of a right limb",
        ),
    ],
)
def test_what_a_figure_does_not_have_is_refused_by_name(film, problem):
    with pytest.raises(ValueError, match=problem):
        draw(film)


def test_the_text_is_escaped():
    svg = draw(Film("knee", desc="</desc><script>alert(1)</script>", title="<b>", word="<i>"))

    assert "<script" not in svg
    assert "<b>" not in svg


def test_marks_stand_apart_inside_the_frame_and_off_the_new_bone():
    figure = FIGURES["hips"]
    root = parsed(draw(BROKEN_HIP))
    discs = [
        tuple(float(n) for n in re.findall(r"-?[\d.]+", group.get("transform")))
        for group in root.iter(f"{SVG}g")
        if (group.get("transform") or "").startswith("translate")
        and list(group.iter(f"{SVG}circle"))
    ]

    assert len(discs) == 3
    left, top, width, height = figure.box
    for x, y in discs:
        assert left + 12 < x < left + width - 12
        assert top + 12 < y < top + height - 12
    for i, one in enumerate(discs):
        for other in discs[i + 1 :]:
            assert abs(one[0] - other[0]) + abs(one[1] - other[1]) > 30
    assert [text for text in texts(draw(BROKEN_HIP)) if text.isdigit()] == ["3", "4", "5"]


def leaders(svg: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """From each dot to its disc."""
    found = re.findall(r'f-leader" d="M(\S+) (\S+)L(\S+) (\S+)"', svg)
    return [((float(a), float(b)), (float(c), float(d))) for a, b, c, d in found]


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_discs_of_a_film_beside_another_neither_touch_nor_cross_a_leader(name):
    """The style sheet shows them larger there: 12 of 500 units, times 1.8."""
    figure = FIGURES[name]
    anchor = next(iter(figure.anchors))
    marks = (Mark(1, anchor), Mark(2, anchor), Mark(3), Mark(4))
    film = Film(name, growths=(Growth(anchor),), marks=marks, is_half=True)
    radius = 12 * 1.8 * figure.box[2] / 500

    drawn = leaders(draw(film))

    assert len(drawn) == 4
    for i, (_, disc) in enumerate(drawn):
        for j, (other_dot, other) in enumerate(drawn):
            if i != j:
                assert math.dist(disc, other) > 2 * radius
                for step in range(101):
                    on = [a + (b - a) * step / 100 for a, b in zip(other_dot, other, strict=True)]
                    assert math.dist(disc, on) > radius
        assert figure.box[0] < disc[0] - radius
        assert disc[0] + radius < figure.box[0] + figure.box[2]


def test_the_word_for_new_bone_stands_once_on_each_side():
    assert texts(draw(BROKEN_HIP)).count("new bone") == 2


def compressed(film: Film) -> int:
    return len(gzip.compress(draw(film).encode(), 6))


def test_a_film_is_light_over_the_wire():
    """Two of the heaviest kind beside each other leave half of a page of 40 kB."""
    arches = Film("hips", growths=(Growth("arch"), Growth("arch", "right")))
    strands = Film(
        "hips",
        growths=tuple(
            Growth(f"strands {muscle}", side, seed=seed)
            for seed, (muscle, side) in enumerate(
                (muscle, side)
                for muscle in ("buttock", "outer thigh", "inner thigh")
                for side in ("left", "right")
            )
        ),
    )

    assert compressed(arches) < 4_500
    assert compressed(BROKEN_HIP) < 7_000
    assert compressed(KNEE) < 6_000
    assert compressed(strands) < 9_500
