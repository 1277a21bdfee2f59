"""Aiming: the management a story leads to, what rules the other answers out, the word on safety,
and the line that closes it."""

from __future__ import annotations

from random import Random

from teaching.items.generators.blueprints import aims_of, pick
from teaching.items.generators.drafts import Draft
from teaching.items.generators.spots import Spot, drawn_side
from teaching.items.generators.stock import Redraw, Stock, holds
from teaching.knowledge.schema.generator.patterns import Aim


def draw_aims(rng: Random, stock: Stock, draft: Draft) -> None:
    """For each management axis an aim that makes its key right, or none where it is not asked.

    Raises Redraw where none fits what has been drawn.
    """
    for axis in dict.fromkeys(aim.axis for aim in stock.generator.aims):
        asked = draft.asked.get(axis)
        if asked is None and all(aim.key for aim in aims_of(stock, draft.pattern, axis)):
            continue
        wanted = asked.key if asked else None
        fitting = [
            (aim, *place)
            for aim in aims_of(stock, draft.pattern, axis)
            if (aim.key.concept if aim.key else None) == wanted
            and (not aim.sets or (asked is not None and asked.set in aim.sets))
            and (place := _place(rng, stock, draft, aim)) is not None
        ]
        if not fitting:
            raise Redraw(f"no aim on '{axis}' fits")
        aim, spot, group = rng.choices(fitting, [aim.weight for aim, _, _ in fitting])[0]
        for tag in aim.states:
            draft.tell(tag, spot, group)
        draft.flags.update(aim.raises)
        draft.marks.setdefault(spot.ats, set()).update(aim.marks)
        if aim.key is not None:
            draft.drawn.append(("aim", aim.slug))


def _place(rng: Random, stock: Stock, draft: Draft, aim: Aim) -> tuple[Spot, int] | None:
    """Where an aim is placed and the group of its findings, or None where it does not fit."""
    spot, group = draft.spots[0], 0
    if aim.sites:
        taken = {region.slug for own in draft.spots for region in own.regions}
        site = pick(rng, [site for site in aim.sites if taken.isdisjoint(site.regions)])
        spot = stock.spot(site.regions, drawn_side(rng, rng.choice(site.sides)))
        group = len(draft.spots) + 1
    elif aim.pictures:
        group = next(
            index for index, use in enumerate(draft.pattern.uses) if use.picture in aim.pictures
        )
        spot = draft.spots[group]
    flags = draft.flags
    if aim.sites or aim.pictures:
        # Where the aim has a place of its own, only that place counts as leg or arm.
        flags = (flags - stock.everywhere) | stock.groups(spot.slugs)
    fits = holds(aim.needs, flags | spot.flags) and all(draft.fits(tag, spot) for tag in aim.states)
    return (spot, group) if fits else None


def deny(stock: Stock, draft: Draft) -> None:
    """Say what rules out the wrong answers that are offered, where the pack lists how.

    Raises Redraw where none of the ways fits.
    """
    for axis, asked in draft.asked.items():
        for answer in stock.questions[axis].answers:
            concept = answer.claim.concept
            if concept == asked.key or concept not in asked.offered or not answer.denied:
                continue
            spot = draft.spots[0]
            if any(all(draft.says(tag, spot) for tag in way) for way in answer.denied):
                continue
            for way in answer.denied:
                if all(draft.fits(tag, spot) for tag in way):
                    for tag in way:
                        draft.tell(tag, spot, 0)
                    break
            else:
                raise Redraw(f"nothing rules out '{concept}'")


def finish(rng: Random, stock: Stock, draft: Draft) -> None:
    """The date of the first bone, the word on safety, neutral findings, the closing line."""
    generator = stock.generator
    # The latest film speaks of the bone in its own words; here the first one does.
    stage = stock.questions[generator.onset_axis].after
    bracket = generator.onset_bracket if draft.dating.clear else ()
    for tag in (*generator.onset, *bracket):
        draft.tell(tag, draft.spots[0], 0, stage)
    for rule in generator.safety:
        if draft.says(rule.when, None) and not any(draft.says(tag, None) for tag in rule.one_of):
            for tag in rule.otherwise:
                draft.tell(tag, None, 0)
    mood = stock.moods[draft.difficulty]
    for sign in generator.rest:
        if rng.random() < mood.rest:
            draft.add(sign, 0)
    if draft.pattern.closing:
        draft.tell(rng.choice(draft.pattern.closing), None, len(draft.spots))
