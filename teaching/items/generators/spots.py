"""Where something is found: one region or several, on one side or both, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from teaching.knowledge.schema.vocabulary import Region
from teaching.knowledge.statements import Claim, Tag

HERE, MIRROR = "here", "mirror"
OTHER = {"left": "right", "right": "left"}


@dataclass(frozen=True, eq=False)
class Spot:
    """Regions of one sort, all on one side (``left``, ``right``), on ``both``, or unsided (``""``).

    ``here`` is the place with its article and side ("the left hip", "both hips"), ``them`` the
    short form once the side is known, ``single`` one of them ("hip"), ``either`` what is denied of
    each ("either hip").
    """

    regions: tuple[Region, ...]
    side: str

    @cached_property
    def ats(self) -> tuple[str, ...]:
        """The scopes or regions of the tags: ``both-hip``, ``left-hip``."""
        return tuple(f"{self.side}-{r.slug}" if self.side else r.slug for r in self.regions)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every region there, each side for itself."""
        sides = ("left", "right") if self.side == "both" else (self.side,)
        return tuple(f"{s}-{r.slug}" if s else r.slug for r in self.regions for s in sides)

    @cached_property
    def places(self) -> frozenset[str]:
        """The same, for asking whether a region is among them."""
        return frozenset(self.ids)

    @cached_property
    def slugs(self) -> frozenset[str]:
        return frozenset(r.slug for r in self.regions)

    @cached_property
    def is_many(self) -> bool:
        return self.side == "both" or len(self.regions) > 1

    @cached_property
    def flags(self) -> frozenset[str]:
        found = {r.slug for r in self.regions} | {r.sort for r in self.regions}
        if self.side == "both":
            found.add("sides")
        if not self.is_many:
            found.add("single")
        elif self.side == "both" and len(self.regions) == 1:
            found.add("pair")
        return frozenset(found)

    @cached_property
    def here(self) -> str:
        if self.side == "both":
            return listed([r.both or f"both {r.name}s" for r in self.regions])
        named = listed([r.name for r in self.regions])
        return f"the {self.side} {named}" if self.side else f"the {named}"

    @cached_property
    def them(self) -> str:
        if self.side == "both":
            many = [(r.both or f"both {r.name}s").removeprefix("both ") for r in self.regions]
            return f"the {listed(many)}"
        return f"the {listed([r.name for r in self.regions])}"

    @cached_property
    def single(self) -> str:
        return listed([r.name for r in self.regions], "or")

    @cached_property
    def either(self) -> str:
        """The place in a sentence that denies: "either hip", "either thigh or buttock"."""
        if not self.is_many:
            return self.here
        return f"either {self.single}" if self.side == "both" else f"the {self.side} {self.single}"

    @cached_property
    def mirrored(self) -> Spot:
        return Spot(self.regions, OTHER.get(self.side, self.side))

    @cached_property
    def slots(self) -> dict[str, str]:
        """The words a sentence may name the place by."""
        return {
            "here": self.here,
            "them": self.them,
            "single": self.single,
            "either": self.either,
            "name": self.them.removeprefix("the "),
            "side": self.side,
            "opposite": self.mirrored.side,
            "mirror": self.mirrored.here,
        }

    @cached_property
    def _tags(self) -> dict[Tag, tuple[Tag, ...]]:
        return {}

    @cached_property
    def _atoms(self) -> dict[Tag, tuple[tuple[str, str], ...]]:
        return {}

    @cached_property
    def _claims(self) -> dict[Claim, Claim]:
        return {}

    def tags(self, tag: Tag) -> tuple[Tag, ...]:
        """What a tag of the pack states of this place: ``here`` once for each region."""
        if tag.at not in (HERE, MIRROR):
            return (tag,)
        found = self._tags.get(tag)
        if found is None:
            spot = self if tag.at == HERE else self.mirrored
            found = tuple(Tag(tag.finding, at, tag.present, tag.low, tag.high) for at in spot.ats)
            self._tags[tag] = found
        return found

    def atoms(self, tag: Tag) -> tuple[tuple[str, str], ...]:
        """The finding with each single region where a tag ``here`` or at the ``mirror`` says it."""
        found = self._atoms.get(tag)
        if found is None:
            spot = self if tag.at == HERE else self.mirrored
            found = self._atoms[tag] = tuple((tag.finding, at) for at in spot.ids)
        return found

    def claim(self, claim: Claim) -> Claim:
        """What an option of the pack says of this place: ``here`` is its first region."""
        if claim.at != HERE:
            return claim
        found = self._claims.get(claim)
        if found is None:
            found = self._claims[claim] = Claim(claim.concept, self.ids[0], claim.holds)
        return found


def placed(tags: Sequence[Tag], spot: Spot | None) -> tuple[Tag, ...]:
    """Tags of a phrase at the place it is set; where it is set at none, only those of the patient
    and of scopes."""
    if spot is None:
        return tuple(tag for tag in tags if tag.at not in (HERE, MIRROR))
    return tuple(stated for tag in tags for stated in spot.tags(tag))


def drawn_side(rng: Random, sides: str) -> str:
    """``both``, or for ``one`` the left or the right."""
    return rng.choice(tuple(OTHER)) if sides == "one" else sides


def listed(names: Sequence[str], joint: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def spot_of(at: str, regions: Mapping[str, Region]) -> Spot | None:
    """The place a tag names (``left-hip``, ``both-hip``, ``spine``), or None for other scopes."""
    if at in regions:
        region = regions[at]
        return Spot((region,), "both" if region.sided else "")
    side, _, slug = at.partition("-")
    if side in ("left", "right", "both") and slug in regions and regions[slug].sided:
        return Spot((regions[slug],), side)
    return None
