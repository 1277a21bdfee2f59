"""Time runs one way in a story: nothing lasts longer than a life, or is told before its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from teaching.items.linting.asked import Story
from teaching.items.linting.flaws import Mark, in_sentence
from teaching.items.linting.tokens import (
    KEPT,
    asks,
    heads,
    heads_of,
    listed,
    lows,
    resonance,
    root,
)
from teaching.items.linting.values import NUMBERS

DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
COUNT = rf"(?:\d+|(?:(?:{'|'.join(TENS)})-)?(?:{'|'.join(NUMBERS)}))"
UNIT = r"(?P<unit>day|week|month|year)s?"
NTH = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: number for number, word in enumerate(re.findall(r"\w+", NTH), 1)}
AGE = re.compile(r"\b(?P<count>\d{1,3})-(?P<unit>year|month|week|day)-old\b")
LASTING = re.compile(
    rf"\b(?:for|in)\s(?:about\s|over\s|more\sthan\s)?(?P<count>{COUNT})\s{UNIT}\b", re.I
)
SINCE_AGE = re.compile(
    r"\bsince (?:the age of|age|he was|she was) (?P<age>\d{1,3})\b", re.IGNORECASE
)
HAVING = listed("has have had")
BACK = listed("ago earlier before past since after of")
AT = listed("in by at since")
ORDER = listed("after before")
"""Words without which a sentence holds no span, or no date."""
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
SPANS = listed("day days week weeks month months year years age since")
"""Words without which a sentence says nothing of time, but for two years."""
FROM = re.compile(
    r"\W*(?:(?:counted\s)?from|after|of|since|following)\s(?:the|an?|his|her|their|that|this)\s"
    r"(?P<event>[\w-]+)",
    re.IGNORECASE,
)
"""The event from which a date counts, right after the date."""
FURTHER = 0.75
"""Units of its own by which a date may lie beyond what "ago" says, since dates are rounded …"""
ROUNDED = 0.5
"""… and units of the span, since spans are as well."""


@dataclass(frozen=True, slots=True)
class Span:
    """How long ago something was: days and the unit they are rounded to."""

    days: float
    unit: float
    dates_back: bool
    """False for what has lasted so long: only a date that counts from it can go beyond it."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date counted from an event, which is "" where none is named."""

    place: tuple[int, int]
    days: float
    unit: float
    is_now: bool
    event: str


@dataclass(frozen=True, slots=True)
class Dates:
    """What one sentence says of time, in days."""

    age: float | None
    lasting: tuple[tuple[re.Match[str], float], ...]
    """Spans the patient has lived through, an age since which included."""
    spans: tuple[Span, ...]
    dates: tuple[Date, ...]
    wrong: re.Match[str] | None
    """Two years in the wrong order."""


TIMELESS = Dates(None, (), (), (), None)


@lru_cache(KEPT)
def dates(sentence: str) -> Dates:
    """What a sentence says of time."""
    said = lows(sentence)
    years = None if said.isdisjoint(ORDER) else YEARS.search(sentence)
    if said.isdisjoint(SPANS) and years is None:
        return TIMELESS
    born = AGE.search(sentence) if "old" in said else None
    lasting = []
    has = not said.isdisjoint(HAVING)
    if has and not said.isdisjoint(("for", "in")):
        lasting = [(m, _days(m["count"], m["unit"])) for m in LASTING.finditer(sentence)]
    if "since" in said:
        lasting += [(m, int(m["age"]) * DAYS["year"]) for m in SINCE_AGE.finditer(sentence)]
    spans = []
    if not said.isdisjoint(BACK):
        spans += [_span(m, dates_back=True) for m in SPAN.finditer(sentence)]
    if has and "for" in said:
        spans += [_span(m, dates_back=bool(m["since"])) for m in FOR.finditer(sentence)]
    patterns = (
        *((NOW,) if "now" in said else ()),
        *((REACHED,) if not said.isdisjoint(AT) else ()),
        *((ON_THE,) if "on" in said else ()),
    )
    wrong = (
        years is not None
        and years["one"] != years["two"]
        and ((int(years["one"]) < int(years["two"])) == (years["way"].lower() == "after"))
    )
    return Dates(
        (int(born["count"]) + 1) * DAYS[born["unit"]] if born else None,
        tuple(lasting),
        tuple(spans),
        tuple(
            _date(sentence, m, is_now=pattern is NOW)
            for pattern in patterns
            for m in pattern.finditer(sentence)
        ),
        years if wrong else None,
    )


