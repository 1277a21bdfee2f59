import random
from xml.etree import ElementTree

import pytest

from teaching.film.figures import FIGURES
from teaching.items.generators import unfolding
from teaching.items.picturing import Picture, pictures
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.statements import Claim, Tag
from tests.items.demo import nho
from tests.items.reading_alt import read_alt

GENERATED = 36
"""So many generated cases of each key are decided from the text of their films."""


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def tags(*texts: str) -> list[Tag]:
    return [Tag.parse(text) for text in texts]


def films(*lines: list[Tag], **options) -> tuple[Picture, ...]:
    """The films of these lines of the demo pack; scopes run over these lines."""
    pack, knowledge = nho()
    statements = knowledge.statements(lines)
    return pictures(knowledge, pack, statements, 17, "film-2", lines=lines, **options)


def alt(*lines: list[Tag]) -> str:
    return " ".join(picture.alt for picture in films(*lines))


def told(vignette: Vignette) -> tuple[list[tuple[Tag, ...]], list[tuple[Tag, ...]]]:
    """All lines, and those that stand on stages with a film; the others are empty there."""
    pack, _ = nho()
    assert pack.film is not None
    lines, filmed = [], []
    for stage in vignette.stages:
        for line in stage.lines:
            lines.append(line.tags)
            filmed.append(line.tags if stage.stage in pack.film.stages else ())
    return lines, filmed


def decided(vignette: Vignette) -> tuple[dict[str, str], dict[str, str]]:
    """How every form stands by the lines, and by the text of the films in place of what they show.

    Takes any vignette of the demo pack.
    """
    pack, knowledge = nho()
    assert pack.film is not None
    lines, filmed = told(vignette)
    shown = pictures(knowledge, pack, knowledge.statements(filmed, lines), 5, "f", lines=filmed)
    stage_of = {finding.slug: finding.stage for finding in pack.findings}
    blind = [
        tuple(tag for tag in line if not (on_film and stage_of[tag.finding] in pack.film.stages))
        for line, on_film in zip(lines, filmed, strict=True)
    ]
    blind.append(read_alt(pack, " ".join(picture.alt for picture in shown)))
    forms = [concept.slug for concept in pack.concepts if concept.axis == "form"]

    def states(own: list[tuple[Tag, ...]]) -> dict[str, str]:
        case = knowledge.case(own, lines)
        return {form: knowledge.judge(case, Claim(form)).state.value for form in forms}

    return states(lines), states(blind)


def hand_written() -> list[Vignette]:
    return list(nho()[0].vignettes)


@pytest.mark.parametrize("vignette", hand_written(), ids=lambda vignette: vignette.slug)
def test_the_text_of_the_films_decides_a_case_as_its_lines_do(vignette):
    by_lines, by_text = decided(vignette)

    assert by_text == by_lines


@pytest.mark.parametrize("vignette", hand_written(), ids=lambda vignette: vignette.slug)
def test_the_text_says_every_statement_of_the_films_and_no_other(vignette):
    pack, knowledge = nho()
    lines, filmed = told(vignette)
    statements = knowledge.statements(filmed, lines)
    stages = {finding.slug: finding.stage for finding in pack.findings}

    shown = pictures(knowledge, pack, statements, 5, "f", lines=filmed)

    read_back = [read_alt(pack, " ".join(picture.alt for picture in shown))]
    assert {
        (each.finding, each.region, each.present) for each in knowledge.statements(read_back, lines)
    } == {
        (each.finding, each.region, each.present)
        for each in statements
        if stages[each.finding] in pack.film.stages
    }


@pytest.mark.parametrize("key", unfolding.keys(nho()[0]))
def test_the_text_of_the_films_decides_generated_cases_too(key):
    pack, knowledge = nho()
    for seed in range(GENERATED):
        difficulty = ("easy", "medium", "hard")[seed % 3]
        vignette = unfolding.draw(knowledge, pack, key=key, difficulty=difficulty, seed=seed)

        by_lines, by_text = decided(vignette)

        assert by_text == by_lines, (difficulty, seed)


def test_without_the_text_a_form_stays_open():
    """The control of the two tests above: the other lines alone do not decide."""
    pack, knowledge = nho()
    vignette = next(each for each in pack.vignettes if each.slug == "stiff-before-discharge")
    lines, filmed = told(vignette)
    case = knowledge.case(
        [() if on_film else line for line, on_film in zip(lines, filmed, strict=True)], lines
    )

    assert knowledge.judge(case, Claim("periarthritic")).state.value == "open"


def test_the_text_reads_as_a_colleague_would_say_it():
    text = alt(
        tags("resorbed at left-hip", "fractured at left-hip"),
        tags("callus-like at left-hip"),
        tags("normal at right-hip"),
        tags("normal at elsewhere"),
    )

    assert text == (
        "Left hip: a mass resembling overgrown callus, bone ends partly resorbed, a break through"
        " the bone. Right hip: normal and clear. Everywhere else: normal and clear."
    )


def test_what_is_said_of_everywhere_else_is_not_spelled_out():
    """A list of the clear regions would name, by what it lacks, what a later stage shows."""
    pack, knowledge = nho()
    shown_now = [tags("strands at both-thigh"), tags("not new-bone at elsewhere")]
    later = tags("strands at both-flank")
    statements = knowledge.statements(shown_now, [*shown_now, later])

    (picture,) = pictures(knowledge, pack, statements, 1, "f", lines=shown_now)

    assert picture.alt == (
        "Both thighs: many large strands of bone in the muscle. Everywhere else: no new bone."
    )


