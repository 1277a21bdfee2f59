"""Convergence: distractors made by varying the key share parts with it, and so point at it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.tokens import KEPT, content

LEAST = 4
"""Shared words, counted over the other options, from which a key converges …"""
LEAST_PARTS = 2
"""… and shared parts, where the options are lists."""
EQUALS = 1
"""So many others may have as much in common; where all have, the options are a whole table."""
PARTING = re.compile(r"\s*(?:[,;+/]|\band\b|\bwith\b)\s*")


def convergence(asked: Asked) -> Iterator[Mark]:
    if len(asked.options) < 3:
        return
    listed = [parts(option) for option in asked.options]
    as_lists = all(len(one) > 1 for one in listed)
    asked_for = content(asked.lead_in)
    elements = listed if as_lists else [content(o) - asked_for for o in asked.options]
    counts = Counter(element for one in elements for element in one)
    scores = [sum(counts[element] - 1 for element in one) for one in elements]
    own = elements[asked.key]
    if scores[asked.key] < (LEAST_PARTS if as_lists else LEAST):
        return
    if _is_table(elements):
        return
    others = [scores[i] for i in asked.distractors]
    if max(others) > scores[asked.key] or sum(s == scores[asked.key] for s in others) > EQUALS:
        return
    sharing = [elements[i] & own for i in asked.distractors if elements[i] & own]
    wanted = 2 if as_lists else len(asked.distractors)
    if len(sharing) < wanted or len(set(sharing)) < 2:
        return
    if sum(counts[element] > 1 for element in own) < 2:
        return
    yield Mark(
        in_option(asked, asked.key),
        "The key has more in common with the other options than any of them has.",
        "Use every part equally often, or write options that have no parts in common.",
    )


def _is_table(elements: Sequence[frozenset[str]]) -> bool:
    """Whether every option has as much in common with the rest, words that always go together
    counted as one."""
    where: dict[str, tuple[bool, ...]] = {
        element: tuple(element in one for one in elements) for each in elements for element in each
    }
    groups = set(where.values())
    shared = [
        sum(sum(group) - 1 for group in groups if group[place]) for place in range(len(elements))
    ]
    return len(set(shared)) == 1


@lru_cache(KEPT)
def parts(option: str) -> frozenset[str]:
    """The parts of an option that is a list."""
    return frozenset(part for part in PARTING.split(option.lower()) if part)
