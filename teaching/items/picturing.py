"""From displayed statements to films: what the pack's ``film`` section makes of them.

Only what is passed in is drawn: the statements of the lines a learner sees now, and of these the
findings of the stages the pack films. The seed is a neutral number of the vignette.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from teaching.film.drawing import draw, titled
from teaching.film.figures import FIGURES
from teaching.film.parameters import Film, Fracture, Growth, Loss, Mark, Side
from teaching.items.describing import implied
from teaching.items.seeing import Sight, View, anchors
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.filming import Place
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import Statement

SEEDS = 100_003
"""Seeds are folded into this range before each growth takes its own from them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One film: SVG markup, the view it shows, the text that stands for it, its figure."""

    svg: str
    caption: str
    alt: str
    figure: str


def pictures(
    knowledge: Knowledge,
    pack: Pack,
    statements: Sequence[Statement],
    seed: int,
    figure_id: str,
    *,
    lines: Sequence[Sequence[Tag]] = (),
    marks: Iterable[tuple[str, int]] = (),
    numbered: Iterable[tuple[int, int]] = (),
    narrow: bool = False,
) -> tuple[Picture, ...]:
    """The films of these statements, at most two; none where neither bone nor damage is stated.

    The texts of the films together say everything that was stated and can be on a film. ``lines``
    are the tags behind the statements, so that "everywhere else" keeps its name. ``marks`` are
    (region, number), ``numbered`` (line, number): discs of the debrief. ``figure_id`` begins the
    ids of the drawings.
    """
    if pack.film is None:
        return ()
    sight = Sight(knowledge, pack, pack.film, statements, lines)
    views = sight.chosen()
    placed = sight.placed(views)
    marked = [*_by_region(sight, placed, marks), *_by_line(sight, placed, numbered)]
    spare = [region for region in sight.told.by_region if region and region not in placed]
    seen = {region for region, look in sight.looks.items() if look.weight}
    out = []
    for n, view in enumerate(views, start=1):
        own = {region: place for region, (where, place) in placed.items() if where == view}
        last = n == len(views)
        alt = sight.told.text([*own, *(spare if last else ())], seen, rest=last)
        film = Film(
            figure=view.figure,
            side=_shown_side(sight, view, own),
            growths=tuple(_growths(sight, own, seed % SEEDS)),
            losses=tuple(_losses(sight, own, seed % SEEDS)),
            fractures=tuple(_fractures(sight, own, seed % SEEDS)),
            marks=tuple(dict.fromkeys(mark for where, mark in marked if where == view)),
            desc=alt,
            word=pack.film.legend,
            prefix=f"{figure_id}-{n}",
            narrow=narrow,
        )
        out.append(Picture(draw(film), titled(view.figure, film.side), alt, view.figure))
    return tuple(out)


def _shown_side(sight: Sight, view: View, own: Iterable[str]) -> Side:
    """The side of a limb; of a paired figure the one a narrow crop would show."""
    if not FIGURES[view.figure].paired:
        return "right" if view.side == "right" else "left"
    sides = {sight.side(region) for region in own if region in sight.looks}
    return "right" if sides == {"right"} else "left"


def _growths(sight: Sight, own: dict[str, Place], seed: int) -> Iterator[Growth]:
    for region, place in own.items():
        look = sight.looks.get(region)
        if look is None or look.growth is None:
            continue
        side = sight.side(region)
        for k, anchor in enumerate(anchors(place, look.growth.shape)):
            # Mirror images share their seed, other sides differ.
            of_its_own = seed * 64 + 8 * k + (0 if look.mirrored or side == "left" else 1)
            shorter = random.Random(of_its_own).uniform(0, 0.06)  # noqa: S311
            extent = round(look.growth.extent * (1 - shorter), 2)
            yield Growth(anchor, side, extent, look.maturity, of_its_own)


def _losses(sight: Sight, own: dict[str, Place], seed: int) -> Iterator[Loss]:
    for region, place in own.items():
        look = sight.looks.get(region)
        if look and look.loss and place.loss:
            yield Loss(place.loss, sight.side(region), look.loss.amount, seed + 5)


def _fractures(sight: Sight, own: dict[str, Place], seed: int) -> Iterator[Fracture]:
    for region, place in own.items():
        look = sight.looks.get(region)
        if look and look.fracture and place.fracture:
            yield Fracture(place.fracture, sight.side(region), look.fracture.healed, seed + 2)


def _target(sight: Sight, region: str, place: Place, kinds: Iterable[str]) -> str:
    """What a mark points at: the first of these kinds that is drawn, else the joint or muscle."""
    look = sight.looks.get(region)
    for kind in kinds:
        if look and kind == "growth" and look.growth:
            return anchors(place, look.growth.shape)[0]
        if look and kind == "loss" and look.loss and place.loss:
            return place.loss
        if look and kind == "fracture" and look.fracture and place.fracture:
            return place.fracture
    return "focus" if place.loss else place.anchors[0]


def _by_region(
    sight: Sight, placed: dict[str, tuple[View, Place]], marks: Iterable[tuple[str, int]]
) -> Iterator[tuple[View, Mark]]:
    for region, number in marks:
        if region in placed:
            view, place = placed[region]
            target = _target(sight, region, place, ("growth", "loss", "fracture"))
            yield view, Mark(number, target, sight.side(region))


def _by_line(
    sight: Sight, placed: dict[str, tuple[View, Place]], numbered: Iterable[tuple[int, int]]
) -> Iterator[tuple[View, Mark]]:
    """A line's number stands at what this line states, wherever it states it."""
    film = sight.film
    asks = {
        "loss": {literal.finding for rule in film.losses for literal in rule.when},
        "fracture": {literal.finding for rule in film.fractures for literal in rule.when},
        "growth": {literal.finding for rule in film.growths for literal in rule.when},
    }
    for line, number in numbered:
        stated: dict[str, set[str]] = {}
        for statement in sight.told.named:
            if statement.line == line and statement.region in placed:
                here = stated.setdefault(statement.region, set())
                if statement.present:
                    here.add(statement.finding)
        for region, slugs in stated.items():
            view, place = placed[region]
            said = implied(sight.findings, slugs)
            kinds = [kind for kind, slugs_of_kind in asks.items() if said & slugs_of_kind]
            yield view, Mark(number, _target(sight, region, place, kinds), sight.side(region))
