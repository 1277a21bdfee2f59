"""A draft: what a case will say, of whom and where, before there are words for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from teaching.items.generators.blueprints import Asked
from teaching.items.generators.patients import Dating, Lesion, Person
from teaching.items.generators.spots import HERE, MIRROR, Spot
from teaching.items.generators.stock import Atom, Redraw, Stock, atom_of
from teaching.knowledge.schema.generator.patterns import Pattern
from teaching.knowledge.schema.generator.pictures import Sign
from teaching.knowledge.schema.vignettes import Difficulty
from teaching.knowledge.statements import Tag

MIRROR_FREE = "mirror-free"
"""The flag of a place whose mirror image shows nothing."""


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

    def holds_at(self, needs: Iterable[str], group: int) -> bool:
        """Whether these flags hold at one picture's place, and those marked with ``!`` do not."""
        own = self.spots[group].flags
        for need in needs:
            name = need.removeprefix("!")
            raised = name in self.flags or name in own
            if not raised and name == MIRROR_FREE:
                raised = self._is_mirror_free(group)
            if raised is (need[0] == "!"):
                return False
        return True

    def _is_mirror_free(self, group: int) -> bool:
        """Whether nothing is shown at the same place on the other side."""
        mirror = self.spots[group].mirrored.ids
        return all(other.places.isdisjoint(mirror) for other in self.spots)

    def shows(self, sign: Sign, group: int) -> bool:
        """Whether all of a sign is told at a picture's place."""
        said = self.stock.sign_bits(sign, self.spots[group]).said
        return self.told & said == said

    def add(self, sign: Sign, group: int) -> bool:
        """Tell a sign if it fits and says something new. False where it does not."""
        spot = self.spots[group]
        said, denied = self.stock.sign_bits(sign, spot)
        if self.told & denied or self.told & said == said:
            return False
        if sign.needs and not self.holds_at(sign.needs, group):
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
