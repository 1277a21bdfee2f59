"""What a lead-in demands: a year, a person, a place, a reason, two things. Where few options but
the key are of that kind, logic alone finds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.tokens import KEPT, listed, lows, root, tokens
from teaching.items.linting.values import NUMBERS

PREPOSITIONS = listed(
    "in on at by from with within after before during under over about to for without between "
    "inside near around through"
)
TIMES = listed("""
    second seconds minute minutes hour hours day days week weeks month months year years decade
    decades century centuries morning noon evening night midnight monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october
    november december spring summer autumn winter birth never once immediately
    """)
COUNTS = frozenset(NUMBERS) - {"a", "an"}
THINGS = listed("""
    hospital law war treaty river sea house office court city book chance accident
    """)
FAMILIES = tuple(
    frozenset(root(word) for word in listed(family))
    for family in (
        "muscle nerve artery vein tendon ligament bone joint gland fascia cartilage vessel organ",
        "country city river sea ocean delta lake island mountain continent desert field strait",
        "court judge jury rule lord act panel clerk jurors chancellor",
        "vitamin mineral protein sugar fat",
        "planet star moon comet galaxy",
        "drug rest loss juice diet exercise surgery walking massage bath sleep operation heat",
        "gas liquid solid metal",
    )
)
NOT_A_DRUG = frozenset(
    root(word)
    for word in listed(
        "rest loss juice diet exercise surgery walking massage bath sleep operation heat cold ice"
        " reduction smoking reassurance physiotherapy water tea"
    )
)


def logical_cue(asked: Asked) -> Iterator[Mark]:
    fails = demand(asked.lead_in)
    if fails is None or fails(asked.options[asked.key]):
        return
    failing = [i for i in asked.distractors if fails(asked.options[i])]
    if len(failing) < 2 or 2 * len(failing) <= len(asked.distractors):
        return
    yield Mark(
        in_option(asked, failing[0]),
        f"{len(failing)} of {len(asked.distractors)} distractors, “{asked.options[failing[0]]}” for"
        " one, are not of the kind that is asked for.",
        "Let every option answer the question that is asked.",
    )


Fails = Callable[[str], bool]


@lru_cache(KEPT)
def demand(lead_in: str) -> Fails | None:
    """A test for options that cannot be meant, whoever is asked; None where anything could."""
    text = lead_in.lower()
    for pattern, fails in DEMANDS:
        if re.search(pattern, text):
            return fails
    for noun in re.findall(r"\b(?:which|what) (?:of (?:the|these) )?(\w+)", text):
        family = next((f for f in FAMILIES if root(noun) in f), None)
        if family is not None:
            return _of_another_family(root(noun), family)
    return None


def _without_number(option: str) -> bool:
    words = lows(option)
    return not any(c.isdigit() for c in option) and not words & (COUNTS | TIMES)


def _without_year(option: str) -> bool:
    return re.search(r"\b\d{3,4}\b", option) is None


def _nobody(option: str) -> bool:
    words = tokens(option)
    return bool(words) and (
        words[0].low in PREPOSITIONS or words[0].low[0].isdigit() or bool(lows(option) & THINGS)
    )


def _nowhere(option: str) -> bool:
    words = tokens(option)
    return bool(words) and (
        words[0].low in ("from", "by", "because", "during", "with", "to")
        or words[0].low[0].isdigit()
    )


def _no_time(option: str) -> bool:
    words = tokens(option)
    if not words:
        return False
    timely = {"after", "before", "during", "when", "while", "until", "since", "once", "within",
              "later", "earlier", "soon", "always", "never", "at", "on", "in", "as", "upon", "if",
              "between", "every", "with", "together", "same"}  # fmt: skip
    return not lows(option) & (timely | TIMES | COUNTS) and not any(c.isdigit() for c in option)


def _no_reason(option: str) -> bool:
    words = tokens(option)
    return bool(words) and (
        words[0].low in ("at", "in", "on", "about", "around", "within", "near")
        or words[0].low[0].isdigit()
    )


def _only_one(option: str) -> bool:
    return re.search(r"\band\b|&|,|/|\+|\bwith\b|\bboth\b", option, re.IGNORECASE) is None


def _of_another_family(noun: str, family: frozenset[str]) -> Fails:
    other = family - {noun}

    def fails(option: str) -> bool:
        roots = {token.root for token in tokens(option)}
        return noun not in roots and bool(roots & other)

    return fails


def _no_drug(option: str) -> bool:
    return bool({token.root for token in tokens(option)} & NOT_A_DRUG)


DEMANDS: tuple[tuple[str, Fails], ...] = (
    (r"\b(?:in|since|by) (?:which|what) year\b|^(?:which|what) year\b", _without_year),
    (r"^who\b", _nobody),
    (r"^where\b", _nowhere),
    (r"^why\b", _no_reason),
    (r"^when\b", _no_time),
    (
        r"\bhow (?:long|many|much|far|old|often|high|fast|deep|soon|big|large|tall|heavy)\b"
        r"|\b(?:what|which) (?:percentage|proportion|share|fraction|temperature|age|dose|number)\b",
        _without_number,
    ),
    (r"\b(?:which|what) (?:two|pair|combination|three)\b", _only_one),
    (r"\b(?:which|what) (?:drug|medicine|medication|tablet)\b", _no_drug),
)
"""Patterns of lead-ins, the first that fits counts, and what fails them."""
