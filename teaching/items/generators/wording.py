"""Finding words: phrases that say exactly what is needed, with their slots filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import NamedTuple

from teaching.items.generators.spots import Spot, listed
from teaching.items.generators.stock import Atom, Saying, Stock, holds
from teaching.knowledge.schema.vignettes import Line
from teaching.knowledge.statements import Tag

SLOT = re.compile(r"\{([a-z][a-z-]*)\}")
WORDINGS = 20_000
"""So many wordings are kept cut at their slots; a large pack has about two thousand."""
SHORTER = 0.8
"""How often a place just spoken of is named in short ("the hips")."""


class Pieces(NamedTuple):
    """A wording cut at its slots: each with the text that follows it. ``is_placed``: it names the
    place. ``said`` and ``begins`` are those of a sentence without slots, the same in every story.
    """

    text: str
    start: str
    slots: tuple[tuple[str, str], ...]
    is_placed: bool
    said: str
    begins: str


@lru_cache(WORDINGS)
def pieces(text: str) -> Pieces:
    """The pieces of a wording."""
    start, *rest = SLOT.split(text)
    slots = tuple(zip(rest[::2], rest[1::2], strict=True))
    said = sentence(text)
    is_placed = any(name in ("here", "course") for name, _ in slots)
    return Pieces(text, start, slots, is_placed, said, opening(said))


class Unsayable(Exception):  # noqa: N818 (another draw may be said)
    """The pack has no phrase for this, or no word for a slot."""


@dataclass
class Words:
    """Everything a sentence of one story may refer to; measures stay the same throughout it."""

    rng: Random
    stock: Stock
    slots: dict[str, str]
    """What is known of the patient: pronouns, lesion, times."""
    flags: Set[str]
    quantities: dict[str, tuple[float, float]] = field(default_factory=dict)
    measured: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    openings: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    last: Spot | None = None
    """The place the sentence before spoke of."""
    named: set[tuple[str, ...]] = field(default_factory=set)
    """The places that any sentence of the story has named."""

    def line(self, saying: Saying, spot: Spot | None) -> Line:
        """A sentence for a phrase, one that opens like no other of the story if there is one.

        Raises Unsayable where no wording can be filled.
        """
        meant = saying.said(spot)
        texts = meant.texts
        fallback: tuple[str, Pieces, str] | None = None
        start = self.rng.randint(0, len(texts) - 1) if texts else 0
        for text in texts[start:] + texts[:start] if start else texts:
            cut = pieces(text)
            if cut.slots:
                try:
                    said = sentence(self._filled(cut, spot))
                except Unsayable:
                    continue
                begins = opening(said)
            else:
                said, begins = cut.said, cut.begins
            if text not in self.used and begins not in self.openings:
                break
            fallback = fallback or (said, cut, begins)
        else:
            if fallback is None:
                raise Unsayable(f"'{saying.slug}' cannot be worded here")
            said, cut, begins = fallback
        if spot is not None and cut.is_placed:
            self.last = spot
            self.named.add(spot.ats)
        self.used.add(cut.text)
        self.openings.add(begins)
        if self.quantities.keys().isdisjoint(meant.findings):
            return meant.line(said)
        return Line(text=said, tags=self._dated(meant.tags), fits=meant.asks)

    def tags(self, saying: Saying, spot: Spot | None) -> tuple[Tag, ...]:
        """What a sentence for the phrase states there, with the values it gives."""
        return self._dated(saying.said(spot).tags)

    def _dated(self, tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
        quantities = self.quantities
        return tuple(
            Tag(tag.finding, tag.at, True, *quantities[tag.finding])
            if tag.finding in quantities
            else tag
            for tag in tags
        )

    def fill(self, text: str, spot: Spot | None) -> str:
        cut = pieces(text)
        return self._filled(cut, spot) if cut.slots else text

    def _filled(self, cut: Pieces, spot: Spot | None) -> str:
        slots = self.slots
        told = [cut.start]
        for name, following in cut.slots:
            known = slots.get(name)
            told.append(self._slot(name, spot) if known is None else known)
            told.append(following)
        return "".join(told)

    def _slot(self, name: str, spot: Spot | None) -> str:
        """What to put for a slot that the patient does not fill."""
        if spot is not None:
            own = spot.slots.get(name)
            if own is not None:
                if name == "here" and self._is_known(spot) and self.rng.random() < SHORTER:
                    return spot.them
                return own
            word = self._word(name, spot)
            if word is not None:
                return self.fill(word, spot)
        measure = self._measure(name, spot)
        if measure is None:
            raise Unsayable(f"nothing to put for '{name}'")
        return measure

    def _is_known(self, spot: Spot) -> bool:
        """Whether the reader knows which place is meant: it was just spoken of, or it is a long
        list that needs no repeating."""
        return spot is self.last or (len(spot.regions) > 1 and spot.ats in self.named)

    def _word(self, name: str, spot: Spot) -> str | None:
        """The region's own word, or those of several regions side by side."""
        found: list[str] = []
        for choices in self.stock.words_at(name, spot):
            chosen = self.rng.choice(choices)
            if chosen not in found:
                found.append(chosen)
        if any(" and " in word for word in found) and len(found) == 2:
            return " as well as ".join(found)
        return listed(found) if found else None

    def _measure(self, name: str, spot: Spot | None) -> str | None:
        """A number drawn once for this place, or None where the pack has none for the slot."""
        key = name, spot.ats if spot is not None else ()
        if key in self.measured:
            return self.measured[key]
        for measure in self.stock.measures.get(name, ()):
            if measure.at and (spot is None or spot.slugs.isdisjoint(measure.at)):
                continue
            if holds(measure.needs, self.flags):
                steps = round((measure.high - measure.low) / measure.step)
                value = measure.low + measure.step * self.rng.randint(0, steps)
                self.measured[key] = f"{value:.0f}" if measure.step >= 1 else f"{value:.1f}"
                return self.measured[key]
        return None


