"""Dating: what one sentence says of time, in days.

The patterns are dear, and most sentences hold nothing for them: each begins only where two pieces
of the sentence, what stands between two spaces, give a number to a day, week, month or year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

from teaching.items.linting.tokens import KEPT, listed
from teaching.items.linting.values import NUMBERS

DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
COUNT = rf"(?:\d+|(?:(?:{'|'.join(TENS)})-)?(?:{'|'.join(NUMBERS)}))"
UNIT = r"(?P<unit>day|week|month|year)s?"
NTH = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: number for number, word in enumerate(re.findall(r"\w+", NTH), 1)}
OLDEST = len("101-month")
AGE = re.compile(r"\b(?P<count>\d{1,3})-(?P<unit>year|month|week|day)-old\b")
LASTING = re.compile(
    rf"\b(?:for|in)\s(?:about\s|over\s|more\sthan\s)?(?P<count>{COUNT})\s{UNIT}\b", re.I
)
SINCE_AGE = re.compile(
    r"\bsince (?:the age of|age|he was|she was) (?P<age>\d{1,3})\b", re.IGNORECASE
)
SPAN = re.compile(
    rf"""\b(?:(?P<count>{COUNT})\s(?P<and>and\sa\shalf\s)?{UNIT}\s
          (?:ago|earlier|before\sthis|past|since)
    | is\s(?:now\s)?in\s(?:the\s)?(?:(?P<unit2>day|week|month|year)\s(?P<count2>{COUNT})
      |(?P<nth>{"|".join(ORDINALS)})\s(?P<unit3>day|week|month|year))\s(?:after|of|since))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How long ago something was, as seen from today."""
FOR = re.compile(
    rf"\bha(?:s|ve)\b.*?\bfor\s(?P<count>{COUNT})\s{UNIT}\b(?P<since>,?\s(?:ever\s)?since\b)?",
    re.IGNORECASE,
)
REACHED = re.compile(
    rf"\b(?:in|by|at|since)\s(?:the\s)?(?:(?P<unit>day|week|month|year)\s(?P<count>{COUNT})"
    rf"|(?P<nth>{'|'.join(ORDINALS)})\s(?P<unit2>day|week|month|year))\b",
    re.IGNORECASE,
)
NOW = re.compile(
    rf"\b(?:it is now|now)\s(?:the\s)?(?:(?P<unit>day|week|month|year)\s(?P<count>{COUNT})"
    rf"|(?P<nth>{'|'.join(ORDINALS)})\s(?P<unit2>day|week|month|year))\b",
    re.IGNORECASE,
)
ON_THE = re.compile(rf"\bon the (?P<nth>{'|'.join(ORDINALS)}) (?P<unit2>day|week)\b", re.IGNORECASE)
YEARS = re.compile(
    r"\bin (?P<one>[12]\d{3})\b[^.]*?\b(?P<way>after|before)\b[^.]*?\b(?P<two>[12]\d{3})\b"
)
FROM = re.compile(
    r"\W*(?:(?:counted\s)?from|after|of|since|following)\s(?:the|an?|his|her|their|that|this)\s"
    r"(?P<event>[\w-]+)",
    re.IGNORECASE,
)
"""The event from which a date counts, right after the date."""

SPANS = listed("day days week weeks month months year years age since")
"""Words without which a sentence says nothing of time, but for two years."""
HAVING = listed("has have had")
ORDER = listed("after before")
BACK = ("ago", "earlier", "before", "past", "since")
COUNTED_FROM = ("after", "of", "since")
"""How the piece after a span begins."""
AT = ("in", "by", "at", "since")
LONG = ("for", "in", "about", "over", "than")
"""How the piece before a date, or before what has lasted, ends."""
UNITS = frozenset({*DAYS, *(f"{unit}s" for unit in DAYS)})
ENDS_COUNTING = re.compile(rf"\b{COUNT}$")
BEGINS_COUNTING = re.compile(rf"{COUNT}\b")
BEGINS_WITH_UNIT = re.compile(r"(?:day|week|month|year)s?\b")
IN_YEARS = re.compile(r"\b[12]\d{3}\b")


class Span(NamedTuple):
    """How long ago something was: days and the unit they are rounded to."""

    days: float
    unit: float
    dates_back: bool
    """False for what has lasted so long: only a date that counts from it can go beyond it."""


class Date(NamedTuple):
    """A date counted from an event, which is "" where none is named."""

    place: tuple[int, int]
    days: float
    unit: float
    is_now: bool
    event: str


class Dates(NamedTuple):
    """What one sentence says of time, in days."""

    age: float | None
    lasting: tuple[tuple[re.Match[str], float], ...]
    """Spans the patient has lived through, an age since which included."""
    spans: tuple[Span, ...]
    dates: tuple[Date, ...]
    wrong: re.Match[str] | None
    """Two years in the wrong order."""


TIMELESS = Dates(None, (), (), (), None)


def dates(sentence: str, said: frozenset[str], parts: Sequence[Part]) -> Dates:
    """What a sentence of these words and pieces says of time."""
    years = None if said.isdisjoint(ORDER) else _years(sentence, parts)
    if said.isdisjoint(SPANS):
        return TIMELESS if years is None else Dates(None, (), (), (), years)
    born = AGE.search(sentence, _old(sentence)) if "old" in said else None
    at = _starts(parts, has=not said.isdisjoint(HAVING), now="now" in said)
    age = (int(born["count"]) + 1) * DAYS[born["unit"]] if born else None
    if at is NOWHERE and age is None and "since" not in said:
        return TIMELESS if years is None else Dates(None, (), (), (), years)
    lasting: list[tuple[re.Match[str], float]] = []
    spans: list[Span] = []
    if at.lasting:
        lasting += [
            (m, _days(m["count"], m["unit"])) for m in _found(LASTING, sentence, at.lasting)
        ]
    if "since" in said and not said.isdisjoint(("age", "was")):
        lasting += [(m, int(m["age"]) * DAYS["year"]) for m in SINCE_AGE.finditer(sentence)]
    if at.spans:
        spans += map(_span, _found(SPAN, sentence, at.spans))
    if at.lasting and "for" in said:
        spans += map(_lasted, FOR.finditer(sentence))
    reached = [
        _date(sentence, m, is_now=pattern is NOW)
        for pattern, starts in ((NOW, at.now), (REACHED, at.reached), (ON_THE, at.on_the))
        if starts
        for m in _found(pattern, sentence, starts)
    ]
    return Dates(age, tuple(lasting), tuple(spans), tuple(reached), years)


def _old(sentence: str) -> int:
    """Where the first age of a sentence can begin: "101-month-old"."""
    return max(0, sentence.find("-old") - OLDEST)


def _years(sentence: str, parts: Sequence[Part]) -> re.Match[str] | None:
    """Two years of which the later is said to come first."""
    if sum([one.has_year for one in parts]) < 2:
        return None
    years = YEARS.search(sentence)
    if years is None or years["one"] == years["two"]:
        return None
    is_after = years["way"].lower() == "after"
    return years if (int(years["one"]) < int(years["two"])) == is_after else None


class Part(NamedTuple):
    """How a piece of a sentence can take part in a date."""

    low: str
    size: int
    ends_counting: bool
    begins_counting: bool
    begins_with_unit: bool
    has_year: bool


def part(text: str) -> Part:
    """What a text without spaces can be in a date."""
    low = text.lower()
    return Part(
        low,
        len(text),
        ENDS_COUNTING.search(low) is not None,
        BEGINS_COUNTING.match(low) is not None,
        BEGINS_WITH_UNIT.match(low) is not None,
        IN_YEARS.search(low) is not None,
    )


class _Starts(NamedTuple):
    """Where in a sentence each pattern can begin, or a little before: no other place fits it."""

    lasting: Sequence[int] = ()
    spans: Sequence[int] = ()
    now: Sequence[int] = ()
    reached: Sequence[int] = ()
    on_the: Sequence[int] = ()


NOWHERE = _Starts()
BEGINS = attrgetter("begins_with_unit")


def _starts(parts: Sequence[Part], *, has: bool, now: bool) -> _Starts:
    lasting: list[int] = []
    spans: list[int] = []
    at_now: list[int] = []
    reached: list[int] = []
    on_the: list[int] = []
    for unit in compress(range(len(parts)), map(BEGINS, parts)):
        before = parts[unit - 1] if unit else None
        if before is not None and before.ends_counting:
            if has and unit > 1 and parts[unit - 2].low.endswith(LONG):
                lasting.append(unit - 4)
            if parts[unit].low in UNITS and _begins(parts, unit + 1, BACK):
                spans.append(unit - 4 if before.low == "half" else unit - 1)
        for first in _dated(parts, unit):
            place = first - 2 if first > 1 and parts[first - 1].low == "the" else first - 1
            opens = parts[place].low
            if opens.endswith(AT):
                reached.append(place)
                if opens.endswith("in") and _begins(parts, first + 2, COUNTED_FROM):
                    said = [one.low for one in parts[max(0, place - 2) : place]]
                    if any(word.endswith("is") for word in said):
                        spans.append(place - 2)
            elif opens.endswith("on"):
                on_the.append(place)
            elif now and opens.endswith("now"):
                at_now.append(place - 2)
    if not (lasting or spans or at_now or reached or on_the):
        return NOWHERE
    return _Starts(
        *[
            [_begin(parts, place) for place in sorted(places)] if places else ()
            for places in (lasting, spans, at_now, reached, on_the)
        ]
    )


def _begin(parts: Sequence[Part], place: int) -> int:
    """Where a piece begins, or before it where more than one space parts some."""
    return sum([one.size for one in parts[:place]]) + place if place > 0 else 0


def _dated(parts: Sequence[Part], unit: int) -> Iterator[int]:
    """Where "week 4" or "fourth week" begin around a unit, if something stands before them."""
    if unit > 1 and parts[unit - 1].low in ORDINALS:
        yield unit - 1
    follows = unit and unit + 1 < len(parts) and parts[unit].low in DAYS
    if follows and parts[unit + 1].begins_counting:
        yield unit


def _begins(parts: Sequence[Part], place: int, words: tuple[str, ...]) -> bool:
    return place < len(parts) and parts[place].low.startswith(words)


def _found(
    pattern: re.Pattern[str], sentence: str, starts: Sequence[int]
) -> Iterator[re.Match[str]]:
    """All places that fit, from left to right without overlap."""
    end = 0
    for start in starts:
        found = pattern.search(sentence, max(start, end))
        if found is None:
            return
        yield found
        end = found.end()


def _span(found: re.Match[str]) -> Span:
    if found["nth"]:
        unit = DAYS[found["unit3"].lower()]
        return Span(ORDINALS[found["nth"].lower()] * unit, unit, dates_back=True)
    name = found["unit2"] or found["unit"]
    unit = DAYS[name.lower()]
    days = _days(found["count2"] or found["count"], name)
    return Span(days + (unit / 2 if found["and"] else 0), unit, dates_back=True)


def _lasted(found: re.Match[str]) -> Span:
    days = _days(found["count"], found["unit"])
    return Span(days, DAYS[found["unit"].lower()], dates_back=bool(found["since"]))


def _date(sentence: str, found: re.Match[str], *, is_now: bool) -> Date:
    if found["nth"]:
        unit = DAYS[found["unit2"].lower()]
        days = ORDINALS[found["nth"].lower()] * unit
    else:
        unit = DAYS[found["unit"].lower()]
        days = _days(found["count"], found["unit"])
    counted = FROM.match(sentence, found.end())
    return Date(found.span(), days, unit, is_now, counted["event"].lower() if counted else "")


@lru_cache(KEPT)
def _days(count: str, unit: str) -> float:
    number = 0.0
    for part in count.lower().split("-"):
        number += float(part) if part.isdigit() else float(NUMBERS[part])
    return number * DAYS[unit.lower()]
