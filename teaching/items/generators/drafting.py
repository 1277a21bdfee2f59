"""Drafting a case: which pictures, where, with which findings, in which patient. No words yet."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from teaching.items.generators import aiming
from teaching.items.generators.blueprints import Blueprint, pick
from teaching.items.generators.drafts import Draft
from teaching.items.generators.patients import (
    Dating,
    Lesion,
    draw_cause,
    draw_dating,
    draw_person,
    severities,
)
from teaching.items.generators.spots import Spot, drawn_side
from teaching.items.generators.stock import Redraw, Stock, atom_of
from teaching.knowledge.schema.generator.patterns import Pattern
from teaching.knowledge.schema.generator.pictures import Picture, Sign
from teaching.knowledge.schema.vignettes import Difficulty
from teaching.knowledge.statements import Tag

SOONEST = 0.8
"""A later injury came after this share of the time before what followed it had passed, at most."""


def draw_draft(rng: Random, stock: Stock, blueprint: Blueprint, difficulty: Difficulty) -> Draft:
    """What a case of this blueprint shows. Raises Redraw where a draw leads nowhere."""
    pattern, window = blueprint.pattern, blueprint.window
    spots = _draw_spots(rng, stock, pattern, difficulty)
    dating = draw_dating(rng, window, pattern.delay)
    years = dating.now / stock.generator.clocks[-1].size
    person = draw_person(rng, stock, years)
    draft = Draft(stock, pattern, difficulty, blueprint.asked, person, dating, spots)
    above = [r.level for spot in spots for r in spot.regions if r.level is not None]
    cause, level, group = draw_cause(rng, stock, above)
    regions = {r.slug for spot in spots for r in spot.regions}
    draft.flags |= {
        *stock.groups(regions),
        *regions,
        *(f"has-{use.picture}" for use in pattern.uses),
        f"onset-{window.concept}",
        *ages_of(stock, draft.dating),
        group.slug,
        *group.flags,
        *cause.flags,
    }
    draft.lately = lately_of(rng, draft.dating)
    draft.drawn += [("kind", pattern.slug), ("window", window.concept)]
    draft.drawn += [("region", at) for spot in spots for at in spot.ats]
    _draw_pictures(rng, stock, draft)
    wanted = _severity_tags(stock, draft)
    fitting = [
        severity
        for severity in severities(stock, cause, wanted)
        if not pattern.severities or severity.slug in pattern.severities
    ]
    if not fitting:
        raise Redraw("no severity states what was drawn")
    severity = rng.choice(fitting)
    draft.lesion = Lesion(cause, level, group, severity)
    draft.flags |= draft.lesion.flags
    for tag in (*stock.generator.lesion.states, *severity.states):
        draft.told |= stock.bits(tag, None).said
    aiming.draw_aims(rng, stock, draft)
    aiming.deny(stock, draft)
    aiming.finish(rng, stock, draft)
    return draft


def _draw_spots(
    rng: Random, stock: Stock, pattern: Pattern, difficulty: Difficulty
) -> tuple[Spot, ...]:
    """A site for each picture, no region twice."""
    spots: list[Spot] = []
    taken: set[str] = set()
    for use in pattern.uses:
        sites = [
            site
            for site in use.sites or stock.pictures[use.picture].sites
            if difficulty in site.difficulties and not taken.intersection(site.regions)
        ]
        site = pick(rng, sites)
        side = drawn_side(rng, rng.choice(site.sides))
        spots.append(stock.spot(site.regions, side))
        taken.update(site.regions)
    return tuple(spots)


def ages_of(stock: Stock, dating: Dating) -> Iterable[str]:
    """The flags raised by how long ago the lesion and the first bone were."""
    since = {"lesion": dating.now, "onset": dating.now - dating.high}
    for age in stock.generator.ages:
        time = since[age.of]
        if (age.low is None or time >= age.low) and (age.high is None or time < age.high):
            yield age.flag


def lately_of(rng: Random, dating: Dating) -> float:
    """How long ago a later injury was: before the bone it is followed by, and after the lesion."""
    return dating.now - dating.high + min(rng.uniform(3, 16), SOONEST * dating.high)


def _draw_pictures(rng: Random, stock: Stock, draft: Draft) -> None:
    mood = stock.moods[draft.difficulty]
    for group, use in enumerate(draft.pattern.uses):
        picture, spot = stock.pictures[use.picture], draft.spots[group]
        for tag in (*picture.always, *use.always):
            draft.tell(tag, spot, group)
    for tag in draft.pattern.states:
        draft.tell(tag, draft.spots[0], 0)
    for group, use in enumerate(draft.pattern.uses):
        _draw_signs(rng, draft, stock.pictures[use.picture], group)
    drawn = [
        (sign, group)
        for group, use in enumerate(draft.pattern.uses)
        for sign in stock.pictures[use.picture].confounders
    ]
    _draw_some(rng, draft, drawn, mood.confounders, "confounder")
    drawn = [
        (sign, group)
        for group, use in enumerate(draft.pattern.uses)
        for sign in stock.pictures[use.picture].noise
    ]
    _draw_some(rng, draft, drawn, mood.noise, "noise")
    for group, use in enumerate(draft.pattern.uses):
        for sign in stock.pictures[use.picture].rest:
            if rng.random() < mood.rest:
                draft.add(sign, group)


def _draw_signs(rng: Random, draft: Draft, picture: Picture, group: int) -> None:
    dial = next((d for d in picture.dial if d.difficulty == draft.difficulty), None)
    if dial is None:
        return
    spot = draft.spots[group]
    low, high = dial.signs
    wanted = rng.randint(low, high)
    if picture.first and not any(
        draft.says(tag, spot) for sign in picture.first for tag in sign.states
    ):
        first = rng.sample(picture.first, len(picture.first))
        if not any(draft.add(sign, group) for sign in first):
            raise Redraw("no leading sign fits")
    shown = sum([draft.shows(sign, group) for sign in picture.signs])
    for sign in rng.sample(picture.signs, len(picture.signs)):
        if shown >= wanted:
            break
        shown += draft.add(sign, group)
    if shown < low:
        raise Redraw("too few signs fit")
    said = [tag for sign in picture.signs for tag in sign.states if draft.says(tag, spot)]
    draft.drawn += sorted([("sign", f"{group}:{tag}") for tag in said])


def _draw_some(
    rng: Random,
    draft: Draft,
    signs: list[tuple[Sign, int]],
    count: tuple[int, int],
    name: str,
) -> None:
    low, high = count
    wanted = rng.randint(low, high)
    rng.shuffle(signs)
    for sign, group in signs:
        if not wanted:
            return
        if draft.add(sign, group):
            wanted -= 1
            draft.drawn.append((name, " + ".join(map(str, sign.states))))
    if low and wanted:
        raise Redraw(f"no {name} fits")


def _severity_tags(stock: Stock, draft: Draft) -> set[Tag]:
    """What is told of the severity. Its needs are said by the opening and leave the draft."""
    known = stock.graded
    wanted = {tag for tag in known if draft.says(tag, None)}
    if wanted:
        said = {atom_of(tag) for tag in known}
        draft.needs = [need for need in draft.needs if need.atom not in said]
    return wanted
