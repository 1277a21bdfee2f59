"""Aiming: the management a story leads to, the word on safety, and the line that closes it."""

from __future__ import annotations

from random import Random

from teaching.items.generators.drafts import Draft, Redraw
from teaching.items.generators.stock import Stock, holds
from teaching.knowledge.schema.generator.patterns import Aim


def draw_aims(rng: Random, stock: Stock, draft: Draft) -> None:
    """For each management axis one aim that fits what has been drawn."""
    for axis in dict.fromkeys(aim.axis for aim in stock.generator.aims):
        fitting = [
            (aim, group)
            for aim in stock.generator.aims
            if aim.axis == axis
            and (not draft.pattern.aims or aim.slug in draft.pattern.aims)
            and (group := _aim_group(stock, draft, aim)) is not None
        ]
        if not fitting:
            raise Redraw(f"no aim on '{axis}' fits")
        aim, group = rng.choices(fitting, [aim.weight for aim, _ in fitting])[0]
        spot = draft.spots[group]
        for tag in aim.states:
            draft.tell(tag, spot, group)
        draft.flags.update(aim.raises)
        if aim.key is not None:
            draft.aims[axis] = spot.claim(aim.key)
            draft.radicals.append(aim.slug)


def _aim_group(stock: Stock, draft: Draft, aim: Aim) -> int | None:
    """The picture an aim is placed at, or None where it does not fit."""
    groups = [
        group
        for group, use in enumerate(draft.pattern.uses)
        if not aim.pictures or use.picture in aim.pictures
    ]
    for group in groups[:1]:
        spot, flags = draft.spots[group], draft.flags
        if aim.pictures:
            # Where the aim has a place of its own, only that place counts as leg or arm.
            everywhere = {g.flag for g in stock.generator.flags}
            flags = (flags - everywhere) | stock.groups(r.slug for r in spot.regions)
        if holds(aim.needs, flags | spot.flags) and all(
            draft.fits(tag, spot) for tag in aim.states
        ):
            return group
    return None


def finish(rng: Random, stock: Stock, draft: Draft) -> None:
    """The date of the first bone, the word on safety, neutral findings, the closing line."""
    generator = stock.generator
    if draft.pattern.dated:
        # The latest film speaks of the bone in its own words; here the first one does.
        stage = stock.questions[generator.onset_axis].after
        bracket = generator.onset_bracket if draft.dating.clear else ()
        for tag in (*generator.onset, *bracket):
            draft.tell(tag, draft.spots[0], 0, stage)
    for rule in generator.safety:
        if draft.says(rule.when, None) and not any(draft.says(tag, None) for tag in rule.one_of):
            for tag in rule.otherwise:
                draft.tell(tag, None, 0)
    mood = next(m for m in generator.moods if m.difficulty == draft.difficulty)
    for sign in generator.rest:
        if rng.random() < mood.rest:
            draft.add(sign, 0)
    if draft.pattern.closing:
        draft.tell(rng.choice(draft.pattern.closing), None, len(draft.spots))
