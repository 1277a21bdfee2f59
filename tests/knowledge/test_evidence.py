"""The sentences of the ledger: which clause, which lines, which facts, and what to point at."""

from teaching.knowledge.reasoning import Knowledge, Reason, State
from teaching.knowledge.schema.rules import Tendency
from teaching.knowledge.schema.vocabulary import Scope
from teaching.knowledge.statements import Claim, Literal
from tests.knowledge import small
from tests.knowledge.small import lines

GATE = (small.clause("F-G", all=(Literal("lesion"),)),)
KNOWLEDGE = Knowledge.of(
    small.pack(
        [small.region("hip"), small.region("knee"), small.region("thigh", "muscle")],
        [
            small.finding("lesion"),
            small.finding("bone", "joint", "muscle"),
            small.finding("beside", "joint", implies=(Literal("bone"),)),
            small.finding("worn", "joint"),
            small.finding("strands", "muscle", implies=(Literal("bone"),)),
            small.finding("warm", "joint", "muscle"),
            small.finding("weeks", quantity=True),
        ],
        [
            small.component(
                "spared",
                small.clause("F-SP1", all=(Literal("beside"),)),
                small.clause("F-SP2", none=(Literal("worn"),)),
            ),
            small.component(
                "damaged",
                small.clause("F-DA1", all=(Literal("beside"),)),
                small.clause("F-DA2", all=(Literal("worn"),)),
            ),
            small.component(
                "spread", small.clause("F-SPR", all=(Literal("strands"),)), at="muscle", spread=2
            ),
        ],
        [
            *(
                small.rule(
                    f"only-{part}",
                    gate=GATE,
                    composition=small.composition(part),
                )
                for part in ("spared", "damaged", "spread")
            ),
            small.rule("mixed", composition=small.composition(at_least=2)),
            small.rule("forced", gate=GATE, never=small.never()),
            small.rule("early", interval=small.interval("weeks", 2, 8)),
            small.rule("planned", no_concepts=(small.concepts("forced"),)),
        ],
        scopes=[Scope(slug="rest", name="rest", sorts=("joint", "muscle"), without="bone")],
        tendencies=[
            Tendency(
                concept="only-spread",
                finding=Literal("warm"),
                stance="for",
                says="Warmth is its early sign.",
                facts=("F-T",),
            ),
            Tendency(
                concept="only-spared",
                finding=Literal("warm", False),
                stance="for",
                says="It comes without warmth.",
                facts=("F-T",),
            ),
        ],
    )
)
SPARED_HIPS = ("lesion", "beside at both-hip; not worn at both-hip", "not bone at rest")


def reasons(claim, *texts):
    return KNOWLEDGE.judge(KNOWLEDGE.case(lines(*texts)), Claim.parse(claim)).reasons


def test_the_key_has_a_reason_for_each_clause_its_lines_meet():
    assert reasons("only-spared", *SPARED_HIPS) == (
        Reason("for", "F-G is met.", (0,), ("F-G",)),
        Reason("for", "F-SP1 is met.", (1,), ("F-SP1",), region="both-hip"),
        Reason("for", "F-SP2 is met.", (1,), ("F-SP2",), region="both-hip"),
        Reason("for", "Only that is there.", (1, 2), ("F-C",), telling=False),
    )


def test_a_ruled_out_form_shows_the_clause_broken_where_something_of_it_shows():
    assert reasons("only-damaged", *SPARED_HIPS) == (
        Reason("against", "F-DA2 is not met.", (1,), ("F-DA2",), region="both-hip"),
        Reason(
            "against", "Leaves spared unexplained.", (1,), ("F-SP1", "F-SP2"), region="both-hip"
        ),
        Reason("against", "No damaged.", (2,), ("F-DA1",), telling=False),
        Reason("for", "F-G is met.", (0,), ("F-G",)),
        Reason("for", "F-DA1 is met.", (1,), ("F-DA1",), region="both-hip"),
    )


def test_a_blanket_absence_is_told_where_there_is_nothing_better_to_point_at():
    found = reasons("spread", "not bone at rest")

    assert found == (Reason("against", "No spread.", (0,), ("F-SPR",), telling=True),)


def test_a_form_that_leaves_something_out_is_told_so():
    found = reasons("only-spared", "lesion", "strands at both-thigh")

    assert found[0] == Reason(
        "against", "Leaves spread unexplained.", (1,), ("F-SPR",), region="both-thigh"
    )


def test_a_missing_second_kind_is_one_sentence():
    found = [reason for reason in reasons("mixed", *SPARED_HIPS) if reason.stance == "against"]

    assert found == [Reason("against", "Something else is there.", (1, 2), ("F-C",))]


def test_alike_reasons_at_many_regions_become_one():
    told = ("lesion", "strands at both-thigh", "not bone at rest")
    found = [reason for reason in reasons("only-spread", *told) if "F-SPR" in reason.says]

    assert found == [Reason("for", "F-SPR is met.", (1,), ("F-SPR",), region="both-thigh")]


def test_reasons_with_lines_of_their_own_stay_apart():
    told = ("strands at left-thigh", "strands at right-thigh")

    assert reasons("spread", *told) == (
        Reason("for", "F-SPR is met.", (0,), ("F-SPR",), region="left-thigh"),
        Reason("for", "F-SPR is met.", (1,), ("F-SPR",), region="right-thigh"),
    )


def test_a_missing_gate_is_a_reason_against():
    assert reasons("only-spared", "not lesion")[0] == Reason(
        "against", "F-G is not met.", (0,), ("F-G",)
    )


def test_never_shows_its_gate_and_its_fact_and_nothing_speaks_for_it():
    assert reasons("forced", "lesion") == (Reason("against", "Never.", (0,), ("F-N",)),)


def test_an_interval_says_whether_it_fits():
    assert reasons("early", "weeks = 3..4") == (Reason("for", "It fits.", (0,), ("F-I",)),)
    assert reasons("early", "weeks = 9") == (Reason("against", "It does not.", (0,), ("F-I",)),)


def test_a_denied_claim_turns_its_reasons_round():
    assert reasons("not early", "weeks = 9") == (Reason("for", "It does not.", (0,), ("F-I",)),)


def test_a_refused_concept_gives_the_lines_it_rests_on():
    assert reasons("planned", "lesion") == (Reason("for", "It is so.", (0,), ("F-K",)),)


def test_claims_together_gather_their_reasons():
    case = KNOWLEDGE.case(lines("lesion", "weeks = 3..4"))
    verdict = KNOWLEDGE.judge_all(case, [Claim("early"), Claim("forced")])

    assert verdict.state is State.RULED_OUT
    assert [(reason.stance, reason.lines) for reason in verdict.reasons] == [
        ("against", (0,)),
        ("for", (1,)),
    ]


def test_tendencies_speak_and_prove_nothing():
    case = KNOWLEDGE.case(lines("warm at left-thigh", "not warm at both-hip", "warm at left-knee"))

    assert KNOWLEDGE.tendencies(case, "only-spread") == (
        Reason("for", "Warmth is its early sign.", (0, 2), ("F-T",)),
    )
    assert KNOWLEDGE.tendencies(case, "only-spared") == (
        Reason("for", "It comes without warmth.", (1,), ("F-T",), region="both-hip"),
    )
    assert KNOWLEDGE.judge(case, Claim("only-spread")).state is State.OPEN
    assert KNOWLEDGE.tendencies(KNOWLEDGE.case(lines("lesion")), "only-spread") == ()
