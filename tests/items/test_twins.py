"""Twins: the smallest change of lines that makes a wrong answer right, and nothing stale left."""

from itertools import count, islice

import pytest

from teaching.items import twins
from teaching.items.generators import unfolding
from teaching.items.proving import prove
from teaching.items.twins import Twin
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.vignettes import Option, Vignette
from teaching.knowledge.statements import Claim
from tests.items.demo import nho

FORMS = ("mixed", "multiple-muscular", "osteoarthropathic", "periarthritic")


def pack() -> Pack:
    return nho()[0]


def knowledge() -> Knowledge:
    return nho()[1]


def case(code: str) -> Vignette:
    return next(vignette for vignette in pack().vignettes if vignette.code == code)


def option(vignette: Vignette, axis: str, concept: str) -> tuple[str, Option]:
    for item in vignette.items:
        for one in item.options:
            if item.axis == axis and one.claims and one.claims[0].concept == concept:
                return item.slug, one
    raise AssertionError(f"{vignette.code} has no {concept} on {axis}")


def twin_of(vignette: Vignette, axis: str, concept: str) -> Twin | None:
    return twins.twin(knowledge(), pack(), vignette, *option(vignette, axis, concept))


def tags(vignette: Vignette) -> set[str]:
    return {str(tag) for stage in vignette.stages for line in stage.lines for tag in line.tags}


def proves(twin: Twin, axis: str, concept: str) -> bool:
    """Whether the twin proves every item it keeps, and this concept on its axis."""
    facts = {fact.id: fact for fact in pack().facts}
    proofs = prove(knowledge(), facts, twin.vignette)
    [item] = [item for item in twin.vignette.items if item.axis == axis]
    [key] = [one for one in item.options if one.key]
    return all(proof.is_proved for proof in proofs) and key.claims[0].concept == concept


# ---- the table --------------------------------------------------------------------------------
def test_resorbed_heads_make_bone_at_intact_hips_the_form_with_damaged_joints():
    twin = twin_of(case("PA-1"), "form", "osteoarthropathic")

    assert twin is not None
    assert proves(twin, "form", "osteoarthropathic")
    [change] = twin.changes
    assert change.before == "Femoral heads, joint spaces and cortices are normal."
    assert "resorbed at both-hip" in tags(twin.vignette)


def test_strands_in_both_thighs_make_bone_at_intact_hips_mixed():
    twin = twin_of(case("PA-1"), "form", "mixed")

    assert twin is not None
    assert proves(twin, "form", "mixed")
    [change] = twin.changes
    assert change.before == "Films of both thighs and knees are clear."
    assert "strands at both-thigh" in tags(twin.vignette)
    assert "coarse at both-hip" in tags(twin.vignette)


def test_healing_a_damaged_hip_leaves_no_callus_no_grating_and_no_fall_behind():
    twin = twin_of(case("OA-1"), "form", "periarthritic")

    assert twin is not None
    assert proves(twin, "form", "periarthritic")
    stale = {"callus-like", "resorbed", "fractured", "grating", "local-injury", "vasomotor"}
    left = {tag for tag in tags(twin.vignette) if tag.split()[0] in stale and "left-hip" in tag}
    assert left == set()
    assert {"intact at left-hip", "coarse at left-hip"} <= tags(twin.vignette)


def test_bone_moves_from_muscle_to_a_pair_of_joints_and_the_line_on_joints_stays():
    twin = twin_of(case("MM-3"), "form", "periarthritic")

    assert twin is not None
    assert proves(twin, "form", "periarthritic")
    assert "intact at all-joints" in tags(twin.vignette)
    assert not [tag for tag in tags(twin.vignette) if tag.startswith(("strands", "firm-oedema"))]


def test_a_cavity_in_the_cord_makes_the_damaged_knee_syringomyelic():
    twin = twin_of(case("OA-2"), "diagnosis", "syringomyelic")

    assert twin is not None
    assert proves(twin, "diagnosis", "syringomyelic")
    [change] = twin.changes
    assert change.before == "MRI of the whole cord shows the old T10 scar and no cavity."
    assert "syrinx" in tags(twin.vignette)


def test_sitting_as_before_makes_observation_the_plan():
    twin = twin_of(case("OA-3"), "plan", "observe-with-neurological-care")

    assert twin is not None
    assert proves(twin, "plan", "observe-with-neurological-care")
    assert "not function-impaired" in tags(twin.vignette)
    assert "function-impaired" not in tags(twin.vignette)


TOO_FAR = {("loaded-trolley", "Multiple muscular")}
"""Bone at three joints would have to go: seven lines, another patient."""


@pytest.mark.parametrize("vignette", nho()[0].vignettes, ids=lambda vignette: vignette.slug)
def test_every_other_form_of_a_written_case_has_a_proved_twin(vignette):
    for item in vignette.items:
        if item.axis != "form":
            continue
        for wrong in item.options:
            if wrong.key or (vignette.slug, wrong.text) in TOO_FAR:
                continue
            twin = twins.twin(knowledge(), pack(), vignette, item.slug, wrong)
            assert twin is not None, wrong.text
            assert proves(twin, "form", wrong.claims[0].concept)
            assert 1 <= len(twin.changes) <= 5


