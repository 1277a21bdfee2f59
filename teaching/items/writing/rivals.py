"""Rivals: which concepts of an axis may be offered beside a key, where each is the likeliest, and
how near it lies. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from teaching.items.generators.item_models import Ground
from teaching.items.proving import Script, stage_index
from teaching.items.writing.phrasing import spot, stock_of
from teaching.knowledge.cases import Case
from teaching.knowledge.schema.findings import Concept
from teaching.knowledge.schema.generator.questions import Answer, Question
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.schema.vocabulary import Axis
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import Contradiction, State, Verdict

FEWEST, USUAL, MOST = 3, 4, 5
"""Options of one question."""


class Rival(NamedTuple):
    """A concept that may be offered beside a key, with how it stands and how near it lies."""

    concept: str
    state: State | None
    nearness: float


def rivals(ground: Ground, story: Vignette, axis: str, key: str) -> tuple[Rival, ...]:
    """What could be offered beside a key, the likeliest to be confused with it first.

    Near are those the pack offers together with it, tells apart from it in a discriminator or has
    findings in common with, and those for which the story says something. What is right as well,
    or the same answer in other words, is left out.
    """
    asked = axis_of(ground, axis)
    case = case_by(ground, story, asked_after(ground, story, asked))
    own = ground.concepts[key]
    at = placed(ground, story, case, key).at
    found = []
    for place, concept in enumerate(ground.pack.concepts):
        if concept.axis != axis or concept.slug == key or _alike(own, concept):
            continue
        verdict = verdict_on(ground, case, placed(ground, story, case, concept.slug, at))
        state = verdict.state if verdict else None
        if state is State.ESTABLISHED:
            continue
        near = _together(ground, axis, key, concept.slug) + _told_apart(ground, key, concept.slug)
        near += _shared(ground, key, concept.slug)
        if verdict is not None:
            near += min(3, sum(one.stance == "for" for one in verdict.sentences)) / 2
            near += state is State.RULED_OUT
        found.append((-near, place, Rival(concept.slug, state, near)))
    found.sort(key=lambda one: one[:2])
    return tuple(one for *_, one in found)


def axis_of(ground: Ground, slug: str) -> Axis:
    for axis in ground.pack.disease.axes:
        if axis.slug == slug:
            return axis
    raise ValueError(f"the pack has no axis '{slug}'")


def asked_after(ground: Ground, story: Vignette, axis: Axis) -> str | None:
    """The stage it is asked after: the axis's own, or the last one told before that."""
    order = [stage.slug for stage in ground.pack.disease.stages]
    told = [stage.stage for stage in story.stages]
    due = order.index(axis.after)
    before = [slug for slug in told if slug in order and order.index(slug) <= due]
    return before[-1] if before else (told[0] if told else None)


def case_by(ground: Ground, story: Vignette, after: str | None) -> Case:
    """The story by then; an empty one where its lines contradict each other."""
    script = Script.of(story)
    try:
        return ground.knowledge.case(script.shown(stage_index(story, after)), script.tags)
    except Contradiction:
        return ground.knowledge.case(())


def verdict_on(ground: Ground, case: Case, claim: Claim) -> Verdict | None:
    try:
        return ground.knowledge.judge(case, claim)
    except ValueError:
        return None


def placed(ground: Ground, story: Vignette, case: Case, concept: str, preferred: str = "") -> Claim:
    """A claim at the place where it is the likeliest: the one preferred, else where it is
    established, else the first place the story speaks of."""
    rule = ground.knowledge.rules.by_concept.get(concept)
    if rule is None or not rule.at:
        return Claim(concept)
    possible = ground.knowledge.rules.regions(rule)
    if preferred in possible:
        return Claim(concept, preferred)
    spoken: list[str] = []
    for stage in story.stages:
        for line in stage.lines:
            for tag in line.tags:
                there = spot(ground, tag.at)
                spoken += there.ids if there else ()
    here = [at for at in dict.fromkeys(spoken) if at in possible] or possible
    for wanted in (State.ESTABLISHED, State.OPEN):
        for at in here:
            verdict = verdict_on(ground, case, Claim(concept, at))
            if verdict is not None and verdict.state is wanted:
                return Claim(concept, at)
    return Claim(concept, here[0])


def _alike(one: Concept, other: Concept) -> bool:
    return other.slug in one.alike or one.slug in other.alike


def question_of(ground: Ground, axis: str) -> Question | None:
    stock = stock_of(ground)
    return stock.questions.get(axis) if stock else None


def answer_of(ground: Ground, axis: str, concept: str) -> Answer | None:
    question = question_of(ground, axis)
    answers = question.answers if question else ()
    return next((one for one in answers if one.claim.concept == concept), None)


def _together(ground: Ground, axis: str, key: str, other: str) -> float:
    """Whether the pack offers them together."""
    question = question_of(ground, axis)
    if question is None:
        return 0
    if question.sets:
        return 3.0 * any(key in one.answers and other in one.answers for one in question.sets)
    return 2.0 * (answer_of(ground, axis, other) is not None)


def _told_apart(ground: Ground, key: str, other: str) -> float:
    return 2.0 * any({one.first, one.second} == {key, other} for one in ground.pack.discriminators)


def _shared(ground: Ground, key: str, other: str) -> float:
    """The share of the findings of the key, 0 to 1, that speak for the other as well."""
    own = both = 0
    for row in ground.pack.rows:
        cells = {cell.concept: cell.standing for cell in row.cells}
        if cells.get(key) in ("characteristic", "possible"):
            own += 1
            both += cells.get(other) in ("characteristic", "possible")
    return both / own if own else 0.0


def chosen(ground: Ground, axis: Axis, found: Sequence[Rival]) -> list[str]:
    """The rivals to offer: all there are where the axis is exhaustive."""
    question = question_of(ground, axis.slug)
    most = min(MOST, max(FEWEST, question.options if question else USUAL))
    if axis.exhaustive:
        most = max(MOST, len(found) + 1)
    chosen: list[str] = []
    for one in found:
        concept = ground.concepts[one.concept]
        if any(_alike(concept, ground.concepts[other]) for other in chosen):
            continue
        chosen.append(one.concept)
        if len(chosen) == most - 1:
            break
    return chosen
