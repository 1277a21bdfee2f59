"""Flat rules, intervals, never, rules on rules, and claims that cannot be judged."""

import pytest

from teaching.knowledge.reasoning import Knowledge, State
from teaching.knowledge.statements import Claim, Literal
from tests.knowledge import small
from tests.knowledge.small import lines

FINDINGS = [
    small.finding("lesion"),
    small.finding("swollen"),
    small.finding("unexamined"),
    small.finding("toxic"),
    small.finding("joined", "joint", "muscle"),
    small.finding("typical", "joint", "muscle"),
    small.finding("warm", "joint", "muscle"),
    small.finding("strands", "muscle"),
    small.finding("weeks", quantity=True),
    small.finding("first-bone", "joint", quantity=True),
]
GATE = small.clause("F-G", all=(Literal("lesion"),))
RULES = [
    small.rule("two-of-three", clauses=(
        small.clause(any=tuple(map(Literal, ("swollen", "unexamined", "toxic"))), at_least=2),
    )),
    small.rule("thrombosis", clauses=(
        small.clause("F-1", all=(Literal("swollen"), Literal("unexamined"))),
        small.clause("F-2", all=(Literal("warm", where="anywhere"),)),
    )),
    small.rule("elective", no_concepts=(small.concepts("thrombosis"),)),
    small.rule(
        "tumour",
        at=("joint", "muscle"),
        clauses=(
            small.clause("F-3", all=(Literal("joined"), Literal("typical"))),
            small.clause(
                "F-4", not_all=(Literal("strands"), Literal("strands", where="mirror"))
            ),
        ),
    ),
    small.rule("biopsy", at=("joint", "muscle"), concepts=(small.concepts("tumour"),)),
    small.rule("forced", gate=(GATE,), never=small.never()),
    small.rule("early", interval=small.interval("weeks", 2, 8)),
    small.rule("late", interval=small.interval("weeks", 313)),
    small.rule("first", at=("joint",), interval=small.interval("first-bone", 0, 1)),
]  # fmt: skip
KNOWLEDGE = Knowledge.of(
    small.pack([small.region("hip"), small.region("thigh", "muscle")], FINDINGS, (), RULES)
)


def verdict(claim, *texts):
    return KNOWLEDGE.judge(KNOWLEDGE.case(lines(*texts)), Claim.parse(claim))


def state(claim, *texts):
    return verdict(claim, *texts).state


ESTABLISHED, RULED_OUT, OPEN = State.ESTABLISHED, State.RULED_OUT, State.OPEN


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], OPEN),
        (["swollen"], OPEN),
        (["swollen", "toxic"], ESTABLISHED),
        (["swollen", "not toxic"], OPEN),
        (["not swollen", "not toxic"], RULED_OUT),
    ],
)
def test_at_least_k_counts_what_is_there_and_what_still_can_be(told, expected):
    assert state("two-of-three", *told) is expected


def test_a_finding_somewhere_is_met_at_any_region():
    told = ("swollen; unexamined", "warm at left-thigh")

    assert verdict("thrombosis", *told).state is ESTABLISHED
    assert verdict("thrombosis", *told).lines == (0, 1)


def test_a_finding_somewhere_is_broken_only_by_its_absence_at_every_region():
    cold = ("not warm at both-hip", "not warm at left-thigh")

    assert state("thrombosis", *cold) is OPEN
    assert verdict("thrombosis", *cold, "not warm at right-thigh").lines == (0, 1, 2)


def test_a_rule_at_a_region_is_judged_there_and_nowhere_else():
    told = ("not joined at left-hip",)

    assert state("tumour at left-hip", *told) is RULED_OUT
    assert state("tumour at right-hip", *told) is OPEN


def test_a_rule_can_look_at_the_mirror_image():
    told = ("joined at left-thigh; typical at left-thigh", "strands at left-thigh")

    assert state("tumour at left-thigh", *told) is OPEN
    assert state("tumour at left-thigh", *told, "strands at right-thigh") is RULED_OUT
    assert state("tumour at left-thigh", *told, "not strands at right-thigh") is ESTABLISHED


