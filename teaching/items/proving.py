"""Proving items: exactly one option is right, and which shown line rules out each other one.

Pure. A :class:`Proof` is what the debrief explains from and what ``manage.py prove`` prints; an
item that is not proved says in ``problems`` what is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial

from teaching.items import asserting
from teaching.items.altering import altered, verdict_on
from teaching.items.citing import unbacked
from teaching.knowledge.reasoning import (
    Case,
    Contradiction,
    Knowledge,
    Reason,
    State,
    Verdict,
)
from teaching.knowledge.schema.facts import Fact
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette
from teaching.knowledge.statements import Tag


@dataclass(frozen=True)
class Script:
    """The lines of a vignette in story order; what an item adds comes after all stages.

    ``lines[i]`` belongs to ``stage_of[i]`` (index of the stage) and, where a lead-in adds it, to
    the item ``item_of[i]``.
    """

    lines: tuple[Line, ...]
    stage_of: tuple[int, ...]
    item_of: tuple[int | None, ...]

    @classmethod
    def of(cls, vignette: Vignette) -> Script:
        lines: list[Line] = []
        stage_of: list[int] = []
        item_of: list[int | None] = []
        for index, stage in enumerate(vignette.stages):
            lines += stage.lines
            stage_of += [index] * len(stage.lines)
            item_of += [None] * len(stage.lines)
        for number, item in enumerate(vignette.items):
            lines += item.adds
            stage_of += [stage_index(vignette, item.after)] * len(item.adds)
            item_of += [number] * len(item.adds)
        return cls(tuple(lines), tuple(stage_of), tuple(item_of))

    @cached_property
    def tags(self) -> tuple[tuple[Tag, ...], ...]:
        return tuple(line.tags for line in self.lines)

    def is_whole(self, stage: int, item: int) -> bool:
        """Whether everything is shown by a stage and the lead-ins up to an item."""
        return not self.lines or (
            max(self.stage_of) <= stage and (self.item_of[-1] is None or self.item_of[-1] <= item)
        )

    def shown(self, stage: int, item: int | None = None) -> list[tuple[Tag, ...]]:
        """The tags of every line, empty where it is not yet shown.

        Shown are the stages up to ``stage`` and what the lead-ins up to ``item`` add.
        """
        if self.is_whole(stage, -1 if item is None else item):
            return list(self.tags)
        places = self.places(stage, item)
        return [tags if i in places else () for i, tags in enumerate(self.tags)]

    def places(self, stage: int, item: int | None = None) -> frozenset[int]:
        """Which lines these are."""
        return frozenset(
            i
            for i, (told_at, adder) in enumerate(zip(self.stage_of, self.item_of, strict=True))
            if told_at <= stage and (adder is None or (item is not None and adder <= item))
        )


def stage_index(vignette: Vignette, slug: str | None) -> int:
    """Where a stage stands in the vignette, −1 for a question asked without a story.

    Raises ValueError where the vignette has no such stage.
    """
    if slug is None:
        return -1
    for index, stage in enumerate(vignette.stages):
        if stage.stage == slug:
            return index
    raise ValueError(f"the vignette '{vignette.slug}' has no stage '{slug}'")


@dataclass
class OptionProof:
    """What is known of one option on the lines shown; made as often as a verdict, so not frozen.

    ``verdict`` is absent where the item rests on facts: then the facts alone speak. For a *change*
    it is the verdict on what the item rests on, in the story as the option would change it; its
    lines and reasons are those of the story as shown.
    """

    option: Option
    verdict: Verdict | None
    lean: Callable[[], tuple[Reason, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def tendencies(self) -> tuple[Reason, ...]:
        """What leans towards or away from the option without deciding it."""
        return self.lean()

    @property
    def state(self) -> State:
        if self.verdict is not None:
            return self.verdict.state
        return State.ESTABLISHED if self.option.key else State.RULED_OUT


@dataclass(frozen=True)
class Proof:
    """The proof of one item."""

    item: Item
    asked_at: int
    decide: Callable[[], int | None] = field(repr=False, compare=False)
    options: tuple[OptionProof, ...]
    grounds: tuple[Verdict, ...]
    """For a link: the verdicts on what it rests on."""
    problems: tuple[str, ...]

    @cached_property
    def decided_at(self) -> int | None:
        """The first stage (index) that decides the item, if any."""
        return self.decide()

    @property
    def is_proved(self) -> bool:
        return not self.problems


def prove(knowledge: Knowledge, facts: dict[str, Fact], vignette: Vignette) -> tuple[Proof, ...]:
    """The proof of every item of the vignette, in order.

    ``facts`` are those of the pack by id. Raises Contradiction where two lines exclude each other.
    """
    script = Script.of(vignette)
    return tuple(
        _prove_item(knowledge, facts, vignette, script, number)
        for number in range(len(vignette.items))
    )


def _prove_item(
    knowledge: Knowledge,
    facts: dict[str, Fact],
    vignette: Vignette,
    script: Script,
    number: int,
) -> Proof:
    item = vignette.items[number]
    asked_at = stage_index(vignette, item.after)
    case = knowledge.case(script.shown(asked_at, number), script.tags)
    problems = list(unbacked(item, facts))
    grounds: tuple[Verdict, ...] = ()
    options: list[OptionProof] = []
    if item.basis == "findings":
        for option in item.options:
            verdict = knowledge.judge_all(case, option.claims)
            lean = partial(_tendencies, knowledge, case, option)
            options.append(OptionProof(option, verdict, lean))
            if not as_wanted(item, option, verdict.state):
                problems.append(_not_decided(item, option, verdict.state))
            problems += _missing(verdict, facts, option.text)
    elif item.basis == "change":
        shown = script.shown(asked_at, number)
        for option in item.options:
            changed, wrong = _changed(knowledge, item, shown, script.tags, option)
            options.append(OptionProof(option, changed))
            problems += wrong
            if changed is not None:
                problems += _missing(changed, facts, option.text)
        if item.rests_on and knowledge.judge_all(case, item.rests_on).state is State.ESTABLISHED:
            problems.append("what a change should establish is established without one")
    else:
        options = [OptionProof(option, None) for option in item.options]
        problems += asserting.problems(knowledge.records, item)
        grounds = tuple(knowledge.judge(case, claim) for claim in item.rests_on)
        for claim, verdict in zip(item.rests_on, grounds, strict=True):
            if verdict.state is not State.ESTABLISHED:
                problems.append(f"it rests on '{claim}', which is {verdict.state.value} here")
            problems += _missing(verdict, facts, str(claim))
        if item.basis == "link" and not item.rests_on:
            problems.append("a link names nothing it rests on")
    return Proof(
        item,
        asked_at,
        partial(_decided_at, knowledge, vignette, script, number, case),
        tuple(options),
        grounds,
        tuple(problems),
    )


def _changed(
    knowledge: Knowledge,
    item: Item,
    shown: list[tuple[Tag, ...]],
    whole: tuple[tuple[Tag, ...], ...],
    option: Option,
) -> tuple[Verdict | None, list[str]]:
    """The verdict on what a change should establish, as this option changes the story, and what is
    wrong with that."""
    if not item.rests_on:
        return None, ["a change names nothing it establishes"] if option.key else []
    try:
        case = altered(knowledge, shown, whole, option)
    except Contradiction as clash:
        return None, [f"'{option.text}' cannot be found in this story: {clash}"]
    except IndexError:
        return None, [f"'{option.text}' replaces a line that states nothing by then"]
    verdict = verdict_on(knowledge, case, item.rests_on)
    if as_wanted(item, option, verdict.state):
        return verdict, []
    return verdict, [_not_decided(item, option, verdict.state)]


def as_wanted(item: Item, option: Option, state: State) -> bool:
    """Whether an option stands as it has to: the key established; any other ruled out, or where
    that is all that is asked of it, and for a change always, not established."""
    if option.key:
        return state is State.ESTABLISHED
    if item.basis == "change" or item.others == "not-established":
        return state is not State.ESTABLISHED
    return state is State.RULED_OUT


def _tendencies(knowledge: Knowledge, case: Case, option: Option) -> tuple[Reason, ...]:
    if len(option.claims) != 1 or not option.claims[0].holds:
        return ()
    return knowledge.tendencies(case, option.claims[0].concept)


def _decided_at(
    knowledge: Knowledge,
    vignette: Vignette,
    script: Script,
    number: int,
    case: Case,
) -> int | None:
    """The first stage whose lines, with those of the lead-in, decide the item.

    ``case`` is that of all lines shown when it is asked.
    """
    item = vignette.items[number]
    if item.basis == "facts":
        return 0 if vignette.stages else None
    asked_at = stage_index(vignette, item.after)
    for stage in range(asked_at + 1):
        if item.basis == "change":
            shown = script.shown(stage, number)
            found = (_changed(knowledge, item, shown, script.tags, one) for one in item.options)
            if not any(wrong for _, wrong in found):
                return stage
        else:
            early = case if stage == asked_at else case.showing(script.places(stage, number))
            if _decides(knowledge, early, item):
                return stage
    return None


def _decides(knowledge: Knowledge, case: Case, item: Item) -> bool:
    if item.basis == "link":
        return all(knowledge.state(case, (claim,)) is State.ESTABLISHED for claim in item.rests_on)
    return all(
        as_wanted(item, option, knowledge.state(case, option.claims)) for option in item.options
    )


def _not_decided(item: Item, option: Option, state: State) -> str:
    if option.key:
        return f"the key '{option.text}' is {state.value}, not established"
    if state is State.ESTABLISHED:
        return f"'{option.text}' is established as well"
    return f"'{option.text}' is {state.value}, not ruled out"


def _missing(verdict: Verdict, facts: dict[str, Fact], what: str) -> list[str]:
    """Facts a verdict leans on that the pack does not hold."""
    gone = set().union(*[one.facts for one in verdict.sentences]).difference(facts)
    return [f"'{what}' leans on {fact}, which the pack does not hold" for fact in sorted(gone)]