def contradicting_time(story: Story) -> Iterator[Mark]:
    told = [
        (index, one) for index, one in enumerate(map(dates, story.sentences)) if one is not TIMELESS
    ]
    yield from _longer_than_life(story, told)
    yield from _beyond_today(story, told)
    for index, one in told:
        if one.wrong is not None:
            yield Mark(
                in_sentence(story.sentences, index, *one.wrong.span()),
                f"{one.wrong['one']} is not {one.wrong['way'].lower()} {one.wrong['two']}.",
                "Check the dates.",
            )
            return


Told = list[tuple[int, Dates]]
"""The sentences that say something of time, by their place."""


def _longer_than_life(story: Story, told: Told) -> Iterator[Mark]:
    age: float | None = None
    for index, one in told:
        age = age if age is not None else one.age
        for found, span in one.lasting:
            if age is not None and span > age:
                yield _impossible(story, index, found)
                return


def _impossible(story: Story, index: int, found: re.Match[str]) -> Mark:
    return Mark(
        in_sentence(story.sentences, index, *found.span()),
        f"“{found[0]}” is longer than this patient has lived.",
        "Change the age or the span.",
    )


def _beyond_today(story: Story, told: Told) -> Iterator[Mark]:
    """A date counted from an event that lies further on than the event lies back."""
    spans = [(index, span) for index, one in told for span in one.spans]
    if not spans:
        return
    for index, one in told:
        for date in one.dates:
            own = [
                (place, span)
                for place, span in spans
                if date.event and _speaks_of(story.sentences[place], date.event)
            ]
            counted = own or spans
            if not own and not any(span.dates_back for _, span in spans):
                continue
            if any(story.stage(place) < story.stage(index) for place, _ in counted):
                continue  # time may have passed since it was told how long ago it was
            since = max((span for _, span in counted), key=lambda span: span.days)
            late = date.days > since.days + FURTHER * date.unit + ROUNDED * since.unit
            early = (
                date.is_now
                and len({span for _, span in counted}) == 1
                and date.days + FURTHER * date.unit < since.days
            )
            if late or early:
                start, end = date.place
                yield Mark(
                    in_sentence(story.sentences, index, start, end),
                    f"“{story.sentences[index][start:end]}” does not agree with how long ago it"
                    " began.",
                    "Let both spans be counted from the same day.",
                )
                return


def _speaks_of(sentence: str, event: str) -> bool:
    if heads_of(event).isdisjoint(heads(sentence)):
        return False
    return not asks(root(event)).isdisjoint(resonance(sentence))


def _span(found: re.Match[str], *, dates_back: bool) -> Span:
    groups = found.groupdict()
    if groups.get("nth"):
        unit = DAYS[groups["unit3"].lower()]
        return Span(ORDINALS[groups["nth"].lower()] * unit, unit, dates_back)
    name = groups.get("unit2") or groups["unit"]
    unit = DAYS[name.lower()]
    days = _days(groups.get("count2") or groups["count"], name)
    return Span(days + (unit / 2 if groups.get("and") else 0), unit, dates_back)


def _date(sentence: str, found: re.Match[str], *, is_now: bool) -> Date:
    groups = found.groupdict()
    if groups.get("nth"):
        unit = DAYS[groups["unit2"].lower()]
        days = ORDINALS[groups["nth"].lower()] * unit
    else:
        unit = DAYS[groups["unit"].lower()]
        days = _days(groups["count"], groups["unit"])
    counted = FROM.match(sentence, found.end())
    return Date(found.span(), days, unit, is_now, counted["event"].lower() if counted else "")


def _days(count: str, unit: str) -> float:
    number = 0.0
    for part in count.lower().split("-"):
        number += float(part) if part.isdigit() else float(NUMBERS[part])
    return number * DAYS[unit.lower()]
