"""Clinching: which line would settle a question that the story leaves open. Pure.

Each statement that the rules of the options ask about is tried at the places the story speaks of.
Only verdicts count: what merely argues for an answer clinches nothing, and nothing is proposed that
contradicts the story or takes back what it says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from teaching.items.generators.item_models import Ground
from teaching.items.writing.candidates import Candidates
from teaching.items.writing.openings import Opening
from teaching.items.writing.phrasing import phrased
from teaching.knowledge.cases import Case
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import State

MOST = 12
"""So many ways are shown at most."""
ALIKE = 3
"""So many of them state the same finding at different places."""
TRIES = 600
"""So many stories of one line more are judged at most."""
PAIRS = 140
"""So many of two."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line that could be added: what it states, the stage it belongs to, and its words."""

    tag: Tag
    stage: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Way:
    """A line that settles something, and where one alone does not do a ``second`` beside it.

    ``settles`` are the options, by their index, that stand as they have to only with it.
    """

    tag: Tag
    stage: str
    sentence: str
    settles: frozenset[int]
    settles_all: bool
    second: Said | None = None

    @property
    def lines(self) -> tuple[Said, ...]:
        """Everything it would add."""
        first = Said(self.tag, self.stage, self.sentence)
        return (first,) if self.second is None else (first, self.second)


def ways(ground: Ground, vignette: Vignette, number: int) -> tuple[Way, ...]:
    """What would settle an item, the best first; nothing where it is settled, where its story
    contradicts itself, or where it does not rest on what is found."""
    try:
        opening = Opening(ground, vignette, number)
        if opening.is_settled:
            return ()
        search = _Search(opening)
        return tuple(search.worded(trial) for trial in search.found())
    except ValueError:
        return ()


@dataclass(frozen=True, slots=True)
class _Trial:
    """A statement, or two, with what they make of the options."""

    tags: tuple[Tag, ...]
    settles: frozenset[int]
    settles_all: bool
    rank: tuple[int, ...]


class _Search:
    """The statements tried on one question."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.candidates = Candidates(opening)

    def found(self) -> list[_Trial]:
        """The statements that settle something, best first and not too many alike; two together
        where no single one settles all."""
        open_ones = {
            i for i, state in self.opening.before.items() if not self.opening.stands(i, state)
        }
        hopeless = {i for i in open_ones if self.opening.before[i] is not State.OPEN}
        useful: list[_Trial] = []
        reps: dict[int, Tag] = {}
        tries = 0
        for tag in dict.fromkeys(self.candidates.tags()):
            if self._is_idle(tag):
                continue
            tries += 1
            after = self.opening.adding(tag)
            if after is None:
                continue
            if tries > TRIES:
                break
            mark = after.known & self.opening.bearing & ~self.opening.case.known
            if mark & self.opening.wanted:
                reps.setdefault(mark, tag)
            trial = self._tried((tag,), after, open_ones)
            if trial is not None:
                useful.append(trial)
        if not hopeless and not any(trial.settles_all for trial in useful):
            useful += self._pairs(list(reps.values()), open_ones)
        useful.sort(key=lambda trial: trial.rank)
        return list(self._varied(useful))

    def _pairs(self, tags: Sequence[Tag], open_ones: set[int]) -> Iterator[_Trial]:
        """Two statements that settle all: such as the key asks for, at one place before two."""
        useful = sorted(tags, key=lambda tag: (self.candidates.oddity(tag), str(tag)))
        pairs = sorted(
            combinations(enumerate(useful), 2),
            key=lambda pair: (pair[0][1].at != pair[1][1].at, pair[0][0] + pair[1][0]),
        )
        found = 0
        for (_, first), (_, second) in pairs[:PAIRS]:
            after = self.opening.adding(first, second)
            if after is None:
                continue
            trial = self._tried((first, second), after, open_ones)
            if trial is not None and trial.settles_all:
                found += 1
                yield trial
            if found == MOST:
                return

    def _tried(self, tags: tuple[Tag, ...], after: Case, open_ones: set[int]) -> _Trial | None:
        states = self.opening.states(after)
        settled = {i for i in open_ones if self.opening.stands(i, states[i])}
        spoilt = {
            i
            for i, state in states.items()
            if state is not self.opening.before[i] and not self.opening.stands(i, state)
        }
        if not settled or spoilt or not self.opening.stays(*tags):
            return None
        keys = {i for i in open_ones if self.opening.item.options[i].key}
        rank = (
            settled != open_ones,
            bool(keys - settled),
            -len(settled),
            len(tags),
            *map(sum, zip(*map(self.candidates.oddity, tags), strict=True)),
        )
        return _Trial(tags, frozenset(settled), settled == open_ones, rank)

    def _varied(self, trials: Iterable[_Trial]) -> Iterator[_Trial]:
        """The first ones, of each finding only a few, of pairs each statement only a few times."""
        seen: Counter[tuple[str, bool]] = Counter()
        count = 0
        for trial in trials:
            kinds = [(tag.finding, tag.present) for tag in trial.tags]
            if any(seen[kind] >= ALIKE * len(kinds) for kind in kinds):
                continue
            seen.update(kinds)
            yield trial
            count += 1
            if count == MOST:
                return

    def _is_idle(self, tag: Tag) -> bool:
        """Whether a statement bears on no option: quick to see where it means the same in every
        story."""
        if tag.low is not None or tag.at in self._relative:
            return False
        meanings = self.opening.ground.once(_meanings)
        mask = meanings.get(tag)
        if mask is None:
            mask = meanings[tag] = self.opening.knowledge.case(((tag,),)).known
        return not mask & self.opening.bearing & ~self.opening.case.known

    @cached_property
    def _relative(self) -> frozenset[str]:
        """The scopes that mean something else in every story."""
        return frozenset(
            scope.slug
            for scope in self.opening.ground.pack.disease.scopes
            if self.opening.knowledge.places.depends(scope.slug)
        )

    def worded(self, trial: _Trial) -> Way:
        first, *more = (
            Said(
                tag,
                self.opening.stage(tag.finding) or self.opening.told[-1],
                phrased(self.opening.ground, tag, self.opening.pronoun, self.opening.everything),
            )
            for tag in trial.tags
        )
        way = Way(first.tag, first.stage, first.sentence, trial.settles, trial.settles_all)
        return replace(way, second=more[0]) if more else way


def _meanings(_: Ground) -> dict[Tag, int]:
    """What tags state by themselves, as it is asked for."""
    return {}
