"""Sameness: two options that say one thing, so that both are right or both can be struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isclose

from teaching.items.linting.amounts import settled
from teaching.items.linting.asked import Asked
from teaching.items.linting.drugs import is_of_class
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.lexicon import Lexicon
from teaching.items.linting.synonyms import meant
from teaching.items.linting.tokens import KEPT, STOP, listed, lows, tokens
from teaching.items.linting.values import Quantity, quantity
from teaching.items.linting.wordbuilding import in_plain_words, taken_apart

SMALL = listed("a an the of in on at by to for with its his her their")
"""Words that may differ between two ways of saying one thing."""
PARTING = re.compile(r"[,;]|\band\b|\bthen\b")
ABBREVIATION = re.compile(r"[A-Z]{2,6}")
DIRECTED = listed("from to into onto than before after over under above below by against")
"""Words that make the order of the others matter."""
TEMPERATURE = {"°c": (1.0, 273.15), "k": (1.0, 0.0), "°f": (5 / 9, 459.67 * 5 / 9)}
"""What brings a scale to kelvin: factor and addend."""
DEGREE = 0.5
"""Kelvin by which two values of one temperature may differ, since they are rounded."""


def second_answer(asked: Asked) -> Iterator[Mark]:
    for second in range(1, len(asked.options)):
        for first in range(second):
            why = likeness(asked.options[first], asked.options[second], asked.lexicon)
            if not why:
                continue
            with_key = asked.key in (first, second)
            place = first if second == asked.key else second
            yield Mark(
                in_option(asked, place),
                f"“{asked.options[first]}” and “{asked.options[second]}” {why}"
                + (": both would be right." if with_key else ": neither can be the one answer."),
                "Replace one of them.",
                "error" if with_key else "warning",
            )


@lru_cache(KEPT)
def likeness(one: str, other: str, lexicon: Lexicon) -> str:
    """How two options are the same, as a predicate; empty where they differ."""
    first, second = quantity(one), quantity(other)
    if first is not None and second is not None:
        equal = (
            first.kind == second.kind
            and isclose(first.low, second.low)
            and isclose(first.high, second.high)
        )
        return "are the same amount" if equal or _as_warm(first, second) else ""
    if _abbreviates(one, other) or _abbreviates(other, one):
        return "are an abbreviation and its full form"
    if _is_built(one, other) or _is_built(other, one):
        return "are a term and its plain words"
    if is_of_class(one, other) or is_of_class(other, one):
        return "overlap: one is a kind of the other"
    said = _said(one, lexicon)
    if said and said == _said(other, lexicon) and not _turned(one, other, lexicon):
        plain = sorted(_bare(one)) == sorted(_bare(other))
        return "say the same" if plain else "are two ways to say one thing"
    short, long = sorted((_bare(one), _bare(other)), key=len)
    if short and len(long) == len(short) + 1 and long[1:] == short and len("".join(short)) > 3:
        return "overlap: one is a kind of the other"
    return ""


def _is_built(term: str, phrase: str) -> bool:
    """Whether a term of Greek and Latin parts says what the other does in plain words."""
    said = taken_apart(term)
    if said is None:
        return False
    words = [_words(text) for text in (said, in_plain_words(phrase))]
    return words[0] == words[1]


def _words(text: str) -> list[str]:
    return sorted(token.root for token in tokens(text) if token.low not in SMALL)


def _abbreviates(short: str, full: str) -> bool:
    if not ABBREVIATION.fullmatch(short.strip()):
        return False
    initials = "".join(token.low[0] for token in tokens(full) if token.low not in STOP)
    return initials.upper() == short.strip()


def _said(text: str, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """What an option says, whatever the order: the words of each of its parts."""
    parts = (
        tuple(sorted(word for word in meant(part, lexicon) if word not in SMALL))
        for part in PARTING.split(settled(text))
    )
    return tuple(sorted(part for part in parts if part))


def _turned(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether the same words stand in another order, and the order matters."""
    if lows(one).isdisjoint(DIRECTED) or lows(other).isdisjoint(DIRECTED):
        return False
    return meant(one, lexicon) != meant(other, lexicon)


def _as_warm(first: Quantity, second: Quantity) -> bool:
    """Whether two temperatures on different scales are the same."""
    if first.kind == second.kind or not {first.kind, second.kind} <= TEMPERATURE.keys():
        return False
    kelvin = [
        TEMPERATURE[one.kind][0] * end + TEMPERATURE[one.kind][1]
        for one in (first, second)
        for end in (one.low, one.high)
    ]
    return abs(kelvin[0] - kelvin[2]) <= DEGREE and abs(kelvin[1] - kelvin[3]) <= DEGREE


def _bare(text: str) -> tuple[str, ...]:
    return tuple(token.root for token in tokens(text) if token.low not in ("a", "an", "the"))
