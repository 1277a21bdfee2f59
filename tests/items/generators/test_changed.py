"""Article against evidence: one statement of each kind, on three points, each kind asked alike."""

from collections import Counter, defaultdict

import pytest

from teaching.items.generators import changed
from teaching.items.generators.stock import CannotGenerate
from tests.items.generators.knowing import asked, drawn, ground, stroke


def test_each_question_offers_one_statement_of_each_kind_on_its_own_point():
    for question in drawn("what-has-changed"):
        one = question.radicals

        assert set(one) == {"asked", "article", "evidence", "both"}
        assert len({one["article"], one["evidence"], one["both"]}) == 3


def test_every_kind_is_asked_of_the_same_options():
    found = defaultdict(set)
    for one in changed.possible(ground()):
        found[one["article"], one["evidence"], one["both"]].add(one["asked"])

    assert set(map(frozenset, found.values())) == {frozenset({"article", "evidence", "both"})}


def test_the_kinds_are_asked_equally_often():
    counts = Counter(question.radicals["asked"] for question in drawn("what-has-changed"))

    assert min(counts.values()) > 70


def test_the_lead_in_names_the_layer_asked():
    names = {"article": "source article", "evidence": "current evidence"}
    for question in drawn("what-has-changed"):
        kind, lead_in = question.radicals["asked"], asked(question).lead_in
        wanted = names.values() if kind == "both" else [names[kind]]

        assert all(name in lead_in for name in wanted)


def test_a_key_of_both_cites_both_layers_and_the_others_too():
    for question in drawn("what-has-changed"):
        assert (
            asked(question).layers == ("article", "evidence")
            or "inferred" in asked(question).layers
        )


def test_the_rationale_of_a_dispute_is_what_the_learner_is_told():
    disputes = {dispute.id: dispute for dispute in ground().pack.disputes}
    for question in drawn("what-has-changed"):
        for option in asked(question).options:
            dispute = disputes.get(option.asserts[0].entry)
            if dispute is not None:
                assert option.rationale.endswith(dispute.learner)


def test_no_statement_is_unsafe_or_unverified():
    unsafe = ground().knowledge.records.unsafe
    for question in drawn("what-has-changed"):
        for option in asked(question).options:
            assert not unsafe & set(option.facts)


def test_a_pack_with_one_dispute_says_so():
    with pytest.raises(CannotGenerate, match="too few disputes"):
        changed.MODEL.draw(stroke(), 1)
