"""Fact recall: rows of two concepts side by side, and facets from thing to answer and back."""

from collections import Counter, defaultdict

import pytest

from teaching.items.generators import answers, columns, recall
from teaching.items.generators.columns import BOTH, FIRST, NEITHER, SECOND
from teaching.items.generators.item_models import Ground
from teaching.items.generators.stock import CannotGenerate
from teaching.knowledge.records import LAYERS
from teaching.knowledge.statements import Assertion
from teaching.knowledge.verdicts import State
from tests.items.generators.knowing import asked, drawn, ground, stroke


def test_a_pair_holds_the_rows_of_each_kind():
    [pair] = [
        one
        for one in columns.pairs(ground(), recall.MANNER)
        if (one.first.slug, one.second.slug) == ("periarthritic", "osteoarthropathic")
    ]

    assert [row.id for row in pair.rows[FIRST]] == ["M-36"]
    assert [row.id for row in pair.rows[SECOND]] == ["M-37", "M-39"]
    assert [row.id for row in pair.rows[NEITHER]] == ["M-28", "M-44"]
    assert "M-26" in [row.id for row in pair.rows[BOTH]]


def test_no_row_is_offered_that_leaves_one_of_the_two_open():
    records = ground().knowledge.records
    for pair in columns.pairs(ground(), recall.MANNER):
        for rows in pair.rows.values():
            for row in rows:
                for concept in (pair.first, pair.second):
                    assert records.read(Assertion(row.id, concept.slug)).state is not State.OPEN


def test_every_kind_of_one_set_of_options_can_be_asked():
    found = defaultdict(set)
    for design in columns.designs(ground(), recall.MANNER):
        one = design.radicals
        found[one["concepts"], one["offered"]].add(one["asked"])

    assert {len(kinds) for kinds in found.values()} <= {3, 4}
    for (_, offered), kinds in found.items():
        assert len(kinds) == len(offered.split())


def test_article_and_evidence_are_named_and_kept_apart():
    layer_of = {fact.id: fact.layer for fact in ground().pack.facts}
    for question in drawn("fact-recall"):
        item = asked(question)
        side = "article" if item.lead_in.startswith("According to the source article") else None
        side = side or ("evidence" if item.lead_in.startswith("On current evidence") else None)
        assert side is not None, item.lead_in
        for option in item.options:
            assert {layer_of[fact] for fact in option.facts} <= LAYERS[side]


def test_no_question_rests_on_what_is_unsafe_disputed_or_unverified():
    records = ground().knowledge.records
    for question in drawn("fact-recall"):
        for option in asked(question).options:
            assert not set(option.facts) & (records.unsafe | records.disputed)


def test_facets_are_asked_both_ways_where_they_can_be():
    facets = {facet.id: facet for facet in answers.facets(ground(), course=False)}
    ways = {(one.facet.id, one.way) for one in answers.designs(tuple(facets.values()))}

    assert ("A-11", "asks") in ways
    assert ("A-11", "names") in ways
    assert ("A-12", "asks") not in ways


def test_distractors_are_what_is_said_of_neighbours():
    for question in drawn("fact-recall"):
        if bool(question.radicals["facet"]):
            facet = ground().knowledge.records.facets[question.radicals["facet"]]
            words = {text for one in facet.answers for text in (one.says, one.called)}
            known = {word.casefold() for word in words}
            assert all(option.text.casefold() in known for option in asked(question).options)


def test_questions_of_both_kinds_are_drawn():
    kinds = Counter(bool(question.radicals["facet"]) for question in drawn("fact-recall"))

    assert min(kinds.values()) > 60


def test_another_pack_is_asked_as_well():
    found = [recall.MODEL.draw(stroke(), seed)[0] for seed in range(40)]

    assert {bool(question.radicals["facet"]) for question in found} == {True, False}
    assert all("studies of the 1990s" in asked(question).lead_in for question in found)


def test_a_pack_without_rows_and_facets_says_so():
    bare = stroke().pack.model_copy(update={"rows": (), "facets": ()})
    knowledge = type(stroke().knowledge).of(bare)

    with pytest.raises(CannotGenerate, match="neither rows worded as options nor facets"):
        recall.MODEL.draw(Ground(bare, knowledge), 1)
