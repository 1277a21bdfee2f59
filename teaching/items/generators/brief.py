"""Short stories: a patient, the lesion, and only the findings one question needs.

``drafting`` draws whole cases; here the caller says what is told, in blocks that keep to lines of
their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import NamedTuple

from teaching.items.generators.drafting import ages_of, lately_of
from teaching.items.generators.drafts import place_of
from teaching.items.generators.patients import (
    Dating,
    Lesion,
    Person,
    draw_cause,
    draw_dating,
    draw_person,
    severities,
)
from teaching.items.generators.spots import HERE, MIRROR, Spot, drawn_side, placed, spot_of
from teaching.items.generators.stock import Atom, Redraw, Saying, Stock, atom_of, holds
from teaching.items.generators.telling import opener
from teaching.items.generators.wording import Unsayable, Words, cover
from teaching.knowledge.schema.generator.pictures import Sign, Site
from teaching.knowledge.schema.vignettes import Line, VignetteStage
from teaching.knowledge.statements import Tag

LEANING = re.compile(
    r"(?:It|Its|They|Their|Those|(?:Beside|Around|Next to) it"
    r"|At (?:around|about) (?:that|the same) time|Shortly before)\b"
)
"""How a sentence begins that only makes sense after another one about the same place."""


@dataclass(frozen=True)
class Patient:
    """Somebody a short story is told of; ``flags`` hold of the story."""

    person: Person
    dating: Dating
    lesion: Lesion
    lately: float
    flags: frozenset[str]


@dataclass(frozen=True)
class Block:
    """Findings told together and apart from all others, at a spot where they have one; ``flags``
    hold of its sentences besides those of the patient."""

    tags: tuple[Tag, ...]
    spot: Spot | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Said:
    """A phrase that says part of a block, and where it is set."""

    saying: Saying
    spot: Spot | None
    block: Block

    @property
    def tags(self) -> tuple[Tag, ...]:
        return placed(self.saying.states, self.spot)


@dataclass
class Told:
    """A story, and the lines (from 0, through the story) that each of its blocks came to."""

    stages: tuple[VignetteStage, ...]
    lines: dict[Block, tuple[int, ...]] = field(default_factory=dict)

    @property
    def last(self) -> str:
        """The stage after which a question about it is asked."""
        return self.stages[-1].stage


def draw_spot(rng: Random, stock: Stock, sites: Sequence[Site]) -> Spot:
    """One of these sites, by weight."""
    site = rng.choices(sites, [one.weight for one in sites])[0]
    return _spot(stock, site.regions, drawn_side(rng, rng.choice(site.sides)))


@lru_cache(maxsize=512)
def _spot(stock: Stock, slugs: tuple[str, ...], side: str) -> Spot:
    """One for each place, so that what it is called is worked out once."""
    return Spot(tuple(stock.regions[slug] for slug in slugs), side)


def draw_sign(rng: Random, signs: Sequence[Sign], flags: Iterable[str]) -> Sign | None:
    """One of these signs whose needs hold, or None where there is none."""
    raised = frozenset(flags)
    fitting = [sign for sign in signs if holds(sign.needs, raised)]
    return rng.choice(fitting) if fitting else None


def draw_patient(
    rng: Random,
    stock: Stock,
    spots: Sequence[Spot],
    also: Iterable[Tag] = (),
    flags: Iterable[str] = (),
) -> Patient:
    """Somebody with a lesion above these places, and above those that ``also`` speaks of.

    Raises Redraw where no severity fits, CannotGenerate where no cause lies so high.
    """
    window = rng.choice(stock.generator.windows)
    dating = draw_dating(rng, window, None)
    person = draw_person(rng, stock, dating.now / stock.generator.clocks[-1].size)
    named = [place for tag in also if tag.present and (place := _named(stock, tag.at))]
    regions = [region for spot in (*spots, *named) for region in spot.regions]
    levels = [region.level for region in regions if region.level is not None]
    cause, level, group = draw_cause(rng, stock, levels)
    fitting = severities(stock, cause, rng.choice(_graves(stock)))
    if not fitting:
        raise Redraw("no severity fits")
    lesion = Lesion(cause, level, group, rng.choice(fitting))
    own = {region.slug for spot in spots for region in spot.regions}
    raised = {
        *flags,
        *own,
        *stock.groups(own),
        *ages_of(stock, dating),
        f"onset-{window.concept}",
        *lesion.flags,
    }
    return Patient(person, dating, lesion, lately_of(rng, dating), frozenset(raised))


@lru_cache(maxsize=4)
def _graves(stock: Stock) -> tuple[frozenset[Tag], ...]:
    """What the severities of the lesion state to be present, each once."""
    stated = (one.states for one in stock.generator.lesion.severities)
    return tuple(dict.fromkeys(frozenset(tag for tag in tags if tag.present) for tags in stated))


@lru_cache(maxsize=512)
def _named(stock: Stock, at: str) -> Spot | None:
    """The place a tag names by itself."""
    return None if at in ("", HERE, MIRROR) else spot_of(at, stock.regions)


def states(patient: Patient, stock: Stock) -> tuple[Tag, ...]:
    """What the opening of every story of this patient states."""
    return (*stock.generator.lesion.states, *patient.lesion.severity.states)


def tell(
    rng: Random, stock: Stock, patient: Patient, words: Words, blocks: Sequence[Block]
) -> Told:
    """The opening and a few sentences, in the order and at the stages of a whole story.

    Raises Unsayable where the pack has no words for a block.
    """
    chosen = [one for block in blocks for one in sayings(rng, stock, patient, block)]
    return worded(rng, stock, patient, words, chosen)


def worded(
    rng: Random, stock: Stock, patient: Patient, words: Words, phrases: Iterable[Said]
) -> Told:
    """The same for phrases chosen already."""
    chosen = _ordered(stock, phrases)
    told: dict[str, list[Line]] = {stock.generator.stages[0]: [opener(rng, stock, patient, words)]}
    found: dict[Block, list[int]] = {}
    before = None
    for number, (standing, one) in enumerate(chosen, start=1):
        stage = stock.generator.stages[standing.stage]
        if stage != before:
            words.last = None
            before = stage
        line = words.line(one.saying, one.spot)
        if LEANING.match(line.text) and not _follows(told.get(stage, ()), line):
            raise Unsayable(f"'{line.text}' leans on a sentence that is not there")
        told.setdefault(stage, []).append(line)
        found.setdefault(one.block, []).append(number)
    stages = tuple(VignetteStage(stage=name, lines=tuple(said)) for name, said in told.items())
    return Told(stages, {block: tuple(lines) for block, lines in found.items()})


def sayings(rng: Random, stock: Stock, patient: Patient, block: Block) -> Iterator[Said]:
    """Phrases that together say a block and nothing else. Raises Unsayable."""
    for spot, atoms in _by_place(stock, block.tags, block.spot):
        own = spot.flags if spot is not None else frozenset()
        for saying in cover(rng, stock, atoms, spot, patient.flags | own | block.flags):
            yield Said(saying, spot, block)


def _follows(lines: Sequence[Line], line: Line) -> bool:
    """Whether the sentence before spoke of the same place."""
    places = {tag.at for tag in lines[-1].tags if tag.at} if lines else set()
    return any(tag.at in places for tag in line.tags)


@lru_cache(maxsize=4096)
def _by_place(
    stock: Stock, tags: tuple[Tag, ...], here: Spot | None
) -> list[tuple[Spot | None, list[Atom]]]:
    """The findings of a block, place by place; what has no place of its own goes with the block's.
    They hang on the block alone.

    Findings of a region the tag names are ``here`` in a sentence set there.
    """
    found: list[tuple[Spot | None, list[Atom]]] = []
    places: dict[tuple[str, ...], int] = {}
    for tag in tags:
        finding, present, at = atom_of(tag)
        spot = place_of(stock, (finding, present, at), here)
        if spot is None:
            spot = here  # a scope: said of the whole patient
        elif at in spot.ats:
            at = HERE
        ats = spot.ats if spot is not None else ()
        index = places.setdefault(ats, len(found))
        if index == len(found):
            found.append((spot, []))
        found[index][1].append((finding, present, at))
    return found


class _Standing(NamedTuple):
    """Where a sentence stands: by stage, what speaks of many places last, then by custom."""

    stage: int
    closes: bool
    rank: int


def _ordered(stock: Stock, phrases: Iterable[Said]) -> list[tuple[_Standing, Said]]:
    """The phrases as they are told: at a stage those of one place stand together, so that a
    sentence which names none ("Neither joint is damaged.") is read of the place before it."""
    told = [(_standing(stock, one.saying), one) for one in phrases]
    first: dict[tuple[int, bool, tuple[str, ...]], int] = {}
    for standing, one in told:
        place = (standing.stage, standing.closes, _ats(one))
        first[place] = min(standing.rank, first.get(place, standing.rank))

    def key(pair: tuple[_Standing, Said]) -> tuple[int, bool, int, tuple[str, ...], int]:
        standing, one = pair
        ats = _ats(one)
        place = first[standing.stage, standing.closes, ats]
        return standing.stage, standing.closes, place, ats, standing.rank

    return sorted(told, key=key)


def _ats(one: Said) -> tuple[str, ...]:
    return one.spot.ats if one.spot is not None else ()


@lru_cache(maxsize=4096)
def _standing(stock: Stock, saying: Saying) -> _Standing:
    stages = stock.generator.stages
    stage = min(stages.index(stock.stages[finding]) for finding, _, _ in saying.atoms)
    closes = any(
        at not in ("", HERE, MIRROR) and spot_of(at, stock.regions) is None
        for _, _, at in saying.atoms
    )
    rank = min(stock.rank.get(finding, len(stock.rank)) for finding, _, _ in saying.atoms)
    return _Standing(stage, closes, rank)
