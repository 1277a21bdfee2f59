"""Two columns of the matrix side by side: findings typical of both concepts, of one, or of neither.

Pure. A question offers one finding of each kind and asks for one kind. Every option is the key of
one of the questions that can be asked of the same options, and all are asked equally often: whoever
has not read the question cannot know which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from math import prod
from random import Random

from teaching.items.generators.item_models import Ground, Sketch
from teaching.items.generators.recital import (
    FEWEST,
    Choice,
    Told,
    layers_of,
    opened,
    recite,
    told,
)
from teaching.items.generators.stock import CannotGenerate
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.records import Records
from teaching.knowledge.schema.atlas import Row
from teaching.knowledge.schema.findings import Concept
from teaching.knowledge.statements import Assertion
from teaching.knowledge.verdicts import State

Kind = tuple[bool, bool]
"""Whether a finding is typical of the first concept, and of the second; else it argues against."""
BOTH, FIRST, SECOND, NEITHER = KINDS = ((True, True), (True, False), (False, True), (False, False))
NAMES: Mapping[Kind, str] = {
    BOTH: "both",
    FIRST: "first",
    SECOND: "second",
    NEITHER: "neither",
}


@dataclass(frozen=True)
class Manner:
    """How an item model asks columns: by which wording of the rows (``says`` or ``expects``), and
    in which words. ``{a}`` is the concept a finding is typical of where it is one alone."""

    model: str
    wording: str
    both: tuple[str, ...]
    one: tuple[str, ...]
    neither: tuple[str, ...]
    here: str = ""
    """How the first concept is called where a story shows it (``shown``) and must not name it."""

    def lead_ins(self, kind: Kind) -> tuple[str, ...]:
        return {BOTH: self.both, NEITHER: self.neither}.get(kind, self.one)


@dataclass(frozen=True)
class Pair:
    """Two concepts of which the matrix says enough, with the rows of each kind."""

    first: Concept
    second: Concept
    rows: Mapping[Kind, tuple[Row, ...]]

    @property
    def count(self) -> int:
        """How many questions it holds."""
        return len(self.rows) * prod(map(len, self.rows.values()))


@dataclass(frozen=True)
class Design:
    """One question before it is worded: a row of each kind, and the kind that is asked for."""

    pair: Pair
    asked: Kind
    offered: Mapping[Kind, Row]

    @property
    def radicals(self) -> dict[str, str]:
        return {
            "concepts": f"{self.pair.first.slug} {self.pair.second.slug}",
            "asked": NAMES[self.asked],
            "offered": " ".join(sorted(row.id for row in self.offered.values())),
        }


def pairs(ground: Ground, manner: Manner) -> tuple[Pair, ...]:
    """The concepts that can be asked beside each other; none where the pack has no such rows."""
    return _pairs(ground.knowledge, manner.wording)


def designs(ground: Ground, manner: Manner) -> Iterator[Design]:
    """Every question the columns hold."""
    for pair in pairs(ground, manner):
        for rows in product(*pair.rows.values()):
            offered = dict(zip(pair.rows, rows, strict=True))
            for asked in pair.rows:
                yield Design(pair, asked, offered)


def draw_design(rng: Random, among: Sequence[Pair]) -> Design:
    """One of them: a pair by how much there is to ask of it, then every kind alike."""
    if not among:
        raise CannotGenerate("no two concepts can be asked beside each other")
    # The square root keeps rich pairs from crowding out the others.
    pair = rng.choices(among, [one.count**0.5 for one in among])[0]
    offered = {kind: rng.choice(rows) for kind, rows in pair.rows.items()}
    return Design(pair, rng.choice(tuple(pair.rows)), offered)


def question(
    rng: Random,
    ground: Ground,
    seed: int,
    manner: Manner,
    design: Design,
    story: Told | None = None,
) -> Sketch:
    """The question of a design, worded, perhaps after a story that shows the concept it proves.

    Raises Redraw where it does not stand.
    """
    pair, asked = design.pair, design.asked
    proved = {claim.concept for claim in story.rests_on} if story else set()
    called = [
        manner.here if one.slug in proved else one.called or one.name
        for one in (pair.first, pair.second)
    ]
    if asked == SECOND:
        called.reverse()
    elif asked in (BOTH, NEITHER):
        rng.shuffle(called)
    lead_in = rng.choice(manner.lead_ins(asked)).format(a=called[0], b=called[1])
    choices = [
        Choice(
            getattr(row, manner.wording),
            _asserted(pair, asked, row),
            _because(ground, pair, kind, row),
            kind == asked,
        )
        for kind, row in design.offered.items()
    ]
    key = next(choice for choice in choices if choice.key)
    records = [ground.knowledge.records.read(one) for one in key.asserts]
    return recite(
        ground,
        seed,
        model=manner.model,
        lead_in=opened(ground, records[0].side or "article", lead_in),
        choices=choices,
        radicals=design.radicals | (dict(story.radicals) if story else {}),
        layers=layers_of(ground, [fact for record in records for fact in record.facts]),
        axis=pair.first.axis if pair.first.axis == pair.second.axis else None,
        label="Two pictures side by side",
        difficulty="medium" if asked in (FIRST, SECOND) and story is None else "hard",
        story=story,
    )


@lru_cache(16)
def _pairs(knowledge: Knowledge, wording: str) -> tuple[Pair, ...]:
    records = knowledge.records
    rows = [row for row in records.rows.values() if getattr(row, wording) is not None]
    named = [concept for concept in records.concepts.values() if concept.called]
    found = []
    for first, second in combinations(named, 2):
        kinds: dict[Kind, list[Row]] = defaultdict(list)
        for row in rows:
            kind = _kind(records, row, first, second)
            if kind is not None:
                kinds[kind].append(row)
        # Without a finding that tells the two apart there is nothing to ask.
        if len(kinds) >= FEWEST and (FIRST in kinds or SECOND in kinds):
            found.append(
                Pair(first, second, {kind: tuple(kinds[kind]) for kind in KINDS if kind in kinds})
            )
    return tuple(found)


def _kind(records: Records, row: Row, first: Concept, second: Concept) -> Kind | None:
    """Which kind a row is of, None where the matrix leaves one of the two open."""
    one, other = (records.read(Assertion(row.id, concept.slug)) for concept in (first, second))
    if State.OPEN in (one.state, other.state) or one.side != other.side:
        return None
    return one.state is State.ESTABLISHED, other.state is State.ESTABLISHED


def _asserted(pair: Pair, asked: Kind, row: Row) -> tuple[Assertion, ...]:
    """What a row would have to be, to be the kind asked for."""
    return (
        Assertion(row.id, pair.first.slug, holds=asked[0]),
        Assertion(row.id, pair.second.slug, holds=asked[1]),
    )


def _because(ground: Ground, pair: Pair, kind: Kind, row: Row) -> str:
    """Where the finding belongs, with the facts that say so."""
    called = [one.called or one.name for one in (pair.first, pair.second)]
    records = ground.knowledge.records
    facts = dict.fromkeys(
        fact
        for concept in (pair.first, pair.second)
        for fact in records.read(Assertion(row.id, concept.slug)).facts
    )
    says = {
        BOTH: f"It is typical of {called[0]} and of {called[1]}.",
        FIRST: f"It is typical of {called[0]} and argues against {called[1]}.",
        SECOND: f"It is typical of {called[1]} and argues against {called[0]}.",
        NEITHER: f"It argues against {called[0]} and against {called[1]}.",
    }[kind]
    return f"{says} {told(ground, facts)}"
