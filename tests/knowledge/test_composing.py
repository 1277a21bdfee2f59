"""Which components can occur together, where a clause-by-clause reading would be too open."""

from teaching.knowledge.reasoning import Knowledge, State
from teaching.knowledge.schema.vocabulary import Scope
from teaching.knowledge.statements import Claim, Literal
from tests.knowledge import small
from tests.knowledge.small import lines

SPARED = small.component(
    "spared",
    small.clause("F-1", all=(Literal("beside"),)),
    small.clause("F-2", none=(Literal("worn"),)),
    small.clause("F-3", any=(Literal("coarse"), Literal("cold"), Literal("mild")), at_least=2),
)
DAMAGED = small.component(
    "damaged",
    small.clause("F-1", all=(Literal("beside"),)),
    small.clause("F-4", any=(Literal("worn"),), at_least=1),
)
SPREAD = small.component(
    "spread", small.clause("F-5", all=(Literal("strands"),)), at="muscle", spread=2
)
KNOWLEDGE = Knowledge.of(
    small.pack(
        [small.region("hip"), small.region("thigh", "muscle")],
        [
            small.finding("mild"),
            small.finding("beside", "joint"),
            small.finding("coarse", "joint", implies=(Literal("beside"),)),
            small.finding("cold", "joint"),
            small.finding("worn", "joint"),
            small.finding("strands", "muscle"),
        ],
        [SPARED, DAMAGED, SPREAD],
        [
            small.rule("only-spared", composition=small.composition("spared")),
            small.rule("several", composition=small.composition(at_least=2)),
        ],
        scopes=[Scope(slug="muscles", name="muscles", sorts=("muscle",))],
    )
)
RIGHT_HIP_CLEAR = "not beside at right-hip"


def outcomes(*texts):
    found = KNOWLEDGE.outcomes(KNOWLEDGE.case(lines(*texts)))
    return {" + ".join(sorted(outcome)) or "nothing" for outcome in found}


def state(concept, *texts):
    return KNOWLEDGE.judge(KNOWLEDGE.case(lines(*texts)), Claim.parse(concept)).state


def test_without_any_line_everything_is_possible():
    assert len(outcomes()) == 8


def test_bone_beside_one_joint_of_unknown_state_is_one_part_or_the_other_but_never_both():
    told = ("beside at left-hip", RIGHT_HIP_CLEAR, "not strands at muscles")

    assert outcomes(*told) == {"spared", "damaged", "nothing"}
    assert state("several", *told) is State.RULED_OUT


def test_two_kinds_are_established_though_neither_joint_part_is():
    told = (
        "coarse at left-hip; cold at left-hip",
        RIGHT_HIP_CLEAR,
        "strands at both-thigh",
    )

    assert outcomes(*told) == {"spared + spread", "damaged + spread"}
    assert state("spared", *told) is State.OPEN
    assert state("several", *told) is State.ESTABLISHED


def test_a_spread_component_counts_regions():
    assert state("spread", "strands at left-thigh") is State.OPEN
    assert state("spread", "strands at both-thigh") is State.ESTABLISHED
    assert state("spread", "strands at left-thigh", "not strands at right-thigh") is (
        State.RULED_OUT
    )


def test_a_component_can_be_claimed_at_a_region():
    told = "beside at left-hip; worn at left-hip"

    assert state("damaged at left-hip", told) is State.ESTABLISHED
    assert state("damaged at right-hip", told) is State.OPEN
    assert state("spared at left-hip", told) is State.RULED_OUT


def test_the_supporting_lines_of_a_joint_proof_are_all_that_the_parts_looked_at():
    told = lines("beside at left-hip", RIGHT_HIP_CLEAR, "not strands at muscles", "mild")
    verdict = KNOWLEDGE.judge(KNOWLEDGE.case(told), Claim("several"))

    assert verdict.state is State.RULED_OUT
    assert verdict.lines == (0, 1, 2, 3)


def test_a_global_finding_that_pulls_two_parts_is_split_over_its_values():
    knowledge = Knowledge.of(
        small.pack(
            [small.region("hip")],
            [small.finding("sign"), small.finding("beside", "joint")],
            [
                small.component("one", small.clause(all=(Literal("beside"), Literal("sign")))),
                small.component(
                    "other", small.clause(all=(Literal("beside"), Literal("sign", False)))
                ),
            ],
            [small.rule("both", composition=small.composition(at_least=2))],
        )
    )
    case = knowledge.case(lines("beside at both-hip"))

    assert knowledge.outcomes(case) == {frozenset({"one"}), frozenset({"other"})}
    assert knowledge.judge(case, Claim("both")).state is State.RULED_OUT
    assert knowledge.warnings == ("'both' never holds, whatever a case says",)


def test_an_open_mirrored_finding_ties_both_sides():
    knowledge = Knowledge.of(
        small.pack(
            [small.region("hip")],
            [small.finding("mirrored", "joint", mirrored=True)],
            [
                small.component("with", small.clause(all=(Literal("mirrored"),))),
                small.component("without", small.clause(none=(Literal("mirrored"),))),
            ],
            [],
        )
    )

    assert knowledge.outcomes(knowledge.case([])) == {frozenset({"with"}), frozenset({"without"})}


def test_a_rule_that_looks_at_the_mirror_image_ties_both_sides():
    knowledge = Knowledge.of(
        small.pack(
            [small.region("hip")],
            [small.finding("bone", "joint")],
            [
                small.component(
                    "pair", small.clause(all=(Literal("bone"), Literal("bone", where="mirror")))
                ),
                small.component(
                    "single",
                    small.clause(all=(Literal("bone"),)),
                    small.clause(none=(Literal("bone", where="mirror"),)),
                ),
            ],
            [],
        )
    )

    assert knowledge.outcomes(knowledge.case(lines("bone at left-hip"))) == {
        frozenset({"pair"}),
        frozenset({"single"}),
    }
