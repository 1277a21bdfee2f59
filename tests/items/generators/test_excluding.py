"""What a finding rules out: one concept, while every other one offered stays open."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from teaching.items.generators import excluding
from teaching.items.generators.item_models import Ground, Question
from teaching.items.generators.stock import CannotGenerate
from teaching.items.proving import Script, prove
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import State
from tests.items.demo import nho

ROUNDS = 6


@cache
def ground() -> Ground:
    return Ground(*nho())


def answers() -> list[tuple[str, str]]:
    return [
        (exclusion.slug, answer.claim.concept)
        for exclusion in ground().pack.contrasts.exclusions
        for answer in exclusion.answers
    ]


@cache
def drawn() -> tuple[Question, ...]:
    count = ROUNDS * len(answers())
    return tuple(q for seed in range(count) for q in excluding.MODEL.draw(ground(), seed))


def test_each_answer_is_ruled_out_equally_often_and_proved():
    right = Counter((q.radicals["story"], q.radicals["key"]) for q in drawn())

    assert right == dict.fromkeys(answers(), ROUNDS)
    for question in drawn():
        [proof] = prove(ground().knowledge, ground().facts, question.vignette)
        assert proof.problems == ()


def test_all_others_stay_open_and_say_what_would_rule_them_out():
    for question in drawn():
        case = ground().knowledge.case(Script.of(question.vignette).tags)
        for option in question.vignette.items[0].options:
            [claim] = option.claims
            holds = Claim(claim.concept, claim.at)
            state = ground().knowledge.judge(case, holds).state
            assert state is (State.RULED_OUT if option.key else State.OPEN), option
            assert option.rationale.endswith(".")


def test_without_the_finding_nothing_is_ruled_out():
    """The negative control: the same story without the lines that state the finding."""
    for question in drawn():
        said = set(question.radicals["findings"].replace(" at here", "").split(", "))
        lines = Script.of(question.vignette).tags
        left = [
            tuple(
                tag
                for tag in tags
                if str(tag).split(" at ")[0] not in {s.split(" at ")[0] for s in said}
            )
            for tags in lines
        ]
        case = ground().knowledge.case(left)
        [key] = [one for one in question.vignette.items[0].options if one.key]
        assert ground().knowledge.judge_all(case, key.claims).state is State.OPEN


def test_a_way_that_rules_out_too_much_is_never_drawn():
    """With a finding that rules out two of the answers, the draw finds no question."""
    pack = ground().pack
    first, *rest = pack.contrasts.exclusions
    both = tuple(tag for answer in first.answers[:2] for tag in answer.by[0])
    key = first.answers[0].model_copy(update={"by": (both,)})
    broken = first.model_copy(update={"answers": (key, *first.answers[1:])})
    section = pack.contrasts.model_copy(update={"exclusions": (broken, *rest)})
    other = Ground(pack.model_copy(update={"contrasts": section}), nho()[1])

    with pytest.raises(CannotGenerate, match=r"is established"):
        excluding.MODEL.draw(other, 0)
