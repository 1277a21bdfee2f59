"""Sentences, each read once: all that the rules on a story and its questions look for in it.

Most sentences of a drawn story have been met before, and of the new ones most hold nothing for any
rule; a rule then only joins what stands here.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from teaching.items.linting.dating import TIMELESS, Dates, dates
from teaching.items.linting.eponyms import bedside
from teaching.items.linting.form import gap
from teaching.items.linting.information import pointing, teaches
from teaching.items.linting.lesions import Limb, limbs, told_levels
from teaching.items.linting.lexicon import Lexicon
from teaching.items.linting.outdated import FIRSTS, outdated_terms
from teaching.items.linting.people import NO_AGE, Ages, Mention, ages, mentions
from teaching.items.linting.pieces import (
    AGED,
    CODED,
    GAPPING,
    PEOPLED,
    POINTED,
    POINTS,
    SHOWS,
    TEACHES,
    TIMELY,
    piece,
)

SENTENCES = 1 << 14
"""Sentences that are kept read, at about 0.8 KB each: with half as many kept, each drawn
story brings a tenth to a fifth more to be read anew."""


class Sentence(NamedTuple):
    """What one sentence says."""

    text: str
    words: tuple[str, ...]
    """In lower case."""
    bits: int
    """Of the words and of how they begin (:func:`bits_of`): no kin of a word that shares none of
    its own is among them."""
    dates: Dates
    people: tuple[Mention, ...]
    ages: Ages
    levels: tuple[int, ...]
    """The levels of a lesion, as heights."""
    limbs: tuple[Limb, ...]
    gap: tuple[int, int] | None
    pointing: tuple[int, int] | None
    """Where it points at what is not shown."""
    bedside: tuple[int, int] | None
    """Where it gives the name of a sign."""
    outdated: tuple[tuple[int, int, str], ...]
    teaches: bool
    is_remarkable: bool
    """Whether any of the last five holds."""


@lru_cache(SENTENCES)
def read(text: str, lexicon: Lexicon) -> Sentence:
    """A sentence, by the words of a subject.

    Its pieces sign what it may hold; only for that is it searched.
    """
    spoken = text.split()
    # The columns of its pieces; a text without any is read as an empty piece.
    words, marked, signed, coded, parts = zip(*map(piece, spoken or ("",)), strict=True)
    spelt = tuple(chain.from_iterable(words))
    said = frozenset(spelt)
    signs = reduce(or_, signed)
    is_special = not said.isdisjoint(lexicon.telling)
    codes = [*chain.from_iterable(coded)] if signs & CODED or is_special else []
    remarks = (
        gap(text) if signs & GAPPING else None,
        pointing(text, said) if signs & POINTS and signs & POINTED else None,
        bedside(text, said) if signs & SHOWS else None,
        outdated_terms(text, said, lexicon) if is_special or not said.isdisjoint(FIRSTS) else (),
        teaches(text, said) if signs & TEACHES else False,
    )
    return Sentence(
        text,
        spelt,
        reduce(or_, marked),
        dates(text, said, parts) if signs & TIMELY else TIMELESS,
        mentions(spelt) if signs & PEOPLED else (),
        ages(text, said) if signs & AGED else NO_AGE,
        told_levels(spoken, codes, lexicon) if signs & CODED else (),
        limbs(codes, lexicon) if codes else (),
        *remarks,
        any(remarks),
    )
