"""Reads the text of a film back into tags, through the pack's own phrases and names alone."""

from __future__ import annotations

import re

from teaching.items.describing import place_names
from teaching.knowledge.schema import Pack
from teaching.knowledge.statements import Tag

QUANTITY = re.compile(r"(.*) \(([\d.]+) to ([\d.]+) \S+\)")


def read_alt(pack: Pack, alt: str) -> tuple[Tag, ...]:
    """Every statement of the text, sentence by sentence. Raises ValueError for words that the
    pack does not know: text that cannot be read back is not good enough to decide by."""
    assert pack.film is not None
    places = {name.lower(): slug for slug, name in place_names(pack).items()}
    phrases = {}
    for phrase in pack.film.phrases:
        phrases[phrase.present.lower()] = phrase.finding, True
        phrases[phrase.absent.lower()] = phrase.finding, False
    tags = []
    for sentence in re.findall(r"[^:]+: [^:]+?\.(?= |$)", alt):
        heads, _, said = sentence.strip().removesuffix(".").partition(": ")
        for part in re.split(r"[,;] ", said):
            low = high = None
            found = QUANTITY.fullmatch(part)
            if found:
                part, low, high = found[1], float(found[2]), float(found[3])
            if part.lower() not in phrases:
                raise ValueError(f"no finding is said as {part!r}")
            finding, present = phrases[part.lower()]
            for head in heads.lower().split(", "):
                if head not in places:
                    raise ValueError(f"no place is called {head!r}")
                tags.append(Tag(finding, places[head], present, low, high))
    if alt and not tags:
        raise ValueError(f"nothing can be read from {alt!r}")
    return tuple(tags)
