"""Telling a draft as a story: the lines of each stage, in the order of a colleague's notes."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache
from operator import attrgetter, itemgetter
from random import Random
from typing import NamedTuple, Protocol

from teaching.items.generators.drafts import Draft, place_of
from teaching.items.generators.patients import PRONOUNS, Dating, Lesion, Person, span
from teaching.items.generators.spots import HERE, Spot
from teaching.items.generators.stock import Atom, Redraw, Saying, Stock, holds, is_local
from teaching.items.generators.wording import Unsayable, Words, cover, merged
from teaching.knowledge.schema.vignettes import Line, VignetteStage

SHORT = 62
"""Letters up to which a sentence may be joined with its neighbour."""
JOINED = 0.3
"""How often that happens."""
STANDINGS = 20_000
"""So many findings at places are kept with where they are told; a large pack has some hundreds."""
FEW = 3
"""A stage of fewer lines gets one more scene."""


class Patient(Protocol):
    """Somebody a story is told of."""

    @property
    def person(self) -> Person: ...
    @property
    def dating(self) -> Dating: ...
    @property
    def lesion(self) -> Lesion | None: ...
    @property
    def lately(self) -> float: ...
    @property
    def flags(self) -> Set[str]: ...


def words_of(rng: Random, stock: Stock, draft: Patient) -> Words:
    """The words of a drafted patient."""
    lesion, dating = draft.lesion, draft.dating
    if lesion is None:
        raise Redraw("a draft without a lesion")
    now = span(stock, dating.now)
    known = {"level": lesion.level, "plegia": lesion.group.word}
    state = rng.choice(lesion.severity.texts)
    for slot, word in known.items():
        state = state.replace(f"{{{slot}}}", word)
    slots = {
        **PRONOUNS[draft.person.pronoun],
        **known,
        "person": draft.person.described(retired=holds(stock.generator.grave, draft.flags)),
        "lesion": state,
        "cause": rng.choice(lesion.cause.texts),
        "event": rng.choice(lesion.cause.event),
        "ago": f"{now} ago",
        "since": now,
        "week": str(int(dating.now) + 1),
        "when": dating.when,
        "lately": f"{span(stock, draft.lately)} ago",
    }
    if dating.clear:
        slots["clear"] = dating.clear
    quantities = dict.fromkeys(stock.onset, (dating.low, dating.high))
    return Words(rng, stock, slots, draft.flags, quantities)


def tell(
    rng: Random, stock: Stock, draft: Draft, words: Words, last: str | None = None
) -> tuple[VignetteStage, ...]:
    """The stages of the story, all of them or up to ``last``.

    Raises Redraw where the pack has no words for what was drawn.
    """
    try:
        stages = []
        needs = _placed(stock, draft)
        flags = _Flags(draft)
        for index, stage in enumerate(stock.generator.stages):
            told = _stage(rng, stock, draft, words, flags, needs.get(stage, {}))
            lines = _joined(rng, stage == stock.generator.stages[-1], told)
            if index == 0:
                lines.insert(0, opener(rng, stock, draft, words))
            lines = _with_scenes(rng, stock, draft, words, flags, stage, lines)
            stages.append(VignetteStage(stage=stage, lines=tuple(lines)))
            if stage == last:
                break
        return tuple(stages)
    except Unsayable as error:
        raise Redraw(str(error)) from error


def opener(rng: Random, stock: Stock, draft: Patient, words: Words) -> Line:
    """The first line: who it is, and the lesion. Raises Redraw where no opening fits."""
    sayings = [s for s in stock.openers if holds(s.needs, draft.flags)]
    if not sayings or draft.lesion is None:
        raise Redraw("no opening fits")
    line = words.line(rng.choice(sayings), None)
    states = (*stock.generator.lesion.states, *draft.lesion.severity.states)
    return Line(text=line.text, tags=states)


class _Flags:
    """The flags that hold of what is said of a picture at a place; the same at every stage, for
    once a draft is told its flags change no more."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._found: dict[tuple[int, Spot | None], set[str]] = {}

    def at(self, group: int, spot: Spot | None) -> set[str]:
        found = self._found.get((group, spot))
        if found is None:
            found = self._found[group, spot] = self._at(group, spot)
        return found

    def _at(self, group: int, spot: Spot | None) -> set[str]:
        draft = self._draft
        flags = set(draft.flags)
        if group < len(draft.pattern.uses):
            flags.add(draft.pattern.uses[group].picture)
        if spot is not None:
            flags |= spot.flags
            flags |= draft.marks.get(spot.ats, set())
        return flags


_Told = tuple[tuple[int, int, int], Line]
"""A line with what it is put in order by: whether it is said of a place, of which picture's, and
its rank."""


