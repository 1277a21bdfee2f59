"""The form of a question: kinds that measure reading and guessing more than knowing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from teaching.items.linting.flaws import Mark, in_lead_in, in_option, in_sentence
from teaching.items.linting.tokens import KEPT

if TYPE_CHECKING:
    from teaching.items.linting.asked import Asked

ALL_OR_NONE = re.compile(
    r"""^(?: (?:all|none|any|neither|both|each|everyone|everything|nothing|nobody)\b
        .*\b(?:above|these|those|listed|options|choices|answers|mentioned)\b.*
    | all\ (?:three|four|five|are\b.*|of\ them) | none\ (?:of\ them|is\b.*|are\b.*) | neither\ of.*
    | all | none )[\s.]*$""",
    re.VERBOSE | re.IGNORECASE,
)
LABEL = r"(?:[A-Ea-e1-9]|(?i:i{1,3}|iv|v))"
K_TYPE = re.compile(
    rf"""^\(?{LABEL}\)?(?:\s?(?:,|;|\+|&|and|or|,\ and)\s?\(?{LABEL}\)?)+
      (?:\s(?:but\ not|only|are\ both|are)\b.*)?$
    | ^\(?{LABEL}\)?\s(?:only|alone)$
    | ^(?i:both|neither|either|options?|choices?|answers?|statements?)\s\(?[A-E1-9]\)?\s
      (?i:and|nor|or)\s\(?[A-E1-9]\)?(?:\s.*)?$""",
    re.VERBOSE,
)
BOTH = re.compile(r"^(?:both|neither|either)\s(?P<one>.+?)\s(?:and|nor|or)\s(?P<two>.+)$", re.I)
OF_THEM = re.compile(r"^(?:both|neither|either)\sof\s(?:them|these|the two)\.?$", re.IGNORECASE)
TRUTH = r"(?:true|correct|false|incorrect|untrue|accurate|inaccurate|right|wrong|valid|not)"
TRUE_FALSE = re.compile(
    rf"""\btrue\ or\ false\b
    | \b(?:select|choose|pick|mark|identify|find)\b.*\b{TRUTH}\ (?:statement|answer|option|one)\b
    | \b(?:statements?|assertions?|claims?|sentences?|propositions?|remarks?)\b.*\b{TRUTH}\b
    | \b{TRUTH}\ (?:statements?|assertions?|claims?|propositions?)\b
    | \bof\ the\ following\b.*\b(?:is|are)\ (?:also\ )?(?:a\ )?{TRUTH}\b(?!\ (?:diagnosis|order
        |dose))
    | ^(?:what|which)\ (?:one\ )?(?:is|are)\ {TRUTH}(?:\ (?:of|about|regarding|concerning
        |for)\b|\W*$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
BLANK = re.compile(
    r"_{2,}|\[\s*(?:blank|\.+|_*)\s*\]|\(\s*\)|(?<!\d)-{3,}|(?:\.{3,}|…+)(?=\s*\S)|blank\b(?=\s*[:.])"
)
NEGATIVE = re.compile(
    r"""\b(?: not(?!\ only\b) | \w+n['’]t | except(?:ing|ion)? | least(?!\ \d) | never
        | unlikely | (?<!a\ )(?<!the\ )lacks?
    | lacking | cannot | neither | incorrect | false | untrue | excluded\ from | contraindicated
    | inappropriate | unsuitable | no(?=\ \w+\?) | without(?=\ \w+\?$) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
ENDED = re.compile(r"[.!?:]\s+(?=\S)")
"""Where a sentence of the lead-in ends before its question."""
ASIDE = re.compile(
    r"(?<=\w\s)(?:that|who|whose|whom|where|when|because|although|while|but|if)\s(?:[\w-]+\s){0,5}$"
    r"|(?<=\w\s)which\s(?:[\w-]+\s){0,1}$",
    re.IGNORECASE,
)
"""Before a denial in a clause that describes something, or in "but not"."""
AT_LEAST = re.compile(r"\bat least\b|\bwhy\b|\bhas not\b|\bhave not\b", re.IGNORECASE)
UNAVOIDABLE = re.compile(r"\b(?:must|should|may|can)\s(?:NOT|NEVER)\b")


def all_of_the_above(asked: Asked) -> Iterator[Mark]:
    for index, option in enumerate(asked.options):
        if all_or_none(option):
            is_key = index == asked.key
            yield Mark(
                in_option(asked, index),
                f"“{option}” is settled by two of the other options"
                + (", and as the key it makes them right or wrong together." if is_key else "."),
                "Write an option of the same kind as the others, or leave it out.",
                "error" if is_key else None,
            )


def k_type(asked: Asked) -> Iterator[Mark]:
    for index, option in enumerate(asked.options):
        combined = combination(option)
        if combined and combined.re is BOTH:
            others = " ".join(o.lower() for i, o in enumerate(asked.options) if i != index)
            if combined["one"].lower() not in others or combined["two"].lower() not in others:
                continue
        if combined:
            yield Mark(
                in_option(asked, index),
                f"“{option}” combines other answers, so that half the knowledge finds the key.",
                "Ask for one thing and offer single answers.",
            )
            return


@lru_cache(KEPT)
def combination(option: str) -> re.Match[str] | None:
    """How an option combines others; "both … and …" does so only if they are among the others."""
    text = option.strip().rstrip(".")
    return K_TYPE.match(text) or OF_THEM.match(text) or BOTH.match(text)


@lru_cache(KEPT)
def all_or_none(option: str) -> bool:
    return ALL_OR_NONE.match(option.strip()) is not None


@lru_cache(KEPT)
def in_disguise(lead_in: str) -> re.Match[str] | None:
    """Where a lead-in asks for truth itself, if it does."""
    return TRUE_FALSE.search(lead_in)


def true_false(asked: Asked) -> Iterator[Mark]:
    found = in_disguise(asked.lead_in)
    if found:
        yield Mark(
            in_lead_in(asked, found.start(), found.end()),
            "Each option has to be judged true or false by itself; they share no scale.",
            "Ask a question whose answers can be ranked on one scale.",
        )


def fill_in_blank(asked: Asked) -> Iterator[Mark]:
    span = gap(asked.lead_in)
    if span:
        yield Mark(
            in_lead_in(asked, *span),
            "The reader has to hold a gap in mind while trying each option in it.",
            "Ask a whole question.",
        )
    for index, said in asked.remarkable:
        if said.gap:
            yield Mark(
                in_sentence(asked.stem, index, *said.gap),
                "The story has a gap that the options are to fill.",
                "Tell the story whole and ask a whole question.",
            )


@lru_cache(KEPT)
def gap(text: str) -> tuple[int, int] | None:
    """Where a text leaves a gap, if it does."""
    found = BLANK.search(text)
    return None if found is None else found.span()


@lru_cache(KEPT)
def denial(lead_in: str) -> re.Match[str] | None:
    """The word that turns a question round, unless it has to."""
    if AT_LEAST.search(lead_in) or UNAVOIDABLE.search(lead_in):
        return None
    begins = max((match.end() for match in ENDED.finditer(lead_in)), default=0)
    for found in NEGATIVE.finditer(lead_in, begins):
        if not ASIDE.search(lead_in, begins, found.start()):
            return found
    return None


def negative_stem(asked: Asked) -> Iterator[Mark]:
    found = denial(asked.lead_in)
    if found is None:
        return
    yield Mark(
        in_lead_in(asked, found.start(), found.end()),
        f"“{found[0]}” turns the task round and is easily overlooked; knowing what is wrong is not"
        " knowing what is right.",
        "Ask for what is the case; where avoiding something is the point, write “must NOT”.",
    )
