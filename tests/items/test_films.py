from dataclasses import replace

import pytest

from teaching.film.drawing import draw
from teaching.film.parameters import Film, Fracture, Growth, Loss, Mark
from teaching.items import films
from teaching.items.generators import unfolding
from teaching.items.lightbox import LightBox, Pointer
from teaching.items.showing import STORY, ShownStage, Story, snapshot
from teaching.items.vignettes import checksum
from tests.items.demo import nho

BOX = LightBox(
    views=(
        Film(
            "hips",
            growths=(Growth("arch"), Growth("callus", "right", 0.7, "maturing", 9)),
            losses=(Loss("head", "right", 0.9),),
            fractures=(Fracture("neck", healed=True),),
            title="Both hips",
            desc="Left hip: bone.",
            word="new bone",
        ),
        Film("knee", "right", growths=(Growth("arch", "right"),)),
    ),
    legend="new bone",
    disclaimer="A sketch",
    left_out=("left knee",),
    more="Left knee: bone.",
    pointers=(Pointer(4, 0, "arch", "left"), Pointer(4, 1, "arch", "right")),
)


def test_a_light_box_comes_back_from_its_row_as_it_was_stored():
    stage = ShownStage(1, 0, "imaging", "Imaging", (), is_film=True, box=BOX)
    told = Story(7, 1, "A case", "easy", (stage,), ())

    assert STORY.validate_python(snapshot(told)) == told


def test_a_drawing_depends_on_its_view_the_ids_and_the_numbers_alone():
    first, second = films.drawings(BOX, "film-2")

    assert first == draw(replace(BOX.views[0], prefix="film-2-1", is_half=True))
    assert second == draw(replace(BOX.views[1], prefix="film-2-2", is_half=True))
    assert films.drawings(replace(BOX, more="Otherwise."), "film-2") == (first, second)


def test_a_line_is_numbered_on_every_view_that_shows_it():
    assert films.drawings(BOX, "f", {4: 2, 5: 3}) == (
        draw(replace(BOX.views[0], prefix="f-1", is_half=True, marks=(Mark(2, "arch", "left"),))),
        draw(replace(BOX.views[1], prefix="f-2", is_half=True, marks=(Mark(2, "arch", "right"),))),
    )


def with_knees_drawn_otherwise():
    pack, _ = nho()
    places = tuple(
        place.model_copy(update={"anchors": ("round",)}) if place.figure == "knee" else place
        for place in pack.film.places
    )
    return pack.model_copy(update={"film": pack.film.model_copy(update={"places": places})})


def test_another_film_makes_a_revision_of_the_cases_that_show_it_and_of_no_other():
    pack, knowledge = nho()

    def sums(of) -> dict[str, str]:
        return {
            each.slug: checksum("rules", each, films.hang(knowledge, of, each))
            for each in pack.vignettes
        }

    before, after = sums(pack), sums(with_knees_drawn_otherwise())

    assert [slug for slug in before if before[slug] != after[slug]] == [
        "footplate",
        "loaded-trolley",
        "passenger-seat",
    ]


@pytest.mark.parametrize("key", unfolding.keys(nho()[0]))
def test_a_film_comes_from_displayed_lines_alone(key):
    """Neither options, nor keys, nor sentences of a later stage or of a lead-in change it."""
    pack, knowledge = nho()
    vignette = unfolding.draw(knowledge, pack, key=key, difficulty="medium", seed=3)
    bare = vignette.model_copy(update={"items": (), "title": "Another", "code": None})

    assert films.hang(knowledge, pack, bare) == films.hang(knowledge, pack, vignette)


def test_a_case_looks_the_same_in_every_revision():
    pack, knowledge = nho()
    first = pack.vignettes[0]
    reworded = first.model_copy(update={"title": "Another title"})

    assert films.hang(knowledge, pack, reworded) == films.hang(knowledge, pack, first)


def test_a_stage_of_another_kind_shows_no_film():
    pack, knowledge = nho()
    vignette = pack.vignettes[0]

    boxes = films.hang(knowledge, pack, vignette)

    shown = [stage.stage for stage, box in zip(vignette.stages, boxes, strict=True) if box]
    assert shown == ["imaging"]
    assert [films.is_filmed(pack, slug) for slug in ("history", "imaging")] == [False, True]
