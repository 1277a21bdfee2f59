"""The conditions R1 to R3: which rules are named as possibly too open, and which are not."""

import pytest

from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.statements import Literal
from tests.knowledge import small

FINDINGS = [
    small.finding("lesion"),
    small.finding("open", contradicts=("unexamined",)),
    small.finding("unexamined"),
    small.finding("severe", implies=(Literal("lesion"),)),
    small.finding("bone", "joint"),
    small.finding("coarse", "joint", implies=(Literal("bone"),)),
]
PART = small.component("part", small.clause(all=(Literal("bone"),)))
GATE = (small.clause(all=(Literal("lesion"),)),)


def warnings(*rules, components=(PART,), findings=FINDINGS):
    return Knowledge.of(small.pack([small.region("hip")], findings, components, rules)).warnings


def flat(**asked):
    return small.rule("rule", clauses=(small.clause(**asked),))


@pytest.mark.parametrize(
    "rule",
    [
        flat(all=(Literal("open"), Literal("lesion"))),
        flat(all=(Literal("severe"), Literal("lesion"))),
        flat(any=(Literal("severe"), Literal("lesion")), at_least=1),
        flat(not_all=(Literal("severe"), Literal("lesion"))),
        flat(none=(Literal("open"), Literal("unexamined"))),
        small.rule("rule", gate=GATE, composition=small.composition("part")),
    ],
)
def test_a_rule_that_can_have_all_it_asks_for_is_exact(rule):
    assert warnings(rule) == ()


@pytest.mark.parametrize(
    ("rule", "findings"),
    [
        (flat(all=(Literal("open"), Literal("unexamined"))), "open, unexamined"),
        (flat(all=(Literal("severe"), Literal("lesion", False))), "lesion, severe"),
        (
            small.rule(
                "rule",
                clauses=(
                    small.clause(any=(Literal("open"), Literal("lesion")), at_least=1),
                    small.clause(none=(Literal("open"),)),
                ),
            ),
            "open",
        ),
    ],
)
def test_wanted_findings_in_conflict_are_named(rule, findings):
    assert warnings(rule) == (
        f"'rule' may be too open: what it asks for is in conflict ({findings})",
    )


def test_a_count_over_findings_that_exclude_each_others_absence_is_named():
    rule = flat(any=(Literal("severe"), Literal("lesion", False)), at_least=1)

    assert warnings(rule) == (
        "'rule' may be too open: what it asks for is in conflict (lesion, severe)",
    )


def test_the_conflict_may_lie_in_a_concept_it_rests_on():
    inner = small.rule("inner", clauses=(small.clause(all=(Literal("open"),)),))
    outer = small.rule(
        "rule",
        clauses=(small.clause(all=(Literal("unexamined"),)),),
        concepts=(small.concepts("inner"),),
    )

    assert warnings(inner, outer) == (
        "'rule' may be too open: what it asks for is in conflict (open, unexamined)",
    )


def test_asking_about_the_findings_of_its_components_is_named():
    rule = small.rule(
        "rule",
        clauses=(small.clause(all=(Literal("bone", where="anywhere"),)),),
        composition=small.composition("part"),
    )

    assert warnings(rule) == (
        "'rule' may be too open: its components look at the same findings (bone)",
    )


def test_resting_on_two_compositions_is_named():
    other = small.component("other", small.clause(all=(Literal("coarse"),)))
    rules = [
        small.rule("one", composition=small.composition("part")),
        small.rule("two", composition=small.composition(at_least=2)),
        small.rule("rule", no_concepts=(small.concepts("one", "two"),)),
    ]

    assert warnings(*rules, components=(PART, other)) == (
        "'rule' may be too open: it rests on several compositions at once",
    )


def test_a_component_that_asks_anywhere_is_named():
    part = small.component("part", small.clause(all=(Literal("bone", where="anywhere"),)))

    assert warnings(components=(part,)) == (
        "a component asks for 'bone' anywhere, so compositions may be too open",
    )


def test_more_findings_than_can_be_split_are_named():
    signs = [small.finding(f"sign{i}") for i in range(7)]
    parts = [
        small.component(name, small.clause(any=tuple(Literal(s.slug) for s in signs), at_least=k))
        for name, k in (("few", 2), ("many", 5))
    ]

    assert warnings(components=parts, findings=signs) == (
        "too many findings tie regions together; 'sign6' is left open,"
        " so compositions may be too open",
    )


def test_more_mirrored_findings_than_can_be_split_are_named():
    signs = [small.finding(f"sign{i}", "joint", mirrored=True) for i in range(8)]
    part = small.component("part", small.clause(all=tuple(Literal(s.slug) for s in signs)))

    assert [warning.split("'")[1] for warning in warnings(components=(part,), findings=signs)] == [
        "sign6",
        "sign7",
    ]


def test_a_finding_that_excludes_itself_is_named():
    findings = [
        small.finding("odd", implies=(Literal("lesion"), Literal("lesion", False))),
        small.finding("lesion"),
    ]

    assert warnings(findings=findings, components=()) == (
        "'odd' can never be present: its relations contradict each other",
    )
