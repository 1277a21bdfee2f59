import re
from pathlib import Path

import pytest

from teaching.film.curves import vertices
from teaching.film.drawing import draw
from teaching.film.figures import FIGURES
from teaching.film.parameters import Film, Fracture, Growth, Loss, Mark
from teaching.knowledge.schema.filming import FigureName

CSS = Path(__file__).parents[2] / "static" / "css" / "film.css"
EVERY = sorted(FIGURES)


def test_the_pack_format_names_the_figures_there_are():
    assert sorted(FigureName.__args__) == EVERY


@pytest.mark.parametrize("name", EVERY)
def test_every_anchor_draws_at_every_extent_and_maturity(name):
    figure = FIGURES[name]
    for anchor in figure.anchors:
        for extent, maturity in ((0, "cloud"), (0.5, "maturing"), (1, "mature")):
            for side in ("left", "right"):
                growth = Growth(anchor, side, extent, maturity, 9)
                svg = draw(Film(name, side, growths=(growth,)))
                assert ('class="f-cloud"' if maturity == "cloud" else 'class="f-ho"') in svg


@pytest.mark.parametrize("name", EVERY)
def test_every_place_of_loss_and_fracture_draws(name):
    figure = FIGURES[name]
    for place in figure.bites:
        assert 'class="f-ragged"' in draw(Film(name, losses=(Loss(place),)))
    for place in figure.breaks:
        assert 'class="f-fresh"' in draw(Film(name, fractures=(Fracture(place),)))
        assert 'class="f-healed"' in draw(Film(name, fractures=(Fracture(place, healed=True),)))


@pytest.mark.parametrize("name", EVERY)
def test_loss_and_fracture_lie_on_a_bone_of_the_figure(name):
    figure = FIGURES[name]
    bones = {bone.name for bone in figure.bones}

    assert {place.bone for place in (*figure.bites.values(), *figure.breaks.values())} <= bones


@pytest.mark.parametrize("name", EVERY)
def test_every_growth_begins_inside_the_frame(name):
    figure = FIGURES[name]
    left, top, width, height = figure.box
    for anchor in figure.anchors:
        svg = draw(Film(name, growths=(Growth(anchor),)))
        ring = vertices(re.search(r'nonzero" d="([^"]+)"', svg)[1], 1)[0]
        inside = [left < x < left + width and top < y < top + height for x, y in ring]
        assert sum(inside) > len(inside) / 3, anchor


@pytest.mark.parametrize("name", EVERY)
def test_the_narrow_crop_lies_within_reach_of_the_frame(name):
    left, top, width, height = FIGURES[name].box
    x, y, w, h = FIGURES[name].narrow

    assert left <= x + 10
    assert x + w <= left + width + 10
    assert top <= y
    assert y + h <= top + height


@pytest.mark.parametrize("name", EVERY)
def test_names_of_bones_are_unique(name):
    names = [bone.name for bone in (*FIGURES[name].bones, *FIGURES[name].centre)]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", EVERY)
def test_two_films_side_by_side_share_the_width_by_their_shape(name):
    """The style sheet holds the ratio of each frame, since no inline style is allowed."""
    found = re.search(rf"\.film-{name}\b[^{{}}]* {{ flex-grow: ([\d.]+); }}", CSS.read_text())

    assert float(found[1]) == pytest.approx(FIGURES[name].box[2] / FIGURES[name].box[3], abs=1e-4)


def test_every_class_of_a_drawing_has_its_looks_and_every_look_is_used():
    drawn = "".join(
        draw(
            Film(
                name,
                growths=tuple(
                    Growth(anchor, maturity=maturity)
                    for anchor in FIGURES[name].anchors
                    for maturity in ("cloud", "maturing", "mature")
                ),
                losses=tuple(Loss(place) for place in FIGURES[name].bites),
                fractures=tuple(
                    Fracture(place, healed=healed)
                    for place in FIGURES[name].breaks
                    for healed in (False, True)
                ),
                marks=(Mark(1),),
                word="bone",
            )
        )
        for name in EVERY
    )
    used = {each for names in re.findall(r'class="([^"]+)"', drawn) for each in names.split()}
    styled = set(re.findall(r"\.(f-[a-z0-9]+)", CSS.read_text()))

    # Groups that only carry what their children look like.
    assert {each for each in used if each.startswith("f-")} - styled == {"f-host", "f-new"}
    assert styled - used == set()
