"""Putting a changed line into words: what is left of it and what is new, by the pack's phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from teaching.items.changing import Changed, Gain
from teaching.items.generators.patients import PRONOUNS
from teaching.items.generators.spots import HERE, Spot, placed, spot_of
from teaching.items.generators.stock import Atom, Saying, Stock, atom_of
from teaching.items.generators.wording import Unsayable, Words, cover
from teaching.items.settling import Origin, fits, marked
from teaching.knowledge.schema.vignettes import Line
from teaching.knowledge.statements import Tag

LATELY = "some months ago"
"""When a later injury was, in a story whose dates are not known."""


@dataclass(frozen=True)
class Retold:
    """What now stands before a line, in its place and after it."""

    before: Line | None
    now: Line | None
    after: Line | None = None


class Reworder:
    """The words for the touched lines of one story. Lines left as they are keep their own."""

    def __init__(self, rng: Random, origin: Origin, story: Changed) -> None:
        stock, vignette = origin.stock, origin.vignette
        if vignette.pronoun not in PRONOUNS:
            raise Unsayable("the phrases know no such pronoun")
        case = origin.whole(story)
        if case is None:
            raise Unsayable("the story contradicts itself")
        self.rng, self.stock, self.story, self.case = rng, stock, story, case
        places = {at.split("-", 1)[-1] for at in marked(stock, case)} & stock.regions.keys()
        told = " ".join(line.text for line in origin.lines)
        self.flags = (
            known_flags(stock, told)
            | stock.groups(places)
            | {flag for gain in story.gains for flag in gain.move.exchange.flags}
        )
        slots = {**PRONOUNS[vignette.pronoun], "lately": LATELY}
        self.words = Words(rng, stock, slots, self.flags)

    def line(self, index: int, old: Line) -> Retold:
        """What becomes of the line. Raises Unsayable where the pack has no phrase for what is left
        or new."""
        before, instead, after = (
            [gain for gain in self.story.gains if gain.index == index and gain.how == how]
            for how in ("before", "instead", "after")
        )
        now: Line | None = old
        if index in self.story.touched:
            kept = self._kept(self.story.lines[index], old)
            now = _one(kept + [said for gain in instead for said in self._new(gain)])
        return Retold(
            _one([said for gain in before for said in self._new(gain)]),
            now,
            _one([said for gain in after for said in self._new(gain)]),
        )

    def _new(self, gain: Gain) -> list[Line]:
        return self._said([atom_of(tag) for tag in gain.tags], gain.move.spot)

    def _kept(self, tags: tuple[Tag, ...], old: Line) -> list[Line]:
        """What a line still says, place by place; regions that say the same stand together."""
        by_place: dict[str, list[Tag]] = {}
        for tag in tags:
            by_place.setdefault(tag.at, []).append(tag)
        alike: dict[tuple[str, tuple[Atom, ...]], list[Spot]] = {}
        sentences: list[Line] = []
        # A sentence of the whole patient is set where the line was, or where bone is now.
        own = [spot for tag in old.tags if (spot := spot_of(tag.at, self.stock.regions))]
        near = next(iter((*own, *(g.move.spot for g in self.story.gains if g.move.spot))), None)
        for at, said in by_place.items():
            if any(tag.low is not None for tag in said):
                raise Unsayable("a dated line cannot be told anew")
            spot = spot_of(at, self.stock.regions) if at else None
            if spot is None:
                sentences += self._said([(t.finding, t.present, t.at) for t in said], near)
            else:
                atoms = tuple((t.finding, t.present, HERE) for t in said)
                alike.setdefault((spot.side, atoms), []).append(spot)
        for (side, atoms), places in alike.items():
            together = Spot(tuple(r for place in places for r in place.regions), side)
            self.words.measured.update(_measures(self.stock, atoms, together, old.text))
            sentences += self._said(list(atoms), together)
        # What is said of everything else comes last.
        return sorted(sentences, key=self._is_closing)

    def _is_closing(self, line: Line) -> bool:
        return any(self.stock.is_elsewhere(tag.at) for tag in line.tags)

    def _said(self, atoms: list[Atom], spot: Spot | None) -> list[Line]:
        flags = self.flags | (spot.flags if spot is not None else frozenset())
        if spot is not None:
            flags |= self.stock.groups(spot.slugs)

        def usable(saying: Saying) -> bool:
            return all(fits(self.stock, self.case, tag) for tag in placed(saying.asks, spot))

        chosen = cover(self.rng, self.stock, atoms, spot, flags, usable)
        return [self.words.line(saying, spot) for saying in chosen]


def _one(sentences: Sequence[Line]) -> Line | None:
    if not sentences:
        return None
    return Line(
        text=" ".join(sentence.text for sentence in sentences),
        tags=tuple(dict.fromkeys(tag for sentence in sentences for tag in sentence.tags)),
        fits=tuple(dict.fromkeys(tag for sentence in sentences for tag in sentence.fits)),
    )


def _measures(
    stock: Stock, atoms: Sequence[Atom], spot: Spot, text: str
) -> dict[tuple[str, tuple[str, ...]], str]:
    """The number a line gave, where it gave one alone in the unit its new words would use."""
    found: dict[tuple[str, tuple[str, ...]], str] = {}
    for saying in (saying for atom in atoms for saying in stock.sayings.get(atom, ())):
        for wording in saying.wordings(spot) if spot.slugs <= (saying.at or spot.slugs) else ():
            slots = re.findall(r"\{([a-z-]+)\}(°| cm)", wording)
            numbers = set(re.findall(rf"\b(\d+){slots[0][1]}", text)) if len(slots) == 1 else set()
            if len(numbers) == 1 and slots[0][0] in stock.measures:
                found[slots[0][0], spot.ats] = numbers.pop()
    return found


def known_flags(stock: Stock, story: str) -> set[str]:
    """What a story lets one know of its patient: how grave the lesion is, and where."""
    lesion = stock.generator.lesion
    flags: set[str] = {"retold", "seen-long", "dated"}
    for severity in lesion.severities:
        if any(words in story for words in severity.known_by):
            flags.update(severity.flags)
    level = known_level(stock, story)
    if level is not None:
        for group in lesion.levels:
            if stock.levels[group.first] <= level <= stock.levels[group.last]:
                flags.update({group.slug, *group.flags})
    return flags


def known_level(stock: Stock, story: str) -> int | None:
    """How far down the lesion lies, where the story says it."""
    found = [level for level in re.findall(r"\b[A-Z]\d{1,2}\b", story) if level in stock.levels]
    return stock.levels[found[0]] if found else None
