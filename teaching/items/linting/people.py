"""The patient stays one person: sex and age do not change in the course of a story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Literal, NamedTuple

from teaching.items.linting.flaws import Mark, in_sentence
from teaching.items.linting.tokens import listed, tokens

if TYPE_CHECKING:
    from teaching.items.linting.asked import Story

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
NEAR = MALE | FEMALE | {"mother's", "wife's", "no"}
"""Whose organ it is, or that it is not there."""
SUBJECTS = listed("he she")
BEING = listed("is was")
AGEING = SUBJECTS | {"old"}
"""Words without which nobody's age is told."""
AGED = re.compile(
    r"\b(?P<article>[Aa]n?|[Tt]he|[Tt]his)\s(?P<age>\d{1,3})-(?P<unit>year|month|week|day)-old\b"
)
OLDEST = len("This 101-month")
IS_AGED = re.compile(r"\b(?:He|She)\s(?:is|was)\s(?P<age>\d{1,3})(?=\s(?:and|years)|[,.;]|$)")


def contradicting_person(story: Story) -> Iterator[Mark]:
    yield from _sex(story)
    yield from _age(story)


class Mention(NamedTuple):
    """A word that tells a sex, or that somebody of either sex is there."""

    place: int
    """Which word of the sentence it is."""
    word: str
    kind: Literal["person", "other", "body", "pronoun"]
    sex: str
    definite: bool


def mentions(words: Sequence[str]) -> tuple[Mention, ...]:
    """The people of a sentence, by its words in lower case, in order."""
    found = []
    for place in compress(range(len(words)), map(TELLING.__contains__, words)):
        word = words[place].removesuffix("'s")
        definite = place > 0 and words[place - 1] == "the"
        if word in MALE or word in FEMALE:
            sex = "male" if word in MALE else "female"
            found.append(Mention(place, word, "person", sex, definite))
        elif word in OTHERS:
            found.append(Mention(place, word, "other", "", definite))
        elif word in BODY and _of_patient(words, place):
            found.append(Mention(place, word, "body", BODY[word], definite))
        elif word in PRONOUNS:
            found.append(Mention(place, word, "pronoun", PRONOUNS[word], definite))
    return tuple(found)


def _sex(story: Story) -> Iterator[Mark]:
    known = ""
    since = (0, 0)
    seen: set[str] = set()
    children: set[str] = set()
    others = False
    for index, said in enumerate(story.said):
        if not said.people:
            continue
        for place, word, kind, sex, definite in said.people:
            if kind == "person":
                if definite and word in CHILDREN and children and sex not in children:
                    yield _mark(story, index, place, "was not spoken of before.")
                    return
                seen.add(sex)
                if word in CHILDREN:
                    children.add(sex)
                if not known and index == 0:
                    known, since = sex, (index, place)
            elif kind == "other":
                others = others or index > 0 or bool(known)
            elif not known:
                known, since = sex, (index, place)
                seen.add(sex)
            elif not others and sex not in seen:
                first = tokens(story.sentences[since[0]])[since[1]].text
                yield _mark(story, index, place, f"does not go with “{first}”.")
                return


def _of_patient(words: Sequence[str], place: int) -> bool:
    """Whether an organ is the patient's own: nobody else is named right before it."""
    return NEAR.isdisjoint(words[max(0, place - 4) : place])


def _mark(story: Story, index: int, place: int, reason: str) -> Mark:
    token = tokens(story.sentences[index])[place]
    return Mark(
        in_sentence(story.sentences, index, token.start, token.end),
        f"“{token.text}” {reason}",
        "Let the story speak of one person throughout.",
    )


def _age(story: Story) -> Iterator[Mark]:
    first: int | None = None
    unit = "year"
    for index, said in enumerate(story.said):
        if said.ages is NO_AGE:
            continue
        aged, own = said.ages
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


type Ages = tuple[tuple[re.Match[str], ...], re.Match[str] | None]
"""How old people are said to be, and "He is 40"."""

NO_AGE: Ages = ((), None)


def ages(sentence: str, said: frozenset[str]) -> Ages:
    """Where a sentence of these words says how old somebody is."""
    aged: tuple[re.Match[str], ...] = ()
    if "old" in said:
        aged = tuple(AGED.finditer(sentence, max(0, sentence.find("-old") - OLDEST)))
    own = None
    if not said.isdisjoint(SUBJECTS) and not said.isdisjoint(BEING):
        own = IS_AGED.search(sentence)
    return (aged, own) if aged or own else NO_AGE


def _aged(story: Story, index: int, found: re.Match[str], first: int, unit: str) -> Mark:
    return Mark(
        in_sentence(story.sentences, index, *found.span()),
        f"The story begins with {first} {unit}s and goes on with {found['age']}.",
        "Keep to one age.",
    )
