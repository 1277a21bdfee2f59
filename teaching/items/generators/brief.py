"""Short stories: a patient, the lesion, and only the findings one question needs.

``drafting`` draws whole cases; here the caller says what is told, in blocks that keep to lines of
their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

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
from teaching.items.generators.spots import HERE, MIRROR, Spot, drawn_side, spot_of
from teaching.items.generators.stock import Atom, Redraw, Saying, Stock, atom_of, holds
from teaching.items.generators.telling import opener
from teaching.items.generators.wording import Words, cover
from teaching.knowledge.schema.generator.pictures import Sign, Site
from teaching.knowledge.schema.vignettes import Line, VignetteStage
from teaching.knowledge.statements import Tag


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
    """Findings told together and apart from all others, at a spot where they have one."""

    tags: tuple[Tag, ...]
    spot: Spot | None = None


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
    regions = tuple(stock.regions[slug] for slug in site.regions)
    return Spot(regions, drawn_side(rng, rng.choice(site.sides)))


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
    named = [place for tag in also if tag.present and (place := _named(stock, tag))]
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


def _graves(stock: Stock) -> list[frozenset[Tag]]:
    """What the severities of the lesion state to be present, each once."""
    stated = (one.states for one in stock.generator.lesion.severities)
    return list(dict.fromkeys(frozenset(tag for tag in tags if tag.present) for tags in stated))


def _named(stock: Stock, tag: Tag) -> Spot | None:
    """The place a tag names by itself."""
    return None if tag.at in ("", HERE, MIRROR) else spot_of(tag.at, stock.regions)


def states(patient: Patient, stock: Stock) -> tuple[Tag, ...]:
    """What the opening of every story of this patient states."""
    return (*stock.generator.lesion.states, *patient.lesion.severity.states)


def tell(
    rng: Random, stock: Stock, patient: Patient, words: Words, blocks: Sequence[Block]
) -> Told:
    """The opening and a few sentences, in the order and at the stages of a whole story.

    Raises Unsayable where the pack has no words for a block.
    """
    chosen: list[tuple[tuple[int, bool, int], Saying, Spot | None, Block | None]] = []
    for block in blocks:
        for spot, atoms in _by_place(stock, block):
            flags = patient.flags | (spot.flags if spot is not None else frozenset())
            for saying in cover(rng, stock, atoms, lambda one: one.fits(spot, flags)):  # noqa: B023
                chosen.append((_order(stock, saying), saying, spot, block))
    chosen.sort(key=lambda one: one[0])
    told: dict[str, list[Line]] = {stock.generator.stages[0]: [opener(rng, stock, patient, words)]}
    found: dict[Block, list[int]] = {}
    stage = ""
    for number, (order, saying, spot, block) in enumerate(chosen, start=1):
        if stock.generator.stages[order[0]] != stage:
            stage = stock.generator.stages[order[0]]
            words.last = None
        told.setdefault(stage, []).append(words.line(saying, spot))
        if block is not None:
            found.setdefault(block, []).append(number)
    stages = tuple(VignetteStage(stage=name, lines=tuple(said)) for name, said in told.items())
    return Told(stages, {block: tuple(lines) for block, lines in found.items()})


def _by_place(stock: Stock, block: Block) -> list[tuple[Spot | None, list[Atom]]]:
    """The findings of a block, place by place; what has no place of its own goes with the block's.

    Findings of a region the tag names are ``here`` in a sentence set there.
    """
    found: list[tuple[Spot | None, list[Atom]]] = []
    places: dict[tuple[str, ...], int] = {}
    for tag in block.tags:
        finding, present, at = atom_of(tag)
        spot = place_of(stock, (finding, present, at), block.spot)
        if spot is None:
            spot = block.spot  # a scope: said of the whole patient
        elif at in spot.ats:
            at = HERE
        ats = spot.ats if spot is not None else ()
        index = places.setdefault(ats, len(found))
        if index == len(found):
            found.append((spot, []))
        found[index][1].append((finding, present, at))
    return found


def _order(stock: Stock, saying: Saying) -> tuple[int, bool, int]:
    """Where a sentence stands: by stage, what speaks of everything else last, then by custom."""
    stages = stock.generator.stages
    stage = min(stages.index(stock.stages[finding]) for finding, _, _ in saying.atoms)
    closes = any(stock.is_elsewhere(at) for _, _, at in saying.atoms)
    rank = min(stock.rank.get(finding, len(stock.rank)) for finding, _, _ in saying.atoms)
    return stage, closes, rank
