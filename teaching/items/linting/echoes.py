"""Echoes: words of the story that come back in the key alone, up to the whole answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option, in_sentence
from teaching.items.linting.kinship import relatives, stumps
from teaching.items.linting.lexicon import Lexicon
from teaching.items.linting.sentences import Sentence
from teaching.items.linting.tokens import (
    KEPT,
    Token,
    asks,
    bits_of,
    carries,
    content,
    heads_of,
    is_content,
    listed,
    lows,
    resonance,
    root,
    tokens,
)
from teaching.items.linting.values import NUMBERS

LONG_ENOUGH = 4
"""Letters of a word that can ring, and of a root by which its kin does."""
SHORT = 3
"""Letters of a word that rings as well, but only if it comes back as it stands."""
TERM = 2
"""Words up to which an option is a term: then a word that it shares with the key ("law" in four
fields of law) is no echo of its own. In sentences any echo may hide that of the key."""
REST = 6
"""Letters a compound has beyond the word it begins with ("echo", "echolocation")."""
DULL = listed("left right both day days week weeks month months year years")
"""Words of place and time that stand in every story and ring in none."""
LINKS = listed("a an the of in on at to for from with by and his her its their")
DENIED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|denies|unlikely|excluded?|negative|unexamined)\b",
    re.IGNORECASE,
)


def clang(asked: Asked) -> Iterator[Mark]:
    token = echo(Hearing(asked.said, asked.lexicon), asked.lead_in, asked.options, asked.key)
    if token is not None:
        yield Mark(
            in_option(asked, asked.key, token.start, token.end),
            f"“{token.text}” echoes the story or the question, and only the key does so.",
            "Use another word in one of the two places, or let a distractor echo it as well.",
        )


def echo(story: Hearing, lead_in: str, options: Sequence[str], key: int) -> Token | None:
    """The word by which the key alone echoes the story or the question, if there is one."""
    own = ringing(options[key])
    if not own:
        return None
    told = story.near(lead_in, beginnings(options[key]))
    familiar = story.lexicon.familiar
    heard = told and [t for t in own if t.root not in familiar and _rings(t, told)]
    if not heard:
        return None
    others = [option for i, option in enumerate(options) if i != key]
    in_key = sound(options[key]) if len(own) <= TERM else frozenset()
    echoing = 0
    for option in others:
        for t in ringing(option):
            if not listens(t.low).isdisjoint(in_key):
                continue
            if _rings(t, story.near(lead_in, openings(t.low))):
                echoing += 1
                break
    if echoing * 2 >= len(others):
        return None
    elsewhere = frozenset().union(*map(sound, others))
    for token in heard:
        if listens(token.low).isdisjoint(elsewhere):
            return token
    return None


class Hearing:
    """A story, listened to for words that begin in certain ways.

    What was heard is kept for as long as the story is asked about: several options, or several
    questions drawn for one story, listen for the same beginnings.
    """

    def __init__(self, said: Sequence[Sentence], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._said = said
        self._near: dict[frozenset[str], frozenset[str]] = {}

    def near(self, lead_in: str, begins: frozenset[str]) -> frozenset[str]:
        """The words of the story and of a question that begin in one of these ways."""
        told = self._near.get(begins)
        if told is None:
            bits = _bits(begins)
            stories = [said.words for said in self._said if bits & said.bits]
            told = self._near[begins] = _beginning(chain.from_iterable(stories), begins)
        return told | _asked(lead_in, begins)


@lru_cache(KEPT)
def _asked(lead_in: str, begins: frozenset[str]) -> frozenset[str]:
    """The words of a question that begin in one of these ways: the same after many stories."""
    return _beginning(lows(lead_in), begins)


def _beginning(words: Iterable[str], begins: frozenset[str]) -> frozenset[str]:
    return frozenset(
        [word for word in words if word in begins or not begins.isdisjoint(heads_of(word))]
    )


@lru_cache(KEPT)
def _bits(begins: frozenset[str]) -> int:
    return bits_of(begins)


def _rings(token: Token, told: frozenset[str]) -> bool:
    return not all(map(listens(token.low).isdisjoint, map(sound_of, told)))


@lru_cache(KEPT)
def beginnings(option: str) -> frozenset[str]:
    """How words may begin that ring with a word of the option."""
    return frozenset().union(*(openings(token.low) for token in ringing(option)))


@lru_cache(KEPT)
def openings(word: str) -> frozenset[str]:
    """How words may begin that ring with this one, and such as begin otherwise in full."""
    return heads_of(word).union(relatives(word))


@lru_cache(KEPT)
def ringing(option: str) -> tuple[Token, ...]:
    """The words of an option that a reader could recognise from the story."""
    return tuple(
        token
        for token in tokens(option)
        if is_content(token)
        and token.low not in DULL
        and not token.low[0].isdigit()
        and (len(token.low) >= LONG_ENOUGH or _is_short(token))
    )


def _is_short(token: Token) -> bool:
    """Whether it is a word of three letters, and no abbreviation."""
    return len(token.low) == SHORT and token.text[1:].islower() and token.low not in NUMBERS


@lru_cache(KEPT)
def sound(text: str) -> frozenset[str]:
    """The marks of all words of a text that can ring in another one."""
    return frozenset().union(*map(sound_of, lows(text)))


@lru_cache(KEPT)
def sound_of(word: str) -> frozenset[str]:
    """The marks of a word in lower case by which others ring in it."""
    if not carries(word):
        return frozenset()
    forms = {word, word.removesuffix("s"), word.removesuffix("es")}
    return resonance(word).union(
        stumps(word), (f"={word}",), (f"+{form}" for form in forms if len(form) >= LONG_ENOUGH)
    )


@lru_cache(KEPT)
def listens(word: str) -> frozenset[str]:
    """What to look for among the :func:`sound` of a text to find a word or its kin in it."""
    if len(word) == SHORT:
        return frozenset({f"={word}"})
    kin = asks(root(word)) if len(root(word)) >= LONG_ENOUGH else frozenset()
    compound = (f"+{word[:end]}" for end in range(LONG_ENOUGH, len(word) - REST + 1))
    return kin.union(compound, stumps(word), {f"={word}"}, (f"={one}" for one in relatives(word)))


def answer_told(asked: Asked) -> Iterator[Mark]:
    wanted = roots(asked.options[asked.key])
    if len("".join(wanted)) < LONG_ENOUGH:
        return
    bits = _bits(heads_of(wanted[0]))
    for index, said in enumerate(asked.said):
        if not bits & said.bits:
            continue
        sentence = said.text
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
