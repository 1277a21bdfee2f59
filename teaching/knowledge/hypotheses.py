"""What if: findings taken as given, and how every concept stands to them.

Pure. A hypothesis is a list of tags, each of which can be turned round or taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from teaching.knowledge.cases import Case
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.findings import Concept
from teaching.knowledge.schema.rules import Rule
from teaching.knowledge.statements import Claim, Tag
from teaching.knowledge.verdicts import Contradiction, Reason, State, Verdict

MOST = 60
"""So many findings a hypothesis holds at most; a written case states about thirty."""


@dataclass(frozen=True)
class Row:
    """One finding that is given. ``place`` is empty for one of the whole patient; ``others`` are
    the hypotheses with it turned round (None for a quantity) and without it."""

    tag: Tag
    finding: str
    place: str
    amount: str
    turned: tuple[Tag, ...] | None
    without: tuple[Tag, ...]


@dataclass(frozen=True)
class Standing:
    """How a concept stands; ``places`` are the regions at which it is established or still open."""

    concept: Concept
    state: State
    places: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Axis:
    """The concepts of an axis, those that are established first, those ruled out last."""

    name: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class Explored:
    """A hypothesis with all that follows. ``clash`` names the two findings that exclude each other;
    then nothing follows."""

    rows: tuple[Row, ...]
    axes: tuple[Axis, ...]
    clash: tuple[str, str] | None = None


def readable(knowledge: Knowledge, texts: Iterable[str]) -> tuple[tuple[Tag, ...], tuple[str, ...]]:
    """The tags among these texts, each once, and the texts that this pack cannot read."""
    tags: dict[Tag, None] = {}
    refused: list[str] = []
    for text in texts:
        try:
            tag = Tag.parse(text)
            knowledge.statements([[tag]])
        except ValueError:
            refused.append(text)
            continue
        if len(tags) < MOST:
            tags[tag] = None
        elif tag not in tags:
            refused.append(text)
    return tuple(tags), tuple(refused)


def explore(knowledge: Knowledge, pack: Pack, tags: Sequence[Tag]) -> Explored:
    """Every concept judged on these tags, all shown at once."""
    rows = tuple(_row(knowledge, pack, tags, i) for i in range(len(tags)))
    lines = [(tag,) for tag in tags]
    try:
        case = knowledge.case(lines)
    except Contradiction as clash:
        said = [_said(rows[i]) for i in (clash.first, clash.second)]
        return Explored(rows, (), (said[0], said[1]))
    rules = {rule.concept: rule for rule in pack.rules}
    spoken = _spoken(knowledge, lines)
    axes = []
    for axis in pack.disease.axes:
        found = [
            _standing(knowledge, case, concept, rules[concept.slug], spoken)
            for concept in pack.concepts
            if concept.axis == axis.slug and _can_be_right(concept, rules.get(concept.slug))
        ]
        if found:
            axes.append(Axis(axis.name, tuple(sorted(found, key=_order))))
    return Explored(rows, tuple(axes))


def _can_be_right(concept: Concept, rule: Rule | None) -> bool:
    return rule is not None and rule.never is None and not concept.mistake


def _order(standing: Standing) -> int:
    return (State.ESTABLISHED, State.OPEN, State.RULED_OUT).index(standing.state)


def _spoken(knowledge: Knowledge, lines: Sequence[Sequence[Tag]]) -> tuple[str, ...]:
    """The regions at which something is given as present."""
    found = {s.region for s in knowledge.statements(lines) if s.present and s.region}
    return tuple(region for region in knowledge.regions if region in found)


def _standing(
    knowledge: Knowledge, case: Case, concept: Concept, rule: Rule, spoken: Sequence[str]
) -> Standing:
    """A concept that is judged at a region stands as it does where it stands best."""
    if not rule.at:
        verdict = knowledge.judge(case, Claim(concept.slug))
        return Standing(concept, verdict.state, (), verdict.reasons)
    verdicts = {
        region: knowledge.judge(case, Claim(concept.slug, region))
        for region in spoken
        if knowledge.regions[region].sort in rule.at
    }
    for state in (State.ESTABLISHED, State.OPEN):
        best = {region: one for region, one in verdicts.items() if one.state is state}
        if best:
            names = tuple(knowledge.regions[region].name for region in best)
            return Standing(concept, state, names, next(iter(best.values())).reasons)
    if not verdicts:  # nothing is said of any place at which it could be
        return Standing(concept, State.OPEN, (), ())
    return Standing(concept, State.RULED_OUT, (), _first(verdicts.values()).reasons)


def _first(verdicts: Iterable[Verdict]) -> Verdict:
    return next(iter(verdicts))


def _row(knowledge: Knowledge, pack: Pack, tags: Sequence[Tag], index: int) -> Row:
    tag = tags[index]
    others = (*tags[:index], *tags[index + 1 :])
    turned = (*tags[:index], tag._replace(present=not tag.present), *tags[index + 1 :])
    amount = ""
    if tag.low is not None and tag.high is not None:
        number = f"{tag.low:g}" if tag.low == tag.high else f"{tag.low:g}–{tag.high:g}"
        amount = f"{number} {pack.disease.unit}"
    return Row(
        tag,
        knowledge.findings[tag.finding].name,
        place_name(knowledge, pack, tag.at),
        amount,
        None if amount else turned,
        others,
    )


def place_name(knowledge: Knowledge, pack: Pack, at: str) -> str:
    """A region or a scope in words."""
    if at in knowledge.regions:
        return knowledge.regions[at].name
    regions = {region.slug: region for region in pack.disease.regions}
    if at in regions:
        return regions[at].name
    pair = regions.get(at.removeprefix("both-"))
    if pair is not None:
        return pair.both or pair.name
    return next((scope.name for scope in pack.disease.scopes if scope.slug == at), at)


def _said(row: Row) -> str:
    """A row in words, to name it in a sentence."""
    words = row.finding if row.tag.present else f"no {row.finding}"
    return ", ".join(part for part in (words, row.place, row.amount) if part)


def places(knowledge: Knowledge, pack: Pack) -> Iterator[tuple[str, str]]:
    """Every place a finding can be given at, as slug and words: single regions, then pairs, then
    scopes."""
    for region, place in knowledge.regions.items():
        yield region, place.name
    for scope in knowledge.scopes:
        yield scope, place_name(knowledge, pack, scope)
