"""Counterfactual twins: the smallest change of lines that makes a wrong answer right.

Pure. The pack lists which states may be exchanged; a twin is told with its phrases and proved like
any other case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from teaching.items.exchanging import Changed, Move, apply, completions, moves, useful
from teaching.items.generators.asking import layers, rationale
from teaching.items.generators.stock import Stock, stock_of
from teaching.items.generators.wording import Unsayable
from teaching.items.proving import stage_index
from teaching.items.rewording import Reworder
from teaching.knowledge.cases import Case
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette
from teaching.knowledge.statements import Claim, Tag
from teaching.knowledge.verdicts import Contradiction, State

STEPS = 2
"""So many exchanges a twin is away at most."""
TRIES = 160
"""So many stories are judged at most before the search gives up."""
WORDED = 12
"""So many of the smallest changes are put into words before the search gives up."""


Retold = tuple[Line | None, Line | None]
"""What now stands before a line, and what stands in its place."""


@dataclass(frozen=True)
class Change:
    """One line that differs: ``before`` is None for a new line, ``after`` for one that is gone."""

    stage: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Twin:
    """The next patient, and in which lines the story differs."""

    vignette: Vignette
    changes: tuple[Change, ...]


def twin(
    knowledge: Knowledge,
    pack: Pack,
    vignette: Vignette,
    item_slug: str,
    wrong_option: Option,
) -> Twin | None:
    """The nearest story in which this option is the one right answer, or None.

    None where the pack has no generator, where the item rests on facts (which hold for every
    patient), where an answer is right for no patient, and where no exchange or phrase leads there.
    """
    if pack.generator is None or wrong_option.key:
        return None
    item = next(item for item in vignette.items if item.slug == item_slug)
    if item.basis != "findings" or not _can_hold(pack, wrong_option.claims):
        return None
    stock = stock_of(pack)
    search = _Search(knowledge, stock, vignette, item, wrong_option)
    retold = search.retimed() if _is_dated(stock, wrong_option) else None
    if retold is not None:
        return retold
    for story in search.nearest():
        try:
            return search.told(story)
        except (Unsayable, Contradiction):
            continue
    return None


def _can_hold(pack: Pack, claims: Sequence[Claim]) -> bool:
    never = {rule.concept for rule in pack.rules if rule.never is not None}
    return not any(claim.concept in never and claim.holds for claim in claims)


def _is_dated(stock: Stock, option: Option) -> bool:
    return all(claim.concept in stock.windows for claim in option.claims)


class _Search:
    """A story taken apart into lines, and what is asked of it."""

    def __init__(
        self,
        knowledge: Knowledge,
        stock: Stock,
        vignette: Vignette,
        item: Item,
        wrong: Option,
    ) -> None:
        self.knowledge, self.stock, self.vignette = knowledge, stock, vignette
        self.item, self.wrong = item, wrong
        self.stages = [stage.stage for stage in vignette.stages for _ in stage.lines]
        self.lines = [line for stage in vignette.stages for line in stage.lines]
        self.asked = stage_index(vignette, item.after)
        self.shown = sum(len(stage.lines) for stage in vignette.stages[: self.asked + 1])
        self.added = tuple(line.tags for line in item.adds)
        self.start = Changed(tuple(line.tags for line in self.lines), frozenset(), ())
        self.exchanges = useful(
            stock,
            {claim.concept for option in item.options for claim in option.claims},
            {claim.concept for claim in wrong.claims},
        )
        self.tries = 0

    # ---- looking for it -----------------------------------------------------------------------
    def nearest(self) -> Iterator[Changed]:
        """Stories in which the wrong option alone is right, those of fewest changes first."""
        found: list[Changed] = []
        frontier = [self.start]
        for _ in range(STEPS):
            further: list[Changed] = []
            for story in frontier:
                case = self._case(story) if self.tries < TRIES else None
                if case is None:
                    continue
                for move in moves(self.stock, self.exchanges, story.lines, case):
                    if self.tries >= TRIES:
                        break
                    changed = self._after(story, move)
                    verdict = self._judged(changed)
                    if verdict == "no" and move.exchange.opens:
                        further.append(changed)
                    if verdict == "nearer":
                        further.append(changed)
                        for last in completions(self.stock):
                            changed = self._after(changed, last)
                            verdict = self._judged(changed)
                    if verdict == "right":
                        found.append(changed)
            if found:
                break
            frontier = sorted(further, key=self._promise)
        yield from sorted(found, key=self._distance)[:WORDED]

    def _promise(self, story: Changed) -> tuple[bool, int, int]:
        """Where to go on first: from stories that were cleared of something, then the nearest."""
        opens = any(gain.move.exchange.opens for gain in story.gains) or not story.gains
        return not opens, *self._distance(story)

    def _after(self, story: Changed, move: Move) -> Changed:
        return apply(self.stock, story, move, self.stages[: self.shown])

    def _distance(self, story: Changed) -> tuple[int, int]:
        """Lines that differ; among equals, the twin that stays where the story already is."""
        spoken = {tag.at for line in self.start.lines for tag in line}
        strange = sum(
            gain.move.spot is not None and not spoken.intersection(gain.move.spot.ats)
            for gain in story.gains
        )
        return story.cost, strange

    def _tags(self, story: Changed) -> list[tuple[Tag, ...]]:
        """Each line as it will be, gains included."""
        lines = list(story.lines)
        for gain in story.gains:
            spot = gain.move.spot
            for tag in gain.tags:
                lines[gain.index] += spot.tags(tag) if spot is not None else (tag,)
        return lines

    def _case(self, story: Changed) -> Case | None:
        whole = [*self._tags(story), *self.added]
        shown = [
            tags if i < self.shown or i >= len(self.lines) else () for i, tags in enumerate(whole)
        ]
        try:
            return self.knowledge.case(shown, whole)
        except Contradiction:
            return None

    def _judged(self, story: Changed) -> str:
        """``right``, ``nearer`` (the answer has moved at all) or ``no``."""
        self.tries += 1
        case = self._case(story)
        if case is None:
            return "no"
        state = self._state(case, self.wrong)
        others = (o for o in self.item.options if o.text != self.wrong.text)
        if state is State.ESTABLISHED:
            alone = all(self._state(case, option) is State.RULED_OUT for option in others)
            return "right" if alone else "nearer"
        if state is State.OPEN:
            return "nearer"
        keys = (option for option in others if option.key)
        stays = all(self._state(case, option) is State.ESTABLISHED for option in keys)
        return "no" if stays else "nearer"

    def _state(self, case: Case, option: Option) -> State:
        return self.knowledge.judge_all(case, option.claims).state

    # ---- telling it ---------------------------------------------------------------------------
    def told(self, story: Changed) -> Twin:
        """The story in words, with its items. Raises Unsayable where the pack has no words."""
        rng = Random(f"{self.vignette.slug}/{self.item.slug}/{self.wrong.text}")  # noqa: S311
        reworder = Reworder(rng, self.stock, self.vignette, story)
        return self._twin([reworder.lines(i, line) for i, line in enumerate(self.lines)])

    def retimed(self) -> Twin | None:
        """The same story with bone first seen in another window, if that is earlier."""
        window = self.stock.windows[self.wrong.claims[0].concept]
        quantities = {f.slug for f in self.stock.pack.findings if f.quantity}
        dated = [tag for line in self.lines for tag in line.tags if tag.finding in quantities]
        if not dated or window.size * window.high > min(tag.low or 0 for tag in dated):
            return None
        units = "|".join(sorted({w.unit for w in self.stock.windows.values()}))
        lines: list[Retold] = []
        spoken: set[str] = set()
        rng = Random(f"{self.vignette.slug}/{self.wrong.text}")  # noqa: S311
        last = rng.randint(window.low + 1, window.high)
        for line in self.lines:
            times = re.findall(rf"(?:{units}) \d+", line.text)
            if any(tag.finding in quantities for tag in line.tags):
                if not 1 <= len(times) <= 2:
                    return None
                spoken.update(times)
                first = last - (len(times) == 2)
                text = line.text.replace(times[0], f"{window.unit} {first}")
                text = text.replace(times[-1], f"{window.unit} {last}")
                low, high = window.size * (first - 1), window.size * last
                tags = tuple(
                    Tag(t.finding, t.at, True, round(low, 2), round(high, 2))
                    if t.finding in quantities
                    else t
                    for t in line.tags
                )
                lines.append((None, Line(text=text, tags=tags)))
            elif line is not self.lines[0] and spoken.intersection(times):
                return None
            else:
                lines.append((None, line))
        try:
            return self._twin(lines)
        except (Unsayable, Contradiction):
            return None

    def _twin(self, lines: Sequence[Retold]) -> Twin:
        told = [
            [line for pair in part for line in pair if line is not None]
            for part in self._parts(lines)
        ]
        if any(not part for part in told):
            raise Unsayable("a stage would be left without a line")
        stages = tuple(
            stage.model_copy(update={"lines": tuple(part)})
            for stage, part in zip(self.vignette.stages, told, strict=True)
        )
        story = self.vignette.model_copy(update={"stages": stages})
        items = tuple(item for one in self.vignette.items if (item := self._asked_anew(story, one)))
        if self.item.slug not in {item.slug for item in items}:
            raise Unsayable("the story as told does not prove the answer")
        name = f"{self.vignette.slug}/{self.item.slug}/{self.wrong.text}"
        vignette = story.model_copy(
            update={
                "slug": f"twin-{Random(name).getrandbits(40):010x}",  # noqa: S311
                "code": None,
                "items": items,
            }
        )
        changes: list[Change] = []
        for stage, old, (before, now) in zip(self.stages, self.lines, lines, strict=True):
            if before is not None:
                changes.append(Change(stage, None, before.text))
            if now is not old:
                changes.append(Change(stage, old.text, None if now is None else now.text))
        return Twin(vignette, tuple(changes))

    def _parts(self, lines: Sequence[Retold]) -> Iterator[Sequence[Retold]]:
        start = 0
        for stage in self.vignette.stages:
            yield lines[start : start + len(stage.lines)]
            start += len(stage.lines)

    def _asked_anew(self, story: Vignette, item: Item) -> Item | None:
        """The item with its new key and rationales, or None where the new story proves none."""
        if item.basis != "findings":
            return None
        asked = stage_index(story, item.after)
        whole = [line.tags for stage in story.stages for line in stage.lines]
        shown = sum(len(stage.lines) for stage in story.stages[: asked + 1])
        added = [line.tags for line in item.adds]
        lines = [tags if i < shown else () for i, tags in enumerate(whole)]
        case = self.knowledge.case([*lines, *added], [*whole, *added])
        options = []
        for option in item.options:
            verdict = self.knowledge.judge_all(case, option.claims)
            if verdict.state is State.OPEN:
                return None
            is_key = verdict.state is State.ESTABLISHED
            says, facts = rationale(verdict, is_key=is_key)
            options.append(
                option.model_copy(update={"key": is_key, "rationale": says, "facts": facts})
            )
        keys = [option for option in options if option.key]
        if len(keys) != 1 or (item.slug == self.item.slug and keys[0].text != self.wrong.text):
            return None
        return item.model_copy(
            update={
                "options": tuple(options),
                "layers": layers(self.stock, keys[0].facts),
                "note": None,
            }
        )
