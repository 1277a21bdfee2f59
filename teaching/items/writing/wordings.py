"""Wordings: in which words a pack says each finding, and how much of one a text says. Pure.

What a finding is called, how the pack's phrases say that it is there and that it is not, and how
its film does, are taken apart into the roots of words once for each pack. Nothing is learnt from
written cases.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from math import log, sqrt
from typing import NamedTuple

from teaching.items.generators.item_models import Ground
from teaching.items.generators.spots import HERE, MIRROR
from teaching.items.generators.wording import SLOT
from teaching.items.linting.tokens import listed, root, words_of
from teaching.items.writing.dates import is_dated
from teaching.knowledge.statements import Tag

DENYING = listed(
    """no not never without free neither nor none nothing nobody cannot lacks absent normal normally
    clear intact preserved negative unremarkable sound unaided"""
)
"""Words that deny, or say that all is well; which of a finding's sentences use them decides whether
they speak for it or against it."""
EMPTY = listed(
    """a an the this that these those his her its their he she it they him them is are was were be
    been being has have had do does did will would can could of in on at to for from with by into
    onto upon over under above below after before since until while as than then so if or and but
    there here such same which who whom whose what when where both each either left right other
    else elsewhere anywhere s t one ones some any all very more most"""
)
MEASURED = re.compile(r"(\d+(?:\.\d+)?)(\s?[^\s\w,;.]\w?|\s\w+)")


Sense = tuple[str, bool]
"""A finding, present or absent."""


class Wordings(NamedTuple):
    """A pack's words."""

    weights: dict[str, dict[Sense, float]]
    """How much each root speaks for each sense."""
    needs: dict[Sense, float]
    """How much there is to say of a sense: the length of what is said."""
    denied: dict[Sense, float]
    """In what share of its sentences a sense is said with a word that denies."""
    slots: tuple[tuple[str, frozenset[str]], ...]
    """Words of a region that stand for a slot of phrases."""
    measures: tuple[tuple[str, str, float, float], ...]
    """Slots that stand for a number: the unit after it, the least and the most it may be."""
    graded: tuple[tuple[tuple[str, ...], tuple[Tag, ...]], ...]
    """Grades of the lesion: how each is known in a text, and what it states."""
    weak: frozenset[str]
    """Findings that no sentence of the pack states: nobody is likely to mean them."""
    words: dict[str, tuple[tuple[str, ...], frozenset[str], frozenset[str]]]
    """Of each finding: the words of its name, and all words its phrases and its description use."""


def denies(text: str) -> bool:
    return not DENYING.isdisjoint(words_of(text))


def scored(index: Wordings, text: str, is_denied: bool | None) -> dict[Sense, float]:
    """How much of each sense a text says. ``is_denied`` is None where its parts differ in that."""
    roots = roots_of(text)
    roots |= {slot for slot, of in index.slots if of <= roots}
    roots |= _measured(index, text)
    if is_dated(text):
        roots.add("{when}")
    said: dict[Sense, float] = defaultdict(float)
    for one in roots:
        for sense, weight in index.weights.get(one, {}).items():
            said[sense] += weight
    length = sqrt(len(roots) + 4)
    return {
        sense: value
        / (index.needs[sense] * length)
        * _agrees(index.denied[sense], is_denied)
        * (0.4 if sense[0] in index.weak else 1)
        for sense, value in said.items()
    }


def _measured(index: Wordings, text: str) -> set[str]:
    """The slots whose measure a number of the text could be: a temperature, an arc in degrees."""
    found: set[str] = set()
    for match in MEASURED.finditer(text):
        value = float(match[1])
        found.update(
            slot
            for slot, unit, low, high in index.measures
            if low <= value <= high and match[2].startswith(unit)
        )
    return found


def _agrees(share: float, is_denied: bool | None) -> float:
    """How well a denial, or none, suits a sense that is denied in this share of its sentences."""
    if is_denied is None:
        return 0.65
    return 0.3 + 0.7 * (share if is_denied else 1 - share)


def roots_of(text: str) -> set[str]:
    """The roots of the words that can tell findings apart; negations are none of them."""
    return {root(word) for word in words_of(text) if word not in EMPTY and not word[0].isdigit()}


def wordings(ground: Ground) -> Wordings:
    pack = ground.pack
    sayings: dict[Sense, list[tuple[set[str], bool, float]]] = defaultdict(list)
    for finding in pack.findings:
        for present in (True, False):
            denied = denies(finding.name) is present
            sayings[finding.slug, present].append((roots_of(finding.name), denied, 2.0))
            if finding.about:
                sayings[finding.slug, present].append((roots_of(finding.about), denied, 0.4))
    if pack.film:
        for shown in pack.film.phrases:
            for present, text in ((True, shown.present), (False, shown.absent)):
                denied = denies(text)
                sayings[shown.finding, present].append((roots_of(text), denied, 1.5))
    for phrase in pack.phrases:
        senses = {(tag.finding, tag.present) for tag in phrase.states if tag.at != MIRROR}
        for text in (*phrase.one, *phrase.both, *phrase.whole):
            roots = roots_of(SLOT.sub(" ", text)) | {f"{{{name}}}" for name in SLOT.findall(text)}
            denied = denies(text)
            for sense in senses:
                sayings[sense].append((roots, denied, 1.0 / sqrt(len(senses))))
    for sense, text in _lesion(ground):
        sayings[sense].append((roots_of(SLOT.sub(" ", text)), False, 1.0))
    return Wordings(
        *_weighed(sayings),
        _slots(ground),
        _measures(ground),
        _grades(ground),
        _unsaid(ground, sayings),
        _spoken(ground, sayings),
    )


