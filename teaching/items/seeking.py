"""Seeking the nearest story in which a wrong option alone is right: exchanges, and what they cost.

Pure and wordless. Stories of fewer changed lines come first, and none of too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from teaching.items.changing import Changed, Move
from teaching.items.exchanging import apply, completions, moves, useful
from teaching.items.rewording import known_level
from teaching.items.settling import Origin, marked, settle
from teaching.knowledge.cases import Case
from teaching.knowledge.schema.generator.exchanges import Exchange
from teaching.knowledge.schema.vignettes import Option
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import State

STEPS = 2
"""So many exchanges a twin is away at most."""
TRIES = 160
"""So many stories are judged at most before the search gives up."""
MOST = 5
"""So many lines of a twin differ at most: more would be another patient, no twin."""

CLEARED = 2
"""So many lines a story that was cleared of something may cost more and still be tried first."""


@dataclass(frozen=True)
class _Step:
    """A story one move further, and what it makes of the question."""

    move: Move
    story: Changed
    verdict: str
    """``right``, ``nearer`` (the answer has moved at all) or ``no``."""


class Search:
    """The stories around one story."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        item, wrong = origin.item, origin.wrong
        wanted = {claim.concept for claim in wrong.claims}
        asked = {claim.concept for option in item.options for claim in option.claims}
        self.own = useful(origin.stock, wanted, wanted)
        self.others = [e for e in useful(origin.stock, asked, wanted) if e not in self.own]
        told = " ".join(line.text for line in origin.lines)
        levels = [origin.stock.levels[r.level] for r in origin.stock.regions.values() if r.level]
        known = known_level(origin.stock, told)
        self.level = max(levels, default=0) if known is None else known
        self.spoken = {tag.at for line in origin.lines for tag in line.tags}
        self.stages = origin.stages[: origin.shown]
        self.tries = 0

    def nearest(self) -> Iterator[Changed]:
        """Stories in which the wrong option alone is right, those of fewest changes first.

        One exchange that touches what decides the option may do; where none is found so, the others
        open the way for a second one.
        """
        further: list[_Step] = []
        yield from self._found([self.origin.start], self.own, further)
        yield from self._found([self.origin.start], self.others, further)
        for _ in range(1, STEPS):
            frontier = [step.story for step in sorted(further, key=self._promise)]
            further = []
            yield from self._found(frontier, (*self.own, *self.others), further)

    def _found(
        self, frontier: Iterable[Changed], among: Sequence[Exchange], further: list[_Step]
    ) -> Iterator[Changed]:
        """The right ones of the stories one move away; from those in ``further`` one may go on."""
        found: list[Changed] = []
        for story in frontier:
            if self.tries >= TRIES:
                break
            for step in self._around(story, among):
                if self._cost(step.story) > MOST:
                    continue  # further on it would be no fewer
                if step.verdict == "right":
                    found.append(step.story)
                elif step.verdict == "nearer" or step.move.exchange.opens:
                    further.append(step)
        return self._in_order(found)

    def _in_order(self, stories: Iterable[Changed]) -> Iterator[Changed]:
        """The stories as they can be told, nearest first. Settling only adds to their distance, so
        those further away wait."""
        settled: list[Changed] = []
        for story in sorted(stories, key=self._distance):
            while settled and self._distance(settled[0]) <= self._distance(story):
                yield settled.pop(0)
            settled = sorted([*settled, *self._settled(story)], key=self._distance)
        yield from settled

    def _settled(self, story: Changed) -> Iterator[Changed]:
        """The story as it can be told, if that is still right and not too far away."""
        settled = settle(self.origin, story)
        case = self.origin.told(settled) if settled is not None else None
        if settled is None or case is None or self._cost(settled) > MOST:
            return
        if self._judged(case) == "right" and not self._is_left_over(case):
            yield settled

    def _is_left_over(self, case: Case) -> bool:
        """Whether something found at a region belongs to no component, where the question is which
        of them there are."""
        pack, knowledge = self.origin.stock.pack, self.origin.knowledge
        wanted = {claim.concept for claim in self.origin.wrong.claims}
        if not any(rule.composition for rule in pack.rules if rule.concept in wanted):
            return False
        sorts = {region.slug: region.sort for region in pack.disease.regions}
        for at in marked(self.origin.stock, case):
            sort = sorts.get(at) or sorts[at.split("-", 1)[1]]
            parts = [part.slug for part in pack.components if part.at == sort and not part.spread]
            verdicts = [knowledge.judge(case, Claim(part, at)).state for part in parts]
            if verdicts and State.ESTABLISHED not in verdicts:
                return True
        return False

    def _around(self, story: Changed, among: Sequence[Exchange]) -> Iterator[_Step]:
        """The stories one move away, and those with a last line on top."""
        case = self.origin.whole(story)
        if case is None:
            return
        for move in moves(self.origin.stock, among, story.lines, case):
            step = self._step(story, move)
            if step is None:
                continue
            yield step
            if step.verdict == "nearer":
                for last in completions(self.origin.stock):
                    completed = self._step(step.story, last)
                    if completed is not None:
                        yield completed

    def _step(self, story: Changed, move: Move) -> _Step | None:
        if self.tries >= TRIES or not self._can_lie(move):
            return None
        moved = apply(self.origin.stock, story, move, self.stages)
        if moved is None:
            return None
        self.tries += 1
        case = self.origin.told(moved)
        return _Step(move, moved, self._judged(case)) if case is not None else None

    def _can_lie(self, move: Move) -> bool:
        """Whether what a move puts at a place can lie there, below the lesion."""
        if move.spot is None or not move.exchange.sites:
            return True
        levels = self.origin.stock.levels
        return all(r.level is None or levels[r.level] >= self.level for r in move.spot.regions)

    def _cost(self, story: Changed) -> int:
        return story.cost(self.origin.stages)

    def _distance(self, story: Changed) -> tuple[int, int]:
        """Lines that differ; among equals, the twin that stays where the story already is."""
        strange = sum(
            gain.move.spot is not None and self.spoken.isdisjoint(gain.move.spot.ats)
            for gain in story.gains
        )
        return self._cost(story), strange

    def _promise(self, step: _Step) -> tuple[int, int]:
        """Where to go on first: the nearest, where what was cleared away counts less."""
        cost, strange = self._distance(step.story)
        return cost - CLEARED * step.move.exchange.opens, strange

    def _judged(self, case: Case) -> str:
        item, wrong = self.origin.item, self.origin.wrong
        state = self._state(case, wrong)
        others = [option for option in item.options if option.text != wrong.text]
        if state is State.ESTABLISHED:
            alone = all(self._state(case, option) is State.RULED_OUT for option in others)
            return "right" if alone else "nearer"
        if state is State.OPEN:
            return "nearer"
        keys = (option for option in others if option.key)
        stays = all(self._state(case, option) is State.ESTABLISHED for option in keys)
        return "no" if stays else "nearer"

    def _state(self, case: Case, option: Option) -> State:
        return self.origin.knowledge.judge_all(case, option.claims).state
