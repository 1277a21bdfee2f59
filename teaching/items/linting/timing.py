"""Time runs one way in a story: nothing lasts longer than a life, or is told before its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Story
from teaching.items.linting.dating import TIMELESS, Dates
from teaching.items.linting.flaws import Mark, in_sentence
from teaching.items.linting.sentences import Sentence
from teaching.items.linting.tokens import KEPT, asks, bits_of, heads_of, resonance, root

FURTHER = 0.75
"""Units of its own by which a date may lie beyond what "ago" says, since dates are rounded …"""
ROUNDED = 0.5
"""… and units of the span, since spans are as well."""


def contradicting_time(story: Story) -> Iterator[Mark]:
    told = [(index, one.dates) for index, one in enumerate(story.said) if one.dates is not TIMELESS]
    if not told:
        return
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
                if date.event and _speaks_of(story.said[place], date.event)
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


def _speaks_of(sentence: Sentence, event: str) -> bool:
    if not _bits_of_kin(event) & sentence.bits:
        return False
    return not all(map(asks(root(event)).isdisjoint, map(resonance, sentence.words)))


@lru_cache(KEPT)
def _bits_of_kin(event: str) -> int:
    """Of how words may begin that speak of an event."""
    return bits_of(heads_of(event))
