"""How alike two questions are, in their words and in what is found: the variety of an item model.

Pure. *Words*: the cosine of the two binary vectors of word occurrences, the "cosine similarity
index" by which generated items are compared (Gierl, Lai & Tanygin 2021, Advanced Methods in
Automatic Item Generation; Lai 2013), here without words that carry no meaning. *Findings*: the
share of what either story states that both state (Jaccard 1912, New Phytol 11:37). Neither alone
will do: two tellings of one patient share findings, two patients told alike share words.

Sets of words and of findings are kept as the bits of whole numbers, so that a pair costs about a
microsecond and 25,000 questions some tens of megabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import acos, pi, sqrt
from random import Random

from teaching.items.linting.tokens import STOP, lows
from teaching.knowledge.places import Places
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.schema.vocabulary import Disease
from teaching.knowledge.statements import Tag

PAIRS = 100_000
"""Where there are more pairs than this, so many are drawn (always the same ones): mean and 95th
percentile are then known to about 0.002."""
PROBES = 200
"""Where there are more questions, the nearest neighbour is sought for so many, among all."""
NEAR = 0.85
"""A likeness from which a reader feels they have seen the question before."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of a question: bits for its words and its findings, given out by one
    :class:`Reading`. Features of different readings must not be compared."""

    id: str
    words: int
    findings: int


class Reading:
    """Reads questions of one disease; gives each word and each finding its bit as it meets them."""

    def __init__(self, disease: Disease) -> None:
        self._sorts = {place.id: place.sort for place in Places(disease).regions.values()}
        for region in disease.regions:
            self._sorts |= {region.slug: region.sort, f"both-{region.slug}": region.sort}
        self._words: dict[str, int] = {}
        self._findings: dict[tuple[str, bool, str], int] = {}

    def features(self, id: str, vignette: Vignette) -> Features:
        """Of the story with everything asked about it."""
        return self.compared(id, texts(vignette), tags(vignette))

    def compared(self, id: str, texts: Iterable[str], tags: Iterable[Tag]) -> Features:
        """Of what a learner reads before answering, and of what that states."""
        words = {word for text in texts for word in lows(text)} - STOP
        findings = {(tag.finding, tag.present, self._sorts.get(tag.at, tag.at)) for tag in tags}
        return Features(id, _bits(words, self._words), _bits(findings, self._findings))


def texts(vignette: Vignette) -> Iterator[str]:
    """What a learner reads before answering: story, lead-ins, options."""
    for stage in vignette.stages:
        yield from (line.text for line in stage.lines)
    for item in vignette.items:
        yield from (line.text for line in item.adds)
        yield item.lead_in
        yield from (option.text for option in item.options)


def tags(vignette: Vignette) -> Iterator[Tag]:
    """What story, lead-ins and options state."""
    for stage in vignette.stages:
        for line in stage.lines:
            yield from line.tags
    for item in vignette.items:
        for line in item.adds:
            yield from line.tags
        for option in item.options:
            yield from option.adds


def cosine(one: Features, other: Features) -> float:
    """Of the binary word vectors, 0 (no word shared) to 1 (the same words). 1 where neither has a
    word."""
    sizes = one.words.bit_count() * other.words.bit_count()
    if not sizes:
        return float(one.words == other.words)
    return (one.words & other.words).bit_count() / sqrt(sizes)


def jaccard(one: Features, other: Features) -> float:
    """Findings shared of findings stated, 0 to 1; 1 where neither states any."""
    either = (one.findings | other.findings).bit_count()
    return (one.findings & other.findings).bit_count() / either if either else 1.0


def likeness(one: Features, other: Features) -> float:
    """The mean of cosine and Jaccard, 0 to 1; between questions without findings words alone."""
    alike = cosine(one, other)
    if not (one.findings or other.findings):
        return alike
    return (alike + jaccard(one, other)) / 2


def distance(one: Features, other: Features) -> float:
    """How far apart two questions are, 0 to 1, as a metric: the triangle inequality holds.

    The angle between the word vectors (as a share of a right angle) stands for the cosine, which is
    no metric itself, and one minus Jaccard for Jaccard. Pairs stand in much the same order as by
    :func:`likeness`.
    """
    apart = acos(min(1.0, cosine(one, other))) * 2 / pi
    if not (one.findings or other.findings):
        return apart
    return (apart + 1 - jaccard(one, other)) / 2


@dataclass(frozen=True)
class Measured:
    """Mean and 95th percentile of a measure over pairs, each 0 to 1."""

    mean: float
    high: float


@dataclass(frozen=True)
class Variety:
    """How alike the questions of one model are."""

    count: int
    pairs: int
    """Pairs compared; fewer than there are where they were sampled."""
    cosine: Measured
    jaccard: Measured
    likeness: Measured
    probed: int
    """Questions whose nearest neighbour was sought among all."""
    near: float
    """The share of those, 0 to 1, that have a neighbour at least ``threshold`` alike."""
    threshold: float

    @property
    def is_sampled(self) -> bool:
        return self.pairs < self.count * (self.count - 1) // 2


def variety(
    questions: Sequence[Features],
    *,
    threshold: float = NEAR,
    pairs: int = PAIRS,
    probes: int = PROBES,
) -> Variety:
    """Sum up how alike questions are. What is sampled depends on their number alone.

    Raises ValueError for fewer than two questions.
    """
    if len(questions) < 2:
        raise ValueError("variety needs two questions")
    compared = [(questions[i], questions[j]) for i, j in _pairs(len(questions), pairs)]
    return Variety(
        len(questions),
        len(compared),
        _measured(cosine(one, other) for one, other in compared),
        _measured(jaccard(one, other) for one, other in compared),
        _measured(likeness(one, other) for one, other in compared),
        min(probes, len(questions)),
        _near(questions, threshold, probes),
        threshold,
    )


def _pairs(count: int, most: int) -> Iterable[tuple[int, int]]:
    """All pairs of places, or as many different ones as wanted."""
    if count * (count - 1) // 2 <= most:
        return combinations(range(count), 2)
    rng = Random(f"pairs {count}")  # noqa: S311
    found: set[tuple[int, int]] = set()
    while len(found) < most:
        one, other = rng.randrange(count), rng.randrange(count)
        if one < other:
            found.add((one, other))
    return sorted(found)


def _measured(values: Iterable[float]) -> Measured:
    ranked = sorted(values)
    return Measured(sum(ranked) / len(ranked), ranked[(len(ranked) - 1) * 95 // 100])


def _near(questions: Sequence[Features], threshold: float, probes: int) -> float:
    places = list(range(len(questions)))
    if len(questions) > probes:
        places = Random(f"probes {len(questions)}").sample(places, probes)  # noqa: S311
    # No cosine makes up for findings that differ by more than this, and findings are quicker.
    least = 2 * threshold - 1
    found = 0
    for place in places:
        one = questions[place]
        found += any(
            jaccard(one, other) >= least and likeness(one, other) >= threshold
            for i, other in enumerate(questions)
            if i != place
        )
    return found / len(places)


def _bits[T](found: Iterable[T], known: dict[T, int]) -> int:
    bits = 0
    for one in found:
        bits |= 1 << known.setdefault(one, len(known))
    return bits
