"""Quantities as options state them: a value or a range, brought to one unit so that they can be
put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from teaching.items.linting.tokens import KEPT

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
TENS = "thirty forty fifty sixty seventy eighty ninety hundred"
NUMBERS: dict[str, float] = {
    **{word: value for value, word in enumerate(re.findall(r"\w+", ONES))},
    **{word: 10 * value for value, word in enumerate(re.findall(r"\w+", TENS), 3)},
    "a": 1,
    "an": 1,
    "half": 0.5,
}

UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), ("time", 1.0)),
    **dict.fromkeys(("min", "minute", "minutes"), ("time", 60.0)),
    **dict.fromkeys(("h", "hour", "hours"), ("time", 3600.0)),
    **dict.fromkeys(("d", "day", "days"), ("time", 86400.0)),
    **dict.fromkeys(("week", "weeks"), ("time", 604800.0)),
    **dict.fromkeys(("month", "months"), ("time", 2629800.0)),
    **dict.fromkeys(("year", "years"), ("time", 31557600.0)),
    "µg": ("mass", 1e-6), "mg": ("mass", 1e-3), "g": ("mass", 1.0), "kg": ("mass", 1e3),
    "mm": ("length", 1e-3), "cm": ("length", 1e-2), "m": ("length", 1.0), "km": ("length", 1e3),
    "km/h": ("speed", 1 / 3.6), "m/s": ("speed", 1.0), "km/s": ("speed", 1e3),
    **dict.fromkeys(("gram", "grams"), ("mass", 1.0)),
    **dict.fromkeys(("metre", "metres"), ("length", 1.0)),
    **dict.fromkeys(("kilometre", "kilometres"), ("length", 1e3)),
    **dict.fromkeys(("litre", "litres"), ("volume", 1.0)),
    "%": ("", 1e-2), "nm": ("length", 1e-9), "ml": ("volume", 1e-3), "l": ("volume", 1.0),
}  # fmt: skip

TINY = 1e-9
"""Keeps "less than 15" and "15 to 45" apart."""

FIGURE = r"[−-]?\d+(?:[.,]\d+)*(?:/\d+)?"
WORDED = "|".join(sorted(NUMBERS, key=len, reverse=True))
AMOUNT = rf"(?:{FIGURE}|\b(?:{WORDED})\b)"
UNIT = r"[%°]\s?[CF]?|/?\s?[a-zµ]+(?:/[a-zµ²³]+)?"
VALUE = re.compile(
    rf"^(?P<before>(?:(?:about|around|some|at|in|after|within|up|to|between|from|week|month|day|year"
    rf"|less|more|fewer|than|under|over|below|above|at|most|least|every|age|the|older|younger)"
    rf"\s)*)(?P<low>{AMOUNT})"
    rf"(?:\s?(?P<unit1>{UNIT})?\s?(?:–|—|-|to|and)\s?(?P<high>{AMOUNT}))?"
    rf"\s?(?P<unit>{UNIT})?(?:\s(?:or|a|of|at)\s.*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """From ``low`` to ``high`` in the base unit of its ``kind``; one value where they are equal."""

    low: float
    high: float
    kind: str

    @property
    def is_range(self) -> bool:
        return self.low != self.high


@lru_cache(KEPT)
def quantity(text: str) -> Quantity | None:
    """The quantity that an option is, or None where it is anything else."""
    found = VALUE.match(text.strip().rstrip("."))
    if found is None:
        return None
    before = found["before"].lower().split()
    if found["low"].lower() in ("a", "an") and (found["unit"] or "").lower() not in UNITS:
        return None
    unit = (found["unit"] or found["unit1"] or "").strip(" /")
    named = next((word for word in ("week", "month", "day", "year") if word in before), "")
    kind, factor = UNITS.get(unit.lower() or named, (unit.lower() or named, 1.0))
    low = _number(found["low"]) * factor
    high = _number(found["high"]) * factor if found["high"] else low
    if found["unit1"] and found["high"] and found["unit"]:
        first = UNITS.get(found["unit1"].strip().lower())
        if first is not None and first[0] == kind:
            low = _number(found["low"]) * first[1]
    if {"less", "under", "below", "up", "fewer", "younger"} & set(before):
        low, high = 0.0, high * (1 - TINY)
    elif {"more", "over", "above", "older"} & set(before):
        low, high = low * (1 + TINY), inf
    if low > high:
        return None
    return Quantity(low, high, kind)


def _number(text: str) -> float:
    low = text.lower()
    if low in NUMBERS:
        return float(NUMBERS[low])
    figure = low.replace("−", "-")
    above, slash, below = figure.partition("/")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+", above):
        above = above.replace(",", "")
    value = float(above.replace(",", ".") if above.count(",") == 1 and "." not in above else
                  above.replace(",", ""))  # fmt: skip
    return value / float(below) if slash and float(below) else value
