"""Tags into statements, as section 2 of the rules asks: scopes, mirrored findings, relations."""

import pytest

from teaching.knowledge.reasoning import Knowledge, Statement
from teaching.knowledge.schema.vocabulary import Scope
from teaching.knowledge.statements import Literal
from tests.knowledge import small
from tests.knowledge.small import lines

KNOWLEDGE = Knowledge.of(
    small.pack(
        [
            small.region("hip"),
            small.region("knee"),
            small.region("thigh", "muscle"),
            small.region("neck", "midline", sided=False),
        ],
        [
            small.finding("lesion"),
            small.finding("severe", implies=(Literal("lesion"),)),
            small.finding("mass", contradicts=("strands",)),
            small.finding("bone", "joint", "muscle", "midline"),
            small.finding("beside", "joint", implies=(Literal("bone"),)),
            small.finding("strands", "muscle", implies=(Literal("bone"),)),
            small.finding("intact", "joint", contradicts=("resorbed",)),
            small.finding("resorbed", "joint"),
            small.finding("mirrored", "joint", mirrored=True, implies=(Literal("beside"),)),
            small.finding(
                "normal", "joint", "muscle", implies=(Literal("intact"), Literal("bone", False))
            ),
            small.finding("first-bone", "joint", quantity=True),
        ],
        scopes=[
            Scope(slug="elsewhere", name="elsewhere", sorts=("joint", "muscle"), without="bone"),
            Scope(slug="legs", name="legs", regions=("hip", "knee", "thigh")),
        ],
    )
)
ALL_BUT_NECK = {"left-hip", "right-hip", "left-knee", "right-knee", "left-thigh", "right-thigh"}


def regions(statements, finding="normal"):
    return {one.region for one in statements if one.finding == finding}


def test_a_statement_keeps_line_sign_and_region():
    told = KNOWLEDGE.statements(lines("lesion", "not bone at left-hip"))

    assert told == (
        Statement(0, "lesion"),
        Statement(1, "bone", "left-hip", present=False),
    )


def test_a_scope_reaches_the_regions_whose_sort_the_finding_has():
    told = KNOWLEDGE.statements(lines("not beside at legs"))

    assert regions(told, "beside") == {"left-hip", "right-hip", "left-knee", "right-knee"}


def test_elsewhere_leaves_out_every_region_a_line_marks_with_bone_or_what_implies_it():
    told = KNOWLEDGE.statements(
        lines("beside at left-hip; strands at right-thigh", "normal at elsewhere")
    )

    assert regions(told) == ALL_BUT_NECK - {"left-hip", "right-thigh"}


def test_elsewhere_looks_at_the_whole_vignette_later_lines_included():
    shown = lines("beside at left-hip", "normal at elsewhere")
    whole = [*shown, *lines("strands at both-thigh")]

    assert regions(KNOWLEDGE.statements(shown)) == ALL_BUT_NECK - {"left-hip"}
    assert regions(KNOWLEDGE.statements(shown, whole)) == {"right-hip", "left-knee", "right-knee"}
    assert KNOWLEDGE.case(shown, whole).present("bone", "left-thigh") is None


def test_normal_means_intact_without_bone_at_a_joint_and_without_bone_in_a_muscle():
    case = KNOWLEDGE.case(lines("normal at elsewhere"))

    assert case.present("intact", "left-knee") is True
    assert case.present("resorbed", "left-knee") is False
    assert case.present("beside", "left-knee") is False
    assert case.present("strands", "left-thigh") is False


def test_bone_elsewhere_on_the_midline_is_not_spoken_of():
    case = KNOWLEDGE.case(lines("normal at elsewhere"))

    assert case.present("bone", "neck") is None


def test_a_mirrored_finding_is_stated_of_both_sides_whichever_is_named():
    told = KNOWLEDGE.statements(lines("mirrored at left-hip"))
    case = KNOWLEDGE.case(lines("mirrored at left-hip"))

    assert regions(told, "mirrored") == {"left-hip", "right-hip"}
    assert case.present("beside", "right-hip") is True
    assert case.present("mirrored", "right-hip") is True


def test_one_side_without_bone_denies_the_mirrored_finding_of_both():
    case = KNOWLEDGE.case(lines("not beside at right-hip"))

    assert case.present("mirrored", "left-hip") is False


def test_a_relation_of_a_global_finding_holds_at_every_region():
    assert KNOWLEDGE.case(lines("mass")).present("strands", "right-thigh") is False
    assert KNOWLEDGE.case(lines("strands at left-thigh")).present("mass") is False


def test_relations_are_read_in_both_directions():
    assert KNOWLEDGE.case(lines("severe")).present("lesion") is True
    assert KNOWLEDGE.case(lines("not lesion")).present("severe") is False
    assert KNOWLEDGE.case(lines("lesion")).present("severe") is None


def test_a_quantity_keeps_its_interval():
    told = KNOWLEDGE.statements(lines("first-bone at both-hip = 4..5"))

    assert told == (
        Statement(0, "first-bone", "left-hip", low=4.0, high=5.0),
        Statement(0, "first-bone", "right-hip", low=4.0, high=5.0),
    )


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("unheard-of", "unknown finding"),
        ("bone", "say at which region"),
        ("lesion at left-hip", "is not stated at a region"),
        ("bone at foot", "neither a region nor a scope"),
        ("strands at left-hip", "cannot be stated there"),
        ("first-bone at left-hip", "needs a value"),
        ("lesion = 3", "takes no value"),
    ],
)
def test_a_tag_the_pack_cannot_read_is_refused(tag, message):
    with pytest.raises(ValueError, match=message):
        KNOWLEDGE.case(lines(tag))
