"""Words of a text with their places, and their roots: enough likeness to see that "obstructive"
speaks of an "obstruction". Every result is kept, since options and sentences come back often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

KEPT = 1 << 12
"""Texts whose analysis is remembered."""


def listed(text: str) -> frozenset[str]:
    """The words of a block of text, as a set."""
    return frozenset(text.split())


DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
ENDINGS = listed(
    """
    isations izations isation ization ational ative atively ations ation ating ated ates ate
    ities ity ments ment
    nesses ness iveness ively ives ive ables able ibles ible ically ical ics ic ials ial ally als al
    ions ion ings ing isms ism ists ist iously ious ously ous ences ence ances ance encies ency
    ently ent antly ant aries ary ories ory ise ises ised ising ize izes ized izing
    ifies ified ific ifics ify ifying ures ure ers er ors or
        eds ed ies ied es s ly us um ae a i e y o
    """
)
LONGEST = max(map(len, ENDINGS))
SHORTEST = 4
"""Letters a root keeps at least; a plural may leave three."""
BEGINNING = 5
"""Letters by which one root may begin another of its family."""
LEAST = {"s": 3, "es": 3, "e": 5, "al": 5}
DENYING = ("un", "de", "dis", "non", "in", "im")
PREFIXES = ("intra", "inter", "hyper", "under", "over", "non", "dis", "mis", "pre", "sub", "un",
            "de", "re", "in", "im")  # fmt: skip

STOP = listed("""
    a an the this that these those his her its their he she it they him them himself herself you
    your we our i me my one ones who whom whose which what when where why how is are was were be
    been being has have had having do does did done will would can could may might must shall should
    of in on at to for from with without by into onto upon over under above below after before
    during since until while as than then so if or and but nor not no yes up down out off about
    between among within through per via there here such same other another each every both either
    neither any some all most more less least many much few several very too also only just even
    still now most best first last next new old following follow likely common commonest usual
    else once again already always never ever anything something nothing everything today
    usually often called call named name show shows shown see seen find found give gives given make
    makes made take takes taken come comes get gets go goes use uses used because against
    """)


class Token(NamedTuple):
    """One word: as it stands, in lower case, its root, and its place in the text."""

    text: str
    low: str
    root: str
    start: int
    end: int


@lru_cache(KEPT)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text in order; hyphens and dashes part them."""
    found = []
    for match in WORD.finditer(text):
        word = match[0]
        found.append(Token(word, *_read(word), *match.span()))
    return tuple(found)


@lru_cache(KEPT)
def _read(word: str) -> tuple[str, str]:
    """A word in lower case, and its root."""
    low = word.lower().replace("’", "'")
    return low, root(low)


@lru_cache(KEPT)
def root(word: str) -> str:
    """What a word shares with its kin, by stripping endings; never empty."""
    word = word.removesuffix("'s").removesuffix("'")
    if word.endswith("ular") and len(word) > 6:
        word = word[:-4] + "l"  # muscular, muscle
    for _ in range(2):
        for size in range(min(LONGEST, len(word) - SHORTEST + 1), 0, -1):
            ending = word[-size:]
            if ending in ENDINGS and len(word) - size >= LEAST.get(ending, SHORTEST):
                if ending == "s" and word.endswith("ss"):
                    break
                word = word[:-size]
                break
        else:
            break
    if len(word) > SHORTEST and word[-1] == word[-2] and word[-1] in "bdglmnprt":
        word = word[:-1]
    return word


@lru_cache(KEPT)
def singular(word: str) -> str:
    """A word without the s of its plural."""
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(KEPT)
def content(text: str) -> frozenset[str]:
    """The roots of the words that carry meaning."""
    return frozenset(filter(None, map(root_of, lows(text))))


@lru_cache(KEPT)
def root_of(word: str) -> str:
    """The root of a word in lower case that carries meaning; "" for one that does not."""
    return root(word) if carries(word) else ""


def carries(word: str) -> bool:
    """Whether a word in lower case carries meaning."""
    return word not in STOP and (len(word) > 2 or word.isdigit())


def is_content(token: Token) -> bool:
    return carries(token.low)


def akin(one: str, other: str) -> bool:
    """Whether two roots are of one family: equal, one begins the other, or one has a prefix."""
    return not asks(one).isdisjoint(answers(other))


@lru_cache(KEPT)
def asks(root: str) -> frozenset[str]:
    """What to look for among the :func:`answers` of other roots to find the kin of a root."""
    return frozenset(
        {
            root,
            *(root[:end] for end in range(BEGINNING, len(root))),
            *_without(root, PREFIXES),
            *([f"{root}…"] if len(root) >= BEGINNING else ()),
            *([f"…{root}"] if len(root) >= SHORTEST else ()),
            *(f"~{rest}" for rest in _without(root, DENYING)),
        }
    )


@lru_cache(KEPT)
def answers(root: str) -> frozenset[str]:
    """The marks by which the kin of a root find it, so that many pairs are one look into a set."""
    return frozenset(
        {
            root,
            *(f"{root[:end]}…" for end in range(BEGINNING, len(root))),
            *(f"…{rest}" for rest in _without(root, PREFIXES)),
            *(f"~{rest}" for rest in _without(root, DENYING)),
        }
    )


@lru_cache(KEPT)
def resonance(word: str) -> frozenset[str]:
    """The marks of a word by which its kin find it; none where it is too short to be known."""
    root = root_of(word)
    return answers(root) if len(root) >= SHORTEST else frozenset()


def _without(word: str, prefixes: tuple[str, ...]) -> set[str]:
    """What is left of a word without a prefix, if that is still a word."""
    return {
        word.removeprefix(prefix)
        for prefix in prefixes
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST
    }


@lru_cache(KEPT)
def lows(text: str) -> frozenset[str]:
    """The words of a text in lower case: quick, where their places do not matter."""
    return frozenset(words_of(text))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return WORD.findall(text.lower().replace("’", "'"))


@lru_cache(KEPT)
def heads_of(word: str) -> frozenset[str]:
    """How a word may begin, prefixes taken off: "^" and four letters.

    Two words without a common beginning are no kin.
    """
    if word in STOP:
        return frozenset()
    kept = root(word)
    forms = (word, kept, *_without(kept, PREFIXES), *_without(kept, DENYING))
    return frozenset(f"^{form[:SHORTEST]}" for form in forms)


SPREAD = 1 << 10
"""Bits over which words and beginnings are spread. A sentence sets some seventy of them, and of the
sentences in which nothing begins like the words of an option one in thirty looks as if something
did. With more bits fewer do, but numbers beyond half a kilobyte are made far more slowly."""


def bits_of(marks: Iterable[str]) -> int:
    """A bit for each of these words or beginnings.

    Two texts without a common bit have no word and no beginning in common. The reverse need not be
    so, since bits are fewer than words: whoever finds a common bit looks at the words.
    """
    bits = 0
    for mark in marks:
        bits |= 1 << crc32(mark.encode()) % SPREAD
    return bits
