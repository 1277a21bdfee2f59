"""Time runs one way in a story: nothing lasts longer than a life, or is told before its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from teaching.items.linting.asked import Story
from teaching.items.linting.flaws import Mark, in_sentence
from teaching.items.linting.tokens import KEPT, listed, lows
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
HAS = re.compile(r"\b(?:has|have|had)\b", re.IGNORECASE)
AGO = re.compile(
    rf"\b(?P<count>{COUNT})\s(?P<and>and a half\s)?{UNIT}\s(?:ago|earlier|before this)\b",
    re.IGNORECASE,
)
FOR = re.compile(rf"\bhas had\b.*\bfor\s(?P<count>{COUNT})\s{UNIT}\b", re.IGNORECASE)
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
FURTHER = 1.5
"""Units by which a date may lie beyond what "ago" says, since both are rounded."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What one sentence says of time, in days."""

    age: float | None
    lasting: tuple[tuple[re.Match[str], float], ...]
    """Spans the patient has lived through, an age since which included."""
    ago: float | None
    reached: tuple[tuple[re.Match[str], float, float, bool], ...]
    """Dates counted from an event: days, the slack of the unit, and whether it is today."""
    wrong: re.Match[str] | None
    """Two years in the wrong order."""


TIMELESS = Dates(None, (), None, (), None)


@lru_cache(KEPT)
def dates(sentence: str) -> Dates:
    """What a sentence says of time."""
    if lows(sentence).isdisjoint(SPANS) and not YEARS.search(sentence):
        return TIMELESS
    born = AGE.search(sentence)
    lasting = []
    if HAS.search(sentence):
        lasting = [(m, _days(m["count"], m["unit"])) for m in LASTING.finditer(sentence)]
    lasting += [(m, int(m["age"]) * DAYS["year"]) for m in SINCE_AGE.finditer(sentence)]
    back = [
        _days(m["count"], m["unit"]) + (DAYS[m["unit"].lower()] / 2 if m["and"] else 0)
        for m in AGO.finditer(sentence)
    ]
    back += [_days(m["count"], m["unit"]) for m in FOR.finditer(sentence)]
    years = YEARS.search(sentence)
    wrong = (
        years is not None
        and years["one"] != years["two"]
        and ((int(years["one"]) < int(years["two"])) == (years["way"].lower() == "after"))
    )
    return Dates(
        (int(born["count"]) + 1) * DAYS[born["unit"]] if born else None,
        tuple(lasting),
        max(back, default=None),
        tuple(
            (m, *_date(m), pattern is NOW)
            for pattern in (NOW, REACHED, ON_THE)
            for m in pattern.finditer(sentence)
        ),
        years if wrong else None,
    )


def contradicting_time(story: Story) -> Iterator[Mark]:
    told = [dates(sentence) for sentence in story.sentences]
    yield from _longer_than_life(story, told)
    yield from _beyond_today(story, told)
    for index, one in enumerate(told):
        if one.wrong is not None:
            yield Mark(
                in_sentence(story.sentences, index, *one.wrong.span()),
                f"{one.wrong['one']} is not {one.wrong['way'].lower()} {one.wrong['two']}.",
                "Check the dates.",
            )
            return


def _longer_than_life(story: Story, told: list[Dates]) -> Iterator[Mark]:
    age: float | None = None
    for index, one in enumerate(told):
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


def _beyond_today(story: Story, told: list[Dates]) -> Iterator[Mark]:
    """A date counted from an event that lies further on than the event lies back."""
    today: dict[int, float] = {}
    for index, one in enumerate(told):
        if one.ago is not None:
            stage = story.stage(index)
            today[stage] = max(today.get(stage, 0.0), one.ago)
    for index, one in enumerate(told):
        since = today.get(story.stage(index))
        if since is None:
            continue
        for found, date, slack, is_now in one.reached:
            if date > since + FURTHER * slack or (is_now and date + FURTHER * slack < since):
                yield Mark(
                    in_sentence(story.sentences, index, *found.span()),
                    f"“{found[0]}” does not agree with how long ago it began.",
                    "Let both spans be counted from the same day.",
                )
                return


def _date(found: re.Match[str]) -> tuple[float, float]:
    """Days until a date, and the length of its unit."""
    groups = found.groupdict()
    if groups.get("nth"):
        unit = DAYS[groups["unit2"].lower()]
        return ORDINALS[groups["nth"].lower()] * unit, unit / 2
    unit = DAYS[groups["unit"].lower()]
    return _days(groups["count"], groups["unit"]), unit / 2


def _days(count: str, unit: str) -> float:
    number = 0.0
    for part in count.lower().split("-"):
        number += float(part) if part.isdigit() else float(NUMBERS[part])
    return number * DAYS[unit.lower()]
