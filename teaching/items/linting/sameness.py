"""Sameness: two options that say one thing, so that both are right or both can be struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isclose

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.lexicon import Lexicon, words
from teaching.items.linting.tokens import KEPT, STOP, listed, tokens
from teaching.items.linting.values import quantity

SMALL = listed("a an the of in on at by to for with its his her their")
"""Words that may differ between two ways of saying one thing."""
PARTING = re.compile(r"[,;]|\band\b|\bthen\b")
ABBREVIATION = re.compile(r"[A-Z]{2,6}")
SAME = tuple(
    frozenset(words(term) for term in group.split("|"))
    for group in (
        "hypertension|high blood pressure|raised blood pressure",
        "hypotension|low blood pressure",
        "heart attack|myocardial infarction",
        "stroke|cerebrovascular accident|apoplexy",
        "tachycardia|fast heart rate|rapid pulse",
        "bradycardia|slow heart rate|slow pulse",
        "cancer|malignancy|malignant tumour",
        "fever|pyrexia|raised temperature",
        "shortness of breath|dyspnoea|breathlessness",
        "high blood sugar|hyperglycaemia",
        "low blood sugar|hypoglycaemia",
        "kidney failure|renal failure",
        "adrenaline|epinephrine",
        "paracetamol|acetaminophen",
        "table salt|sodium chloride",
        "car|automobile",
        "buy|purchase",
        "soccer|football",
        "autumn|fall",
    )
)


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
        return "are the same amount" if equal else ""
    if _abbreviates(one, other) or _abbreviates(other, one):
        return "are an abbreviation and its full form"
    if _said(one) == _said(other) != ():
        return "say the same"
    terms = {_bare(one), _bare(other)}
    if any(terms <= group for group in (*SAME, *lexicon.same)):
        return "are two names of one thing"
    short, long = sorted((_bare(one), _bare(other)), key=len)
    if short and len(long) == len(short) + 1 and long[1:] == short and len("".join(short)) > 3:
        return "overlap: one is a kind of the other"
    return ""


def _abbreviates(short: str, full: str) -> bool:
    if not ABBREVIATION.fullmatch(short.strip()):
        return False
    initials = "".join(token.low[0] for token in tokens(full) if token.low not in STOP)
    return initials.upper() == short.strip()


def _said(text: str) -> tuple[tuple[str, ...], ...]:
    """What an option says, whatever the order: the words of each of its parts."""
    parts = (
        tuple(sorted(token.root for token in tokens(part) if token.low not in SMALL))
        for part in PARTING.split(text)
    )
    return tuple(sorted(part for part in parts if part))


def _bare(text: str) -> tuple[str, ...]:
    return tuple(token.root for token in tokens(text) if token.low not in ("a", "an", "the"))
