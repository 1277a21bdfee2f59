"""Twins read as true stories: over all of the written cases and of many generated ones, nothing is
said that does not hold, each new finding at its stage, few lines changed, no wrong answer keyed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from teaching.items import retelling, seeking, settling, twins
from teaching.items.changing import Changed, Gain
from teaching.items.generators import unfolding
from teaching.knowledge.schema.vignettes import Vignette
from tests.items.demo import nho
from tests.items.reading_twins import Reader, Told, lines

GENERATED = 120
DIFFICULTIES = ("easy", "medium", "hard")


@cache
def reader() -> Reader:
    return Reader(*nho())


@cache
def generated() -> tuple[Vignette, ...]:
    pack, knowledge = nho()
    keys = unfolding.keys(pack)
    drawn = []
    for seed in range(GENERATED):
        key, difficulty = keys[seed % len(keys)], DIFFICULTIES[seed % 3]
        drawn.append(
            unfolding.draw(knowledge, pack, key=key, difficulty=difficulty, seed=4000 + seed)
        )
    return tuple(drawn)


def twins_of(stories: Iterable[Vignette]) -> Iterator[Told]:
    pack, knowledge = nho()
    for story in stories:
        for item in story.items:
            for wrong in item.options:
                found = twins.twin(knowledge, pack, story, item.slug, wrong)
                if found is not None:
                    yield Told(story, item, wrong, found)


@cache
def of_written() -> tuple[Told, ...]:
    return tuple(twins_of(nho()[0].vignettes))


@cache
def of_generated() -> tuple[Told, ...]:
    return tuple(twins_of(generated()))


def written(slug: str) -> Vignette:
    return next(story for story in nho()[0].vignettes if story.slug == slug)


def told(slug: str, text: str) -> Told:
    return next(one for one in of_written() if (one.origin.slug, one.wrong.text) == (slug, text))


def read(one: Told) -> list[str]:
    return [line.text for line in lines(one.twin.vignette)]


# ---- every twin -------------------------------------------------------------------------------
def test_every_twin_of_a_written_case_reads_true():
    objections = [what for one in of_written() for what in reader().objections(one)]

    assert objections == []


def test_every_twin_of_a_generated_case_reads_true():
    objections = [what for one in of_generated() for what in reader().objections(one)]

    assert objections == []


def test_the_written_cases_have_so_many_twins_on_each_axis():
    counts = Counter(one.item.axis for one in of_written())

    assert counts == {"form": 23, "diagnosis": 6, "plan": 4}


def test_most_wrong_forms_and_diagnoses_of_generated_cases_have_a_twin():
    asked = Counter(
        item.axis
        for story in generated()
        for item in story.items
        for o in item.options
        if not o.key
    )
    counts = Counter(one.item.axis for one in of_generated())

    assert counts["form"] / asked["form"] > 0.8
    assert counts["diagnosis"] / asked["diagnosis"] > 0.6


def test_few_lines_of_a_twin_differ():
    sizes = [len(one.twin.changes) for one in (*of_written(), *of_generated())]

    assert set(sizes) == set(range(1, seeking.MOST + 1))
    assert sum(size <= 2 for size in sizes) / len(sizes) > 0.65


def test_a_changed_line_shows_what_it_was_and_what_it_is():
    """A stage never lists one line that only goes beside another that only comes."""
    found = []
    for one in (*of_written(), *of_generated()):
        for stage in one.twin.vignette.stages:
            own = [change for change in one.twin.changes if change.stage == stage.stage]
            gone = [change for change in own if change.after is None]
            come = [change for change in own if change.before is None]
            if gone and come:
                found.append(one.name)

    assert found == []


def test_the_changes_are_the_lines_that_differ():
    for one in (*of_written(), *of_generated()):
        before, after = {line.text for line in lines(one.origin)}, set(read(one))
        assert {c.before for c in one.twin.changes if c.before} == before - after, one.name
        assert {c.after for c in one.twin.changes if c.after} == after - before, one.name


def test_bone_of_a_twin_lies_below_the_lesion():
    pack, _ = nho()
    levels = {level: place for place, level in enumerate(pack.disease.levels)}
    regions = {region.slug: region for region in pack.disease.regions}
    found = []
    for one in (*of_written(), *of_generated()):
        level = next(
            (
                levels[word.strip(".,()")]
                for text in read(one)
                for word in text.split()
                if word.strip(".,()") in levels
            ),
            levels["L1"],
        )
        found += [
            (one.name, slug)
            for slug in reader().marked(one.twin.vignette)
            if (at := regions[slug].level) is not None and levels[at] < level
        ]

    assert found == []


# ---- by name ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("slug", "option", "gone"),
    [
        ("the-scrum", "Periarthritic", "There is no bone beside any joint"),
        ("the-scrum", "Osteoarthropathic", "There is no bone beside any joint"),
        ("the-scrum", "Mixed", "There is no bone beside any joint"),
        ("the-scrum", "Periarthritic", "Firm ridges are felt"),
        ("footplate", "Tabetic arthropathy of the knee", "The pupils react to light."),
        ("hoist-sling", "Osteoarthropathic neurogenic ossification", "Hard strands are felt"),
        ("letter-from-the-clinic", "Multiple muscular", "It describes mirror-image"),
        ("stiff-before-discharge", "Multiple muscular", "A hard, fixed ridge"),
        ("week-six", "Periarthritic", "No bone lies beside any joint"),
    ],
)
def test_a_sentence_that_no_longer_holds_is_not_said(slug, option, gone):
    texts = read(told(slug, option))

    assert [text for text in texts if text.startswith(gone)] == []


def test_absences_at_a_pair_are_said_of_either():
    texts = read(told("hoist-sling", "Multiple muscular neurogenic ossification"))

    assert any("no soft-tissue mass at either thigh or buttock" in text for text in texts)


def test_a_tumour_takes_the_place_of_the_damage_line_by_line():
    one = told("footplate", "Surface osteosarcoma of the distal femur")

    assert [change.stage for change in one.twin.changes] == ["examination"] + ["imaging"] * 3
    assert all(change.before and change.after for change in one.twin.changes)


@pytest.mark.parametrize(
    ("slug", "option"),
    [
        ("the-librarian", "Exclude surgery because of paralysis"),
        ("the-librarian", "Excise at once through the ulcer bed"),
        ("the-librarian", "Ossifying haematomas of both thighs"),
        ("footplate", "Excision to improve the contour"),
        ("transfer-board", "Open biopsy of the swollen thigh"),
    ],
)
def test_an_option_that_says_more_than_it_claims_or_only_waits_has_no_twin(slug, option):
    assert (slug, option) not in {(one.origin.slug, one.wrong.text) for one in of_written()}


def test_seven_lines_are_another_patient():
    """MX-1 shows bone at three joints: to leave none of it, seven lines would have to change."""
    assert "Multiple muscular" not in {
        one.wrong.text for one in of_written() if one.origin.slug == "loaded-trolley"
    }


def test_a_patient_with_a_tumour_is_asked_for_no_plan_that_overlooks_it():
    tumours = [
        one
        for one in (*of_written(), *of_generated())
        if one.wrong.claims[0].concept == "bone-tumour"
    ]
    plans = [item for one in tumours for item in one.twin.vignette.items if item.axis == "plan"]
    offered = [{claim.concept for o in item.options for claim in o.claims} for item in plans]

    assert len(tumours) > 5
    assert [concepts for concepts in offered if "treat-as-tumour" not in concepts] == []


def test_without_that_guard_the_plan_is_asked(monkeypatch):
    monkeypatch.setattr(retelling, "_is_lacking", lambda *_: False)
    pack, knowledge = nho()
    asked = 0
    for story in generated():
        for item in story.items:
            for wrong in item.options:
                if not wrong.key and wrong.claims and wrong.claims[0].concept == "bone-tumour":
                    found = twins.twin(knowledge, pack, story, item.slug, wrong)
                    asked += found is not None and "plan" in {i.axis for i in found.vignette.items}

    assert asked > 0


def test_a_date_moves_later_only_where_the_patient_has_lived_with_it():
    later = 0
    for one in of_generated():
        if one.item.axis == "onset":
            dated = [tag for line in lines(one.twin.vignette) for tag in line.tags if tag.low]
            was = [tag for line in lines(one.origin) for tag in line.tags if tag.low]
            later += max(tag.low or 0 for tag in dated) > max(tag.low or 0 for tag in was)

    assert later > 5


# ---- negative controls ------------------------------------------------------------------------
def objections_to(slugs: set[str]) -> list[str]:
    stories = [story for story in nho()[0].vignettes if story.slug in slugs]
    return [what for one in twins_of(stories) for what in reader().objections(one)]


def test_without_the_guard_on_standing_lines_the_reader_objects(monkeypatch):
    monkeypatch.setattr(settling, "stands", lambda origin, case, line: True)

    objections = objections_to({"the-scrum", "hoist-sling"})

    assert [what for what in objections if "Firm ridges" in what]
    assert [what for what in objections if "no bone beside any joint" in what]
    assert [what for what in objections if "Hard strands" in what]


def test_without_the_guard_on_what_hangs_the_reader_objects(monkeypatch):
    monkeypatch.setattr(settling, "unhung", lambda origin, case, tags: tuple(tags))
    monkeypatch.setattr(seeking, "MOST", 9)
    monkeypatch.setattr(twins, "MOST", 9)

    assert [what for what in objections_to({"loaded-trolley"}) if "what is gone" in what]


def test_without_the_guard_on_right_answers_the_reader_objects(monkeypatch):
    for module in (twins, retelling):
        monkeypatch.setattr(module, "can_be_right", lambda pack, option: True)

    objections = objections_to({"the-librarian"})

    assert [what for what in objections if "right for nobody" in what]


def test_without_the_bound_more_lines_differ(monkeypatch):
    monkeypatch.setattr(seeking, "MOST", 9)
    monkeypatch.setattr(twins, "MOST", 9)

    sizes = [len(one.twin.changes) for one in twins_of([written("loaded-trolley")])]

    assert max(sizes) == 7


def test_a_finding_told_at_another_stage_is_objected_to(monkeypatch):
    whole = settling.settle

    def early(origin: settling.Origin, story: Changed) -> Changed | None:
        settled = whole(origin, story)
        if settled is None:
            return None
        gains = tuple(Gain(0, "after", gain.move, gain.tags) for gain in settled.gains)
        return Changed(settled.lines, settled.touched, gains)

    monkeypatch.setattr(seeking, "settle", early)
    monkeypatch.setattr(retelling, "_is_out_early", lambda *_: False)

    assert [what for what in objections_to({"stiff-before-discharge"}) if "tells" in what]