def _stage(
    rng: Random, stock: Stock, draft: Draft, words: Words, flags: _Flags, needs: _Needs
) -> list[_Told]:
    """The lines that say what is needed at a stage."""
    first = min(
        [one.rank for own in needs.values() for one in own if one.is_local],
        default=len(stock.rank),
    )
    # A sentence may join what is said of one place with what concerns the whole patient, so the
    # needs of one picture are covered together and its sentences put in order afterwards.
    chosen: list[tuple[tuple[int, int, int], Saying, Spot | None]] = []
    for (group, _), own in sorted(needs.items(), key=_BY_PLACE):
        if len(own) > 1:
            own.sort(key=_BY_RANK)
        spot = own[0].spot
        for saying in cover(rng, stock, [one.atom for one in own], spot, flags.at(group, spot)):
            said = [one for one in own if one.atom in saying.atoms]
            rank = said[0].rank
            if True in [one.is_local for one in said]:
                at = 1
            elif group == len(draft.spots):
                at = 3
            else:
                at = 0 if rank < first else 2
            chosen.append(((at, group if at == 1 else 0, rank), saying, spot))
    chosen.sort(key=_BY_PLACE)
    words.last = None
    return [(key, words.line(saying, spot)) for key, saying, spot in chosen]


class _Standing(NamedTuple):
    """Where and how a finding is told, whatever the draft: a region of the tag's own is ``here`` at
    its place."""

    stage: str
    ats: tuple[str, ...]
    rank: int
    atom: Atom
    is_local: bool
    spot: Spot | None


@lru_cache(STANDINGS)
def _standing(stock: Stock, atom: Atom, spot: Spot | None) -> _Standing:
    finding, present, at = atom
    own = place_of(stock, atom, spot)
    ats = own.ats if own is not None else ()
    rank = stock.rank.get(finding, len(stock.rank))
    told = (finding, present, HERE) if at in ats else atom
    return _Standing(stock.stages[finding], ats, rank, told, is_local(atom), own)


_Needs = dict[tuple[int, tuple[str, ...]], list[_Standing]]
"""What is to be said by picture and place."""
_BY_PLACE = itemgetter(0)
_BY_RANK = attrgetter("rank")


def _placed(stock: Stock, draft: Draft) -> dict[str, _Needs]:
    """What is to be said at each stage."""
    found: dict[str, _Needs] = {}
    for atom, spot, group, stage in draft.needs:
        one = _standing(stock, atom, spot)
        at_stage = found.setdefault(stage or one.stage, {})
        at_stage.setdefault((group, one.ats), []).append(one)
    return found


def _joined(rng: Random, is_last: bool, told: Sequence[_Told]) -> list[Line]:
    """Neighbours of one place that are mentioned next to each other, now and then in one sentence;
    findings on films stay apart."""
    lines: list[Line] = []
    before: tuple[int, ...] | None = None
    for key, line in told:
        if (
            not is_last
            and before is not None
            and before[:2] == key[:2]
            and key[2] - before[2] <= 1
            and max(len(lines[-1].text), len(line.text)) < SHORT
            and not _repeats(lines[-1], line)
            and rng.random() < JOINED
        ):
            verbless = lines[-1].text.split()[1][:1].isdigit()
            lines[-1] = merged(lines[-1], line, ";" if verbless else ", and")
            before = None
            continue
        lines.append(line)
        before = key
    return lines


def _repeats(first: Line, second: Line) -> bool:
    """Whether both speak of the same place in so many words."""
    places = {tag.at for tag in first.tags if tag.at}
    return any(tag.at in places for tag in second.tags)


def _with_scenes(
    rng: Random,
    stock: Stock,
    draft: Draft,
    words: Words,
    flags: _Flags,
    stage: str,
    lines: list[Line],
) -> list[Line]:
    """A sentence or two that decide nothing: after the opening, or at the end of a stage."""
    mood = stock.moods[draft.difficulty]
    wanted = rng.randint(*mood.scenes) + (len(lines) < FEW)
    spot = draft.spots[0]
    raised = flags.at(0, spot)
    scenes = [s for s in stock.scenes_at(stage, spot) if not s.needs or holds(s.needs, raised)]
    first, is_last = stock.generator.stages[0], stage == stock.generator.stages[-1]
    fixed = set(stock.pictures[draft.pattern.uses[0].picture].scenes)
    own = [s for s in scenes if s.slug in fixed]
    if own:
        scenes = [s for s in scenes if s not in own]
    if words.last is None and not is_last and any(not s.whole for s in scenes):
        # A stage that has not spoken of the place yet should.
        scenes = [s for s in scenes if not s.whole]
        wanted = max(wanted, 1)
    words.last = None
    for saying in own + rng.sample(scenes, min(wanted, len(scenes))):
        line = words.line(saying, spot)
        lines.insert(
            _edge(rng, saying, spot, lines, is_first=stage == first, is_last=is_last), line
        )
    return lines


def _edge(
    rng: Random,
    saying: Saying,
    spot: Spot,
    lines: Sequence[Line],
    *,
    is_first: bool,
    is_last: bool,
) -> int:
    """Where a scene stands: at the edges, so that sentences which lean on each other stay together;
    what was felt at the place follows what else was found there."""
    if is_last:
        return 0
    if not is_first and not saying.whole:
        there = [i for i, ln in enumerate(lines) if any(tag.at in spot.ats for tag in ln.tags)]
        return there[-1] + 1 if there else min(1, len(lines))
    return rng.choice((min(1, len(lines)), len(lines)))
