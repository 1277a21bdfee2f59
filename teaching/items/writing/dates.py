"""Times as a line tells them: "in week 5", "seven months". Pure."""

from __future__ import annotations

import re

from teaching.items.linting.tokens import singular
from teaching.items.linting.values import NUMBERS

NTH = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: float(place) for place, word in enumerate(re.findall(r"\w+", NTH), 1)}
COUNT = "|".join([r"\d{1,6}(?:\.\d{1,3})?", *NUMBERS, *ORDINALS])
UNIT = "hour|day|week|month|year"
SPAN = re.compile(
    rf"\b(?:(?P<count>{COUNT})(?:\s?(?:–|-|to)\s?(?P<more>{COUNT}))?\s(?P<unit>{UNIT})s?"
    rf"|(?P<nth>{UNIT})\s(?P<place>{COUNT}))\b"
)
HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}


def is_dated(text: str) -> bool:
    """Whether a text counts to a time ("in week 5") rather than for one."""
    return any(match["nth"] for match in SPAN.finditer(text.lower()))


def span(text: str, unit: str) -> tuple[float, float] | None:
    """The first length of time of a text, in a unit: "week 5" is from 4 to 5."""
    size = HOURS.get(singular(unit))
    if size is None:
        return None
    for match in SPAN.finditer(text.lower()):
        if match["nth"]:
            place = number(match["place"])
            if place is not None and place >= 1:
                factor = HOURS[match["nth"]] / size
                return round((place - 1) * factor, 1), round(place * factor, 1)
            continue
        first = match["count"]
        factor = HOURS[match["unit"]] / size
        if first in ORDINALS:
            return round((ORDINALS[first] - 1) * factor, 1), round(ORDINALS[first] * factor, 1)
        low = number(first)
        if low is None:
            continue
        high = number(match["more"]) if match["more"] else low
        if high is None or high < low:
            high = low
        return round(low * factor, 1), round(high * factor, 1)
    return None


def number(word: str) -> float | None:
    """A number in figures or in words; also what is counted ("third")."""
    if word in ORDINALS:
        return ORDINALS[word]
    if word in NUMBERS:
        return float(NUMBERS[word])
    return float(word) if word[0].isdigit() else None
