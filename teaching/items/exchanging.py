"""Exchanging the state of one component in a told story: which lines lose, keep or gain findings.

Pure and wordless; ``twins`` searches with it and words what was found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from teaching.items.generators.spots import HERE, Spot, spot_of
from teaching.items.generators.stock import Stock
from teaching.knowledge.cases import Case
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.generator.exchanges import Exchange
from teaching.knowledge.statements import Tag

Lines = Sequence[tuple[Tag, ...]]


@dataclass(frozen=True)
class Move:
    """An exchange at a place, or of the whole patient."""

    exchange: Exchange
    spot: Spot | None


@dataclass(frozen=True)
class Gain:
    """What a move brings: said in place of the line of that index, or before it as its own."""

    index: int
    move: Move
    tags: tuple[Tag, ...]
    is_own: bool


@dataclass(frozen=True)
class Changed:
    """A story after moves: the tags each line keeps, which lines were touched, and what is new."""

    lines: tuple[tuple[Tag, ...], ...]
    touched: frozenset[int]
    gains: tuple[Gain, ...]

    @property
    def cost(self) -> int:
        """How many lines differ."""
        return len(self.touched) + len({gain.index for gain in self.gains if gain.is_own})


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


def apply(stock: Stock, story: Changed, move: Move, stages: Sequence[str]) -> Changed:
    """The story after a move. ``stages`` names the stage of each line that may speak of it.

    What is new takes the place of the line that lost the same finding, or of the first touched
    line of the stage at which it is told; else it is a line of its own before the last one there.
    """
    gone = {*move.exchange.drops, *move.exchange.stale}
    lines = list(story.lines)
    fresh: dict[int, set[str]] = {}
    for index, tags in enumerate(story.lines):
        if any(tag.finding in gone for tag in tags):
            kept = tuple(_kept(stock, tags, gone, move))
            if kept != tags:
                fresh[index] = {tag.finding for tag in tags} - {tag.finding for tag in kept}
                lines[index] = kept
    gains = list(story.gains)
    for stage, told in _by_stage(stock, move):
        new = {tag.finding for tag in told}
        same = [i for i, lost in fresh.items() if lost & new and i < len(stages)]
        near = [i for i in fresh if i < len(stages) and stages[i] == stage]
        there = [i for i, name in enumerate(stages) if name == stage] or [len(stages) - 1]
        place = (same + near + there[-1:])[0]
        gains.append(Gain(place, move, told, is_own=not (same or near)))
    return Changed(tuple(lines), story.touched | fresh.keys(), tuple(gains))


def _by_stage(stock: Stock, move: Move) -> Iterator[tuple[str, tuple[Tag, ...]]]:
    told: dict[str, list[Tag]] = {}
    for tag in move.exchange.adds:
        told.setdefault(stock.stages[tag.finding], []).append(tag)
    for stage, tags in told.items():
        yield stage, tuple(tags)


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
            continue
        place = spot_of(tag.at, stock.regions)
        if place is None:
            # Scopes that leave out what shows bone are read anew with the new story.
            if stock.is_elsewhere(tag.at) or here.isdisjoint(stock.scopes[tag.at]):
                yield tag
            continue
        if tag.present and place.regions[0].sort in move.exchange.everywhere:
            continue
        left = [at for at in place.ids if at not in here]
        if len(left) == len(place.ids):
            yield tag
        else:
            yield from (Tag(tag.finding, at, tag.present, tag.low, tag.high) for at in left)
