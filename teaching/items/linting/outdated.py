"""Terms that have gone out of use, unless the text says that they are old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from teaching.items.linting.flaws import Mark, Part, Place
from teaching.items.linting.lexicon import Lexicon, firsts, singulars, terms_of
from teaching.items.linting.tokens import KEPT, lows, tokens

if TYPE_CHECKING:
    from teaching.items.linting.asked import Asked

PAST_USE = re.compile(
    r"\b(?:formerly|historically|historical|previously|so-called|archaic|obsolete|used to be"
    r"|(?:once|then|long) (?:called|known|named|termed)|old(?:er)? (?:name|term|word))\b",
    re.IGNORECASE,
)
OUTDATED = terms_of(
    {
        "mental retardation": "intellectual disability",
        "mentally retarded": "with an intellectual disability",
        "juvenile-onset diabetes": "type 1 diabetes",
        "juvenile diabetes": "type 1 diabetes",
        "adult-onset diabetes": "type 2 diabetes",
        "maturity-onset diabetes": "type 2 diabetes",
        "insulin-dependent diabetes": "type 1 diabetes",
        "non-insulin-dependent diabetes": "type 2 diabetes",
        "manic-depressive": "bipolar disorder",
        "manic depression": "bipolar disorder",
        "senile dementia": "dementia, with its cause",
        "venereal disease": "sexually transmitted infection",
        "hysteria": "functional neurological disorder",
        "hysterical": "functional",
        "neurosis": "the disorder meant",
        "handicapped": "disabled, or who uses a wheelchair",
        "handicap": "disability",
        "confined to a wheelchair": "who uses a wheelchair",
        "wheelchair-bound": "who uses a wheelchair",
        "crippled": "disabled",
        "mongolism": "Down syndrome",
        "spastic child": "child with cerebral palsy",
        "deaf and dumb": "deaf",
        "deaf-mute": "deaf",
        "grand mal": "tonic–clonic seizure",
        "petit mal": "absence seizure",
        "apoplexy": "stroke",
        "consumption of the lungs": "tuberculosis",
        "dropsy": "oedema",
        "insane": "with a mental illness",
        "lunatic": "person with a mental illness",
        "sexual perversion": "paraphilia",
        "transsexualism": "gender incongruence",
        "gender identity disorder": "gender dysphoria",
        "committed suicide": "died by suicide",
        "drug addict": "person with a substance use disorder",
        "alcoholic man": "man with alcohol dependence",
        "third world": "low- and middle-income countries",
        "mankind": "humankind",
        "caucasian": "white, or the population meant",
        "oriental": "Asian",
        "eskimo": "Inuit",
        "peking": "Beijing",
        "bombay": "Mumbai",
        "ceylon": "Sri Lanka",
        "stewardess": "flight attendant",
        "chairman": "chair",
        "cerebrovascular accident": "stroke",
        "essential hypertension": "primary hypertension",
        "degrees centigrade": "degrees Celsius",
        "cycles per second": "hertz",
    }
)
"""Terms outdated whatever the subject; those of a disease stand in its pack."""
FIRSTS = firsts(OUTDATED)


def outdated_term(asked: Asked) -> Iterator[Mark]:
    for index, said in asked.remarkable:
        if said.outdated:
            yield from _outdated("stem", index, said.text, said.outdated)
    if found := outdated(asked.lead_in, asked.lexicon):
        yield from _outdated("lead-in", 0, asked.lead_in, found)
    for index, option in enumerate(asked.options):
        if found := outdated(option, asked.lexicon):
            yield from _outdated("option", index, option, found)


def _outdated(
    part: Part, index: int, text: str, found: tuple[tuple[int, int, str], ...]
) -> Iterator[Mark]:
    for start, end, instead in found:
        yield Mark(
            Place(part, index, start, end),
            f"“{text[start:end]}” is no longer in use.",
            f"Write “{instead}”, or say that the term is historical.",
        )


@lru_cache(KEPT)
def outdated(text: str, lexicon: Lexicon) -> tuple[tuple[int, int, str], ...]:
    """Outdated terms of a text that does not say that they are: place and replacement."""
    return outdated_terms(text, lows(text), lexicon)


def outdated_terms(
    text: str, said: frozenset[str], lexicon: Lexicon
) -> tuple[tuple[int, int, str], ...]:
    """The same of a text of these words, not kept."""
    return _outdated_terms(text, lexicon) if may_be_outdated(said, lexicon) else ()


def may_be_outdated(said: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a text of these words can hold an outdated term; most hold none."""
    return not (said.isdisjoint(lexicon.outdated_first) and said.isdisjoint(FIRSTS))


def _outdated_terms(text: str, lexicon: Lexicon) -> tuple[tuple[int, int, str], ...]:
    spoken = singulars(text)
    said = tokens(text)
    found = []
    index = 0
    while index < len(said):
        for terms in (lexicon.outdated, OUTDATED):
            match = next(
                (
                    (term, instead)
                    for term, instead in terms.get(spoken[index], ())
                    if spoken[index : index + len(term)] == term
                ),
                None,
            )
            if match is not None:
                term, instead = match
                if not PAST_USE.search(text[: said[index].start]):
                    found.append((said[index].start, said[index + len(term) - 1].end, instead))
                index += len(term) - 1
                break
        index += 1
    return tuple(found)
