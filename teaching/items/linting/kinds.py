"""Kinds of options: a test among drugs, a year among people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teaching.items.linting.asked import Asked
from teaching.items.linting.demands import TIMES
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.tokens import KEPT, listed, lows, tokens
from teaching.items.linting.values import quantity
from teaching.items.linting.wordforms import form

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


def mixed_kinds(asked: Asked) -> Iterator[Mark]:
    kinds = [kind_of(option) for option in asked.options]
    known = {kind for kind in kinds if kind}
    figures = [i for i, kind in enumerate(kinds) if kind == "figure"]
    if figures and all(
        kind == "figure" or timely(asked.options[i]) for i, kind in enumerate(kinds)
    ):
        return
    if figures and len(figures) * 2 <= len(kinds):
        odd = figures[0]
    elif len(known - {"figure"}) > 1:
        if known <= STEPS and STEP.search(asked.lead_in):
            return
        if known <= {"drug", "treatment"} or known <= {"operation", "treatment"}:
            return
        most = max(filter(None, kinds), key=kinds.count)
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
def timely(option: str) -> bool:
    """Whether an option speaks of time without a figure ("within days")."""
    return not lows(option).isdisjoint(TIMES)


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
