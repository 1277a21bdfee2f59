"""Five-word runs: how much of one story's very wording stands in another.

Pure. A reader who has met "the ward hopes to send" before knows the sentence again, whatever the
patient; a word alone says nothing. Figures count as words, so "stops at 90°" and "stops at 100°"
differ from the figure on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from teaching.items.linting.tokens import tokens
from teaching.knowledge.schema.vignettes import Vignette

LENGTH = 5
"""Words of a run."""

Run = tuple[str, ...]


@dataclass(frozen=True)
class Shared:
    """Of the runs of the story at ``one`` those that stand in the story at ``other``."""

    one: int
    other: int
    share: float
    """0 to 1."""


def stem(vignette: Vignette) -> str:
    """The whole story, without what is asked."""
    return " ".join(line.text for stage in vignette.stages for line in stage.lines)


def runs(text: str) -> frozenset[Run]:
    """Every run of five words in a text; none where it has fewer words."""
    words = [token.low for token in tokens(text)]
    return frozenset(
        tuple(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1)
    )


def share(text: str, other: str) -> float:
    """The share of a text's runs that stand in another one, 0 to 1; 0 where it has none."""
    own = runs(text)
    return len(own & runs(other)) / len(own) if own else 0.0


def closest(texts: Sequence[str], count: int = 1) -> list[Shared]:
    """The pairs that share most, most first, each pair from the side that has the larger share.

    Runs in time with what is shared, not with the number of pairs.
    """
    own = [runs(text) for text in texts]
    where: dict[Run, list[int]] = defaultdict(list)
    for place, found in enumerate(own):
        for run in found:
            where[run].append(place)
    common: Counter[tuple[int, int]] = Counter()
    for places in where.values():
        for i, one in enumerate(places):
            common.update((one, other) for other in places[i + 1 :])
    pairs = [
        Shared(*(pair if len(own[pair[0]]) <= len(own[pair[1]]) else pair[::-1]), share=both)
        for pair, number in common.items()
        for both in [number / min(len(own[pair[0]]), len(own[pair[1]]))]
    ]
    return sorted(pairs, key=lambda pair: (-pair.share, pair.one, pair.other))[:count]
