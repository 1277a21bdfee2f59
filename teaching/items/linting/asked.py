"""A question as a learner meets it, and the story it belongs to: what the rules read.

Built from a schema vignette and item; nothing here judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

from teaching.items.linting.lexicon import GENERAL, Lexicon
from teaching.items.linting.sentences import Sentence, read
from teaching.items.proving import stage_index
from teaching.knowledge.schema.vignettes import Item, Line, Vignette
from teaching.knowledge.statements import Tag


@dataclass(frozen=True)
class Asked:
    """One question. ``key`` is the index of the right option."""

    stem: tuple[str, ...]
    """The sentences shown by then, what the lead-in adds at the end."""
    lead_in: str
    options: tuple[str, ...]
    key: int
    tags: tuple[tuple[Tag, ...], ...] = ()
    """What each sentence states; empty where nobody has tagged the story."""
    implausible: tuple[int, ...] = ()
    """Options that are known to tempt nobody; the text alone may not tell."""
    lexicon: Lexicon = GENERAL
    axis: str | None = ""
    """The kind of question: an axis of the pack, None where it is of none, "" where nobody said."""

    @property
    def distractors(self) -> tuple[int, ...]:
        return tuple(index for index in range(len(self.options)) if index != self.key)

    @cached_property
    def said(self) -> tuple[Sentence, ...]:
        """The stem, each sentence read."""
        return tuple(map(read, self.stem, repeat(self.lexicon)))

    @cached_property
    def remarkable(self) -> list[tuple[int, Sentence]]:
        """The sentences that some rule may stop at by their words alone; most are not."""
        return [(index, one) for index, one in enumerate(self.said) if one.is_remarkable]


@dataclass(frozen=True)
class Story:
    """A whole vignette: every sentence with what it states and the stage it is told at."""

    sentences: tuple[str, ...]
    tags: tuple[tuple[Tag, ...], ...] = ()
    stages: tuple[int, ...] = ()
    asked: tuple[Asked, ...] = ()
    lexicon: Lexicon = GENERAL

    def stage(self, index: int) -> int:
        return self.stages[index] if self.stages else 0

    @cached_property
    def said(self) -> tuple[Sentence, ...]:
        """The sentences, each read."""
        for one in self.asked:
            if one.stem is self.sentences and one.lexicon is self.lexicon:
                return one.said
        return tuple(map(read, self.sentences, repeat(self.lexicon)))


def asked_of(
    vignette: Vignette,
    item: Item,
    lexicon: Lexicon = GENERAL,
    *,
    implausible: tuple[int, ...] = (),
) -> Asked:
    """The item as it is shown.

    Raises ValueError where it is not of this vignette or has no single key.
    """
    number = vignette.items.index(item)
    return _asked(_told(vignette), vignette, number, lexicon, implausible)


def story_of(vignette: Vignette, lexicon: Lexicon = GENERAL) -> Story:
    """The vignette with all its questions. Raises ValueError as :func:`asked_of` does."""
    told = _told(vignette)
    asked = [_asked(told, vignette, number, lexicon, ()) for number in range(len(vignette.items))]
    return Story(told.sentences, told.tags, told.stages, tuple(asked), lexicon)


class _Told(NamedTuple):
    """The lines of a vignette as columns, what lead-ins add at the end."""

    sentences: tuple[str, ...]
    tags: tuple[tuple[Tag, ...], ...]
    stages: tuple[int, ...]
    adders: tuple[int, ...]
    """The items that add the last lines, one for each of these."""

    def shown(self, stage: int, item: int) -> tuple[tuple[str, ...], tuple[tuple[Tag, ...], ...]]:
        """The sentences, with what they state, that are shown when an item is asked."""
        if not self.sentences or (
            max(self.stages) <= stage and (not self.adders or self.adders[-1] <= item)
        ):
            return self.sentences, self.tags
        told = len(self.sentences) - len(self.adders)
        places = [
            place
            for place, told_at in enumerate(self.stages)
            if told_at <= stage and (place < told or self.adders[place - told] <= item)
        ]
        return (
            tuple([self.sentences[place] for place in places]),
            tuple([self.tags[place] for place in places]),
        )


def _told(vignette: Vignette) -> _Told:
    lines: list[Line] = []
    stages: list[int] = []
    adders: list[int] = []
    for index, stage in enumerate(vignette.stages):
        lines += stage.lines
        stages += [index] * len(stage.lines)
    for number, item in enumerate(vignette.items):
        if item.adds:
            lines += item.adds
            stages += [stage_index(vignette, item.after)] * len(item.adds)
            adders += [number] * len(item.adds)
    return _Told(
        tuple([line.text for line in lines]),
        tuple([line.tags for line in lines]),
        tuple(stages),
        tuple(adders),
    )


def _asked(
    told: _Told,
    vignette: Vignette,
    number: int,
    lexicon: Lexicon,
    implausible: tuple[int, ...],
) -> Asked:
    item = vignette.items[number]
    sentences, tags = told.shown(stage_index(vignette, item.after), number)
    keys = [index for index, option in enumerate(item.options) if option.key]
    if len(keys) != 1:
        raise ValueError(f"the item '{item.slug}' has {len(keys)} keys, not one")
    return Asked(
        sentences,
        item.lead_in,
        tuple([option.text for option in item.options]),
        keys[0],
        tags,
        implausible,
        lexicon,
        item.axis,
    )
