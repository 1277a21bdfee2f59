"""Kinds of options: a test among drugs, a year among people, a joke among diagnoses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.tokens import KEPT, listed, lows, tokens
from teaching.items.linting.values import quantity
from teaching.items.linting.wordforms import form

JEST = listed("""
    santa claus unicorn unicorns dragon dragons alien aliens magic magical magician wizard witch
    witchcraft superman batman spiderman disneyland disney hogwarts fairy fairies elf elves troll
    trolls ghost ghosts vampire vampires zombie zombies werewolf mermaid mermaids leprechaun goblin
    astrology horoscope horoscopes telepathy ufo ufos martian martians narnia mickey pixie
    television netflix facebook youtube tiktok instagram karaoke lollipop popcorn bubblegum
    god gods devil demons heaven homeopath luck wish wishing
    wishes pray prayer prayers curse cursed miracle miracles
    laugh laughing joke jokes tickle tickling dancing teddy toy toys hamster goldfish parrot kitten
    puppy dog dogs cat hammer chainsaw dynamite toothpaste ketchup
    """)
TREATS = listed(
    "chocolate coffee cake pizza beer candy sweets cookies burger lemonade crisps champagne"
)
"""Implausible but where food is spoken of."""
FOOD = listed(
    "food foods diet meal meals cook cooking bake baking sauce dough bread recipe dish"
    " dessert drink"
    " caffeine cocoa sugar eat eats eating nutrition restaurant kitchen flour butter cream"
)
BEASTS = listed(
    "dog dogs cat puppy kitten hamster goldfish parrot toy toys hammer dancing wish wishes"
)
"""Implausible but where animals or things of this kind are spoken of."""
DISMISSIVE = re.compile(
    r"""^(?: ignore | laugh | pray\b | forget\b | do\ nothing\ at\ all | nothing(?:\ at\ all)?$
    | nothing\ (?:matters|can\ be\ done) | give\ up | throw\ (?:away|out) | run\ away | go\ home$
    | shout | scream | punish | bribe | lie\ (?:to|about) | blame | insult | slap | mock
        | kill\ (?:him|her)
    | tell\ (?:him|her|them)\ (?:to\ stop\ complaining|nothing|a\ joke) | hope\ (?:for|that)
    | (?:it|he|she|they)\ guess(?:es)? | lack\ of\ (?:television|luck|sweets|love) | who\ cares
    | no\ idea | because\ (?:i|they|we)\ said | whatever | none\ of\ your | abandon\ (?:him|her)
    | send\ (?:him|her|them)\ away | wait\ until\ (?:he|she)\ dies | sing\b | dance\b )
    | \b(?:until\ (?:he|she)\ gets\ bored | just\ for\ fun
    | hope\ for\ the\ best | for\ no\ reason | by\ magic
    | laugh\ it\ off | and\ send\ (?:him|her)\ home )\b""",
    re.VERBOSE | re.IGNORECASE,
)

ENDINGS: tuple[tuple[str, str], ...] = (
    ("drug", r"\w+(?:olol|pril|sartan|statin|cillin|mycin|floxacin|azole|vir|mab|nib|gliptin"
            r"|gliflozin"
     r"|parin|xaban|pam|lam|caine|setron|prazole|tidine|dipine|thiazide|semide|phylline|terol|butamol"
     r"|onates?|purinol|triptan|oxetine|ipramine|azepine|barbital|cycline|profen|oxicam|methacin"
     r"|metacin|sone|solone|lukast|formin|glitazone|statin|digoxin|chicine|nidazole|parib)s?"),
    ("test", r"\w+(?:graphy|graphic|gram|scopy|metry|scintigraphy|centesis)|mri|ct|ecg|eeg"
            r"|ultrasound"
     r"|radiograph|radiographs|x-ray|biopsy|ultrasonography|angiography|assay"),
    ("operation", r"\w+(?:ectomy|otomy|ostomy|plasty|pexy|rrhaphy|desis)|replacement"
            r"|transplantation"
     r"|nailing|amputation|excision|resection"),
    ("disease", r"\w{2,}(?:itis|oma|omas|osis|aemia|emia|pathy|penia|philia|uria|algia|plegia"
            r"|paresis|rrhoea"
     r"|rrhagia|thorax|ychia|ismus|noea|ectasis|sclerosis|megaly|edema|oedema|dactyly)"
     r"|pneumonia|asthma|gout|cancer|infarction|embolism|thrombosis|infection|fracture|syncope|sepsis"
     r"|podagra|dislocation|sprain|stroke|epilepsy|migraine|necrosis|spasms?"),
    ("treatment", r"\w*(?:therapy|physiotherapy)|vaccine|vaccination|immunoglobulin|tablets"
            r"|transfusion"
     r"|insulin|antibiotics?|steroids?"),
)  # fmt: skip
KIND_OF = tuple((kind, re.compile(rf"(?:{words})", re.IGNORECASE)) for kind, words in ENDINGS)
NEVER_DISEASE = listed("coma soma stoma aroma diploma roma oklahoma symptomatology basis")
STEP = re.compile(
    r"\b(?:next|first|done|do you|management|manage|plan|treatment|treat|therapy|advice|advise|step"
    r"|priority|appropriate|measure|helps?|offered?)\b",
    re.IGNORECASE,
)
STEPS = frozenset({"test", "operation", "treatment", "drug"})
"""Kinds that are all steps: they may stand side by side where the next one is asked for."""
CALENDAR = re.compile(r"^(?:week|month|day|year)\s\d+$|^1[0-9]{3}$|^20[0-9]{2}$", re.IGNORECASE)


def implausible_option(asked: Asked) -> Iterator[Mark]:
    for index in asked.distractors:
        option = asked.options[index]
        found = None if index in asked.implausible else jest(option)
        if found is None and index not in asked.implausible:
            continue
        word = option if found is None else option[found[0] : found[1]]
        if word.lower() in TREATS | BEASTS and _at_home(asked, index, word.lower()):
            continue
        yield Mark(
            in_option(asked, index, *(found or (0, len(option)))),
            f"Nobody who is unsure would choose “{option}”.",
            "Write an answer that a learner with a known misunderstanding would give.",
        )


@lru_cache(KEPT)
def jest(option: str) -> tuple[int, int] | None:
    """Where an option is a joke or a refusal, if it is one."""
    found = DISMISSIVE.search(option)
    if found:
        return found.span()
    for token in tokens(option):
        if token.low.removesuffix("'s") in JEST or token.low in TREATS:
            return token.start, token.end
    return None


def _at_home(asked: Asked, index: int, word: str) -> bool:
    """Whether the question is about things of this kind anyway."""
    kind = (FOOD | TREATS) if word in TREATS else (BEASTS | {"animal", "animals", "pet", "tool"})
    around = (asked.lead_in, *asked.stem, *(asked.options[i] for i in range(len(asked.options))
                                            if i != index))  # fmt: skip
    return any(lows(text) & kind for text in around)


def mixed_kinds(asked: Asked) -> Iterator[Mark]:
    kinds = [kind_of(option) for option in asked.options]
    known = {kind for kind in kinds if kind}
    figures = [i for i, kind in enumerate(kinds) if kind == "figure"]
    if figures and len(figures) * 2 <= len(kinds):
        odd = figures[0]
    elif len(known - {"figure"}) > 1:
        if known <= STEPS and STEP.search(asked.lead_in):
            return
        if known <= {"drug", "treatment"} or known <= {"operation", "treatment"}:
            return
        most = max(known, key=kinds.count)
        odd = next(i for i, kind in enumerate(kinds) if kind and kind != most)
    else:
        return
    others = ", ".join(sorted(known)) if len(known) > 1 else "words and figures"
    yield Mark(
        in_option(asked, odd),
        f"The options are of several kinds ({others}) and cannot be ranked on one scale.",
        "Offer options of one kind, and ask for that kind in the lead-in.",
    )


@lru_cache(KEPT)
def kind_of(option: str) -> str:
    """The kind of thing an option is, where its words show it; else empty."""
    text = option.strip()
    if form(text) in ("order", "unclear", "clause"):
        return ""
    if CALENDAR.match(text) or quantity(text) is not None:
        return "figure"
    for token in tokens(text):
        for kind, pattern in KIND_OF:
            if pattern.fullmatch(token.low) and token.low not in NEVER_DISEASE:
                return kind
    return ""
