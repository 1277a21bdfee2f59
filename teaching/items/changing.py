"""A story as moves have changed it: the tags its lines keep, what is new, and how far that is from
where it began.

Pure and wordless. ``exchanging`` makes such changes, ``settling`` follows them through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from teaching.items.generators.spots import Spot
from teaching.items.generators.stock import Stock
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


def said_of(stock: Stock, lines: Lines) -> set[tuple[str, str, bool]]:
    """What these lines state: finding, region and whether it is there."""
    return {
        (tag.finding, at, tag.present)
        for tags in lines
        for tag in tags
        if not stock.is_elsewhere(tag.at)
        for at in stock.ids(tag.at)
    }