def leftovers(vignette: Vignette) -> list[str]:
    """Regions that show bone or damage which belongs to no part that is there."""
    case = knowledge().case([line.tags for stage in vignette.stages for line in stage.lines])
    found = []
    for region in knowledge().regions:
        shown = any(
            case.present(finding, region)
            for finding in ("beside", "resorbed", "destroyed")
            if (finding, region) in knowledge().atoms.own
        )
        if shown and not any(
            knowledge().judge(case, Claim(part, region)).state.name == "ESTABLISHED"
            for part in ("joint-spared", "joint-damaged")
        ):
            found.append(region)
    return found


def test_damage_without_bone_beside_it_counts_as_left_over():
    """The negative control of the next tests."""
    story = case("OA-3")
    imaging = story.stages[-1]
    bare = tuple(line for line in imaging.lines if "beside at right-hip" not in map(str, line.tags))
    stages = (*story.stages[:-1], imaging.model_copy(update={"lines": bare}))

    assert leftovers(story) == []
    assert leftovers(story.model_copy(update={"stages": stages})) == ["right-hip"]


@pytest.mark.parametrize("vignette", nho()[0].vignettes, ids=lambda vignette: vignette.slug)
def test_no_twin_leaves_bone_or_damage_that_belongs_to_no_part(vignette):
    for item in vignette.items:
        for wrong in item.options:
            twin = twins.twin(knowledge(), pack(), vignette, item.slug, wrong)
            if item.axis == "form" and twin is not None:
                assert leftovers(twin.vignette) == [], wrong.text


# ---- generated cases --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "least"),
    [
        ("periarthritic", 24),
        ("osteoarthropathic", 17),
        ("multiple-muscular", 22),
        ("mixed", 15),
    ],
)
def test_most_other_forms_of_a_generated_case_have_a_proved_twin(key, least):
    found = 0
    drawn = (
        unfolding.draw(knowledge(), pack(), key=key, difficulty="easy", seed=seed)
        for seed in count()
    )
    asked = (story for story in drawn if any(item.axis == "form" for item in story.items))
    for story in islice(asked, 8):
        for form in FORMS:
            twin = twin_of(story, "form", form) if form != key else None
            if twin is not None:
                assert proves(twin, "form", form)
                assert leftovers(twin.vignette) == []
                found += 1

    assert found >= least


def test_an_earlier_window_only_changes_the_dates():
    story = unfolding.draw(knowledge(), pack(), key="osteoarthropathic", difficulty="easy", seed=1)
    twin = twin_of(story, "onset", "early-end")

    assert twin is not None
    assert proves(twin, "onset", "early-end")
    [change] = twin.changes
    assert change.after is not None
    assert "week " in change.after


# ---- what a twin promises ---------------------------------------------------------------------
def test_the_changes_are_exactly_the_lines_that_differ():
    story = case("PA-1")
    twin = twin_of(story, "form", "multiple-muscular")

    assert twin is not None
    before = {line.text for stage in story.stages for line in stage.lines}
    after = {line.text for stage in twin.vignette.stages for line in stage.lines}
    assert {change.before for change in twin.changes if change.before} == before - after
    assert {change.after for change in twin.changes if change.after} == after - before


def test_the_same_wrong_answer_has_the_same_twin():
    assert twin_of(case("PA-1"), "form", "mixed") == twin_of(case("PA-1"), "form", "mixed")


def test_the_twin_is_a_valid_vignette_that_does_not_give_its_origin_away():
    twin = twin_of(case("PA-1"), "form", "mixed")

    assert twin is not None
    assert Vignette.model_validate(twin.vignette.model_dump()) == twin.vignette
    assert twin.vignette.code is None
    assert twin.vignette.slug.startswith("twin-")
    assert "stiff" not in twin.vignette.slug


def test_an_answer_right_for_no_patient_has_no_twin():
    assert twin_of(case("PA-1"), "plan", "force-movement") is None


def test_an_item_on_facts_has_no_twin():
    story = case("PA-1")
    item = next(item for item in story.items if item.basis == "facts")
    wrong = next(option for option in item.options if not option.key)

    assert twins.twin(knowledge(), pack(), story, item.slug, wrong) is None


def test_the_key_itself_has_no_twin():
    assert twin_of(case("PA-1"), "form", "periarthritic") is None


def test_a_pack_without_a_generator_has_no_twins():
    bare = pack().model_copy(update={"generator": None})
    story = case("PA-1")

    assert twins.twin(knowledge(), bare, story, *option(story, "form", "mixed")) is None


def test_without_phrases_there_is_no_twin():
    """The negative control: what cannot be said is not made."""
    mute = pack().model_copy(update={"phrases": ()})
    story = case("PA-1")

    assert twins.twin(knowledge(), mute, story, *option(story, "form", "mixed")) is None