def test_nothing_is_drawn_where_neither_bone_nor_damage_is_stated():
    assert films(tags("intact at both-hip"), tags("not new-bone at all-muscles")) == ()


def test_findings_of_other_stages_are_not_drawn():
    bare = films(tags("beside at left-hip"))
    more = films(tags("beside at left-hip", "not painful at left-hip", "cord-lesion"))

    assert more == bare


def test_at_most_two_films_stand_side_by_side_and_the_rest_is_in_the_text():
    shown = films(
        tags("beside at both-hip"), tags("beside at both-knee"), tags("beside at both-shoulder")
    )

    assert [picture.figure for picture in shown] == ["hips", "knee"]
    assert shown[1].caption == "Left knee, from the front"
    assert "Both shoulders" in shown[1].alt
    assert "shoulder" not in shown[0].alt


def test_damage_is_shown_before_bone_where_there_is_no_room_for_all():
    shown = films(
        tags("beside at left-shoulder", "beside at left-elbow", "beside at left-ankle"),
        tags("resorbed at right-wrist", "beside at right-wrist"),
    )

    assert "Right forearm and wrist, from the front" in [picture.caption for picture in shown]


def test_two_limbs_hang_with_the_right_one_at_the_viewers_left():
    shown = films(tags("beside at both-knee"))

    assert [picture.caption for picture in shown] == [
        "Right knee, from the front",
        "Left knee, from the front",
    ]


def test_one_region_that_two_figures_hold_is_drawn_on_the_one_already_there():
    shown = films(tags("beside at left-hip"), tags("strands at both-buttock"))

    assert [picture.figure for picture in shown] == ["hips"]


def test_mirror_images_share_their_outline_and_other_sides_do_not():
    alike = films(tags("coarse at both-hip", "symmetrical at both-hip"))[0].svg
    apart = films(tags("coarse at both-hip"))[0].svg

    assert alike.count('class="f-ho"') == 1
    assert apart.count('class="f-ho"') == 2


def test_the_same_statements_and_seed_give_the_same_films():
    lines = [tags("strands at both-thigh"), tags("resorbed at left-knee", "beside at left-knee")]

    assert films(*lines) == films(*lines)


def test_another_seed_gives_another_drawing_with_the_same_text():
    pack, knowledge = nho()
    lines = [tags("callus-like at left-knee")]
    statements = knowledge.statements(lines)

    one, other = (pictures(knowledge, pack, statements, seed, "f")[0] for seed in (1, 2))

    assert one.alt == other.alt
    assert one.svg != other.svg


def test_the_text_is_the_description_inside_the_drawing():
    (picture,) = films(tags("beside at left-elbow"))
    root = parsed(picture.svg)

    assert root.find("{http://www.w3.org/2000/svg}desc").text == picture.alt
    assert root.find("{http://www.w3.org/2000/svg}title").text == picture.caption


def test_a_number_points_at_what_its_line_states():
    lines = [tags("resorbed at left-knee"), tags("callus-like at left-knee")]
    svg = films(*lines, numbered=[(0, 3), (1, 4)])[0].svg

    spots = [
        (float(dot.get("cx")), float(dot.get("cy")))
        for dot in parsed(svg).iter("{http://www.w3.org/2000/svg}circle")
        if dot.get("class") == "f-dot"
    ]
    knee = FIGURES["knee"]
    assert spots == [knee.bites["inner condyle"].centre, knee.anchors["callus"].centre]


def test_a_number_at_a_region_without_findings_points_at_the_joint():
    svg = films(tags("beside at left-hip"), tags("normal at right-hip"), marks=[("right-hip", 5)])[
        0
    ].svg

    assert ">5</text>" in svg
    assert 'class="f-dot" cx="-154" cy="226"' in svg


def test_numbers_of_regions_that_are_not_shown_are_left_out():
    svg = films(tags("beside at left-hip"), marks=[("left-wrist", 9)])[0].svg

    assert ">9</text>" not in svg


def test_a_pack_without_a_film_section_has_no_films():
    pack, knowledge = nho()
    statements = knowledge.statements([tags("beside at left-hip")])

    assert pictures(knowledge, pack.model_copy(update={"film": None}), statements, 1, "f") == ()


def region_lines(number: int) -> list[list[Tag]]:
    """Random findings at random regions, for the reading back of any text."""
    pack, knowledge = nho()
    rng = random.Random(number)
    findings = [
        finding
        for finding in pack.findings
        if finding.stage in pack.film.stages and not finding.mirrored
    ]
    lines = [tags("beside at left-hip")]
    stated = set()
    for _ in range(rng.randint(1, 9)):
        finding = rng.choice(findings)
        at = [place.id for place in knowledge.regions.values() if place.sort in finding.sorts]
        region = rng.choice(at) if finding.sorts else ""
        if (finding.slug, region) not in stated:
            stated.add((finding.slug, region))
            lines.append([Tag(finding.slug, region, rng.random() < 0.5)])
    return lines


@pytest.mark.parametrize("number", range(60))
def test_any_text_can_be_read_back_into_what_was_stated(number):
    pack, knowledge = nho()
    lines = region_lines(number)

    read_back = read_alt(pack, alt(*lines))

    assert {
        (each.finding, each.region, each.present) for each in knowledge.statements([read_back])
    } == {(each.finding, each.region, each.present) for each in knowledge.statements(lines)}


def test_words_the_pack_does_not_know_cannot_be_read_back():
    with pytest.raises(ValueError, match="no finding is said as 'a shadow'"):
        read_alt(nho()[0], "Left hip: a shadow.")
    with pytest.raises(ValueError, match="no place is called 'left toe'"):
        read_alt(nho()[0], "Left toe: no new bone.")
