"""The rule set of the demo pack against what was tried on paper: tie-breaks, closing sentences,
traps. The twelve cases themselves are proved with their items."""

from functools import cache
from pathlib import Path

import pytest

from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge, State
from teaching.knowledge.statements import Claim
from tests.knowledge.small import lines

FORMS = {
    "PA": "periarthritic",
    "OA": "osteoarthropathic",
    "MM": "multiple-muscular",
    "MX": "mixed",
}
SPARED = "coarse at both-hip; symmetrical at both-hip; intact at both-hip"
DAMAGED = "beside at left-hip; resorbed at left-hip"
STRANDS = "strands at both-thigh"
BROKEN = (
    "fractured at left-hip; beside at left-hip; not resorbed at left-hip; not destroyed at left-hip"
)
CLOSING = "normal at elsewhere"


@cache
def knowledge():
    pack = read(Path(__file__).parents[2] / "fixtures" / "nho").pack
    assert pack is not None
    return Knowledge.of(pack)


def forms(*texts):
    """How the four forms stand: established forms, a slash, then the open ones."""
    case = knowledge().case(lines("cord-lesion", *texts))
    states = {short: knowledge().judge(case, Claim(slug)).state for short, slug in FORMS.items()}
    established = [short for short, state in states.items() if state is State.ESTABLISHED]
    still_open = [short for short, state in states.items() if state is State.OPEN]
    return f"{' '.join(established)}/{' '.join(still_open)}"


def test_the_rules_meet_the_conditions_under_which_verdicts_are_exact():
    assert knowledge().warnings == ()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([SPARED, CLOSING], "PA/"),
        ([DAMAGED, CLOSING], "OA/"),
        ([STRANDS, CLOSING], "MM/"),
        ([SPARED, "beside at left-knee; resorbed at left-knee"], "MX/"),
        ([STRANDS, DAMAGED], "MX/"),
        ([STRANDS, SPARED, DAMAGED.replace("hip", "knee")], "MX/"),
        ([], "/PA OA MM MX"),
        (["beside at both-hip; intact at both-hip", CLOSING], "/PA"),
        (["strands at left-thigh", CLOSING], "/"),
        ([BROKEN, CLOSING], "/"),
        (["single-mass", SPARED, CLOSING], "PA/"),
    ],
)
def test_tie_breaks(told, expected):
    assert forms(*told) == expected


@pytest.mark.parametrize(
    ("told", "closing", "expected"),
    [
        (SPARED, "normal at elsewhere", "PA/"),
        (SPARED, "not new-bone at elsewhere", "PA/"),
        (DAMAGED, "not new-bone at elsewhere", "OA/"),
        (DAMAGED, "normal at elsewhere-joints", "/OA MX"),
        (STRANDS, "intact at all-joints", "/MM MX"),
        (SPARED.replace("hip", "knee"), "not new-bone at arms; not new-bone at pelvis", "/PA MX"),
    ],
)
def test_closing_sentences(told, closing, expected):
    assert forms(told, closing) == expected


def test_bone_beside_one_joint_of_unknown_state_is_never_mixed():
    assert forms("beside at left-hip", CLOSING) == "/PA OA"


def test_muscle_bone_and_a_joint_that_is_one_or_the_other_is_mixed_already():
    told = "coarse at left-hip; not painful at left-hip; not fractured at left-hip"

    assert forms(STRANDS, told) == "MX/"


def test_an_earlier_normal_film_does_not_deny_later_bone():
    assert forms("film-normal-early", STRANDS, CLOSING) == "MM/"


def test_without_a_cord_lesion_there_is_no_form():
    case = knowledge().case(lines("not cord-lesion", SPARED, CLOSING))

    assert {knowledge().judge(case, Claim(form)).state for form in FORMS.values()} == {
        State.RULED_OUT
    }


def test_mirror_plates_at_the_hips_do_not_clear_a_mass_at_the_knee():
    case = knowledge().case(lines(SPARED, "beside at left-knee"))

    assert knowledge().judge(case, Claim("bone-tumour", "left-hip")).state is State.RULED_OUT
    assert knowledge().judge(case, Claim("bone-tumour", "left-knee")).state is State.OPEN


def test_elsewhere_is_resolved_before_lines_are_dropped():
    told = lines("cord-lesion", SPARED, "beside at left-knee", "resorbed at left-knee", CLOSING)

    kept = knowledge().sufficient(told, Claim("mixed"))

    assert kept == (0, 1, 2, 3)
