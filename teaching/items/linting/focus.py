"""Focus: the lead-in asks one thing, and it can be answered with the options covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_lead_in, in_option
from teaching.items.linting.tokens import KEPT, content

EMPTY = re.compile(
    r"""^(?: which\ (?:one\ )?of\ (?:the\ following|these|them)
        (?:\ (?:statements?|options?|answers?))?
        (?:\ (?:about|on|regarding|concerning|in|for)\b(?:(?!\b(?:is|are|was|has|do|does)\b).)*)?\W*
    | (?:please\ )?(?:choose|select|pick|mark|tick|indicate)\b.*\b(?:answer|option|statement
        |one|choice)\W*
    | what\ about\b.* | what\ (?:is|are)\ (?:true|right|correct)(?:\ here)?\W*
    | which\ (?:statement|answer|option|one)?\s?(?:is|are|applies|apply|fits)
      \ ?(?:true|right|correct|best)?\W*
    | what\ (?:else|now|then)\W* | and\ (?:now|then)\W* )$""",
    re.VERBOSE | re.IGNORECASE,
)
TOPIC_ONLY = re.compile(
    r"^(?:regarding|concerning|about|with regard to|with respect to|as to|as for|in|on|of|for)\b"
    r"[^?]*[,:]?$",
    re.IGNORECASE,
)
OPEN_END = re.compile(
    r"(?:\b(?:is|are|was|were|has|have|can|will|may|does|do|must)|[:,])\s*$", re.I
)
FEW = 5
"""Words that carry meaning, below which a sentence that asks nothing leaves everything open; one
more where it breaks off."""
QUESTION = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how(?:\ (?:much|many|long|far|soon))?)\b", re.I
)
SECOND = re.compile(
    r"(?:,\s+|\s+)and\s+(?:also\s+)?(?:(?:on|in|at|to|of|by|for|with|from)\s+)?"
    r"(?:who|whom|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"\b(?:know|knows|say|says|told|explain|tell|shows?)\b", re.IGNORECASE)
PAIRED = re.compile(r"^[^;–]{2,}(?:;|\s–)\s[^;–]{2,}$")


def unfocused_stem(asked: Asked) -> Iterator[Mark]:
    if leaves_open(asked.lead_in.strip()):
        yield Mark(
            in_lead_in(asked),
            "With the options covered, nobody can tell what is asked.",
            "Put the whole question into the lead-in, so that an expert needs no options for it.",
        )


@lru_cache(KEPT)
def leaves_open(text: str) -> bool:
    """Whether a lead-in alone asks nothing."""
    if EMPTY.match(text):
        return True
    if text.endswith("?") or QUESTION.search(text):
        return False
    if TOPIC_ONLY.match(text):
        return True
    if re.match(r"(?:name|give|estimate|calculate)\b", text, re.IGNORECASE):
        return False
    return len(content(text)) < (FEW + 1 if OPEN_END.search(text) else FEW)


@lru_cache(KEPT)
def second_question(lead_in: str) -> re.Match[str] | None:
    """Where a lead-in goes on to ask something else, if it does."""
    first, found = QUESTION.search(lead_in), SECOND.search(lead_in)
    if found is None or first is None or first.start() >= found.start():
        return None
    return None if RELATIVE.search(lead_in[: found.start()]) else found


def two_concepts(asked: Asked) -> Iterator[Mark]:
    found = second_question(asked.lead_in)
    if found or asked.lead_in.count("?") > 1:
        yield Mark(
            in_lead_in(asked, *found.span()) if found else in_lead_in(asked),
            "Two questions are asked at once; knowing one answer may be enough to find the key.",
            "Ask the second one as an item of its own.",
        )
    elif all(PAIRED.match(option) for option in asked.options):
        yield Mark(
            in_option(asked, asked.key),
            "Every option has two parts; knowing one of them may be enough to find the key.",
            "Offer single answers and ask for the other part in an item of its own.",
        )
