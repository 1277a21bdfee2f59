"""Echoes: words of the story that come back in the key alone, up to the whole answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option, in_sentence
from teaching.items.linting.tokens import (
    KEPT,
    Token,
    asks,
    content,
    is_content,
    listed,
    resonance,
    tokens,
)

LONG_ENOUGH = 4
"""Letters of a root that can ring."""
LINKS = listed("a an the of in on at to for from with by and his her its their")
DENIED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|denies|unlikely|excluded?|negative|unexamined)\b",
    re.IGNORECASE,
)


def clang(asked: Asked) -> Iterator[Mark]:
    own = ringing(asked.options[asked.key])
    if not own:
        return
    told = resonance(asked.lead_in).union(*(resonance(sentence) for sentence in asked.stem))
    familiar = asked.lexicon.familiar
    heard = [t for t in own if t.root not in familiar and not asks(t.root).isdisjoint(told)]
    if not heard:
        return
    others = [asked.options[i] for i in asked.distractors]
    echoing = sum(
        any(not asks(t.root).isdisjoint(told) for t in ringing(option)) for option in others
    )
    if echoing * 2 >= len(others):
        return
    elsewhere = frozenset().union(*(resonance(option) for option in others))
    for token in heard:
        if asks(token.root).isdisjoint(elsewhere):
            yield Mark(
                in_option(asked, asked.key, token.start, token.end),
                f"“{token.text}” echoes the story or the question, and only the key does so.",
                "Use another word in one of the two places, or let a distractor echo it as well.",
            )
            return


@lru_cache(KEPT)
def ringing(option: str) -> tuple[Token, ...]:
    """The words of an option that a reader could recognise from the story."""
    return tuple(
        token
        for token in tokens(option)
        if is_content(token) and len(token.root) >= LONG_ENOUGH and not token.low[0].isdigit()
    )


def answer_told(asked: Asked) -> Iterator[Mark]:
    wanted = roots(asked.options[asked.key])
    if len("".join(wanted)) < LONG_ENOUGH:
        return
    for index, sentence in enumerate(asked.stem):
        if not _says(sentence, wanted) or DENIED.search(sentence):
            continue
        if any(_says(sentence, roots(asked.options[i])) for i in asked.distractors):
            continue
        yield Mark(
            in_sentence(asked.stem, index),
            f"The sentence states the key, “{asked.options[asked.key]}”.",
            "Tell what was found, and leave the conclusion to the reader.",
        )
        return


@lru_cache(KEPT)
def roots(option: str) -> tuple[str, ...]:
    """What a sentence has to hold to say the option; nothing where a small word or number turns its
    meaning ("several years")."""
    said = [token for token in tokens(option) if token.low not in LINKS]
    if not all(is_content(token) and not token.low[0].isdigit() for token in said):
        return ()
    return tuple(token.root for token in said)


def _says(sentence: str, wanted: tuple[str, ...]) -> bool:
    """Whether a sentence holds all of these roots, close together."""
    if not wanted or not content(sentence).issuperset(wanted):
        return False
    places = [place for place, token in enumerate(tokens(sentence)) if token.root in wanted]
    return len(wanted) == 1 or max(places) - min(places) <= 2 * len(wanted) + 2
