"""Telling a draft as a story: the lines of each stage, in the order of a colleague's notes."""

from __future__ import annotations

from itertools import groupby
from random import Random

from teaching.items.generators.drafting import Draft, Need, Redraw, place_of
from teaching.items.generators.patients import PRONOUNS, span
from teaching.items.generators.spots import Spot
from teaching.items.generators.stock import Saying, Stock, holds, is_local
from teaching.items.generators.wording import Unsayable, Words, cover, fits, merged
from teaching.knowledge import schema

SHORT = 62
"""Letters up to which a sentence may be joined with its neighbour."""


def words_of(rng: Random, stock: Stock, draft: Draft) -> Words:
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
        "person": draft.person.described,
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
    quantities = {tag.finding: (dating.low, dating.high) for tag in stock.generator.onset}
    quantities = {f.slug: quantities[f.slug] for f in stock.pack.findings if f.slug in quantities
                  and f.quantity}
    return Words(rng, stock, slots, draft.flags, quantities)


def tell(
    rng: Random, stock: Stock, draft: Draft, words: Words
) -> tuple[schema.VignetteStage, ...]:
    """The stages of the story. Raises Redraw where the pack has no words for what was drawn."""
    try:
        stages = []
        for index, stage in enumerate(stock.generator.stages):
            lines = _stage(rng, stock, draft, words, stage)
            if index == 0:
                lines.insert(0, _opener(rng, stock, draft, words))
            lines = _with_scenes(rng, stock, draft, words, stage, lines)
            stages.append(schema.VignetteStage(stage=stage, lines=tuple(lines)))
        return tuple(stages)
    except Unsayable as error:
        raise Redraw(str(error)) from error


def _opener(rng: Random, stock: Stock, draft: Draft, words: Words) -> schema.Line:
    sayings = [s for s in stock.openers if holds(s.phrase.needs, draft.flags)]
    if not sayings or draft.lesion is None:
        raise Redraw("no opening fits")
    line = words.line(rng.choice(sayings), None)
    states = (*stock.generator.lesion.states, *draft.lesion.severity.states)
    return schema.Line(text=line.text, tags=states)


def _flags(draft: Draft, group: int, spot: Spot | None) -> set[str]:
    flags = set(draft.flags)
    if group < len(draft.pattern.uses):
        flags.add(draft.pattern.uses[group].picture)
    if spot is not None:
        flags |= spot.flags
    return flags


def _stage(
    rng: Random, stock: Stock, draft: Draft, words: Words, stage: str
) -> list[schema.Line]:
    """The lines that say what is needed at a stage."""
    needs = [n for n in draft.needs if (n.stage or stock.stages[n.atom[0]]) == stage]
    local = [_rank(stock, n) for n in needs if is_local(n.atom)]
    first = min(local, default=len(stock.rank))

    def phase(need: Need) -> int:
        if is_local(need.atom):
            return 1
        if need.group == len(draft.spots):
            return 3
        return 0 if _rank(stock, need) < first else 2

    def place(need: Need) -> tuple[int, int, tuple[str, ...]]:
        spot = place_of(stock, need.atom, need.spot)
        group = need.group if phase(need) == 1 else 0
        return phase(need), group, spot.ats if spot is not None else ()

    # A sentence may join what is said of one place with what concerns the whole patient, so the
    # needs of one picture are covered together and its sentences ordered afterwards.
    told: list[tuple[tuple[int, int, int], schema.Line]] = []
    by_place = sorted(
        needs,
        key=lambda n: (n.group, _place_key(stock, n), _rank(stock, n)),
    )
    for (group, _), together in groupby(
        by_place, key=lambda n: (n.group, _place_key(stock, n))
    ):
        members = list(together)
        spot = place_of(stock, members[0].atom, members[0].spot)
        flags = _flags(draft, group, spot)
        usable = _usable(words, spot, flags)
        for saying in cover(rng, stock, [n.atom for n in members], usable):
            own = [n for n in members if n.atom in saying.atoms]
            at = min(phase(n) for n in own) if any(is_local(n.atom) for n in own) else max(
                phase(n) for n in own
            )
            rank = min(_rank(stock, n) for n in own)
            line = words.line(saying, spot)
            told.append(((at, group if at == 1 else 0, rank), line))
    told.sort(key=lambda one: one[0])
    return _joined(rng, stage == stock.generator.stages[-1], told)


def _place_key(stock: Stock, need: Need) -> tuple[str, ...]:
    spot = place_of(stock, need.atom, need.spot)
    return spot.ats if spot is not None else ()


def _usable(words: Words, spot: Spot | None, flags: set[str]):  # type: ignore[no-untyped-def]
    def usable(saying: Saying) -> bool:
        return fits(saying, spot, flags)

    return usable


def _rank(stock: Stock, need: Need) -> int:
    return stock.rank.get(need.atom[0], len(stock.rank))


def _joined(
    rng: Random, is_last: bool, told: list[tuple[tuple[int, int, int], schema.Line]]
) -> list[schema.Line]:
    """Neighbours of one place now and then in one sentence; findings on films stay apart."""
    lines: list[schema.Line] = []
    before: tuple[int, int] | None = None
    for (at, group, _), line in told:
        if (
            not is_last
            and before == (at, group)
            and len(lines[-1].text) < SHORT
            and len(line.text) < SHORT
            and not set("; ,") & (set(lines[-1].text[-12:]) & {";"})
            and rng.random() < 0.3
        ):
            verbless = not any(word in lines[-1].text.split() for word in ("is", "are", "has"))
            lines[-1] = merged(lines[-1], line, ";" if verbless else ", and")
            before = None
            continue
        lines.append(line)
        before = (at, group)
    return lines


def _with_scenes(
    rng: Random, stock: Stock, draft: Draft, words: Words, stage: str, lines: list[schema.Line]
) -> list[schema.Line]:
    """A sentence or two that decide nothing: after the opening, or at the end of a stage."""
    mood = next(m for m in stock.generator.moods if m.difficulty == draft.difficulty)
    wanted = rng.randint(*mood.scenes) + (len(lines) < 3)
    spot = draft.spots[0]
    flags = _flags(draft, 0, spot)
    scenes = [s for s in stock.scenes.get(stage, ()) if fits(s, spot, flags)]
    for saying in rng.sample(scenes, min(wanted, len(scenes))):
        line = words.line(saying, spot)
        lines.insert(rng.choice((min(2, len(lines)), len(lines))), line)
    return lines
