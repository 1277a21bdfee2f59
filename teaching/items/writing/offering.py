"""Offering: a whole decision proposed for a story: options, lead-in, layers and rationales. Pure.

Nothing here is settled by it: the author reorders, rewords and drops, and the proof is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from teaching.items.generators.asking import rationale
from teaching.items.generators.item_models import Ground
from teaching.items.generators.recital import layers_of, opened
from teaching.items.linting.tokens import words_of
from teaching.items.linting.values import quantity
from teaching.items.proving import Script, stage_index
from teaching.items.writing.document import Decision, Option, new_id
from teaching.items.writing.phrasing import filled, spot
from teaching.items.writing.rivals import (
    answer_of,
    asked_after,
    axis_of,
    case_by,
    chosen,
    placed,
    question_of,
    rivals,
    verdict_on,
)
from teaching.knowledge.cases import Case
from teaching.knowledge.schema.facts import Layer
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.schema.vocabulary import Axis
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import State, Verdict


class Because(NamedTuple):
    """A rationale as the proof gives it, and the facts it cites; both empty where nothing is
    proved yet."""

    text: str
    facts: tuple[str, ...]


def propose(
    ground: Ground, story: Vignette, axis: str, key: str, ids: Callable[[], str] = new_id
) -> Decision:
    """The decision. ``ids`` gives out the ids of the decision and of its options, in this order.

    Raises ValueError where the axis or the key is none of the pack's, or not of this axis.
    """
    asked = axis_of(ground, axis)
    concept = ground.concepts.get(key)
    if concept is None or concept.axis != axis:
        raise ValueError(f"'{key}' is no answer on '{axis}'")
    after = asked_after(ground, story, asked)
    case = case_by(ground, story, after)
    claim = placed(ground, story, case, key)
    others = chosen(ground, asked, rivals(ground, story, axis, key))
    claims = [claim, *(placed(ground, story, case, one, claim.at) for one in others)]
    texts = [_text(ground, story, one) for one in claims]
    found = [
        (_because(ground, case, one, claim, is_key=one is claim), one, text)
        for one, text in zip(claims, texts, strict=True)
    ]
    right = found[0][0]
    layers = layers_of(ground, right.facts) if right.facts else ()
    ordered = _ordered(ground, axis, found)
    decided = ids()
    options = [
        (
            one,
            Option(
                id=ids(),
                text=text,
                claims=(str(one),),
                rationale=because.text,
                facts=because.facts,
            ),
        )
        for because, one, text in ordered
    ]
    return Decision(
        id=decided,
        slug=_slug(story, axis),
        axis=axis,
        after=after or "",
        lead_in=_lead_in(ground, story, asked, claim, right.facts, layers),
        layers=layers,
        options=tuple(option for _, option in options),
        key=next(option.id for one, option in options if one is claim),
    )


def rationales(ground: Ground, vignette: Vignette, number: int) -> tuple[Because, ...]:
    """For each option of an item a rationale from its proof, empty where that is still open or
    does not rest on what is found."""
    item = vignette.items[number]
    nothing = Because("", ())
    if item.basis != "findings":
        return tuple(nothing for _ in item.options)
    script = Script.of(vignette)
    try:
        shown = script.shown(stage_index(vignette, item.after), number)
        case = ground.knowledge.case(shown, script.tags)
    except ValueError:
        return tuple(nothing for _ in item.options)
    found = []
    for option in item.options:
        try:
            verdict = ground.knowledge.judge_all(case, option.claims)
        except ValueError:
            found.append(nothing)
            continue
        found.append(_proved(verdict, is_key=option.key))
    return tuple(found)


def _slug(story: Vignette, axis: str) -> str:
    taken = {item.slug for item in story.items}
    number = 1
    while (slug := axis if number == 1 else f"{axis}-{number}") in taken:
        number += 1
    return slug


# ---- in words ---------------------------------------------------------------------------------
def _text(ground: Ground, story: Vignette, claim: Claim) -> str:
    """What an option says: as the generator words it where that can be said here."""
    concept = ground.concepts[claim.concept]
    answer = answer_of(ground, concept.axis, claim.concept)
    there = spot(ground, claim.at)
    for text in answer.texts if answer else ():
        told = filled(ground, text, there, story.pronoun)
        if told is not None:
            return told
    return concept.name


def _ordered(
    ground: Ground, axis: str, found: Sequence[tuple[Because, Claim, str]]
) -> list[tuple[Because, Claim, str]]:
    """In an order that tells nothing: that of the pack where it keeps one, of time or size, else
    of the alphabet."""
    question = question_of(ground, axis)
    if question is not None and question.keep_order:
        order = [one.claim.concept for one in question.answers]
        if all(claim.concept in order for _, claim, _ in found):
            return sorted(found, key=lambda one: order.index(one[1].concept))
    rules = ground.knowledge.rules.by_concept
    spans = [rules[c.concept].interval if c.concept in rules else None for _, c, _ in found]
    if all(spans):
        lows = {
            claim: (float("-inf") if span is None or span.low is None else span.low, text)
            for (_, claim, text), span in zip(found, spans, strict=True)
        }
        return sorted(found, key=lambda one: lows[one[1]])
    return [found[i] for i in neutral([text for *_, text in found])]


def neutral(texts: Sequence[str]) -> list[int]:
    """The places of texts in an order that tells nothing of which is right: numbers by their size,
    others by the alphabet."""
    sizes = [one for one in map(quantity, texts) if one is not None]
    if len(sizes) == len(texts):
        return sorted(range(len(texts)), key=lambda i: (sizes[i].low, sizes[i].high))
    return sorted(range(len(texts)), key=lambda i: texts[i].casefold())


def _lead_in(
    ground: Ground,
    story: Vignette,
    axis: Axis,
    claim: Claim,
    facts: Iterable[str],
    layers: Sequence[Layer],
) -> str:
    """The question. Where the facts it rests on are disputed, it names the layer it asks."""
    question = question_of(ground, axis.slug)
    text = axis.lead_in
    for one in question.lead_ins if question else ():
        told = filled(ground, one, spot(ground, claim.at), story.pronoun)
        if told is not None:
            text = told
            break
    if len(layers) == 1 and _disputed(ground, facts) and not _names(ground, text, layers[0]):
        return opened(ground, layers[0], _lower(text))
    return text


def _disputed(ground: Ground, facts: Iterable[str]) -> bool:
    cited = set(facts)
    return any(not cited.isdisjoint((*one.article, *one.evidence)) for one in ground.pack.disputes)


def _names(ground: Ground, text: str, layer: Layer) -> bool:
    """Whether a question already says which layer it asks."""
    spoken = " ".join(words_of(text))
    for one in ground.pack.disease.layers:
        if one.slug == layer and one.called:
            return " ".join(words_of(one.called)) in spoken
    return False


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _because(ground: Ground, case: Case, claim: Claim, key: Claim, *, is_key: bool) -> Because:
    """A rationale from the proof; where that is open, what tells the option from the key."""
    verdict = verdict_on(ground, case, claim)
    found = _proved(verdict, is_key=is_key) if verdict is not None else Because("", ())
    answer = answer_of(ground, ground.concepts[claim.concept].axis, claim.concept)
    if found.text:
        if answer is None:
            return found
        text = f"{answer.says} {found.text}" if answer.says else found.text
        return Because(text, tuple(dict.fromkeys((*found.facts, *answer.facts))))
    for one in ground.pack.discriminators if not is_key else ():
        if {one.first, one.second} == {claim.concept, key.concept}:
            text = one.first_answer if one.first == claim.concept else one.second_answer
            return Because(text, one.facts)
    return Because("", ground.concepts[claim.concept].facts)


def _proved(verdict: Verdict, *, is_key: bool) -> Because:
    """The sentences of the rules, where they decide; of a key also those so far in its favour."""
    stance = "for" if is_key else "against"
    if not any(one.stance == stance for one in verdict.sentences):
        return Because("", ())
    if not is_key and verdict.state is not State.RULED_OUT:
        return Because("", ())
    return Because(*rationale(verdict, is_key=is_key))
