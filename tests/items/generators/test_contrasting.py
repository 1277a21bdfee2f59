"""Questions that rest on a change: the finding that decides, the line that changes the answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import groupby

import pytest

from teaching.items.admitting import admit
from teaching.items.altering import altered
from teaching.items.generators import counterfactual, deciding
from teaching.items.generators.contrasting import Way, ways
from teaching.items.generators.item_models import Ground, ItemModel, Question
from teaching.items.generators.registry import model_of
from teaching.items.generators.stock import CannotGenerate
from teaching.items.proving import Script, prove
from teaching.knowledge.cases import Case
from teaching.knowledge.checking import remarks
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.contrasts import Contrast
from teaching.knowledge.statements import Claim, Tag
from teaching.knowledge.verdicts import State
from tests.items.demo import nho

MODELS = (deciding.MODEL, counterfactual.MODEL)
ROUNDS = 3

both = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.slug)


@cache
def ground() -> Ground:
    return Ground(*nho())


def rounds(model: ItemModel) -> int:
    return ROUNDS * len(ways_of(model))


def among(model: ItemModel) -> tuple[Contrast, ...]:
    section = ground().pack.contrasts
    assert section is not None
    return section.decisions if model.slug == deciding.MODEL.slug else section.reversals


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
def test_every_way_of_every_set_can_be_drawn_and_is_proved(model):
    assert len(drawn(model)) == rounds(model)
    for question in drawn(model):
        [proof] = prove(ground().knowledge, ground().facts, question.vignette)
        assert proof.problems == ()


@both
def test_whoever_has_not_read_the_story_cannot_know(model):
    """Under the same question each of the same findings is right equally often: which one it is
    hangs on the story alone."""
    counts = asked_of(ways_of(model))

    assert len(counts) >= 4
    for (offered, _settles), right in counts.items():
        assert set(right) == set(offered)
        assert len(set(right.values())) == 1


@both
def test_a_story_asked_alone_would_tell(model):
    """The negative control: without its sibling stories the question gives the answer away."""
    first = ways_of(model)[0].contrast.slug
    counts = asked_of([way for way in ways_of(model) if way.contrast.slug == first])

    assert any(set(right) != set(offered) for (offered, _), right in counts.items())


def ways_of(model: ItemModel) -> tuple[Way, ...]:
    section = ground().pack.contrasts
    assert section is not None
    return ways(section, among(model))


def asked_of(found: Iterable[Way]) -> dict[tuple[tuple[str, ...], str], Counter[str]]:
    """How often each wording is right, by what is offered and asked."""
    counts: dict[tuple[tuple[str, ...], str], Counter[str]] = defaultdict(Counter)
    for way in found:
        offered = tuple(sorted(turn.texts[0] for turn in way.offered))
        counts[offered, way.key.settles][way.key.texts[0]] += 1
    return counts


def test_a_story_leaves_open_what_any_of_the_findings_would_settle():
    for question in drawn(deciding.MODEL):
        [item] = question.vignette.items
        case = told(question)
        assert {state(case, claim) for claim in item.rests_on} == {State.OPEN}
        assert all(option.replaces == () for option in item.options)


def test_no_other_finding_settles_the_story_otherwise():
    """A distractor that would settle another diagnosis or step would answer the question too."""
    turns = {turn.slug: turn for turn in ground().pack.contrasts.turns}
    for question in drawn(deciding.MODEL):
        [item] = question.vignette.items
        lines = Script.of(question.vignette).tags
        for slug in question.radicals["offered"].split(", "):
            if slug == question.radicals["key"]:
                continue
            [option] = [one for one in item.options if one.rationale == turns[slug].says]
            then = altered(ground().knowledge, lines, lines, option)
            claims = [placed_at(question, claim) for claim in turns[slug].makes]
            assert ground().knowledge.judge_all(then, claims).state is not State.ESTABLISHED


def placed_at(question: Question, claim: Claim) -> Claim:
    """A claim of the pack at the place of the story."""
    at = question.radicals["regions"].split(", ")[0]
    return Claim(claim.concept, at if claim.at else claim.at, claim.holds)


def test_a_settled_story_has_its_answer_until_one_place_reads_otherwise():
    section = ground().pack.contrasts
    answers = {one.slug: one.answer for one in section.reversals}
    for question in drawn(counterfactual.MODEL):
        [item] = question.vignette.items
        case = told(question)
        lines = Script.of(question.vignette).tags
        for claim in answers[question.radicals["story"]]:
            assert state(case, claim) is State.ESTABLISHED
        for option in item.options:
            assert option.replaces
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
def test_with_the_rules_exchanged_no_question_on_a_form_is_admitted(model):
    """The negative control: the same questions, and each form has the rule of another."""
    pack = ground().pack
    rules = {rule.concept: rule for rule in pack.rules}
    after = {"mixed": "periarthritic", "periarthritic": "osteoarthropathic"}
    after["osteoarthropathic"] = "multiple-muscular"
    turned = pack.model_copy(
        update={
            "rules": tuple(
                rules[after[rule.concept]].model_copy(update={"concept": rule.concept})
                if rule.concept in after
                else rule
                for rule in pack.rules
            )
        }
    )
    other = Ground(turned, Knowledge.of(turned))
    asked = [one for one in drawn(model) if one.vignette.items[0].axis == "form"]

    assert len(asked) > 30
    for question in asked:
        assert admit(ground(), question.vignette).is_admitted
        assert not admit(other, question.vignette).is_admitted


@both
def test_a_pack_without_contrasts_is_refused_by_name(model):
    bare = nho()[0].model_copy(update={"contrasts": None})

    with pytest.raises(CannotGenerate, match="has no contrasts"):
        model.draw(Ground(bare, nho()[1]), 0)


def test_a_story_that_two_findings_settle_is_never_drawn():
    """The first step hangs on three things; with two of them undone, two findings would decide."""
    pack = nho()[0]
    section = pack.contrasts
    [story] = [one for one in section.decisions if one.slug == "veins-not-seen-to"]
    seen = Tag("no-film-yet", "", present=False)
    states = tuple(tag._replace(present=True) if tag == seen else tag for tag in story.states)
    both = story.model_copy(update={"states": states})
    other = Ground(
        pack.model_copy(update={"contrasts": section.model_copy(update={"decisions": (both,)})}),
        nho()[1],
    )

    assert states != story.states
    with pytest.raises(CannotGenerate, match="'twist' settles the story as well"):
        deciding.MODEL.draw(other, 0)


def test_what_is_said_of_one_place_stands_together():
    """So that "Neither joint is damaged." is read of the place before it."""
    for question in drawn(counterfactual.MODEL):
        for stage in question.vignette.stages:
            told = [
                tuple(sorted({tag.at for tag in line.tags if tag.at.startswith("both-")}))
                for line in stage.lines
            ]
            places = [place for place, _ in groupby(told) if place]
            assert len(places) == len(set(places)), stage


def test_a_turn_that_does_not_exist_is_refused():
    pack = nho()[0]
    first, *rest = pack.contrasts.decisions
    broken = first.model_copy(update={"sets": (("buttock", "worn-knee", "no-such-turn"),)})
    section = pack.contrasts.model_copy(update={"decisions": (broken, *rest)})

    found = remarks(pack.model_copy(update={"contrasts": section}))

    assert [remark.what for remark in found] == ["There is no turn 'no-such-turn'."]


def test_a_key_that_does_not_exist_is_refused():
    pack = nho()[0]
    first, *rest = pack.contrasts.decisions
    broken = first.model_copy(update={"keys": ("no-such-turn",)})
    section = pack.contrasts.model_copy(update={"decisions": (broken, *rest)})

    found = remarks(pack.model_copy(update={"contrasts": section}))

    assert [remark.what for remark in found] == ["There is no turn 'no-such-turn'."]
