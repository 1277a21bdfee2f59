"""Settling a changed story: what else can no longer be said, and what has to be said anew.

Pure and wordless, like ``exchanging``: which of its lines a story keeps word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from teaching.items.changing import Changed, said_of
from teaching.items.exchanging import undated, without
from teaching.items.generators.spots import spot_of
from teaching.items.generators.stock import Stock, atom_of
from teaching.items.proving import stage_index
from teaching.knowledge.cases import Case
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import Contradiction


@dataclass(frozen=True)
class Origin:
    """The story a twin is looked for, taken apart into lines, and what is asked of it."""

    knowledge: Knowledge
    stock: Stock
    vignette: Vignette
    item: Item
    wrong: Option

    @cached_property
    def lines(self) -> list[Line]:
        return [line for stage in self.vignette.stages for line in stage.lines]

    @cached_property
    def stages(self) -> list[str]:
        """The stage of each line."""
        return [stage.stage for stage in self.vignette.stages for _ in stage.lines]

    @cached_property
    def shown(self) -> int:
        """So many lines have been told when the question is asked."""
        told = self.vignette.stages[: stage_index(self.vignette, self.item.after) + 1]
        return sum(len(stage.lines) for stage in told)

    @cached_property
    def added(self) -> list[tuple[Tag, ...]]:
        return [line.tags for line in self.item.adds]

    @cached_property
    def start(self) -> Changed:
        return Changed(tuple(line.tags for line in self.lines), frozenset(), ())

    @cached_property
    def case(self) -> Case:
        whole = [*self.start.lines, *self.added]
        return self.knowledge.case(whole, whole)

    def whole(self, story: Changed) -> Case | None:
        """The whole story as a case, or None where its lines contradict each other."""
        lines = [*story.tags, *self.added]
        try:
            return self.knowledge.case(lines, lines)
        except Contradiction:
            return None

    def told(self, story: Changed) -> Case | None:
        """The story as far as it is told when the question is asked."""
        whole = [*story.tags, *self.added]
        lines = [
            tags if i < self.shown or i >= len(self.lines) else () for i, tags in enumerate(whole)
        ]
        try:
            return self.knowledge.case(lines, whole)
        except Contradiction:
            return None


def settle(origin: Origin, story: Changed) -> Changed | None:
    """The story without what hung on something that is gone, with every line touched that can no
    longer stand as it is. None where it contradicts itself."""
    case = origin.whole(story)
    if case is None:
        return None
    lines = [unhung(origin, case, tags) for tags in story.lines]
    lost = {i for i, tags in enumerate(lines) if tags != story.lines[i]}
    if lost:
        story = replace(story, lines=tuple(lines), touched=story.touched | lost)
        case = origin.whole(story)
        if case is None:
            return None
    stale = {
        i
        for i, line in enumerate(origin.lines)
        if i not in story.touched and not stands(origin, case, line)
    }
    return _once(origin, replace(story, touched=story.touched | stale))


def _once(origin: Origin, story: Changed) -> Changed:
    """The story without saying again, in a touched line, what one that stays says as well."""
    staying = [i for i in range(origin.shown) if i not in story.touched]
    said = said_of(origin.stock, [story.lines[i] for i in staying])
    lines = list(story.lines)
    for i in story.touched:
        lines[i] = tuple(
            tag
            for tag in lines[i]
            if tag.low is not None
            or not all((tag.finding, at, tag.present) in said for at in origin.stock.ids(tag.at))
        )
    return replace(story, lines=tuple(lines))


def stands(origin: Origin, case: Case, line: Line) -> bool:
    """Whether a line can still be said word for word in this patient."""
    if not all(fits(origin.stock, case, tag) for tag in line.fits):
        return False
    if all(
        _elsewhere(origin, case, tag) == _elsewhere(origin, origin.case, tag) for tag in line.tags
    ):
        return True
    atoms = {atom_of(tag) for tag in line.tags}
    return any(
        line.text in saying.wordings(None)
        for atom in atoms
        for saying in origin.stock.sayings.get(atom, ())
        if saying.atoms == atoms
    )


def fits(stock: Stock, case: Case, tag: Tag) -> bool:
    """Whether a finding that is taken for granted holds, wherever it is."""
    ids = [at for at in stock.ids(tag.at) if (tag.finding, at) in case.atoms.own]
    return all(case.present(tag.finding, at) is tag.present for at in ids)


def marked(stock: Stock, case: Case) -> frozenset[str]:
    """The regions that show what relative scopes leave out."""
    own = case.atoms.own
    return frozenset(
        at for f in stock.marks for at in stock.places if (f, at) in own and case.present(f, at)
    )


def _elsewhere(origin: Origin, case: Case, tag: Tag) -> frozenset[str]:
    """The regions a relative scope speaks of in this case; of others nothing."""
    if not origin.stock.is_elsewhere(tag.at):
        return frozenset()
    return origin.stock.scopes[tag.at] - marked(origin.stock, case)


def unhung(origin: Origin, case: Case, tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """What a line still says when nothing is said of what has gone."""
    stock = origin.stock
    left: list[Tag] = []
    if stock.hangs.keys().isdisjoint(tag.finding for tag in tags):
        return tuple(tags)
    for tag in tags:
        of = stock.hangs.get(tag.finding)
        place = spot_of(tag.at, stock.regions) if tag.at else None
        if of is None or place is None:
            left.append(tag)
            continue
        gone = [
            at
            for at in place.ids
            if (of, at) in case.atoms.own
            and origin.case.present(of, at)
            and not case.present(of, at)
        ]
        left += without(tag, place, gone)
    return undated(stock, tags, left)