TRIES = 4
"""So often a choice of phrases that leaves something unsaid is made anew."""


def cover(
    rng: Random,
    stock: Stock,
    atoms: Sequence[Atom],
    spot: Spot | None,
    flags: Set[str],
    usable: Callable[[Saying], bool] | None = None,
) -> list[Saying]:
    """Phrases that together say every atom once and nothing else; merged ones are preferred.

    Each is worded for the spot, holds where these flags do, and is ``usable`` where that is asked.
    Raises Unsayable where an atom is left over each time.
    """
    for _ in range(TRIES - 1):
        try:
            return _cover(rng, stock, atoms, spot, flags, usable)
        except Unsayable:
            continue
    return _cover(rng, stock, atoms, spot, flags, usable)


def _cover(
    rng: Random,
    stock: Stock,
    atoms: Sequence[Atom],
    spot: Spot | None,
    flags: Set[str],
    usable: Callable[[Saying], bool] | None,
) -> list[Saying]:
    left = {*atoms}
    chosen: list[Saying] = []
    for atom in atoms:
        if atom not in left:
            continue
        options = [
            saying
            for saying in stock.sayings_at(atom, spot)
            if saying.atoms <= left
            and (not saying.needs or holds(saying.needs, flags))
            and (usable is None or usable(saying))
        ]
        if not options:
            raise Unsayable(f"no phrase says {atom} here")
        saying = options[0]
        if len(options) > 1:
            saying = rng.choices(options, [saying.weight for saying in options])[0]
        else:
            rng.random()  # what is drawn later must not hang on how much choice there was
        chosen.append(saying)
        left -= saying.atoms
    return chosen


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def opening(text: str) -> str:
    """The first two words, by which a reader notices that a sentence begins like the last."""
    return " ".join(text.split(None, 2)[:2]).rstrip(",")


def merged(first: Line, second: Line, joint: str) -> Line:
    """Two short sentences in one, with the tags of both."""
    follow = second.text
    if follow[:1].isupper() and (follow[1:2].islower() or follow[1:2] == " "):
        follow = follow[0].lower() + follow[1:]
    return Line(
        text=f"{first.text.removesuffix('.')}{joint} {follow}",
        tags=first.tags + second.tags,
        fits=first.fits + second.fits,
    )