def _weighed(
    sayings: dict[Sense, list[tuple[set[str], bool, float]]],
) -> tuple[dict[str, dict[Sense, float]], dict[Sense, float], dict[Sense, float]]:
    counts: dict[Sense, dict[str, float]] = {}
    totals: dict[Sense, float] = {}
    denied: dict[Sense, float] = {}
    for sense, said in sayings.items():
        counted: dict[str, float] = defaultdict(float)
        for roots, _, weight in said:
            for one in roots:
                counted[one] += weight
        counts[sense] = counted
        totals[sense] = sum(weight for *_, weight in said)
        denied[sense] = sum(weight for _, no, weight in said if no) / totals[sense]
    findings: dict[str, set[str]] = defaultdict(set)
    for (finding, _), counted in counts.items():
        for one in counted:
            findings[one].add(finding)
    size = len({finding for finding, _ in counts})
    weights: dict[str, dict[Sense, float]] = defaultdict(dict)
    needs: dict[Sense, float] = {}
    for sense, counted in counts.items():
        own = {
            one: sqrt(count / totals[sense]) * log(1 + size / len(findings[one]))
            for one, count in counted.items()
        }
        for one, weight in own.items():
            weights[one][sense] = weight
        top = sorted(own.values(), reverse=True)[:6]
        needs[sense] = sqrt(sum(weight * weight for weight in top)) or 1.0
    return dict(weights), needs, denied


def _spoken(
    ground: Ground, sayings: dict[Sense, list[tuple[set[str], bool, float]]]
) -> dict[str, tuple[tuple[str, ...], frozenset[str], frozenset[str]]]:
    """The words by which a finding is looked up."""
    said: dict[str, set[str]] = defaultdict(set)
    for phrase in ground.pack.phrases:
        words = {
            word
            for text in (*phrase.one, *phrase.both, *phrase.whole)
            for word in words_of(SLOT.sub(" ", text))
        }
        for tag in phrase.states:
            said[tag.finding] |= words - EMPTY
    for shown in ground.pack.film.phrases if ground.pack.film else ():
        said[shown.finding] |= {*words_of(shown.present), *words_of(shown.absent)} - EMPTY
    return {
        finding.slug: (
            tuple(words_of(finding.name)),
            frozenset(said[finding.slug]),
            frozenset(said[finding.slug]) | frozenset(words_of(finding.about or "")),
        )
        for finding in ground.pack.findings
    }


def _lesion(ground: Ground) -> Iterator[tuple[Sense, str]]:
    """How the lesion is told, which phrases leave to the person: its cause, its grade."""
    pack = ground.pack
    if pack.generator is None:
        return
    lesion = pack.generator.lesion
    texts = [text for cause in lesion.causes for text in cause.texts]
    texts += [text for severity in lesion.severities for text in severity.texts]
    texts += [text for opener in lesion.openers for text in opener.whole]
    if pack.wording:
        texts += [*pack.wording.lesion_words, *(one.word for one in pack.wording.paralyses)]
    for tag in lesion.states:
        for text in texts:
            yield (tag.finding, tag.present), text
    for severity in lesion.severities:
        for tag in severity.states:
            for text in severity.texts:
                yield (tag.finding, tag.present), text


def _grades(ground: Ground) -> tuple[tuple[tuple[str, ...], tuple[Tag, ...]], ...]:
    generator = ground.pack.generator
    severities = generator.lesion.severities if generator else ()
    return tuple((one.known_by, one.states) for one in severities if one.known_by)


def graded(index: Wordings, text: str) -> Iterator[tuple[Tag, bool]]:
    """What the grade a text names states, and that it states nothing else that grades do."""
    named = [states for known, states in index.graded if any(one in text for one in known)]
    if named:
        for _, states in index.graded:
            for tag in states:
                if tag.finding not in {one.finding for one in named[0]}:
                    yield tag, False
        for tag in named[0]:
            yield tag, True


def _unsaid(
    ground: Ground, sayings: dict[Sense, list[tuple[set[str], bool, float]]]
) -> frozenset[str]:
    """Where the pack has phrases, the findings that have none but their name."""
    if not ground.pack.phrases:
        return frozenset()
    return frozenset(
        finding.slug
        for finding in ground.pack.findings
        if all(
            len(sayings[finding.slug, present]) <= 1 + bool(finding.about)
            for present in (True, False)
        )
    )


def _measures(ground: Ground) -> tuple[tuple[str, str, float, float], ...]:
    """The slots of measures with the sign or unit that follows them in phrases."""
    units: dict[str, set[str]] = defaultdict(set)
    for phrase in ground.pack.phrases:
        for text in (*phrase.one, *phrase.both, *phrase.whole):
            for slot, unit in re.findall(r"\{([a-z-]+)\}(\s?[^\s\w,;.]\w?|\s[a-z]+/?)", text):
                units[slot].add(unit)
    generator = ground.pack.generator
    return tuple(
        (f"{{{one.slot}}}", unit, one.low, one.high)
        for one in (generator.measures if generator else ())
        for unit in sorted(units[one.slot])
    )


def _slots(ground: Ground) -> tuple[tuple[str, frozenset[str]], ...]:
    found = []
    generator = ground.pack.generator
    for word in generator.words if generator else ():
        for text in (*word.one, *word.both):
            roots = frozenset(roots_of(SLOT.sub(" ", text)))
            if roots and roots - {HERE}:
                found.append((f"{{{word.slot}}}", roots))
    return tuple(dict.fromkeys(found))
