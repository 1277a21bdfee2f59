"""Words that weigh an option: absolute ones give it away as wrong, vague ones mean what each
reader takes them to mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.tokens import KEPT

ABSOLUTE = re.compile(
    r"""\b(?: always | never | invariably | exclusively | entirely | completely | totally
        | absolutely
    | impossible | inevitably | without\ exception | guaranteed? | under\ no\ circumstances
    | in\ (?:all|every)\ cases? | at\ all\ times | solely | ever | everyone | everybody | nobody
    | no\ one | cannot | can't | (?<!the\ )only | every(?!\ (?:other|day|week|month|year|hour|\d)\b)
    | none | all(?=\ (?:of|the|its|cases|patients|\w+s)\b) | must\ (?:always|never|be)
    | forbidden | perfectly | any\ (?:and\ all|kind|case) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
ABOVE = re.compile(r"\b(?:all|none|any)\b.*\b(?:above|these|listed|options)\b", re.IGNORECASE)
VAGUE = re.compile(
    r"""\b(?: usually | often | frequently | rarely | seldom | sometimes | occasionally | generally
    | commonly | typically | normally | mostly | regularly | ordinarily | at\ times
    | from\ time\ to\ time | in\ (?:some|many|most|few)\ cases | tends?\ to | (?:is|are)\ apt\ to
    | more\ or\ less | now\ and\ then | as\ a\ rule | hardly\ ever | may | might | possibly
    | perhaps | probably )\b""",
    re.VERBOSE,
)


@lru_cache(KEPT)
def absolute(option: str) -> re.Match[str] | None:
    """The absolute word of an option, if it has one; "all of the above" is another matter."""
    return None if ABOVE.search(option) else ABSOLUTE.search(option)


@lru_cache(KEPT)
def vague(option: str) -> re.Match[str] | None:
    """The vague word of an option, if it has one. The month of May has a capital letter."""
    return VAGUE.search(option[:1].lower() + option[1:])


def absolute_term(asked: Asked) -> Iterator[Mark]:
    found = [
        (index, match) for index, option in enumerate(asked.options) if (match := absolute(option))
    ]
    if len(found) == len(asked.options):
        return
    for index, match in found:
        yield Mark(
            in_option(asked, index, match.start(), match.end()),
            f"“{match[0]}” allows no exception, which a test-wise reader takes for a sign of a"
            " wrong answer.",
            "Say what happens without the absolute word.",
        )


def vague_frequency(asked: Asked) -> Iterator[Mark]:
    for index, option in enumerate(asked.options):
        match = vague(option)
        if match:
            yield Mark(
                in_option(asked, index, match.start(), match.end()),
                f"Readers differ widely on how much “{match[0]}” is.",
                "Leave the word out, or give a number.",
            )
