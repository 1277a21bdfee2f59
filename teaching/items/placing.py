"""Placing what a move brings: at which stage it is said, and in place of which line.

Pure and wordless.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from teaching.items.changing import Changed, Gain, How, Move
from teaching.items.generators.stock import Stock
from teaching.knowledge.statements import Tag


class Placing:
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


def news(
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
