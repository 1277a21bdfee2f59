"""From displayed statements to films: what the pack's ``film`` section makes of them.

Only what is passed in is drawn: the statements of the lines a learner sees now, and of these the
findings of the stages the pack films. The seed is a neutral number of the vignette.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from teaching.film.drawing import titled
from teaching.film.figures import FIGURES
from teaching.film.parameters import Film, Fracture, Growth, Loss, Side
from teaching.items.describing import implied
from teaching.items.lightbox import LightBox, Pointer
from teaching.items.seeing import Placed, Sight, View, anchors
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.filming import Place
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import Statement

SEEDS = 100_003
"""Seeds are folded into this range before each growth takes its own from them."""
PAIR = 2
"""A line about more regions than this is numbered once on a view: it is a survey."""


def light_box(
    knowledge: Knowledge,
    pack: Pack,
    statements: Sequence[Statement],
    seed: int,
    *,
    lines: Sequence[Sequence[Tag]] = (),
    narrow: bool = False,
) -> LightBox | None:
    """The films of these statements, at most two; None where neither bone nor damage is stated.

    Each view tells of its own regions; what no view can tell is in ``more``. Together they say
    everything that was stated and can be on a film. ``lines`` are the tags behind the statements,
    so that "everywhere else" keeps its name.
    """
    if pack.film is None:
        return None
    sight = Sight(knowledge, pack, pack.film, statements, lines)
    views = sight.chosen()
    if not views:
        return None
    placed = sight.placed(views)
    shown = [{r: at[view] for r, at in placed.items() if view in at} for view in views]
    seen = {region for region, look in sight.looks.items() if look.weight}
    return LightBox(
        views=tuple(
            Film(
                figure=view.figure,
                side=_shown_side(sight, view, own),
                growths=tuple(_growths(sight, own, seed % SEEDS)),
                losses=tuple(_losses(sight, own, seed % SEEDS)),
                fractures=tuple(_fractures(sight, own, seed % SEEDS)),
                title=_title(sight, view, own, placed),
                desc=sight.told.of(own, seen),
                word=pack.film.legend,
                narrow=narrow,
            )
            for view, own in zip(views, shown, strict=True)
        ),
        legend=pack.film.legend,
        disclaimer=pack.film.disclaimer,
        left_out=sight.told.names(seen - placed.keys()),
        more=sight.told.rest(shown, seen),
        pointers=tuple(_pointers(sight, views, placed)),
    )


def _shown_side(sight: Sight, view: View, own: Iterable[str]) -> Side:
    """The side of a limb; of a paired figure the one a narrow crop would show."""
    if not FIGURES[view.figure].paired:
        return "right" if view.side == "right" else "left"
    sides = {sight.side(region) for region in own if region in sight.looks}
    return "right" if sides == {"right"} else "left"


def _title(sight: Sight, view: View, own: Iterable[str], placed: Placed) -> str:
    """What the view is called; of two sides that look alike it says which one hangs here."""
    title = titled(view.figure, _shown_side(sight, view, own))
    if view.side and sight.stands_for_both(own, placed):
        return f"{title} ({view.side} of both)"
    return title


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
    """What a mark points at: the first of these kinds that is drawn, else the joint, or of a muscle
    the bone in it."""
    look = sight.looks.get(region)
    grown = anchors(place, look.growth.shape)[0] if look and look.growth else ""
    for kind in kinds:
        if kind == "growth" and grown:
            return grown
        if look and kind == "loss" and look.loss and place.loss:
            return place.loss
        if look and kind == "fracture" and look.fracture and place.fracture:
            return place.fracture
    if place.loss is None:
        return grown or place.anchors[0]
    # The focus of a figure is the joint it is of; a neighbour's joint is where it would be lost.
    is_own = place == next(each for _, each in sight.views(region))
    return "focus" if is_own else place.loss


def _pointers(sight: Sight, views: Sequence[View], placed: Placed) -> Iterator[Pointer]:
    """Each line's number stands at what this line states, wherever it states it and is drawn."""
    film = sight.film
    asks = {
        "loss": {literal.finding for rule in film.losses for literal in rule.when},
        "fracture": {literal.finding for rule in film.fractures for literal in rule.when},
        "growth": {literal.finding for rule in film.growths for literal in rule.when},
    }
    for line in dict.fromkeys(statement.line for statement in sight.told.named):
        stated: dict[str, set[str]] = {}
        for statement in sight.told.named:
            if statement.line == line and statement.region:
                here = stated.setdefault(statement.region, set())
                if statement.present:
                    here.add(statement.finding)
        # On the view that shows a region best, though another may show it too.
        best = {region: next(iter(placed[region].items())) for region in stated if region in placed}
        if len(stated) > PAIR:
            once = {view: region for region, (view, _) in reversed(best.items())}
            best = {region: best[region] for region in once.values()}
        for region, (view, place) in best.items():
            said = implied(sight.findings, stated[region])
            kinds = [kind for kind, slugs_of_kind in asks.items() if said & slugs_of_kind]
            at = _target(sight, region, place, kinds)
            yield Pointer(line, views.index(view), at, sight.side(region))
