"""Names of people: they point at what they stand for, in the key alone or in the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from teaching.items.linting.flaws import Mark, Place, in_option
from teaching.items.linting.lexicon import Lexicon
from teaching.items.linting.tokens import KEPT, listed, tokens

if TYPE_CHECKING:
    from teaching.items.linting.asked import Asked

THINGS = (
    "sign|signs|test|triad|tetrad|disease|syndrome|law|laws|effect|reaction|principle|reflex"
    "|phenomenon|manoeuvre|maneuver|criteria|theorem|rule|paradox|equation|constant|fracture|palsy"
    "|contracture|lymphoma|tumour|ulcer|cyst|node|nodes|nodules|lines|spots|bodies|ataxia|chorea"
    "|operation|procedure|oedema|anaemia|purpura|facies|paralysis|angina|number|curve|razor|effects"
    "|(?:first|second|third) law|cells|hernia|goitre|abscess|thyroiditis|sarcoma|gait|point"
    "|oesophagus|hypothesis|experiment|model|cycle|reagent|diverticulum|aneurysm"
)
SHOWN = "sign|signs|triad|tetrad|reflex|phenomenon|nodes|spots|lines|facies|test|point|bodies"
"""Eponyms of what is seen at the bedside; in a story they stand for the finding itself."""
SHOWN_WORDS = frozenset(SHOWN.split("|"))
NAME = r"(?:(?:[Dd]e|[Vv]on|[Vv]an)\s)?[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ](?:['’]s?)?"
NAMES = rf"{NAME}(?:(?:\s?[–—-]\s?|\s(?:and|or)\s){NAME})*"
POSSESSIVE = re.compile(rf"\b{NAME}['’]s?\s(?:[a-z]+\s)?(?:{THINGS})\b")
WITHIN = re.compile(rf"(?<=[a-z,] )({NAMES})\s(?:[a-z]+\s)?(?:{THINGS})\b")
LINKED = re.compile(rf"\b{NAME}\s?[–—]\s?{NAME}\s(?:[a-z]+\s)?(?:{THINGS})\b")
BEDSIDE = re.compile(rf"\b(?:{NAMES}['’]s?|(?<=[a-z,] ){NAMES})\s(?:[a-z]+\s)?(?:{SHOWN})\b")
FIRST = re.compile(rf"^(?P<name>{NAME})\s(?:[a-z]+\s)?(?:{THINGS})\b")
KNOWN = listed("""
    parkinson alzheimer turner down wilson huntington friedreich crohn addison graves
    cushing hodgkin
    marfan noonan klinefelter newton boyle ohm coriolis maillard gresham charles dalton
    henry doppler
    kepler faraday hooke moore murphy occam mendel pareto engel giffen okun sjogren sjögren raynaud
    kawasaki reiter hashimoto conn barrett meckel paget ewing wilms kaposi burkitt lynch gardner
    peutz whipple menetrier wernicke korsakoff creutzfeldt guillain horner bell tourette
    rett asperger
    prader angelman edwards patau fabry gaucher pompe hurler bruton wiskott digeorge fanconi bartter
    goodpasture alport wegener churg takayasu behcet still felty dupuytren volkmann perthes
    scheuermann
    osgood sever freiberg kienböck colles smith bennett monteggia galeazzi pott jones
    lisfranc maisonneuve
    brown lambert eaton duchenne becker coulomb bernoulli archimedes pascal joule hess avogadro
    haber fischer grignard diels markovnikov le heisenberg schrödinger pauli planck
    """)
"""People whose names begin an option without an 's; capitals tell nothing there."""
NOT_PEOPLE = listed("""
    the a an his her its their this these no all both some each other doppler ct mri ecg eeg january
    february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday english french german roman greek european
    african asian
    american russian chinese indian british latin western eastern
    """)


def eponym_cue(asked: Asked) -> Iterator[Mark]:
    key = eponym(asked.options[asked.key], asked.lexicon)
    if key is not None and not any(
        eponym(asked.options[i], asked.lexicon) for i in asked.distractors
    ):
        yield Mark(
            in_option(asked, asked.key, *key),
            f"“{asked.options[asked.key][key[0] : key[1]]}” is the only name of a person among the"
            " options.",
            "Say what it stands for, or let other options bear names too.",
        )
    for index, said in asked.remarkable:
        if said.bedside is not None:
            start, end = said.bedside
            yield Mark(
                Place("stem", index, start, end),
                f"“{said.text[start:end]}” names the finding, and with it the answer.",
                "Describe what is seen or felt.",
            )


@lru_cache(KEPT)
def eponym(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where an option bears somebody's name, if it does."""
    for token in tokens(text):
        if token.low.removesuffix("'s") in lexicon.eponyms:
            return token.start, token.end
    for pattern in (POSSESSIVE, LINKED, WITHIN):
        found = pattern.search(text)
        if found and tokens(found[0])[0].low not in NOT_PEOPLE:
            return found.span()
    found = FIRST.match(text)
    if found and tokens(found["name"])[0].low.removesuffix("'s") in KNOWN:
        return found.span()
    return None


def bedside(sentence: str, said: frozenset[str]) -> tuple[int, int] | None:
    """Where a sentence of these words gives the name of a sign for what is found."""
    if said.isdisjoint(SHOWN_WORDS):
        return None
    if sentence[1:].islower() and "'" not in sentence and "’" not in sentence:
        return None
    found = BEDSIDE.search(sentence)
    if found is None or tokens(found[0])[0].low in NOT_PEOPLE:
        return None
    return found.span()
