"""An audit: every bot plays the questions of every item model, and says what it lived on.

Pure. Bots that learn are shown one half of the bank and play the other, both ways, so that each
question is played once and never by a bot that has seen it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from teaching.items.adversary import Score, choices
from teaching.items.bots import BOTS, Bot
from teaching.items.posing import Posed, posed
from teaching.knowledge.schema.vignettes import Vignette

TOLD = 3
"""So many traits are named of a bot that beats chance."""


@dataclass(frozen=True)
class Trait:
    """What a bot went by: taken so many times, right so many times where guessing would have been
    right ``expected`` times (credit shared where options looked alike)."""

    says: str
    taken: float
    right: float
    expected: float

    @property
    def excess(self) -> float:
        return self.right - self.expected


@dataclass(frozen=True)
class Row:
    """How one bot did on the questions of one item model, all bots of the model allowed for."""

    model: str
    bot: str
    score: Score
    learns: bool
    traits: tuple[Trait, ...]
    """Empty while the bot is within chance; otherwise what it exploits most, most first."""

    @property
    def interval(self) -> tuple[float, float]:
        return self.score.interval(len(BOTS))

    @property
    def is_cued(self) -> bool:
        return is_cued(self.score, learns=self.learns)


def is_cued(score: Score, *, learns: bool) -> bool:
    """Whether guessing does not explain a score.

    An option that is never right because it is the longest gives as much away as one that always
    is. A bot that learns would have learnt that: it falls short of chance only where keys are in
    such equal shares that what one half has more of, the other has less.
    """
    low, high = score.interval(len(BOTS))
    return low > score.chance or (high < score.chance and not learns)


def audit(bank: Mapping[str, Sequence[Vignette]], places: Sequence[str] = ()) -> list[Row]:
    """Let all bots play the questions of each item model. ``places`` are words for sites.

    Item models without a question are left out; the same bank gives the same rows.
    """
    return audit_posed(
        {
            model: [one for vignette in vignettes for one in posed(vignette, places, model)]
            for model, vignettes in bank.items()
        }
    )


def audit_posed(bank: Mapping[str, Sequence[Posed]]) -> list[Row]:
    """The same of questions at hand, where the options' ids are known."""
    halves = {model: _halves(questions) for model, questions in bank.items() if questions}
    rows: dict[tuple[str, str], Row] = {}
    for name, bot in BOTS.items():
        # What a bot knows of one item model may serve it in another.
        learnt = [bot.play([one for half in halves.values() for one in half[i]]) for i in (0, 1)]
        for model, (first, second) in halves.items():
            played = [(one, choices(learnt[1], one)) for one in first]
            played += [(one, choices(learnt[0], one)) for one in second]
            rows[model, name] = _row(model, name, bot, played)
    return [rows[model, name] for model in halves for name in BOTS]


def _halves(questions: Sequence[Posed]) -> tuple[list[Posed], list[Posed]]:
    """Two halves at random: generators draw their keys in turn, so every other would not do."""
    mixed = Random(f"halves {len(questions)}").sample(questions, len(questions))  # noqa: S311
    return mixed[::2], mixed[1::2]


def _row(model: str, name: str, bot: Bot, played: Sequence[tuple[Posed, list[int]]]) -> Row:
    hits = sum((one.key in taken) / len(taken) for one, taken in played)
    chance = sum(one.chance for one, _ in played) / len(played)
    score = Score(hits, len(played), chance)
    if not is_cued(score, learns=bot.learns):
        return Row(model, name, score, bot.learns, ())
    sign = 1 if score.accuracy > chance else -1
    traits = sorted(_traits(bot, played), key=lambda trait: (-sign * trait.excess, trait.says))
    return Row(model, name, score, bot.learns, tuple(traits[:TOLD]))


def _traits(bot: Bot, played: Sequence[tuple[Posed, list[int]]]) -> list[Trait]:
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for one, taken in played:
        for place in taken:
            found = counts[bot.trait(one, place)]
            found[0] += 1 / len(taken)
            found[1] += (place == one.key) / len(taken)
            found[2] += one.chance / len(taken)
    return [Trait(says, *numbers) for says, numbers in counts.items()]
