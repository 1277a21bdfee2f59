"""What the statements of a stage make visible, and the few views that show most of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from teaching.film.figures import FIGURES
from teaching.film.parameters import Side
from teaching.items.describing import Description, implied
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.filming import Filming, Fracture, Growth, Loss, Maturity, Place
from teaching.knowledge.statements import Literal, Tag
from teaching.knowledge.verdicts import Statement

AT_MOST = 2
"""Films side by side; what has no room is in the text."""


@dataclass(frozen=True, slots=True)
class View:
    """A figure of one side; paired figures show both and have side ``""``."""

    figure: str
    side: str


type Placed = dict[str, dict[View, Place]]
"""Where each region is drawn, its preferred view first."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the statements make visible at one region."""

    growth: Growth | None
    maturity: Maturity
    loss: Loss | None
    fracture: Fracture | None
    mirrored: bool

    @property
    def weight(self) -> int:
        """How much it matters to be seen: damage before bone; 0 where nothing is to be seen."""
        return 2 * (self.growth is not None) + 3 * self.is_damage

    @property
    def is_damage(self) -> bool:
        return self.loss is not None or self.fracture is not None


class Sight:
    """The statements of one stage, sorted by region: what is seen, and on which views."""

    def __init__(
        self,
        knowledge: Knowledge,
        pack: Pack,
        film: Filming,
        statements: Sequence[Statement],
        lines: Sequence[Sequence[Tag]],
    ) -> None:
        self.film = film
        self.findings = knowledge.findings
        self.statements = [
            statement
            for statement in statements
            if self.findings[statement.finding].stage in film.stages
        ]
        self.told = Description(knowledge, pack, film, self.statements, lines)
        self.regions = knowledge.regions
        self.present: dict[str, set[str]] = {}
        self.absent: dict[str, set[str]] = {}
        for statement in self.statements:
            stated = self.present if statement.present else self.absent
            stated.setdefault(statement.region, set()).add(statement.finding)
        self.present = {
            region: implied(self.findings, stated) for region, stated in self.present.items()
        }
        self.looks = {region: self._look(region) for region in self.present if region}
        self.places: dict[str, list[Place]] = {}
        for place in film.places:
            self.places.setdefault(place.region, []).append(place)

    # ---- what is to be seen ---------------------------------------------------------------------
    def _holds(self, literals: Iterable[Literal], region: str) -> bool:
        return all(self._stated(literal, region) for literal in literals)

    def _stated(self, literal: Literal, region: str) -> bool:
        stated = self.present if literal.present else self.absent
        if literal.where == "anywhere":
            return any(literal.finding in here for here in stated.values())
        if literal.where == "mirror":
            mirror = self.regions[region].mirror
            return mirror is not None and literal.finding in stated.get(mirror, ())
        return literal.finding in stated.get(region, ()) or literal.finding in stated.get("", ())

    def _look(self, region: str) -> Look:
        film = self.film
        ripe = next((rule for rule in film.maturities if self._holds(rule.when, region)), None)
        return Look(
            next((rule for rule in film.growths if self._holds(rule.when, region)), None),
            ripe.maturity if ripe else "mature",
            next((rule for rule in film.losses if self._holds(rule.when, region)), None),
            next((rule for rule in film.fractures if self._holds(rule.when, region)), None),
            any(self._holds((literal,), region) for literal in film.mirrored),
        )

    # ---- where it is seen -----------------------------------------------------------------------
    def views(self, region: str) -> Iterator[tuple[View, Place]]:
        """Where a region can be drawn, the preferred place first."""
        here = self.regions[region]
        for place in self.places.get(here.slug, ()):
            paired = FIGURES[place.figure].paired
            yield View(place.figure, "" if paired else here.side), place

    def chosen(self) -> list[View]:
        """The few views that show every kind of part before a second place of one, every place
        before its other side, and damage before bone where there is no room for all."""
        seen = {region: look for region, look in self.looks.items() if look.weight}
        ways = {
            region: {
                view: rank for rank, (view, _) in reversed(list(enumerate(self.views(region))))
            }
            for region in seen
        }
        candidates = list(dict.fromkeys(view for way in ways.values() for view in way))

        def gain(choice: tuple[View, ...]) -> tuple[int, ...]:
            kinds: dict[object, int] = {}
            places: dict[object, int] = {}
            regions = 0
            for region, way in ways.items():
                rank = min((way[view] for view in choice if view in way), default=None)
                if rank is None:
                    continue
                here, look = self.regions[region], seen[region]
                kind = here.sort, look.is_damage, look.growth is not None
                kinds[kind] = max(kinds.get(kind, 0), look.weight)
                # Best seen on the figure of its own, less well on a neighbour's.
                worth = 30 * look.weight // (1 + 2 * rank)
                places[here.slug, look] = max(places.get((here.slug, look), 0), worth)
                regions += worth
            sides = {view.side for view in choice if view.side}
            return sum(kinds.values()), sum(places.values()), regions, -len(choice), -len(sides)

        choices = (
            choice for count in range(1, AT_MOST + 1) for choice in combinations(candidates, count)
        )
        best = max(choices, key=gain, default=())
        # As on the light box: both sides first, then the patient's right at the viewer's left.
        return sorted(best, key=lambda view: ("", "right", "left").index(view.side))

    def stands_for_both(self, regions: Iterable[str], placed: Container[str]) -> bool:
        """Whether the other side of all that is seen at these regions looks the same and hangs
        nowhere."""
        mirrors = {
            region: self.regions[region].mirror
            for region in regions
            if region in self.looks and self.looks[region].weight
        }
        return all(
            mirror is not None and mirror not in placed and self.looks.get(mirror) == self.looks[at]
            for at, mirror in mirrors.items()
        )

    def placed(self, views: Sequence[View]) -> Placed:
        """Every stated region that has room on these views, with all its places there, the
        preferred one first: a region on two films is drawn on both."""
        held = {
            region: {view: place for view, place in self.views(region) if view in views}
            for region in self.told.by_region
            if region
        }
        return {region: places for region, places in held.items() if places}

    def side(self, region: str) -> Side:
        return "right" if self.regions[region].side == "right" else "left"


def anchors(place: Place, shape: str) -> tuple[str, ...]:
    """The anchors a shape takes at a place: all that begin with its name, else the first."""
    fitting = tuple(anchor for anchor in place.anchors if anchor.split()[0] == shape)
    return fitting or place.anchors[:1]
