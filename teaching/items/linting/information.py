"""Information: what the story tells beyond need, and what a question leans on but nobody shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from teaching.items.linting.flaws import Mark, in_lead_in, in_sentence
from teaching.items.linting.tokens import KEPT, akin, content, listed, lows

if TYPE_CHECKING:
    from teaching.items.linting.asked import Asked

LECTURE = re.compile(
    r"""^(?!(?:A|An|The|He|She|It|They|His|Her|Its|Their|This|These|Those|Both|All|There|On|In|At|Other
            |After|No|Two|Three|Four|Since|During)\b)
    [A-Z][\w-]+(?:\ [\w-]+){0,3}\ (?:is|are)[ ]
    (?:(?:a|an|the)\ (?!\d)(?:\w+\ ){0,3}?(?:disease|condition|disorder|class|group|study|kind|type
        |form|formation|process|mixture|branch|part|organ|leading|most|common|largest|oldest|cause
        |substance|method|theory|unit|science|tumour|infection|system|animals?|opening)s?\b
      | one\ of\ the | among\ the | (?:a\ )?(?:common|widespread|openings|mixtures|animals|plants
        |diseases|devices|organisms|microbes|found\ in\ all|baked\ all|used\ all|known\ as
        |known\ since|called|defined\ as)\b )""",
    re.VERBOSE,
)
TEACHES = re.compile(
    r"\b(?:as is well known|it is known that|have fascinated|has fascinated|since antiquity"
    r"|all over the world|throughout history|is defined as|was first described)\b",
    re.IGNORECASE,
)
RECALL = re.compile(
    r"""\b(?: definition\ of | mechanism\ of\ action | unit\ of
        | who\ (?:first\ )?(?:discovered|invented
    |described|wrote|founded|proposed) | in\ which\ year | what\ does\ .*\b(?:stand\ for|mean)
    | (?:which|what)\ \w+\ (?:enters?|supplies|innervates|carries|secretes|produces|makes)
    | from\ which | to\ which | how\ many | what\ is\ the\ (?:capital|symbol|formula|function|role
    |meaning|unit|normal) | what\ is\ (?:a|an|meant\ by) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
ANAPHORA = re.compile(
    r"\b(?:he|she|his|her|hers|him|they|them|this|these|that|those|such|the (?:patient"
    r"|man|woman|boy|girl|child|infant|mother|defendant|plaintiff|customer|bone|mass|lesion)|there"
    r"|here|now|next|follows|expected|most likely|it"
    r"|(?:do|done|comes?|given|order(?:ed)?) first)\b",
    re.IGNORECASE,
)
ABSENT = re.compile(
    r"""\b(?: (?:shown|pictured|depicted|reproduced|printed|given|listed|seen|described|marked)
        \ (?:below|above|here|opposite|overleaf|earlier|before|on\ the\ (?:map|left|right))
    | (?:in|on|from|using)\ (?:the|this)\ (?:figure|graph|diagram|chart|photograph|photo|image
        |picture|map|passage|extract|drawing|attached)
    | (?:in|from|using)\ (?:the|this)\ table | (?:figure|table|fig\.)\ \d+
    | (?:the|this)\ (?:passage|extract|figure|graph|photograph|image|picture|table|diagram)
        \ (?:above|below|shows|shown)
    | previous\ (?:question|item|case) | (?:question|item)\ \d+
    | (?:above|last)\ (?:question|case|patient) | mentioned\ (?:above|earlier) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
BEING = listed("is are")
TEACHING = listed("known fascinated antiquity world history defined described")
POINTING = listed(
    "below above here opposite overleaf earlier before figure graph diagram chart photograph photo"
    " image picture map passage extract drawing attached table fig previous question item last"
)
POINTED_AT = listed(
    "shown pictured depicted reproduced printed given listed seen described marked mentioned shows"
    " figure graph diagram chart photograph photo image picture map passage extract drawing"
    " attached table fig question item case patient"
)
"""Words without one of each of which these patterns cannot fit: most sentences lack both."""
LEANS = re.compile(
    r"""\b(?: (?:this|these|those|such\ a)\ (?!of\b)\w+ | this(?=\W*$)
    | the\ (?:patient|man|woman|boy|girl|child|baby|infant|mother|defendant|plaintiff|accused)
    | he | she | his | her | him | hers )\b""",
    re.VERBOSE | re.IGNORECASE,
)
LIST = re.compile(r"[:–—]\s\S")
"""What is spoken of follows ("these two diseases: …")."""
OF_ALL = re.compile(r"\b(?:of|which of) (?:these|those|this)\b", re.IGNORECASE)
UNTAGGED = 0.6
"""Share of sentences that state nothing, from which a story is padded …"""
LONG_STORY = 6
"""… if it has so many."""


def gratuitous_information(asked: Asked) -> Iterator[Mark]:
    for index, said in asked.remarkable:
        if said.teaches:
            yield Mark(
                in_sentence(asked.stem, index),
                "The sentence teaches; it says nothing of the case and is no help in deciding it.",
                "Leave it out.",
            )
            return
    if asked.stem and recalls(asked.lead_in):
        told = frozenset().union(*(content(sentence) for sentence in asked.stem))
        asked_for = content(asked.lead_in) - content("kind type form level")
        if not asked_for or not all(any(akin(a, b) for b in told) for a in asked_for):
            yield Mark(
                in_sentence(asked.stem, 0),
                "The question can be answered without the story.",
                "Ask for something the story decides, or leave it out.",
            )
            return
    if asked.tags and len(asked.stem) >= LONG_STORY:
        bare = asked.tags.count(())
        if bare > UNTAGGED * len(asked.stem):
            yield Mark(
                in_sentence(asked.stem, next(i for i, tags in enumerate(asked.tags) if not tags)),
                f"{bare} of {len(asked.stem)} sentences state no finding.",
                "Leave some out, or tag what they state.",
            )


@lru_cache(KEPT)
def recalls(lead_in: str) -> bool:
    """Whether a lead-in asks for plain knowledge and points at no case."""
    return bool(RECALL.search(lead_in)) and not ANAPHORA.search(lead_in)


def teaches(sentence: str, said: frozenset[str]) -> bool:
    """Whether a sentence of these words speaks of a kind of thing and not of the case."""
    return bool(
        (not said.isdisjoint(BEING) and LECTURE.match(sentence))
        or (not said.isdisjoint(TEACHING) and TEACHES.search(sentence))
    )


def pointing(text: str, said: frozenset[str]) -> tuple[int, int] | None:
    """Where a text of these words points at what is not there, if it does."""
    if said.isdisjoint(POINTING) or said.isdisjoint(POINTED_AT):
        return None
    found = ABSENT.search(text)
    return None if found is None else found.span()


def missing_information(asked: Asked) -> Iterator[Mark]:
    span = pointing(asked.lead_in, lows(asked.lead_in))
    if span:
        yield Mark(
            in_lead_in(asked, *span),
            f"“{asked.lead_in[span[0] : span[1]]}” points at something that is not shown.",
            "Show it, or say in words what is to be seen.",
        )
        return
    for index, said in asked.remarkable:
        if said.pointing:
            start, end = said.pointing
            yield Mark(
                in_sentence(asked.stem, index, start, end),
                f"“{said.text[start:end]}” points at something that is not shown.",
                "Show it, or say in words what is to be seen.",
            )
            return
    if asked.stem:
        return
    found = LEANS.search(OF_ALL.sub(lambda match: " " * len(match[0]), asked.lead_in))
    if found and not _introduced(asked.lead_in, found.start()):
        yield Mark(
            in_lead_in(asked, found.start(), found.end()),
            f"“{found[0]}” speaks of somebody or something that was never introduced.",
            "Tell the story first.",
        )


def _introduced(text: str, before: int) -> bool:
    """Whether an earlier word of the same lead-in names what is spoken of, or a list after it."""
    return bool(LIST.search(text, before)) or bool(
        re.search(r"\b[Aa]n?\s+[\w-]+|(?<!^)\b[A-Z][a-z]+", text[:before])
    )
