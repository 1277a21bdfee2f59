"""Retelling: the vignette of a twin from its lines, its questions asked anew, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from teaching.items.generators.asking import layers, rationale
from teaching.items.generators.wording import Unsayable
from teaching.items.proving import stage_index
from teaching.items.rewording import Retold
from teaching.items.settling import Origin, fits, marked
from teaching.knowledge.cases import Case
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.rules import Rule
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import Contradiction, State


@dataclass(frozen=True)
class Change:
    """One line that differs: ``before`` is None for a new line, ``after`` for one that is gone."""

    stage: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Twin:
    """The next patient, and in which lines the story differs."""

    vignette: Vignette
    changes: tuple[Change, ...]


def retell(origin: Origin, lines: Sequence[Retold]) -> Twin:
    """The twin these lines tell.

    Raises Unsayable where they leave a stage empty, do not prove the answer, or give it away before
    its question; Contradiction where they exclude each other.
    """
    told = [
        [line for part in parts for line in (part.before, part.now, part.after) if line is not None]
        for parts in _by_stage(origin, lines)
    ]
    if any(not part for part in told):
        raise Unsayable("a stage would be left without a line")
    story = origin.vignette.model_copy(
        update={
            "stages": tuple(
                stage.model_copy(update={"lines": tuple(part)})
                for stage, part in zip(origin.vignette.stages, told, strict=True)
            )
        }
    )
    items = tuple(
        new for item in origin.vignette.items if (new := _asked_anew(origin, story, item))
    )
    if origin.item.slug not in {item.slug for item in items}:
        raise Unsayable("the story as told does not prove the answer")
    name = f"{origin.vignette.slug}/{origin.item.slug}/{origin.wrong.text}"
    vignette = story.model_copy(
        update={
            "slug": f"twin-{Random(name).getrandbits(40):010x}",  # noqa: S311
            "code": None,
            "items": items,
        }
    )
    return Twin(vignette, tuple(_changes(origin, lines)))


def _by_stage(origin: Origin, lines: Sequence[Retold]) -> Iterator[Sequence[Retold]]:
    start = 0
    for stage in origin.vignette.stages:
        yield lines[start : start + len(stage.lines)]
        start += len(stage.lines)


def _changes(origin: Origin, lines: Sequence[Retold]) -> Iterator[Change]:
    """What differs, line by line; one that goes is shown beside one that comes at its stage."""
    lines_before = iter(origin.lines)
    for stage, parts in zip(origin.vignette.stages, _by_stage(origin, lines), strict=True):
        found: list[Change] = []
        for part in parts:
            was = next(lines_before)
            pairs: list[tuple[Line | None, Line | None]] = [
                (None, part.before),
                (was, part.now),
                (None, part.after),
            ]
            found += [
                Change(stage.stage, _text(old), _text(new))
                for old, new in pairs
                if _text(old) != _text(new)
            ]
        yield from _paired(found)


def _text(line: Line | None) -> str | None:
    return None if line is None else line.text


def _paired(changes: Sequence[Change]) -> Iterator[Change]:
    """A line that goes takes the next one that comes to its side."""
    coming = [change for change in changes if change.before is None]
    gone = [change for change in changes if change.after is None]
    partners = dict(zip(gone, coming, strict=False))
    for change in changes:
        partner = partners.get(change)
        if partner is not None:
            yield Change(change.stage, change.before, partner.after)
        elif change not in coming[: len(gone)]:
            yield change


def can_be_right(pack: Pack, option: Option) -> bool:
    """Whether the option is the right answer for some patient: its words say no more than it
    claims, no rule says "never", and it claims more than that nothing else is due."""
    rules = {rule.concept: rule for rule in pack.rules}
    return not option.overclaims and all(
        claim.holds and claim.concept in rules and _decides(rules[claim.concept])
        for claim in option.claims
    )


def _decides(rule: Rule) -> bool:
    asks = (rule.clauses, rule.concepts, rule.composition, rule.interval)
    return rule.never is None and any(asks)


def _asked_anew(origin: Origin, story: Vignette, item: Item) -> Item | None:
    """The item with its new key and rationales, or None where the new story proves none."""
    if item.basis != "findings":
        return None
    at = stage_index(story, item.after)
    try:
        case = _case(origin, story, item, at)
        whole = _case(origin, story, item, len(story.stages) - 1)
    except Contradiction:
        return None
    asked = [*item.fits, *(tag for line in item.adds for tag in line.fits)]
    if not all(fits(origin.stock, whole, tag) for tag in asked):
        return None
    options = []
    for option in item.options:
        verdict = origin.knowledge.judge_all(case, option.claims)
        if verdict.state is State.OPEN:
            return None
        is_key = verdict.state is State.ESTABLISHED
        says, facts = rationale(verdict, is_key=is_key)
        options.append(option.model_copy(update={"key": is_key, "rationale": says, "facts": facts}))
    keys = [option for option in options if option.key]
    if len(keys) != 1 or not (can_be_right(origin.stock.pack, keys[0]) or _was_key(item, keys[0])):
        return None
    if item.slug == origin.item.slug and keys[0].text != origin.wrong.text:
        return None
    if _is_out_early(origin, story, item, keys[0]) or _is_lacking(origin, item, keys[0], whole):
        return None
    return item.model_copy(
        update={
            "options": tuple(options),
            "layers": layers(origin.stock, keys[0].facts),
            "note": None,
        }
    )


def _was_key(item: Item, key: Option) -> bool:
    return any(option.key and option.text == key.text for option in item.options)


def _is_lacking(origin: Origin, item: Item, key: Option, case: Case) -> bool:
    """Whether something has to be done for this patient, and not for the one before, that the item
    does not offer: what it offers would then be the lesser answer. What holds wherever the key
    holds is no other thing."""
    pack, judge = origin.stock.pack, origin.knowledge.judge
    managed = {axis.slug for axis in pack.disease.axes if axis.management}
    if item.axis not in managed:
        return False
    offered = {claim.concept for option in item.options for claim in option.claims}
    concepts = {concept.slug for concept in pack.concepts if concept.axis == item.axis} - offered
    answered = {claim.concept for claim in key.claims}
    met = [_asks(rule) for rule in pack.rules if rule.concept in answered]
    places = marked(origin.stock, case) & origin.knowledge.regions.keys()
    for rule in pack.rules:
        if rule.concept not in concepts or not _decides(rule):
            continue
        if not rule.concepts and any(_asks(rule) <= asks for asks in met):
            continue
        for at in sorted(places) if rule.at else [""]:
            claim = Claim(rule.concept, at)
            if (
                judge(case, claim).state is State.ESTABLISHED
                and judge(origin.case, claim).state is not State.ESTABLISHED
            ):
                return True
    return False


def _asks(rule: Rule) -> set[tuple[object, ...]]:
    """What a rule asks for, without facts and words."""
    return {
        (clause.all, clause.any, clause.at_least, clause.none, clause.not_all)
        for clause in (*rule.gate, *rule.clauses)
    }


def _is_out_early(origin: Origin, story: Vignette, item: Item, key: Option) -> bool:
    """Whether the answer is out a stage before its question, where that of the origin was not."""
    before = stage_index(story, item.after) - 1
    if before < 0:
        return False
    [old] = [option for option in item.options if option.key]
    then = _case(origin, origin.vignette, item, before, adds=False)
    now = _case(origin, story, item, before, adds=False)
    judge = origin.knowledge.judge_all
    return (
        judge(then, old.claims).state is not State.ESTABLISHED
        and judge(now, key.claims).state is State.ESTABLISHED
    )


def _case(origin: Origin, story: Vignette, item: Item, upto: int, *, adds: bool = True) -> Case:
    """The case as it stands after a stage, with what the lead-in adds. Raises Contradiction."""
    added: list[Line] = list(item.adds)
    whole = [line.tags for stage in story.stages for line in stage.lines]
    shown = sum(len(stage.lines) for stage in story.stages[: upto + 1])
    lines = [tags if i < shown else () for i, tags in enumerate(whole)]
    last = [line.tags if adds else () for line in added]
    return origin.knowledge.case([*lines, *last], [*whole, *(line.tags for line in added)])