def test_a_finding_that_does_not_exist_at_a_region_is_absent_there():
    assert state("tumour at left-hip", "joined at left-hip; typical at left-hip") is ESTABLISHED


def test_a_rule_on_another_rule_takes_its_region():
    assert state("biopsy at left-hip", "not typical at left-hip") is RULED_OUT
    assert verdict("biopsy at left-hip", "lesion", "not typical at left-hip").lines == (1,)


def test_a_rule_that_refuses_another_is_ruled_out_by_it():
    emergency = ("swollen; unexamined", "warm at left-hip")

    assert state("elective", *emergency) is RULED_OUT
    assert state("elective", "not swollen") is ESTABLISHED
    assert state("elective") is OPEN


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3..5", ESTABLISHED),
        ("2..8", ESTABLISHED),
        ("2", ESTABLISHED),
        ("8", ESTABLISHED),
        ("1..2", RULED_OUT),
        ("8..9", RULED_OUT),
        ("0..1", RULED_OUT),
        ("9", RULED_OUT),
        ("7..9", OPEN),
        ("1..9", OPEN),
    ],
)
def test_an_interval_holds_inside_and_is_ruled_out_where_only_ends_touch(value, expected):
    assert state("early", f"weeks = {value}") is expected


def test_an_unknown_quantity_leaves_an_interval_open():
    assert state("early", "lesion") is OPEN


def test_an_open_end_reaches_to_infinity():
    assert state("late", "weeks = 313..10000") is ESTABLISHED
    assert state("late", "weeks = 261..313") is RULED_OUT


def test_an_interval_at_a_region_looks_at_that_region():
    told = ("first-bone at left-hip = 4..5",)

    assert state("first at left-hip", *told) is RULED_OUT
    assert state("not first at left-hip", *told) is ESTABLISHED
    assert state("first at right-hip", *told) is OPEN


def test_never_is_ruled_out_once_its_gate_is_settled():
    assert state("forced") is OPEN
    assert verdict("forced", "swollen", "lesion").state is RULED_OUT
    assert verdict("forced", "swollen", "lesion").lines == (1,)
    assert state("forced", "not lesion") is RULED_OUT


def test_several_claims_hold_together_or_fall_with_one():
    case = KNOWLEDGE.case(lines("swollen", "not joined at left-hip", "weeks = 4"))

    def together(*texts):
        return KNOWLEDGE.judge_all(case, [Claim.parse(text) for text in texts])

    assert together("early", "not tumour at left-hip").state is ESTABLISHED
    assert together("early", "not tumour at left-hip").lines == (1, 2)
    assert together("early", "tumour at left-hip").state is RULED_OUT
    assert together("early", "tumour at left-hip").lines == (1,)
    assert together("early", "thrombosis").state is OPEN


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("unheard-of", "no rule says when"),
        ("tumour", "has to be claimed at a region"),
        ("thrombosis at left-hip", "cannot be claimed at"),
        ("first at left-thigh", "cannot be claimed at"),
    ],
)
def test_a_claim_no_rule_can_judge_is_refused(claim, message):
    with pytest.raises(ValueError, match=message):
        verdict(claim)


def test_claiming_nothing_is_refused():
    with pytest.raises(ValueError, match="nothing is claimed"):
        KNOWLEDGE.judge_all(KNOWLEDGE.case([]), [])


def test_rules_that_rest_on_each_other_are_refused():
    rules = [
        small.rule("hen", concepts=(small.concepts("egg"),)),
        small.rule("egg", concepts=(small.concepts("hen"),)),
    ]

    with pytest.raises(ValueError, match="'hen' rests on itself"):
        Knowledge.of(small.pack(rules=rules))


def test_a_sufficient_set_drops_later_lines_first():
    told = lines("swollen; unexamined", "warm at left-hip", "lesion", "warm at left-thigh")

    assert KNOWLEDGE.sufficient(told, Claim("thrombosis")) == (0, 1)
    assert KNOWLEDGE.sufficient(told, Claim("early")) == ()
