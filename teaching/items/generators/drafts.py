"""A draft: what a case will say, of whom and where, before there are words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from teaching.items.generators.blueprints import Asked
from teaching.items.generators.patients import Dating, Lesion, Person
from teaching.items.generators.spots import HERE, MIRROR, Spot
from teaching.items.generators.stock import Atom, Redraw, Stock, atom_of, holds
from teaching.knowledge.schema.generator.patterns import Pattern
from teaching.knowledge.schema.generator.pictures import Sign
from teaching.knowledge.schema.vignettes import Difficulty
from teaching.knowledge.statements import Tag


class Need(NamedTuple):
    """One finding to be said, at a spot where it has one. ``group`` counts the pictures.

    ``stage`` replaces the stage of the story at which such a finding is told.
    """

    atom: Atom
    spot: Spot | None
    group: int
    stage: str | None = None


@dataclass
class Draft:
    """A case before its words. ``told`` holds the bits (:meth:`Stock.bits`) of every finding at
    every place that is told present or absent."""

    stock: Stock
    pattern: Pattern
    difficulty: Difficulty
    asked: Mapping[str, Asked]
    """What is asked on each axis, and which concepts are offered."""
    person: Person
    dating: Dating
    spots: tuple[Spot, ...] = ()
    lesion: Lesion | None = None
    lately: float = 0.0
    """Time since a later injury, in the disease's unit."""
    flags: set[str] = field(default_factory=set)
    needs: list[Need] = field(default_factory=list)
    told: int = 0
    marks: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    """Flags that hold at one place alone."""
    drawn: list[tuple[str, str]] = field(default_factory=list)
    """What was drawn, by kind: ``kind``, ``window``, ``region``, ``sign``, ``confounder``,
    ``noise``, ``aim``."""

    def fits(self, tag: Tag, spot: Spot | None) -> bool:
        """Whether it can be said beside all that is told already."""
        return not self.told & self.stock.bits(tag, spot).denied

    def says(self, tag: Tag, spot: Spot | None) -> bool:
        """Whether all of it is told already."""
        said = self.stock.bits(tag, spot).said
        return self.told & said == said

    def tell(self, tag: Tag, spot: Spot | None, group: int, stage: str | None = None) -> None:
        """Note that this has to be said. Raises Redraw where the opposite has been told.

        What is told already is said again only at a stage named.
        """
        said, denied = self.stock.bits(tag, spot)
        if self.told & denied:
            raise Redraw(f"'{tag}' contradicts what was drawn before")
        if stage is None and self.told & said == said:
            return
        self.told |= said
        self.needs.append(Need(atom_of(tag), spot, group, stage))

    def local_flags(self, group: int) -> set[str]:
        """The flags that hold at one picture's place."""
        spot = self.spots[group]
        mirror = spot.mirrored.ids
        flags = self.flags | spot.flags
        for other in self.spots:
            if not other.places.isdisjoint(mirror):
                return flags
        flags.add("mirror-free")
        return flags

    def shows(self, sign: Sign, group: int) -> bool:
        """Whether all of a sign is told at a picture's place."""
        spot = self.spots[group]
        for tag in sign.states:  # noqa: SIM110 - asked dozens of times a case
            if not self.says(tag, spot):
                return False
        return True

    def add(self, sign: Sign, group: int) -> bool:
        """Tell a sign if it fits and says something new. False where it does not."""
        spot = self.spots[group]
        if sign.needs and not holds(sign.needs, self.local_flags(group)):
            return False
        wanted = 0
        for tag in sign.states:
            said, denied = self.stock.bits(tag, spot)
            if self.told & denied:
                return False
            wanted |= said
        if self.told & wanted == wanted:
            return False
        for tag in sign.states:
            self.tell(tag, spot, group)
        self.flags.update(sign.raises)
        return True


def place_of(stock: Stock, atom: Atom, spot: Spot | None) -> Spot | None:
    """The spot a sentence about this is set at: the tag's own region, or that of the picture."""
    if atom[2] in (HERE, MIRROR, ""):
        return spot
    return stock.spot_at(atom[2])
