"""What a pack says of the words of its disease, made ready for looking up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from teaching.items.linting.tokens import singular, tokens
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.wording import SafetyLine

Words = tuple[str, ...]
"""A term as the roots of its words, or as their singulars."""
Terms = Mapping[str, tuple[tuple[Words, str], ...]]
"""Terms by their first word, the longest first, each with what is said of it."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Words of one subject. Compared by identity: one is built per pack and kept."""

    outdated: Terms = field(default_factory=dict)
    eponyms: frozenset[str] = frozenset()
    same: tuple[frozenset[Words], ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    """Levels of a lesion in lower case, with their height: 0 is the highest."""
    paralyses: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    lesion_words: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()
    """Findings that occur only below the lesion."""
    heights: Mapping[str, int] = field(default_factory=dict)
    """For a region or pair the lowest lesion that still lies above it."""
    safety: tuple[SafetyLine, ...] = ()
    familiar: frozenset[str] = frozenset()
    """Roots that stand in every story of the subject: its name, its regions, its lesion."""

    @cached_property
    def level_pattern(self) -> re.Pattern[str]:
        names = sorted(self.levels, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)

    @cached_property
    def of_lesions(self) -> frozenset[str]:
        """Words that say a level is that of a lesion."""
        return self.lesion_words.union(self.paralyses)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words without which a sentence holds neither an outdated term of the subject nor a word
        for weak limbs."""
        return self.outdated_first.union(self.paralyses)

    @cached_property
    def outdated_first(self) -> frozenset[str]:
        return firsts(self.outdated)


def firsts(terms: Terms) -> frozenset[str]:
    """The words with which terms begin, as they may stand in a text: most texts hold none."""
    return frozenset(form for word in terms for form in (word, f"{word}s", f"{word}'s"))


GENERAL = Lexicon()


def words(text: str) -> Words:
    return tuple(token.root for token in tokens(text))


def singulars(text: str) -> Words:
    return tuple(singular(token.low.removesuffix("'s")) for token in tokens(text))


def terms_of(said: Mapping[str, str]) -> Terms:
    """Terms made ready for :func:`teaching.items.linting.outdated.outdated`."""
    found: dict[str, list[tuple[Words, str]]] = {}
    for term, instead in sorted(said.items(), key=lambda one: -len(words(one[0]))):
        spoken = singulars(term)
        found.setdefault(spoken[0], []).append((spoken, instead))
    return {first: tuple(terms) for first, terms in found.items()}


def lexicon(
    *,
    outdated: Mapping[str, str] | None = None,
    eponyms: Iterable[str] = (),
    same: Iterable[Iterable[str]] = (),
) -> Lexicon:
    """A lexicon of words alone, for a subject without levels, regions or safety lines."""
    return Lexicon(
        outdated=terms_of(outdated or {}),
        eponyms=frozenset(name.lower() for name in eponyms),
        same=tuple(frozenset(words(term) for term in group) for group in same),
    )


def lexicon_of(pack: Pack) -> Lexicon:
    """The words of a pack. A pack without the section ``wording`` knows none."""
    wording = pack.wording
    if wording is None:
        return GENERAL
    height = {level.lower(): index for index, level in enumerate(pack.disease.levels)}
    heights = {
        place: height[region.level.lower()]
        for region in pack.disease.regions
        if region.level is not None
        for place in (
            (f"left-{region.slug}", f"right-{region.slug}", f"both-{region.slug}")
            if region.sided
            else (region.slug,)
        )
    }
    return Lexicon(
        outdated=terms_of({one.term: one.instead for one in wording.outdated}),
        eponyms=frozenset(name.lower() for name in wording.eponyms),
        same=tuple(frozenset(words(term) for term in group) for group in wording.same),
        levels=height,
        paralyses={
            one.word.lower(): (height[one.highest.lower()], height[one.lowest.lower()])
            for one in wording.paralyses
        },
        lesion_words=frozenset(word.lower() for word in wording.lesion_words),
        below=_implying(pack, wording.below_lesion),
        heights=heights,
        safety=wording.safety,
        familiar=frozenset(
            root
            for text in (
                pack.disease.name,
                *(region.name for region in pack.disease.regions),
                *(
                    finding.name
                    for finding in pack.findings
                    if finding.slug in wording.below_lesion
                ),
                *wording.lesion_words,
                *(one.word for one in wording.paralyses),
            )
            for root in words(text)
        ),
    )


def _implying(pack: Pack, slugs: Iterable[str]) -> frozenset[str]:
    """These findings and all that imply one of them at the same region."""
    found = set(slugs)
    size = 0
    while size != len(found):
        size = len(found)
        found |= {
            finding.slug
            for finding in pack.findings
            if any(
                one.present and not one.where and one.finding in found for one in finding.implies
            )
        }
    return frozenset(found)
