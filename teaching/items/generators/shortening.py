"""Shortening: a kind of case cut down to the findings that prove its answer, in so many sentences.

Pure and wordless but for the phrases chosen; ``matching`` tells and asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from teaching.items.generators import brief
from teaching.items.generators.brief import Block, Patient, Said
from teaching.items.generators.item_models import Ground
from teaching.items.generators.spots import Spot
from teaching.items.generators.stock import Redraw, Stock, holds
from teaching.knowledge.schema.generator.patterns import Pattern
from teaching.knowledge.schema.generator.pictures import Picture, Sign
from teaching.knowledge.statements import Claim, Tag

NEUTRAL = 4
"""So many findings that need not be told are held ready to fill up a story."""


@dataclass(frozen=True)
class Short:
    """A patient, where the pictures lie, and the phrases of the story besides its opening."""

    patient: Patient
    spots: tuple[Spot, ...]
    phrases: tuple[Said, ...]


def shorten(
    rng: Random,
    ground: Ground,
    pattern: Pattern,
    claims_at: Callable[[Spot], Sequence[Claim]],
    count: int,
) -> Short:
    """A patient of this kind in ``count`` phrases that prove the claims at the first picture.

    Raises Redraw or Unsayable where this draw cannot be told so, Contradiction where what was
    drawn excludes itself.
    """
    stock = ground.stock
    spots = _spots(rng, stock, pattern)
    shown = [f"has-{use.picture}" for use in pattern.uses]
    patient = brief.draw_patient(rng, stock, spots, pattern.states, shown)
    patient, blocks = _blocks(rng, stock, pattern, spots, patient)
    needed, filling = _findings(rng, ground, patient, blocks, claims_at(spots[0]))
    return Short(patient, spots, tuple(_of_length(rng, needed, filling, count)))


def _spots(rng: Random, stock: Stock, pattern: Pattern) -> tuple[Spot, ...]:
    """A site for each picture, no region twice. Raises Redraw."""
    spots: list[Spot] = []
    for use in pattern.uses:
        spot = brief.draw_spot(rng, stock, use.sites or stock.pictures[use.picture].sites)
        if any(spot.slugs & other.slugs for other in spots):
            raise Redraw("two pictures at one place")
        spots.append(spot)
    return tuple(spots)


def _blocks(
    rng: Random, stock: Stock, pattern: Pattern, spots: Sequence[Spot], patient: Patient
) -> tuple[Patient, list[Block]]:
    """What may be told: what the kind of case always shows, a leading sign and one more at each
    place, what closes it, and a few neutral findings; the patient with the flags these raise."""
    blocks: list[Block] = []
    raised = patient.flags
    for use, spot in zip(pattern.uses, spots, strict=True):
        picture = stock.pictures[use.picture]
        own = spot.flags | {use.picture}
        tags = [*picture.always, *use.always]
        for group in (picture.first, picture.signs):
            fitting = [sign for sign in group if _can_be_told(stock, sign, tags)]
            sign = brief.draw_sign(rng, fitting, raised | own)
            if sign is not None:
                tags += sign.states
                raised |= set(sign.raises)
        blocks.append(Block(tuple(dict.fromkeys(tags)), spot, frozenset({use.picture})))
    blocks += [Block((tag,), spots[0]) for tag in pattern.states]
    if pattern.closing:
        blocks.append(Block((rng.choice(pattern.closing),)))
    picture = stock.pictures[pattern.uses[0].picture]
    blocks += _neutral(rng, stock, picture, spots[0], raised, blocks)
    return replace(patient, flags=raised), blocks


def _neutral(
    rng: Random, stock: Stock, picture: Picture, spot: Spot, flags: Set[str], told: Sequence[Block]
) -> list[Block]:
    """Findings of the first picture that decide nothing, each about something else."""
    about = {(tag.finding, tag.at) for block in told for tag in block.tags}
    flags = flags | spot.flags
    pool = [*picture.noise, *picture.rest, *picture.confounders]
    chosen: list[Block] = []
    while pool and len(chosen) < NEUTRAL:
        sign = pool.pop(rng.randrange(len(pool)))
        if not sign.raises and holds(sign.needs, flags) and _can_be_told(stock, sign, ()):
            places = {(tag.finding, tag.at) for tag in sign.states}
            if about.isdisjoint(places):
                chosen.append(Block(sign.states, spot))
                about |= places
    return chosen


def _can_be_told(stock: Stock, sign: Sign, told: Sequence[Tag]) -> bool:
    """Whether a sign is not said by the opening and contradicts nothing."""
    opened = _opened(stock)
    for tag in sign.states:
        if tag.finding in opened:
            return False
    if not told:
        return True
    denied = {(tag.finding, tag.at, not tag.present) for tag in told}
    return denied.isdisjoint([(tag.finding, tag.at, tag.present) for tag in sign.states])


@lru_cache(maxsize=4)
def _opened(stock: Stock) -> frozenset[str]:
    """The findings that the opening of a story may state."""
    severities = stock.generator.lesion.severities
    return frozenset(tag.finding for one in severities for tag in one.states)


def _findings(
    rng: Random, ground: Ground, patient: Patient, blocks: Sequence[Block], claims: Sequence[Claim]
) -> tuple[list[Said], list[Said]]:
    """Phrases none of which can be spared, since they prove or say what the others speak of, and
    others that may be told as well.

    Raises Redraw where all of them together do not prove the claims, or nothing can be said.
    """
    stock, knowledge = ground.stock, ground.knowledge
    phrases = [said for block in blocks for said in brief.sayings(rng, stock, patient, block)]
    lines = [brief.states(patient, stock), *(said.tags for said in phrases)]
    kept = {index - 1 for index in knowledge.sufficient(lines, claims)}
    if not kept:
        raise Redraw("the findings do not prove the answer")
    kept |= {index for index, said in enumerate(phrases) if _introduces(said)}
    needed = [said for index, said in enumerate(phrases) if index in kept]
    return needed, [said for index, said in enumerate(phrases) if index not in kept]


def _introduces(said: Said) -> bool:
    """Whether it is the first to say that there is something at a picture's place."""
    return bool(said.block.flags) and said.block.tags[0] in said.saying.states


def _of_length(
    rng: Random, needed: Sequence[Said], filling: Sequence[Said], lines: int
) -> list[Said]:
    """So many phrases, those needed among them: the length of a story tells nothing of its answer.

    Raises Redraw where more have to be told, or there are too few.
    """
    more = lines - len(needed)
    if not 0 <= more <= len(filling):
        raise Redraw(f"what has to be told does not come to {lines} lines")
    return [*needed, *rng.sample(filling, more)]
