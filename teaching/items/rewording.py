"""Putting a changed line into words: what is left of it and what is new, by the pack's phrases."""

from __future__ import annotations

import re
from random import Random

from teaching.items.exchanging import Changed, Gain
from teaching.items.generators.patients import PRONOUNS
from teaching.items.generators.spots import HERE, Spot, spot_of
from teaching.items.generators.stock import Atom, Saying, Stock, atom_of
from teaching.items.generators.wording import Unsayable, Words, cover
from teaching.knowledge.schema.vignettes import Line, Vignette
from teaching.knowledge.statements import Tag

LATELY = "some months ago"
"""When a later injury was, in a story whose dates are not known."""


class Reworder:
    """The words for the touched lines of one story. Lines left as they are keep their own."""

    def __init__(self, rng: Random, stock: Stock, vignette: Vignette, story: Changed) -> None:
        if vignette.pronoun not in PRONOUNS:
            raise Unsayable("the phrases know no such pronoun")
        self.rng, self.stock, self.story = rng, stock, story
        lines = [line for stage in vignette.stages for line in stage.lines]
        places = [spot_of(tag.at, stock.regions) for line in lines for tag in line.tags if tag.at]
        spoken = {slug for spot in places if spot is not None for slug in spot.slugs}
        told = " ".join(line.text for line in lines)
        self.flags = (
            _flags(stock, told)
            | stock.groups(spoken)
            | {flag for gain in story.gains for flag in gain.move.exchange.flags}
        )
        slots = {**PRONOUNS[vignette.pronoun], "lately": LATELY}
        self.words = Words(rng, stock, slots, self.flags)

    def lines(self, index: int, old: Line) -> tuple[Line | None, Line | None]:
        """What now stands before the old line, and what stands in its place; None for nothing.

        Raises Unsayable where the pack has no phrase for what is left or new.
        """
        gains = [gain for gain in self.story.gains if gain.index == index]
        before = self._one([s for gain in gains if gain.is_own for s in self._new(gain)])
        if index not in self.story.touched:
            return before, old
        kept = self.story.lines[index]
        here = [gain for gain in gains if not gain.is_own]
        sentences = self._kept(kept, here) + [s for gain in here for s in self._new(gain)]
        return before, self._one(sentences)

    def _new(self, gain: Gain) -> list[Line]:
        return self._said([atom_of(tag) for tag in gain.tags], gain.move.spot)

    def _one(self, sentences: list[Line]) -> Line | None:
        if not sentences:
            return None
        return Line(
            text=" ".join(sentence.text for sentence in sentences),
            tags=tuple(dict.fromkeys(tag for sentence in sentences for tag in sentence.tags)),
        )

    def _kept(self, tags: tuple[Tag, ...], gains: list[Gain]) -> list[Line]:
        """What a line still says, place by place; regions that say the same stand together."""
        by_place: dict[str, list[Tag]] = {}
        for tag in tags:
            by_place.setdefault(tag.at, []).append(tag)
        alike: dict[tuple[str, tuple[Atom, ...]], list[Spot]] = {}
        sentences: list[Line] = []
        spots = [gain.move.spot for gain in (*gains, *self.story.gains)]
        near = next((spot for spot in spots if spot is not None), None)
        for at, own in by_place.items():
            if any(tag.low is not None for tag in own):
                raise Unsayable("a dated line cannot be told anew")
            spot = spot_of(at, self.stock.regions) if at else None
            if spot is None:
                sentences += self._said([(t.finding, t.present, t.at) for t in own], near)
            else:
                atoms = tuple((t.finding, t.present, HERE) for t in own)
                alike.setdefault((spot.side, atoms), []).append(spot)
        for (side, atoms), places in alike.items():
            together = Spot(tuple(r for place in places for r in place.regions), side)
            sentences += self._said(list(atoms), together)
        return sentences

    def _said(self, atoms: list[Atom], spot: Spot | None) -> list[Line]:
        flags = self.flags | (spot.flags if spot is not None else frozenset())
        if spot is not None:
            flags |= self.stock.groups(spot.slugs)

        def usable(saying: Saying) -> bool:
            return saying.fits(spot, flags)

        return [
            self.words.line(saying, spot) for saying in cover(self.rng, self.stock, atoms, usable)
        ]


def _flags(stock: Stock, story: str) -> set[str]:
    """What a story lets one know of its patient: how grave the lesion is, and where."""
    lesion = stock.generator.lesion
    flags: set[str] = {"retold", "seen-long", "late", "dated"}
    for severity in lesion.severities:
        if any(words in story for words in severity.known_by):
            flags.update(severity.flags)
    levels = re.findall(r"\b[A-Z]\d{1,2}\b", story)
    for level in levels[:1]:
        if level in stock.levels:
            for group in lesion.levels:
                if stock.levels[group.first] <= stock.levels[level] <= stock.levels[group.last]:
                    flags.update({group.slug, *group.flags})
    return flags
