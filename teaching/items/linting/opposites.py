"""Opposites: two options that leave nothing else, so that one of them has to be right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.tokens import KEPT, lows, tokens

PAIRS = (
    """
increase reduce|increases reduces|raises reduces|increase decrease|increases decreases
increased decreased|rise fall|rises falls|rising falling
raise lower|raises lowers|raised lowered|up down|upwards downwards|more less|more fewer|higher lower
high low|present absent|brisk absent|present missing|positive negative|dominant recessive
hot cold|warm cold|warm cool|before after|above below|over under|early late|earlier later
faster slower|fast slow|quick slow|longer shorter|long short|stronger weaker|strong weak
thicker thinner|thick thin|gain loss|gains loses|gain lose|same different|benign malignant
open closed|opens closes|open shut|active passive|acute chronic|central peripheral
larger smaller|large small|bigger smaller|heavier lighter|expand contract|expands contracts
improves worsens|better worse|true false|yes no|with without|inside outside|inhibits stimulates
gains loses|widens narrows|dilates constricts|dilation constriction|dilatation constriction
hypertrophy atrophy|legal illegal|acid alkaline|acidic alkaline|acidosis alkalosis|export import
systolic diastolic|flexion extension|adduction abduction|proximal distal|medial lateral
quickens slows|accelerates slows|tightens loosens|permanent temporary|voluntary involuntary
""".strip()
    .replace("\n", "|")
    .split("|")
)
OPPOSITES = frozenset(
    pair for one, other in (line.split() for line in PAIRS) for pair in ((one, other), (other, one))
)
NEGATIVE = ("un", "in", "im", "il", "ir", "non", "a", "dis", "ab", "mal")
DENIALS = frozenset({"not", "no", "doesn't", "isn't", "never", "don't"})
AUXILIARIES = frozenset({"do", "does", "did", "is", "are", "was", "a", "an", "the"})
UNCHANGED = frozenset(
    {"unchanged", "same", "constant", "change", "neither", "unaffected", "stable"}
)


def exhaustive_pair(asked: Asked) -> Iterator[Mark]:
    for other in asked.distractors:
        key, text = asked.options[asked.key], asked.options[other]
        if not opposed(key, text):
            continue
        rest = [i for i in asked.distractors if i != other]
        if not rest or _is_scheme(asked, other, rest):
            continue
        yield Mark(
            in_option(asked, other),
            f"“{text}” and “{key}” leave no third way: one of them has to be right.",
            "Drop the opposite, or pair the other options as well.",
        )
        return


def _is_scheme(asked: Asked, other: int, rest: list[int]) -> bool:
    """Whether the rest are opposites of one another too, or complete a scale with the pair."""
    texts = [asked.options[i] for i in rest]
    if any(opposed(one, two) for place, one in enumerate(texts) for two in texts[place + 1 :]):
        return True
    pair = lows(asked.options[asked.key]) ^ lows(asked.options[other])
    return all(lows(text) & (UNCHANGED | pair) for text in texts)


@lru_cache(KEPT)
def opposed(one: str, other: str) -> bool:
    """Whether two options are the same but for a word and its opposite, or a denial."""
    first = [token.low for token in tokens(one)]
    second = [token.low for token in tokens(other)]
    if len(first) == len(second):
        differing = [
            (a, b) for a, b in zip(first, second, strict=True) if a != b and not _articles(a, b)
        ]
        return len(differing) == 1 and _contrary(*differing[0])
    short, long = sorted((first, second), key=len)
    return bool(set(long) & DENIALS - set(short)) and _bare(long) == _bare(short)


def _articles(one: str, other: str) -> bool:
    return one in ("a", "an") and other in ("a", "an")


def _bare(words: list[str]) -> list[str]:
    return [word.rstrip("s") for word in words if word not in DENIALS | AUXILIARIES]


def _contrary(one: str, other: str) -> bool:
    if (one, other) in OPPOSITES:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 4 and any(long == prefix + short for prefix in NEGATIVE)
