"""Exchanging the state of one component in a told story: which lines lose, keep or gain findings.

Pure and wordless; ``seeking`` searches with it and ``rewording`` words what was found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from teaching.items.changing import Changed, Lines, Move, said_of
from teaching.items.generators.spots import HERE, Spot, spot_of
from teaching.items.generators.stock import Stock
from teaching.items.placing import Placing, news
from teaching.knowledge.cases import Case
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.generator.exchanges import Exchange
from teaching.knowledge.statements import Tag


def useful(stock: Stock, options: Collection[str], wanted: Collection[str]) -> list[Exchange]:
    """The exchanges that touch what decides these options and can make a wanted one right."""
    asked = deciding(stock.pack, options)
    return [
        exchange
        for exchange in stock.generator.exchanges
        if not exchange.completes
        and (not exchange.serves or not set(exchange.serves).isdisjoint(wanted))
        and not asked.isdisjoint((*exchange.drops, *(tag.finding for tag in exchange.adds)))
    ]


def deciding(pack: Pack, concepts: Iterable[str]) -> set[str]:
    """The findings that the rules of these concepts ask about, directly or through others."""
    rules = {rule.concept: rule for rule in pack.rules}
    found: set[str] = set()
    seen: set[str] = set()
    left = list(concepts)
    while left:
        rule = rules.get(left.pop())
        if rule is None or rule.concept in seen:
            continue
        seen.add(rule.concept)
        clauses = [*rule.gate, *rule.clauses]
        if rule.composition is not None:
            clauses += [clause for part in pack.components for clause in part.clauses]
        for clause in clauses:
            asked = (*clause.all, *clause.any, *clause.none, *clause.not_all)
            found.update(literal.finding for literal in asked)
        for others in (*rule.concepts, *rule.no_concepts):
            left += others.concepts
    return found


def moves(stock: Stock, among: Iterable[Exchange], lines: Lines, case: Case) -> Iterator[Move]:
    """Each of these exchanges wherever this story allows it."""
    spoken = _spots(stock, lines)
    for exchange in among:
        if not exchange.at:
            if all(case.present(tag.finding, tag.at) is tag.present for tag in exchange.when):
                yield Move(exchange, None)
            continue
        spots = [
            Spot(tuple(stock.regions[slug] for slug in site.regions), side)
            for site in exchange.sites
            for choice in site.sides
            for side in (("both",) if choice == "both" else ("left", "right"))
        ]
        if not exchange.sites:
            spots = [s for s in spoken if all(r.sort in exchange.at for r in s.regions)]
        for spot in spots:
            if all(_holds(case, tag, spot) for tag in exchange.when):
                yield Move(exchange, spot)


def completions(stock: Stock) -> tuple[Move, ...]:
    """The exchanges that are tried on top of every other."""
    return tuple(Move(e, None) for e in stock.generator.exchanges if e.completes)


def _holds(case: Case, tag: Tag, spot: Spot) -> bool:
    places = spot.ids if tag.at == HERE else (tag.at,)
    return all(case.present(tag.finding, at) is tag.present for at in places)


def _spots(stock: Stock, lines: Lines) -> list[Spot]:
    """The places some line speaks of, each once: pairs and single sides."""
    found: dict[str, Spot] = {}
    for tags in lines:
        for tag in tags:
            spot = spot_of(tag.at, stock.regions) if tag.at else None
            if spot is not None:
                found.setdefault(tag.at, spot)
    return list(found.values())


def apply(stock: Stock, story: Changed, move: Move, stages: Sequence[str]) -> Changed | None:
    """The story after a move, or None where nothing of it can be said. ``stages`` names the stage
    of each line that may speak of it.

    What is new is said at the stage of its finding: in place of the line there that lost the same
    finding, or of another one that lost something; else as a line of its own.
    """
    gone = {*move.exchange.drops, *move.exchange.stale}
    if _undoes(stock, story, move, gone):
        return None
    lines = list(story.lines)
    fresh: dict[int, set[str]] = {}
    for index, tags in enumerate(story.lines):
        if any(tag.finding in gone for tag in tags):
            kept = undated(stock, tags, _kept(stock, tags, gone, move))
            if kept != tags:
                fresh[index] = {tag.finding for tag in tags} - {tag.finding for tag in kept}
                lines[index] = kept
    left = Changed(tuple(lines), story.touched | fresh.keys(), story.gains)
    for stage, told in news(stock, move, said_of(stock, left.tags)):
        found = Placing(stock, left, fresh, stages).places(stage, told, move)
        if found is None:
            return None
        left = Changed(left.lines, left.touched, (*left.gains, *found))
    return left if fresh or len(left.gains) > len(story.gains) else None


def _undoes(stock: Stock, story: Changed, move: Move, gone: Collection[str]) -> bool:
    """Whether a move takes away what an earlier one brought: no way to go."""
    here = set(move.spot.ids) if move.spot is not None else set()
    for tag in (tag for gain in story.gains for tag in gain.stated if tag.finding in gone):
        ids = set(stock.ids(tag.at))
        place = spot_of(tag.at, stock.regions) if tag.at else None
        is_reached = place is not None and place.regions[0].sort in move.exchange.everywhere
        if not tag.at or ids & here or (tag.present and is_reached):
            return True
    return False


def _kept(stock: Stock, tags: Iterable[Tag], gone: set[str], move: Move) -> Iterator[Tag]:
    """What is left of a line.

    At the place of the move both presence and absence of what is gone give way; anywhere else,
    and only where the exchange reaches so far, presence.
    """
    here = set(move.spot.ids) if move.spot is not None else set()
    for tag in tags:
        if tag.finding not in gone:
            yield tag
            continue
        if tag.at == "":
            if tag.finding in move.exchange.stale and not tag.present:
                yield tag
            continue
        place = spot_of(tag.at, stock.regions)
        if place is None:
            # Scopes that leave out what shows bone are read anew with the new story.
            if stock.is_elsewhere(tag.at) or here.isdisjoint(stock.scopes[tag.at]):
                yield tag
            continue
        if tag.present and place.regions[0].sort in move.exchange.everywhere:
            continue
        yield from without(tag, place, here)


def without(tag: Tag, place: Spot, gone: Collection[str]) -> Iterator[Tag]:
    """What a tag at a region or a pair still says when these regions are taken out."""
    left = [at for at in place.ids if at not in gone]
    if len(left) == len(place.ids):
        yield tag
    else:
        yield from (Tag(tag.finding, at, tag.present, tag.low, tag.high) for at in left)


def undated(stock: Stock, before: Iterable[Tag], kept: Iterable[Tag]) -> tuple[Tag, ...]:
    """What is left of a line, without the rest of a date that went: "normal before that"."""
    left = tuple(kept)
    lost = {tag.finding for tag in before} - {tag.finding for tag in left}
    if lost.isdisjoint(stock.dated):
        return left
    return tuple(tag for tag in left if tag not in stock.generator.onset_bracket)
