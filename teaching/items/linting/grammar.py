"""Grammar: options that cannot follow the lead-in, or that only the key's grammar answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_lead_in, in_option
from teaching.items.linting.tokens import KEPT, tokens
from teaching.items.linting.wordforms import FORMS, PREPOSITION, form

ARTICLE = re.compile(r"\b(an?)\s*[:…]?\s*$", re.IGNORECASE)
SPOKEN_AS_CONSONANT = re.compile(r"(?:uni|use|usu|ure|uro|eu|one\b|once)", re.IGNORECASE)
SPOKEN_AS_VOWEL = re.compile(r"(?:hour|honest|heir|honou?r|[FLMNRSX](?:[A-Z]|\b))")
PLURAL_ASKED = re.compile(
    r"^(?:which|what|who)\s(?:(?:\w+\s){0,3}?(?P<noun>[a-z]+s)\s)?"
    r"(?P<verb>are|were|have|do|did|carry|contract|make|cause|form|occur|belong|supply|drain|run|rise"
    r"|fall|pass|protect|produce|lie|act|open|close|move|help|lower|raise|control|connect)\b",
    re.IGNORECASE,
)
SINGULAR_ASKED = re.compile(
    r"^(?:which|what)\s(?:\w+\s){0,3}?(?:[a-z]+[^s\s])\s(?:is|was|has|does)\b", re.IGNORECASE
)


def grammatical_cue(asked: Asked) -> Iterator[Mark]:
    yield from _article(asked)
    yield from _number(asked)
    yield from _form(asked)


def _article(asked: Asked) -> Iterator[Mark]:
    found = ARTICLE.search(asked.lead_in)
    if found is None:
        return
    wanted = found[1].lower() == "an"
    unfit = [i for i in asked.distractors if vowel(asked.options[i]) != wanted]
    if unfit and vowel(asked.options[asked.key]) == wanted:
        yield Mark(
            in_lead_in(asked, found.start(1), found.end(1)),
            f"After “{found[1]}” the option “{asked.options[unfit[0]]}” cannot stand; the key can.",
            "Ask a whole question, or write the article with each option.",
        )


@lru_cache(KEPT)
def vowel(text: str) -> bool:
    """Whether a word begins with the sound of a vowel."""
    if SPOKEN_AS_VOWEL.match(text):
        return True
    return text[:1].lower() in "aeiou" and not SPOKEN_AS_CONSONANT.match(text)


def _number(asked: Asked) -> Iterator[Mark]:
    found = PLURAL_ASKED.search(asked.lead_in)
    if found and (found["noun"] or found["verb"].lower() in ("are", "were")):
        if found["noun"] and found["noun"].lower() in ("is", "was", "has", "does", "this"):
            return
        single = [i for i in asked.distractors if not several(asked.options[i])]
        if several(asked.options[asked.key]) and len(single) * 2 > len(asked.distractors):
            yield Mark(
                in_lead_in(asked, *found.span()),
                f"Several are asked for, and “{asked.options[single[0]]}” is one; the key is more.",
                "Ask for one thing, or make all options plural.",
            )


@lru_cache(KEPT)
def several(text: str) -> bool:
    """Whether an option names more than one thing."""
    words = tokens(text)
    if not words or any(c.isdigit() for c in text):
        return True
    if words[0].low in ("a", "an", "one", "each", "every"):
        return False
    if re.search(r",|;|\band\b|&|/", text):
        return True
    head = next(
        (i for i, w in enumerate(words) if i and (w.low == "of" or w.low in PREPOSITION)),
        len(words),
    )
    last = words[head - 1].low
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "as"))


def _form(asked: Asked) -> Iterator[Mark]:
    if len(asked.options) < 3:
        return
    forms = [form(option) for option in asked.options]
    key = forms[asked.key]
    others = [forms[i] for i in asked.distractors]
    if key in others or {"number", "unclear"} & set(forms):
        return
    if key == "phrase" and len(set(others)) < 2:
        return
    yield Mark(
        in_option(asked, asked.key),
        f"Only the key is {FORMS[key]}.",
        "Give all options one form: all nouns, all verbs, or all whole sentences of one tense.",
    )
