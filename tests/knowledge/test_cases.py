import pytest

from teaching.knowledge.cases import overlap
from teaching.knowledge.reasoning import Contradiction, Knowledge
from teaching.knowledge.statements import Literal
from tests.knowledge import small
from tests.knowledge.small import lines

KNOWLEDGE = Knowledge.of(
    small.pack(
        [small.region("hip")],
        [
            small.finding("lesion"),
            small.finding("bone", "joint"),
            small.finding("beside", "joint", implies=(Literal("bone"),)),
            small.finding("weeks", quantity=True),
        ],
    )
)


def clash(*texts):
    with pytest.raises(Contradiction) as caught:
        KNOWLEDGE.case(lines(*texts))
    return caught.value


def test_what_no_line_mentions_is_open():
    case = KNOWLEDGE.case(lines("lesion"))

    assert case.present("lesion") is True
    assert case.present("bone", "left-hip") is None


def test_a_contradiction_names_both_lines_and_the_finding():
    found = clash("lesion", "beside at left-hip", "", "not bone at both-hip")

    assert (found.first, found.second) == (1, 3)
    assert (found.finding, found.region) == ("bone", "left-hip")
    assert str(found) == "lines 2 and 4 contradict each other: bone at left-hip"


def test_a_line_can_contradict_itself():
    found = clash("lesion; not lesion")

    assert (found.first, found.second) == (0, 0)


def test_the_first_pair_of_lines_that_clash_is_named():
    found = clash("lesion", "bone at left-hip", "not bone at left-hip", "not lesion")

    assert (found.first, found.second) == (1, 2)


def test_values_are_narrowed_line_by_line():
    case = KNOWLEDGE.case(lines("weeks = 2..8", "weeks = 5..20"))

    assert case.value("weeks") == (5.0, 8.0)
    assert KNOWLEDGE.case([]).value("weeks") is None


def test_values_that_share_nothing_contradict_each_other():
    found = clash("weeks = 2..8", "lesion", "weeks = 8..20")

    assert (found.first, found.second, found.finding, found.region) == (0, 2, "weeks", "")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((2, 8), (5, 20), (5, 8)),
        ((2, 8), (3, 4), (3, 4)),
        ((2, 8), (8, 20), None),
        ((2, 8), (9, 20), None),
        ((2, 8), (5, 5), (5, 5)),
        ((2, 8), (8, 8), None),
        ((5, 5), (5, 5), (5, 5)),
        ((5, 5), (6, 6), None),
    ],
)
def test_ranges_overlap_between_their_ends(one, other, shared):
    assert overlap(one, other) == shared
    assert overlap(other, one) == shared


def test_a_case_tells_which_lines_a_finding_follows_from():
    case = KNOWLEDGE.case(lines("lesion", "beside at left-hip", "bone at both-hip"))

    assert case.stating("bone", "left-hip") == (1, 2)
    assert case.stating("bone", "right-hip") == (2,)
    assert case.stating("bone", "left-hip", present=False) == ()


def test_fewer_lines_make_a_smaller_case():
    case = KNOWLEDGE.case(lines("lesion", "beside at left-hip"))

    assert case.kept([1]).present("lesion") is None
    assert case.kept([1]).present("bone", "left-hip") is True
