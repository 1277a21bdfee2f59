"""Questions that rest on a change: the finding that decides, the line that changes the answer."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from teaching.items.altering import altered
from teaching.items.generators import counterfactual, deciding
from teaching.items.generators.contrasting import ways
from teaching.items.generators.item_models import Ground, ItemModel, Question
from teaching.items.generators.registry import model_of
from teaching.items.generators.stock import CannotGenerate
from teaching.items.proving import Script, prove
from teaching.knowledge.cases import Case
from teaching.knowledge.checking import remarks
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.verdicts import State
from tests.items.demo import nho

MODELS = (deciding.MODEL, counterfactual.MODEL)
ROUNDS = 3

both = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.slug)


@cache
def ground() -> Ground:
    return Ground(*nho())


def rounds(model: ItemModel) -> int:
    section = ground().pack.contrasts
    assert section is not None
    among = section.decisions if model.slug == deciding.MODEL.slug else section.reversals
    return ROUNDS * len(ways(section, among))


def drawn(model: ItemModel) -> tuple[Question, ...]:
    """Every turn of every set as often as every other."""
    return by_name(model.slug)


@cache
def by_name(slug: str) -> tuple[Question, ...]:
    model = model_of(slug)
    return tuple(
        question for seed in range(rounds(model)) for question in model.draw(ground(), seed)
    )


def told(question: Question) -> Case:
    return ground().knowledge.case(Script.of(question.vignette).tags)


def state(case: Case, claim) -> State:
    return ground().knowledge.judge(case, claim).state


@both
def test_every_turn_of_every_set_can_be_drawn_and_is_proved(model):
    assert len(drawn(model)) == rounds(model)
    for question in drawn(model):
        [proof] = prove(ground().knowledge, ground().facts, question.vignette)
        assert proof.problems == ()


@both
def test_whatever_is_offered_is_right_equally_often(model):
    offered, right = Counter(), Counter()
    for question in drawn(model):
        for slug in question.radicals["offered"].split(", "):
            offered[question.radicals["story"], question.radicals["offered"], slug] += 1
        right[
            question.radicals["story"], question.radicals["offered"], question.radicals["key"]
        ] += 1

    assert set(right.values()) == {ROUNDS}
    assert offered.keys() == right.keys()


def test_a_story_leaves_open_what_any_of_the_findings_would_settle():
    for question in drawn(deciding.MODEL):
        [item] = question.vignette.items
        case = told(question)
        assert {state(case, claim) for claim in item.rests_on} == {State.OPEN}
        assert all(option.replaces == () for option in item.options)


def test_a_settled_story_has_its_answer_until_one_line_reads_otherwise():
    section = ground().pack.contrasts
    answers = {one.slug: one.answer for one in section.reversals}
    for question in drawn(counterfactual.MODEL):
        [item] = question.vignette.items
        case = told(question)
        lines = Script.of(question.vignette).tags
        for claim in answers[question.radicals["story"]]:
            assert state(case, claim) is State.ESTABLISHED
        for option in item.options:
            assert len(option.replaces) == 1
            # What it says cannot be true beside the line it replaces, or moves what that line says.
            then = altered(ground().knowledge, lines, lines, option)
            assert then.known != case.known


@both
def test_each_option_says_what_it_would_add_and_why(model):
    for question in drawn(model):
        [item] = question.vignette.items
        texts = [option.text for option in item.options]
        assert texts == sorted(texts, key=str.casefold)
        for option in item.options:
            assert option.adds
            assert option.rationale.endswith(".")
            assert "{" not in option.text


@both
def test_with_a_rule_turned_round_the_question_is_not_drawn(model):
    """The negative control: the same data, and a rule that says the opposite."""
    pack = ground().pack
    rules = tuple(
        rule.model_copy(
            update={
                "clauses": tuple(
                    clause.model_copy(update={"all": clause.none, "none": clause.all})
                    if any(literal.finding == "syrinx" for literal in (*clause.all, *clause.none))
                    else clause
                    for clause in rule.clauses
                )
            }
        )
        if rule.concept == "syringomyelic"
        else rule
        for rule in pack.rules
    )
    turned = pack.model_copy(update={"rules": rules})
    other = Ground(turned, Knowledge.of(turned))
    seed = next(q.seed for q in drawn(model) if q.radicals["key"] == "cavity")

    assert model.draw(ground(), seed)
    with pytest.raises(CannotGenerate):
        model.draw(other, seed)


@both
def test_a_pack_without_contrasts_is_refused_by_name(model):
    bare = nho()[0].model_copy(update={"contrasts": None})

    with pytest.raises(CannotGenerate, match="has no contrasts"):
        model.draw(Ground(bare, nho()[1]), 0)


def test_a_turn_that_does_not_exist_is_refused():
    pack = nho()[0]
    first, *rest = pack.contrasts.decisions
    broken = first.model_copy(update={"sets": (("cavity", "no-cavity", "no-such-turn"),)})
    section = pack.contrasts.model_copy(update={"decisions": (broken, *rest)})

    found = remarks(pack.model_copy(update={"contrasts": section}))

    assert [remark.what for remark in found] == ["There is no turn 'no-such-turn'."]
