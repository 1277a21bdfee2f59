"""Length and detail: the right answer is often the one its author took most care to qualify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.tokens import KEPT, content

LONGEST = 1.35
"""The key is so many times as long as the longest other option …"""
AVERAGE = 1.6
"""… and so many times as long as the others are on average …"""
MORE = 12
"""… and longer by so many characters."""

DETAIL = re.compile(
    r"""\([^)]+\)                                   # something in brackets
    | \d[\d.,]*\s*(?:[–-]\s*\d[\d.,]*)?\s*          # a number, perhaps a range, with its unit
      (?:%|°|mg|g|kg|µg|ml|mL|L|mm|cm|m|km|s|min|hours?|days?|weeks?|months?|years?|minutes?|times)\b
    | \d[\d.,]*\s*%
    | [,;]\s(?:which|who|such\ as|unless|provided|except|with|within|most\ often|especially
        |chiefly|mainly
        |because|including|followed|preferably|for\ example|e\.g\.|\d)\b
    | \b(?:between\s\d+\sand\s\d+|for\ example|e\.g\.|such\ as|provided\ that|unless|so\ that)""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(KEPT)
def detail(option: str) -> re.Match[str] | None:
    """The first detail of an option, if it has one."""
    return DETAIL.search(option)


def longest_key(asked: Asked) -> Iterator[Mark]:
    lengths = [len(option) for option in asked.options]
    others = [lengths[index] for index in asked.distractors]
    key = lengths[asked.key]
    if not others:
        return
    longest, average = max(others), sum(others) / len(others)
    if key >= LONGEST * longest and key >= AVERAGE * average and key - longest >= MORE:
        yield Mark(
            in_option(asked, asked.key),
            f"The key has {key} characters, the longest other option {longest}.",
            "Say the key in as few words as the others, or give the others as much detail.",
        )


def most_specific_key(asked: Asked) -> Iterator[Mark]:
    key = asked.options[asked.key]
    found = detail(key)
    if found is None or (
        found[0][0] in ",;" and content(key[found.end() :]) <= content(asked.lead_in)
    ):
        return
    if any(detail(asked.options[index]) for index in asked.distractors):
        return
    if all(any(c.isdigit() for c in asked.options[index]) for index in asked.distractors):
        return
    yield Mark(
        in_option(asked, asked.key, found.start(), found.end()),
        f"Only the key goes into detail (“{found[0].strip(' ,;')}”).",
        "Leave the detail out, or give every option as much.",
    )
