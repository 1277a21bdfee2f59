"""Bots that play questions without understanding them: what they get right beyond chance is a cue.

Pure. A bot may learn from one set of questions and then scores the options of another; it takes the
best, and shares the credit where several are best. None of them reads what a story means; only
``by_overlap`` looks at its words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import NormalDist

from teaching.knowledge.schema.vignettes import Option, Vignette


@dataclass(frozen=True)
class Posed:
    """A question as a bot meets it: ``stem`` is the story shown so far, ``names`` are what the
    options claim or add, ``places`` words for sites; ``key`` is the index of the right option."""

    axis: str
    stem: str
    options: tuple[str, ...]
    names: tuple[str, ...]
    key: int
    places: tuple[str, ...] = ()

    @property
    def chance(self) -> float:
        return 1 / len(self.options)


Scorer = Callable[[Posed], Sequence[float]]
"""How good each option of a question looks."""
Bot = Callable[[Sequence[Posed]], Scorer]
"""Learns from questions whose keys it is shown."""


def posed(vignette: Vignette, places: Sequence[str] = ()) -> list[Posed]:
    """The questions of a case that have one key and options that claim something."""
    found = []
    for item in vignette.items:
        shown: list[str] = []
        for stage in vignette.stages:
            shown += [line.text for line in stage.lines]
            if stage.stage == item.after:
                break
        keys = [index for index, option in enumerate(item.options) if option.key]
        if len(keys) == 1:
            found.append(
                Posed(
                    item.axis or item.label or "",
                    " ".join(shown),
                    tuple(option.text for option in item.options),
                    tuple(map(_name, item.options)),
                    keys[0],
                    tuple(places),
                )
            )
    return found


def _name(option: Option) -> str:
    """What an option says, however it is worded: its concepts, or the findings it would add."""
    added = [tag.finding if tag.present else f"not {tag.finding}" for tag in option.adds]
    return "+".join([claim.concept for claim in option.claims] or added)


# ---- the bots -----------------------------------------------------------------------------------
def by_text(seen: Sequence[Posed]) -> Scorer:
    """Takes the wording that was right most often when offered."""
    share = _shares((one.axis, text, i == one.key) for one in seen for i, text in _each(one))
    return lambda one: [share.get((one.axis, text), one.chance) for text in one.options]


def by_name(seen: Sequence[Posed]) -> Scorer:
    """Takes the answer, however it is worded, that was right most often when offered."""
    share = _shares(
        (one.axis, name, i == one.key) for one in seen for i, name in enumerate(one.names)
    )
    return lambda one: [share.get((one.axis, name), one.chance) for name in one.names]


def by_company(seen: Sequence[Posed]) -> Scorer:
    """Takes the answer that was right most often beside just these others."""
    share = _shares(
        (_company(one), name, i == one.key) for one in seen for i, name in enumerate(one.names)
    )
    return lambda one: [share.get((_company(one), name), one.chance) for name in one.names]


def by_position(seen: Sequence[Posed]) -> Scorer:
    """Takes the place in the list that was right most often."""
    share = _shares(
        ((one.axis, len(one.options)), i, i == one.key) for one in seen for i, _ in _each(one)
    )
    return lambda one: [
        share.get(((one.axis, len(one.options)), i), one.chance) for i, _ in _each(one)
    ]


def by_greatest_length(_seen: Sequence[Posed]) -> Scorer:
    """Takes the longest option."""
    return lambda one: [len(text) for text in one.options]


def by_least_length(_seen: Sequence[Posed]) -> Scorer:
    """Takes the shortest option."""
    return lambda one: [-len(text) for text in one.options]


def by_words(_seen: Sequence[Posed]) -> Scorer:
    """Takes the most specific option: the one of most words."""
    return lambda one: [len(text.split()) for text in one.options]


def by_site(seen: Sequence[Posed]) -> Scorer:
    """Takes the answer that was right most often with the site it names, or with none."""
    share = _shares(
        ((one.axis, name), _site(one, text), i == one.key)
        for one in seen
        for i, (text, name) in enumerate(zip(one.options, one.names, strict=True))
    )
    return lambda one: [
        share.get(((one.axis, name), _site(one, text)), one.chance)
        for text, name in zip(one.options, one.names, strict=True)
    ]


def by_overlap(_seen: Sequence[Posed]) -> Scorer:
    """Takes the option that shares most words with the story."""

    def score(one: Posed) -> Sequence[float]:
        told = _roots(one.stem)
        return [len(_roots(text) & told) for text in one.options]

    return score


def by_convergence(_seen: Sequence[Posed]) -> Scorer:
    """Takes the option whose words come back most in the others."""

    def score(one: Posed) -> Sequence[float]:
        counts = Counter(root for text in one.options for root in _roots(text))
        return [sum(counts[root] - 1 for root in _roots(text)) for text in one.options]

    return score


def by_restraint(_seen: Sequence[Posed]) -> Scorer:
    """Passes over options with absolute words."""
    return lambda one: [-len(ABSOLUTE.findall(text)) for text in one.options]


BOTS: Mapping[str, Bot] = {
    "text": by_text,
    "name": by_name,
    "company": by_company,
    "position": by_position,
    "longest": by_greatest_length,
    "shortest": by_least_length,
    "specific": by_words,
    "site": by_site,
    "overlap": by_overlap,
    "convergence": by_convergence,
    "restraint": by_restraint,
}
ABSOLUTE = re.compile(r"\b(?:always|never|all|none|only|every|any|must)\b", re.IGNORECASE)
ROOT = 6
"""So many letters of a word tell it from others: "fracture" and "fractured" are one."""
SHORT = 4
"""Words of fewer letters say nothing."""


# ---- how well they play -------------------------------------------------------------------------
@dataclass(frozen=True)
class Score:
    """How a bot did: ``hits`` of ``count`` questions, shared credit included."""

    hits: float
    count: int
    chance: float
    """The share that guessing blindly would get, 0–1."""

    @property
    def accuracy(self) -> float:
        return self.hits / self.count

    def interval(self, comparisons: int = 1) -> tuple[float, float]:
        """The Wilson 95 % interval, widened so that it holds for so many bots together."""
        z = NormalDist().inv_cdf(1 - 0.05 / (2 * comparisons))
        return wilson(self.hits, self.count, z)

    def is_chance(self, comparisons: int = 1) -> bool:
        """Whether guessing explains it. A bot that is always wrong tells as much as one that is
        always right, so both sides count."""
        low, high = self.interval(comparisons)
        return low <= self.chance <= high


def play(bot: Bot, seen: Sequence[Posed], unseen: Sequence[Posed]) -> Score:
    """Let a bot learn from some questions and answer others. Raises ValueError without any."""
    if not unseen:
        raise ValueError("no question to play")
    scorer = bot(seen)
    hits = 0.0
    for one in unseen:
        scores = scorer(one)
        best = max(scores)
        if scores[one.key] == best:
            hits += 1 / sum(score == best for score in scores)
    return Score(hits, len(unseen), sum(one.chance for one in unseen) / len(unseen))


def wilson(hits: float, count: int, z: float) -> tuple[float, float]:
    """The interval of a share, 0–1. Source: Wilson 1927, J Am Stat Assoc 22:209."""
    share = hits / count
    middle = share + z * z / (2 * count)
    spread = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return (middle - spread) / scale, (middle + spread) / scale


def _each(one: Posed) -> Iterable[tuple[int, str]]:
    return enumerate(one.options)


def _company(one: Posed) -> tuple[str, ...]:
    return (one.axis, *sorted(one.names))


def _site(one: Posed, text: str) -> str:
    """The first site an option names."""
    words = text.casefold()
    return next((place for place in one.places if place in words), "")


@lru_cache(maxsize=16_384)
def _roots(text: str) -> frozenset[str]:
    return frozenset(word[:ROOT] for word in re.findall(rf"\w{{{SHORT},}}", text.casefold()))


def _shares[A, B](offers: Iterable[tuple[A, B, bool]]) -> dict[tuple[A, B], float]:
    """How often each was right of the times it was offered, drawn a little towards one in four."""
    right: dict[tuple[A, B], float] = defaultdict(lambda: 1)
    times: dict[tuple[A, B], float] = defaultdict(lambda: 4)
    for first, second, is_key in offers:
        right[first, second] += is_key
        times[first, second] += 1
    return {pair: right[pair] / times[pair] for pair in times}
