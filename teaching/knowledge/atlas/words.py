"""What a search looks for: the words as typed, and the same with the glossary's other names."""

from __future__ import annotations

import re
from collections.abc import Iterable

TWO_NAMES = re.compile(r"^([^(),;]+) \(([^(),;]+)\)$")
"""How a term gives a thing two names: "deep vein thrombosis (DVT)"."""
READINGS_AT_MOST = 8


def synonyms(terms: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of names that terms give one thing, each pair both ways round."""
    pairs = []
    for term in terms:
        for part in term.split(";"):
            if found := TWO_NAMES.match(part.strip()):
                first, second = found.groups()
                pairs += [(first, second), (second, first)]
    return pairs


def readings(words: str, terms: Iterable[str]) -> tuple[str, ...]:
    """The words, then as often as a name in them has another one the words with that other name.

    A name counts as a whole and whatever its case; at most ``READINGS_AT_MOST`` are given.
    """
    typed = " ".join(words.split())
    found = [typed]
    for name, other in synonyms(terms):
        parts = re.split(rf"(?<!\w){re.escape(name)}(?!\w)", typed, flags=re.IGNORECASE)
        if len(parts) > 1:
            found.append(other.join(parts))
    return tuple(dict.fromkeys(found))[:READINGS_AT_MOST]
