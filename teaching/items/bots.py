"""Bots that play questions without understanding them: what they get right beyond chance is a cue.

Pure. A bot may learn from one set of questions; then it scores the options of others. None of them
reads what a story means; only ``overlap`` looks at its words. How well they do is ``adversary``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from teaching.items.linting.grammar import (
    ARTICLE,
    PLURAL_ASKED,
    SINGULAR_ASKED,
    several,
    vowel,
)
from teaching.items.posing import Posed

Scorer = Callable[[Posed], Sequence[float]]
"""How good each option of a question looks."""


@dataclass(frozen=True)
class Bot:
    """``plan`` is what it does, ``play`` the doing, after learning from questions whose keys it is
    shown; ``trait`` says by what it knew an option that it took."""

    plan: str
    play: Callable[[Sequence[Posed]], Scorer]
    trait: Callable[[Posed, int], str]
    learns: bool = False


# ---- bots that learn what was right -------------------------------------------------------------
def by_text(seen: Sequence[Posed]) -> Scorer:
    share = _shares((one.group, text, i == one.key) for one in seen for i, text in _each(one))
    return lambda one: [share.get((one.group, text), one.chance) for text in one.options]


def by_name(seen: Sequence[Posed]) -> Scorer:
    share = _shares(
        (one.group, name, i == one.key) for one in seen for i, name in enumerate(one.names)
    )
    return lambda one: [share.get((one.group, name), one.chance) for name in one.names]


def by_company(seen: Sequence[Posed]) -> Scorer:
    share = _shares(
        (_company(one), name, i == one.key) for one in seen for i, name in enumerate(one.names)
    )
    return lambda one: [share.get((_company(one), name), one.chance) for name in one.names]


def by_frequency(seen: Sequence[Posed]) -> Scorer:
    times = Counter(one.options[one.key] for one in seen)
    return lambda one: [times[text] for text in one.options]


def by_position(seen: Sequence[Posed]) -> Scorer:
    share = _shares(
        ((one.group, len(one.options)), i, i == one.key) for one in seen for i, _ in _each(one)
    )
    return lambda one: [
        share.get(((one.group, len(one.options)), i), one.chance) for i, _ in _each(one)
    ]


def by_id(seen: Sequence[Posed]) -> Scorer:
    share = _shares(
        (len(one.options), rank, i == one.key) for one in seen for i, rank in enumerate(_ranks(one))
    )
    return lambda one: [share.get((len(one.options), rank), one.chance) for rank in _ranks(one)]


def by_site(seen: Sequence[Posed]) -> Scorer:
    share = _shares(
        ((one.group, name), _site(one, text), i == one.key)
        for one in seen
        for i, (text, name) in enumerate(zip(one.options, one.names, strict=True))
    )
    return lambda one: [
        share.get(((one.group, name), _site(one, text)), one.chance)
        for text, name in zip(one.options, one.names, strict=True)
    ]


# ---- bots that look at the words alone ----------------------------------------------------------
def by_greatest_length(_seen: Sequence[Posed]) -> Scorer:
    return lambda one: [len(text) for text in one.options]


def by_least_length(_seen: Sequence[Posed]) -> Scorer:
    return lambda one: [-len(text) for text in one.options]


def by_words(_seen: Sequence[Posed]) -> Scorer:
    return lambda one: [len(text.split()) for text in one.options]


def by_overlap(_seen: Sequence[Posed]) -> Scorer:
    def score(one: Posed) -> Sequence[float]:
        told = _roots(one.stem) | _roots(one.lead_in)
        return [len(_roots(text) & told) for text in one.options]

    return score


def by_convergence(_seen: Sequence[Posed]) -> Scorer:
    def score(one: Posed) -> Sequence[float]:
        counts = Counter(root for text in one.options for root in _roots(text))
        return [sum(counts[root] - 1 for root in _roots(text)) for text in one.options]

    return score


def by_grammar(_seen: Sequence[Posed]) -> Scorer:
    return lambda one: [_agrees(one.lead_in, text) for text in one.options]


def by_restraint(_seen: Sequence[Posed]) -> Scorer:
    return lambda one: [-len(ABSOLUTE.findall(text)) for text in one.options]


ABSOLUTE = re.compile(r"\b(?:always|never|all|none|only|every|any|must)\b", re.IGNORECASE)
ROOT = 6
"""So many letters of a word tell it from others: "fracture" and "fractured" are one."""
SHORT = 4
"""Words of fewer letters say nothing."""


# ---- by what an option was taken ----------------------------------------------------------------
def _quoted(one: Posed, place: int) -> str:
    return f"“{one.options[place]}”"


def _named(one: Posed, place: int) -> str:
    return one.names[place]


def _beside(one: Posed, place: int) -> str:
    others = sorted(name for i, name in enumerate(one.names) if i != place)
    return f"{one.names[place]} beside {', '.join(others)}"


def _placed(one: Posed, place: int) -> str:
    return f"place {place + 1} of {len(one.options)}"


def _ranked(one: Posed, place: int) -> str:
    return f"id {_ranks(one)[place] + 1} of {len(one.options)}"


def _sited(one: Posed, place: int) -> str:
    return f"{one.names[place]} at {_site(one, one.options[place]) or 'no site'}"


BOTS: Mapping[str, Bot] = {
    "text": Bot("takes the wording that was right most often when offered", by_text, _quoted, True),
    "name": Bot(
        "takes the answer, however worded, that was right most often when offered",
        by_name,
        _named,
        True,
    ),
    "company": Bot(
        "takes the answer that was right most often beside just these others",
        by_company,
        _beside,
        True,
    ),
    "frequency": Bot(
        "takes the wording that was the key most often in the whole bank",
        by_frequency,
        _quoted,
        True,
    ),
    "position": Bot(
        "takes the place in the list that was right most often", by_position, _placed, True
    ),
    "id": Bot(
        "takes the option whose id has the rank that was right most often", by_id, _ranked, True
    ),
    "site": Bot(
        "takes the answer that was right most often with the site it names, or with none",
        by_site,
        _sited,
        True,
    ),
    "longest": Bot("takes the longest option", by_greatest_length, _quoted),
    "shortest": Bot("takes the shortest option", by_least_length, _quoted),
    "specific": Bot("takes the most specific option: the one of most words", by_words, _quoted),
    "overlap": Bot(
        "takes the option that shares most words with the story and the question",
        by_overlap,
        _quoted,
    ),
    "convergence": Bot(
        "takes the option whose words come back most in the others", by_convergence, _quoted
    ),
    "grammar": Bot(
        "takes the option that agrees with the article and the number of the question",
        by_grammar,
        _quoted,
    ),
    "restraint": Bot("passes over options with absolute words", by_restraint, _quoted),
}


def _each(one: Posed) -> Iterable[tuple[int, str]]:
    return enumerate(one.options)


def _company(one: Posed) -> tuple[str, ...]:
    return (one.group, *sorted(one.names))


def _ranks(one: Posed) -> list[int]:
    """For each option how many ids are smaller than its own."""
    ids = one.ids or range(len(one.options))
    order = sorted(ids)
    return [order.index(own) for own in ids]


def _site(one: Posed, text: str) -> str:
    """The first site an option names."""
    words = text.casefold()
    return next((place for place in one.places if place in words), "")


@lru_cache(maxsize=16_384)
def _agrees(lead_in: str, text: str) -> int:
    """In how many ways an option fits the grammar of a question; 0 where it does not matter."""
    article = ARTICLE.search(lead_in)
    fits = int(article is not None and vowel(text) == (article[1].lower() == "an"))
    if PLURAL_ASKED.search(lead_in):
        return fits + several(text)
    if SINGULAR_ASKED.search(lead_in):
        return fits + (not several(text))
    return fits


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
