"""Exchanging the state of one component in a told story: which lines lose, keep or gain findings.

Pure and wordless; ``seeking`` searches with it and ``rewording`` words what was found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from teaching.items.generators.spots import HERE, Spot, spot_of
from teaching.items.generators.stock import Stock
from teaching.knowledge.cases import Case
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.generator.exchanges import Exchange
from teaching.knowledge.statements import Tag

Lines = Sequence[tuple[Tag, ...]]
How = Literal["instead", "before", "after"]


@dataclass(frozen=True)
class Move:
    """An exchange at a place, or of the whole patient."""

    exchange: Exchange
    spot: Spot | None


@dataclass(frozen=True)
class Gain:
    """What a move brings: said ``instead`` of the line of that index, or ``before`` or ``after`` it
    as a line of its own."""

    index: int
    how: How
    move: Move
    tags: tuple[Tag, ...]

    @cached_property
    def stated(self) -> tuple[Tag, ...]:
        """Its tags at their places."""
        spot = self.move.spot
        return tuple(stated for tag in self.tags for stated in (spot.tags(tag) if spot else (tag,)))


@dataclass(frozen=True)
class Changed:
    """A story after moves: the tags each line keeps, which lines were touched, and what is new."""

    lines: tuple[tuple[Tag, ...], ...]
    touched: frozenset[int]
    gains: tuple[Gain, ...]

    @cached_property
    def tags(self) -> list[tuple[Tag, ...]]:
        """Each line as it will be, gains included."""
        lines = list(self.lines)
        for gain in self.gains:
            lines[gain.index] += gain.stated
        return lines

    def cost(self, stages: Sequence[str]) -> int:
        """How many lines differ; a line that goes and one that comes at a stage are one change."""
        instead = {gain.index for gain in self.gains if gain.how == "instead"}
        gone = {i for i in self.touched if not self.lines[i] and i not in instead}
        new = {(gain.index, gain.how) for gain in self.gains if gain.how != "instead"}
        total = len(self.touched) - len(gone)
        for stage in dict.fromkeys(stages):
            leaving = sum(stages[i] == stage for i in gone)
            total += max(leaving, sum(stages[i] == stage for i, _ in new))
        return total


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
    for stage, told in _news(stock, move, said_of(stock, left.tags)):
        found = _Placing(stock, left, fresh, stages).places(stage, told, move)
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


class _Placing:
    """Where what a move brings is said."""

    def __init__(
        self,
        stock: Stock,
        story: Changed,
        fresh: Mapping[int, set[str]],
        stages: Sequence[str],
    ) -> None:
        self.stock, self.story, self.fresh, self.stages = stock, story, fresh, stages

    def places(self, stage: str, told: Sequence[Tag], move: Move) -> list[Gain] | None:
        """Where the tags of a move are said that belong to this stage; None where it has not been
        told. What no line has lost is said along with what comes before it."""
        found: list[tuple[int, How, list[Tag]]] = []
        for tag in told:
            same = None if move.exchange.completes else self._same(stage, {tag.finding})
            if same is not None and (not found or found[-1][0] != same):
                found.append((same, "instead", [tag]))
            elif found:
                found[-1][2].append(tag)
            else:
                other = self._other(
                    stage, {t.finding for t in told}, closes=move.exchange.completes
                )
                if other is None:
                    return None
                found.append((*other, [tag]))
        return [Gain(index, how, move, tuple(tags)) for index, how, tags in found]

    def _same(self, stage: str, new: set[str]) -> int | None:
        """The line that lost the same finding, or one that goes with it or against it."""
        for i, name in enumerate(self.stages):
            lost = {one for f in self.fresh.get(i, ()) for one in self.stock.kin[f]}
            if name == stage and lost & new and not self._is_dated(i):
                return i
        return None

    def _other(self, stage: str, new: set[str], *, closes: bool) -> tuple[int, How] | None:
        there = [i for i, name in enumerate(self.stages) if name == stage]
        # A line of another stage that said just this may say it as well.
        same = [i for i in range(len(self.stages)) if new <= self.fresh.get(i, set())]
        if same and not closes and not self._is_dated(same[0]):
            return same[0], "instead"
        if closes or not there:
            return (there[-1], "after") if there else None
        near = [i for i in there if i in self.fresh]
        emptied = [i for i in there if self._is_emptied(i)]
        for lines in (near, emptied):
            if lines:
                return lines[0], "instead"
        # Bone is told before the sentence that speaks of everything else.
        closing = [i for i in there if self._is_closing(i)]
        return (closing[0], "before") if closing else (there[-1], "after")

    def _is_dated(self, index: int) -> bool:
        return not self.fresh[index].isdisjoint(self.stock.dated)

    def _is_emptied(self, index: int) -> bool:
        taken = {gain.index for gain in self.story.gains if gain.how == "instead"}
        return index in self.story.touched and not self.story.lines[index] and index not in taken

    def _is_closing(self, index: int) -> bool:
        return any(self.stock.is_elsewhere(tag.at) for tag in self.story.lines[index])


def _news(
    stock: Stock, move: Move, said: Collection[tuple[str, str, bool]]
) -> Iterator[tuple[str, tuple[Tag, ...]]]:
    """What a move adds that the story does not say yet, by the stage at which it is told."""
    told: dict[str, list[Tag]] = {}
    for tag in move.exchange.adds:
        stated = move.spot.tags(tag) if move.spot is not None else (tag,)
        ids = [at for one in stated for at in stock.ids(one.at)]
        if not all((tag.finding, at, tag.present) in said for at in ids):
            told.setdefault(stock.stages[tag.finding], []).append(tag)
    for stage, tags in told.items():
        yield stage, tuple(tags)


def said_of(stock: Stock, lines: Lines) -> set[tuple[str, str, bool]]:
    """What these lines state: finding, region and whether it is there."""
    return {
        (tag.finding, at, tag.present)
        for tags in lines
        for tag in tags
        if not stock.is_elsewhere(tag.at)
        for at in stock.ids(tag.at)
    }


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
