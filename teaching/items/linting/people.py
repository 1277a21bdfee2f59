"""The patient stays one person: sex and age do not change in the course of a story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from teaching.items.linting.asked import Story
from teaching.items.linting.flaws import Mark, in_sentence
from teaching.items.linting.tokens import KEPT, Token, has_digit, listed, lows, tokens

MALE = listed(
    "man boy male gentleman father husband grandfather son brother uncle schoolboy widower"
    " schoolboys"
    " policeman fireman nephew grandson monk king"
)
FEMALE = listed(
    "woman girl female lady mother wife grandmother daughter sister aunt schoolgirl widow niece"
    " granddaughter policewoman nun queen midwife"
)
CHILDREN = {"boy": "male", "son": "male", "schoolboy": "male", "girl": "female",
            "daughter": "female", "schoolgirl": "female"}  # fmt: skip
OTHERS = listed(
    "nurse doctor physician surgeon colleague neighbour friend partner parent parents carer carers"
    " therapist teacher witness driver officer lawyer judge customer child baby infant"
    " people relative"
    " couple twin twins dentist landlord tenant employer"
)
"""People of either sex: once one of them is spoken of, a pronoun may mean them."""
BODY = {
    **dict.fromkeys(("prostate", "prostatic", "testis", "testes", "testicle", "testicles",
                     "testicular", "scrotum", "scrotal", "penis", "foreskin"), "male"),
    **dict.fromkeys(("pregnant", "pregnancy", "ovary", "ovaries", "ovarian", "uterus", "uterine",
                     "menstrual", "menstruated", "menstruation", "menopause", "vaginal", "vagina",
                     "cervical smear", "breastfeeding", "gravida", "miscarriage"), "female"),
}  # fmt: skip
PRONOUNS = {"he": "male", "his": "male", "him": "male", "himself": "male",
            "she": "female", "her": "female", "hers": "female", "herself": "female"}  # fmt: skip
TELLING = frozenset(
    form
    for word in MALE | FEMALE | OTHERS | BODY.keys() | PRONOUNS.keys()
    for form in (word, f"{word}'s")
)
AGED = re.compile(
    r"\b(?P<article>[Aa]n?|[Tt]he|[Tt]his)\s(?P<age>\d{1,3})-(?P<unit>year|month|week|day)-old\b"
)
IS_AGED = re.compile(r"\b(?:He|She)\s(?:is|was)\s(?P<age>\d{1,3})(?=\s(?:and|years)|[,.;]|$)")


def contradicting_person(story: Story) -> Iterator[Mark]:
    yield from _sex(story)
    yield from _age(story)


class Mention(NamedTuple):
    """A word that tells a sex, or that somebody of either sex is there."""

    token: Token
    word: str
    kind: Literal["person", "other", "body", "pronoun"]
    sex: str
    definite: bool


@lru_cache(KEPT)
def mentions(sentence: str) -> tuple[Mention, ...]:
    """The people of a sentence, in order."""
    if lows(sentence).isdisjoint(TELLING):
        return ()
    said = tokens(sentence)
    found = []
    for place, token in enumerate(said):
        word = token.low.removesuffix("'s")
        definite = place > 0 and said[place - 1].low == "the"
        if word in MALE or word in FEMALE:
            sex = "male" if word in MALE else "female"
            found.append(Mention(token, word, "person", sex, definite))
        elif word in OTHERS:
            found.append(Mention(token, word, "other", "", definite))
        elif word in BODY and _of_patient(said, place):
            found.append(Mention(token, word, "body", BODY[word], definite))
        elif word in PRONOUNS:
            found.append(Mention(token, word, "pronoun", PRONOUNS[word], definite))
    return tuple(found)


def _sex(story: Story) -> Iterator[Mark]:
    known = since = ""
    seen: set[str] = set()
    children: set[str] = set()
    others = False
    for index, said in enumerate(map(mentions, story.sentences)):
        for token, word, kind, sex, definite in said:
            if kind == "person":
                if definite and word in CHILDREN and children and sex not in children:
                    yield _mark(story, index, token, f"“{token.text}” was not spoken of before.")
                    return
                seen.add(sex)
                if word in CHILDREN:
                    children.add(sex)
                if not known and index == 0:
                    known, since = sex, token.text
            elif kind == "other":
                others = others or index > 0 or bool(known)
            elif not known:
                known, since = sex, token.text
                seen.add(sex)
            elif not others and sex not in seen:
                yield _mark(story, index, token, f"“{token.text}” does not go with “{since}”.")
                return


def _of_patient(said: tuple[Token, ...], place: int) -> bool:
    """Whether an organ is the patient's own: nobody else is named right before it."""
    before = {token.low for token in said[max(0, place - 4) : place]}
    return not before & (MALE | FEMALE | {"mother's", "wife's", "no"})


def _mark(story: Story, index: int, token: Token, reason: str) -> Mark:
    return Mark(
        in_sentence(story.sentences, index, token.start, token.end),
        reason,
        "Let the story speak of one person throughout.",
    )


def _age(story: Story) -> Iterator[Mark]:
    first: int | None = None
    unit = "year"
    for index, (aged, own) in enumerate(map(ages, story.sentences)):
        for found in aged:
            if first is None:
                first, unit = int(found["age"]), found["unit"]
            elif found["article"].lower() in ("the", "this") and (
                int(found["age"]) != first or found["unit"] != unit
            ):
                yield _aged(story, index, found, first, unit)
                return
        if own and first is not None and unit == "year" and int(own["age"]) != first:
            yield _aged(story, index, own, first, unit)
            return


NO_AGE: tuple[tuple[re.Match[str], ...], re.Match[str] | None] = ((), None)


@lru_cache(KEPT)
def ages(sentence: str) -> tuple[tuple[re.Match[str], ...], re.Match[str] | None]:
    """Where a sentence says how old somebody is."""
    if not has_digit(sentence):
        return NO_AGE
    return tuple(AGED.finditer(sentence)), IS_AGED.search(sentence)


def _aged(story: Story, index: int, found: re.Match[str], first: int, unit: str) -> Mark:
    return Mark(
        in_sentence(story.sentences, index, *found.span()),
        f"The story begins with {first} {unit}s and goes on with {found['age']}.",
        "Keep to one age.",
    )
