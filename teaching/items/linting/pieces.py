"""Pieces of a text: what stands between two spaces. Sentences are often new and their pieces hardly
ever, so that whatever does not reach beyond a space is read once and kept by the piece.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from teaching.items.linting.dating import SPANS, Part, part
from teaching.items.linting.eponyms import SHOWN_WORDS
from teaching.items.linting.information import BEING, POINTED_AT, POINTING, TEACHING
from teaching.items.linting.lesions import codes
from teaching.items.linting.people import AGEING, TELLING
from teaching.items.linting.tokens import KEPT, bits_of, heads_of, words_of

CODE = re.compile(r"[A-Za-z]\d")
PARTS_OF_GAPS = ("__", "[", "()", "---", "...", "…", "blank")
"""Without one of these, or a bracket before a space, there is no gap."""
CODED, GAPPING, TIMELY, PEOPLED, AGED, POINTS, POINTED, SHOWS, TEACHES = (1 << n for n in range(9))
"""Signs of a piece: a letter before a figure ("T6"), what may be part of a gap, a word of time, of
people, of an age, two that point at something, the name of a sign, a word of a lecture."""
SIGNED = (
    (TIMELY, SPANS),
    (PEOPLED, TELLING),
    (AGED, AGEING),
    (POINTS, POINTING),
    (POINTED, POINTED_AT),
    (SHOWS, SHOWN_WORDS),
    (TEACHES, BEING | TEACHING),
)
"""The words without which a sentence holds nothing for a pattern, by the sign they give."""


class Piece(NamedTuple):
    """What a piece holds, whatever stands around it."""

    words: tuple[str, ...]
    """In lower case, in order."""
    bits: int
    """Of the words and of how they begin (:func:`bits_of`)."""
    signs: int
    codes: tuple[str, ...]
    """The words with their figures: "t6"."""
    part: Part
    """What it can be in a date."""


@lru_cache(KEPT)
def piece(text: str) -> Piece:
    """A text without spaces, read."""
    words = tuple(words_of(text))
    dated = part(text)
    signs = sum(sign for sign, known in SIGNED if not known.isdisjoint(words))
    if CODE.search(text):
        signs |= CODED
    if text.endswith("(") or any(one in text for one in PARTS_OF_GAPS):
        signs |= GAPPING
    if dated.has_year:
        signs |= TIMELY
    bits = bits_of(frozenset(words).union(*map(heads_of, words)))
    return Piece(words, bits, signs, codes(text), dated)
