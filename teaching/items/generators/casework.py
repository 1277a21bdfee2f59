"""One question on a patient drawn for it: what item models that ask of a case have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from random import Random

from teaching.items.generators import asking, drafting, telling
from teaching.items.generators.blueprints import Asked, Blueprint, aims_of, asked_of
from teaching.items.generators.drafts import Draft
from teaching.items.generators.item_models import Ground, Sketch
from teaching.items.generators.stock import CannotGenerate, Stock
from teaching.knowledge.schema.generator.patterns import Pattern
from teaching.knowledge.schema.generator.questions import Question
from teaching.knowledge.schema.vignettes import Difficulty, Vignette

DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")

RADICALS: Mapping[str, str] = {
    "key": "the concept that is right",
    "offered": "the concepts that are offered",
    "kind": "the kind of case: which pictures it shows",
    "regions": "where they lie",
    "findings": "the findings that decide",
    "window": "the part of the range of onset it was first seen in",
    "interval": "between which times since the lesion it was first seen",
    "confounder": "a finding that speaks for another concept",
    "aim": "what the management hangs on",
}
INCIDENTALS = (
    "the person, the cause and level of the lesion, neutral findings, measures, and every wording"
)

Way = tuple[Pattern, str, int]
"""A kind of case with the window of onset it may have, and how often."""


@dataclass(frozen=True)
class Ways:
    """How an axis can be asked: for each key the kinds of case, and the order of the keys.

    ``cycle`` names each key as often as the sets of options it belongs to are offered, so that none
    stands out among those it is offered with.
    """

    axis: str
    by_key: Mapping[str, tuple[Way, ...]]
    cycle: tuple[str, ...]
    by_level: Mapping[tuple[str, Difficulty], tuple[Way, ...]]
    """Those of a key that are drawn at a difficulty: its own, or the nearest that it has."""

    def shares(self) -> dict[str, float]:
        """The share of the questions, 0 to 1, in which each concept is right."""
        counts = Counter(self.concept(key) for key in self.cycle)
        return {concept: count / len(self.cycle) for concept, count in counts.items()}

    def concept(self, key: str) -> str:
        """What the right option says."""
        return _concept(self.axis, key, self.by_key[key])


def sketch(ground: Ground, rng: Random, turn: int, name: str, ways: Ways) -> Sketch:
    """A patient for whom one key of the axis is right, and the question.

    The keys take turns, and the difficulties from round to round, so each has its share.
    ``name`` becomes the vignette's slug. Raises Redraw where the draw leads nowhere.
    """
    stock = ground.stock
    key = ways.cycle[turn % len(ways.cycle)]
    level = DIFFICULTIES[turn // len(ways.cycle) % len(DIFFICULTIES)]
    question = stock.questions[ways.axis]
    blueprint = _blueprint(rng, stock, question, key, ways.by_level[key, level])
    draft = drafting.draw_draft(rng, stock, blueprint, level)
    words = telling.words_of(rng, stock, draft)
    stages = telling.tell(rng, stock, draft, words, last=question.after)
    lines = [line.tags for stage in stages for line in stage.lines]
    # The story ends where it is asked; the proof will ask for the same case.
    case = ground.knowledge.case(lines, lines)
    (item,) = asking.ask(rng, ground.knowledge, stock, draft, words, lambda _: case)
    vignette = Vignette(
        slug=name,
        title=rng.choice(stock.generator.titles),
        difficulty=level,
        pronoun="he" if draft.person.pronoun == "he" else "she",
        stages=stages,
        items=(item,),
    )
    return Sketch(vignette, _radicals(draft, blueprint.asked[ways.axis]))


def _blueprint(
    rng: Random,
    stock: Stock,
    question: Question,
    key: str,
    ways: Sequence[Way],
) -> Blueprint:
    """What is asked of a case with this key, of one of these kinds."""
    pattern, window, _ = rng.choices(ways, [weight for _, _, weight in ways])[0]
    sets = pattern.sets if question.axis == pattern.axis else ()
    concept = pattern.claim.concept if question.axis == pattern.axis else key
    asked = {question.axis: asked_of(rng, question, concept, sets)}
    return Blueprint(pattern, stock.windows[window], asked)


def _radicals(draft: Draft, asked: Asked) -> dict[str, str]:
    drawn: dict[str, list[str]] = {"sign": [], "confounder": [], "aim": []}
    for kind, what in draft.drawn:
        if kind in drawn:
            drawn[kind].append(what)
    return {
        "key": asked.key,
        "offered": ", ".join(sorted(asked.offered)),
        "kind": draft.pattern.slug,
        "regions": ", ".join(at for spot in draft.spots for at in spot.ats),
        "findings": ", ".join(sorted(drawn["sign"])),
        "window": draft.dating.window.concept,
        "interval": f"{draft.dating.low:g}–{draft.dating.high:g}",
        "confounder": ", ".join(sorted(drawn["confounder"])),
        "aim": ", ".join(drawn["aim"]),
    }


# ---- which kinds of case can be asked on an axis -------------------------------------------------
def kinds(stock: Stock, *, exhaustive: bool) -> Ways:
    """The axis on which the pictures themselves are asked, with the kinds of case by their key.

    ``exhaustive``: the axis whose concepts are all there are (the forms); otherwise the one on
    which others, mimics, stand beside them. Raises CannotGenerate where the pack has no such axis.
    """
    axes = {axis.slug for axis in stock.pack.disease.axes if axis.exhaustive is exhaustive}
    found = [pattern for pattern in stock.generator.patterns if pattern.axis in axes]
    if not found:
        raise CannotGenerate("no kind of case is asked on such an axis")
    axis = found[0].axis
    return _ways(
        stock,
        axis,
        (
            (pattern.key, pattern, window, weight * pattern.weight)
            for pattern in found
            if pattern.axis == axis
            for window, weight in _windows(stock, pattern)
        ),
    )


def by_onset(stock: Stock) -> Ways:
    """The axis of onset, with the kinds of case by the window they may have."""
    return _ways(
        stock,
        stock.generator.onset_axis,
        (
            (window, pattern, window, weight * pattern.weight)
            for pattern in stock.generator.patterns
            for window, weight in _windows(stock, pattern)
        ),
    )


def by_aim(stock: Stock, axis: str) -> Ways:
    """The kinds of case by what is right for them on an axis of management."""
    return _ways(
        stock,
        axis,
        (
            (aim.key.concept, pattern, window, weight * pattern.weight * aim.weight)
            for pattern in stock.generator.patterns
            for aim in aims_of(stock, pattern, axis)
            if aim.key is not None
            for window, weight in _windows(stock, pattern)
        ),
    )


def _windows(stock: Stock, pattern: Pattern) -> list[tuple[str, int]]:
    """The windows of onset a kind of case may have, with their weights."""
    shares = pattern.windows or stock.pictures[pattern.uses[0].picture].windows
    return [(share.window, share.weight) for share in shares]


def _ways(stock: Stock, axis: str, found: Iterable[tuple[str, Pattern, str, int]]) -> Ways:
    by_key: dict[str, tuple[Way, ...]] = {}
    for key, pattern, window, weight in found:
        by_key[key] = (*by_key.get(key, ()), (pattern, window, weight))
    sets = stock.questions[axis].sets
    offered = {
        key: sum(one.weight for one in sets if _concept(axis, key, by_key[key]) in one.answers) or 1
        for key in sorted(by_key)
    }
    least = gcd(*offered.values())
    times = {key: count // least for key, count in offered.items()}
    rounds = range(max(times.values()))
    cycle = tuple(key for n in rounds for key in times if n < times[key])
    by_level = {
        (key, level): _at_level(ways, level)
        for key, ways in by_key.items()
        for level in DIFFICULTIES
    }
    return Ways(axis, by_key, cycle, by_level)


def _at_level(ways: Sequence[Way], level: Difficulty) -> tuple[Way, ...]:
    """The kinds of case that are drawn as near to a difficulty as these allow."""
    known = {one for pattern, _, _ in ways for one in pattern.difficulties}
    nearest = next(one for one in (level, "medium", "hard", "easy") if one in known)
    return tuple(way for way in ways if nearest in way[0].difficulties)


def _concept(axis: str, key: str, ways: Iterable[Way]) -> str:
    pattern = next(iter(ways))[0]
    return pattern.claim.concept if pattern.axis == axis else key
