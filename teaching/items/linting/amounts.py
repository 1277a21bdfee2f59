"""Amounts in words: how often, at least, at most. Each is brought to one wording, so that "every 12
hours" and "twice a day" are seen to say the same."""

from __future__ import annotations

import re
from functools import lru_cache

from teaching.items.linting.tokens import KEPT
from teaching.items.linting.values import NUMBERS

HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
ADVERBS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month",
           "yearly": "year", "annually": "year"}  # fmt: skip
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
COUNT = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
UNIT = "hour|day|week|month|year"
OFTEN = re.compile(
    rf"""\b(?: (?:(?P<once>once|twice|thrice)|(?P<times>{COUNT})\ times)
        [ ](?:(?:a|an|per|each|every|in\ a)\ (?P<unit>{UNIT})\b|(?P<adverb>{"|".join(ADVERBS)})\b)
    | every\ (?:(?P<other>other|second)\ |(?P<each>{COUNT})\ )?(?P<unit2>{UNIT})s?\b
    | (?P<each2>{COUNT})-(?P<adverb2>hourly|daily|weekly|monthly)\b
    | (?P<alone>{"|".join(ADVERBS)})\b )""",
    re.VERBOSE | re.IGNORECASE,
)
AGE = r"(?:\ years?(?:\ of\ age|\ old)?|\ of\ age)?"
LEAST = re.compile(
    rf"""\b(?:(?:aged|of)\ )?(?:at\ least|a\ minimum\ of|(?:not|no)\ (?:less|fewer)\ than)
      [ ](?P<one>{COUNT}){AGE}\b
    | \b(?:aged\ )?(?P<two>{COUNT}){AGE}(?P<of>\ \w+)??\ (?:or|and)
      [ ](?:older|over|more|above|longer|upwards)\b
    | ≥\s?(?P<three>{COUNT}){AGE}""",
    re.VERBOSE | re.IGNORECASE,
)
MOST = re.compile(
    rf"""\b(?:(?:aged|of)\ )?(?:at\ most|up\ to|a\ maximum\ of|(?:not|no)\ (?:more|longer)\ than)
      [ ](?P<one>{COUNT}){AGE}\b
    | \b(?:aged\ )?(?P<two>{COUNT}){AGE}(?P<of>\ \w+)??\ (?:or|and)
      [ ](?:younger|under|less|fewer|below|shorter)\b
    | ≤\s?(?P<three>{COUNT}){AGE}""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(KEPT)
def settled(text: str) -> str:
    """A text with its rates and bounds in one wording each."""
    text = OFTEN.sub(_rate, text)
    text = LEAST.sub(lambda found: _bound("minimum", found), text)
    return MOST.sub(lambda found: _bound("maximum", found), text)


def _number(text: str) -> float:
    low = text.lower()
    return float(NUMBERS[low]) if low in NUMBERS else float(low.replace(",", "."))


def _rate(found: re.Match[str]) -> str:
    if found["once"] or found["times"]:
        often = TIMES[found["once"].lower()] if found["once"] else _number(found["times"])
        unit = found["unit"] or ADVERBS[found["adverb"].lower()]
        between = HOURS[unit.lower()] / (often or 1)
    elif found["unit2"]:
        count = 2.0 if found["other"] else _number(found["each"]) if found["each"] else 1.0
        between = count * HOURS[found["unit2"].lower()]
    elif found["each2"]:
        between = _number(found["each2"]) * HOURS[ADVERBS[found["adverb2"].lower()]]
    else:
        between = HOURS[ADVERBS[found["alone"].lower()]]
    return f"interval {between:g}"


def _bound(name: str, found: re.Match[str]) -> str:
    number = _number(found["one"] or found["two"] or found["three"])
    return f"{name} {number:g}{found['of'] or ''}"
