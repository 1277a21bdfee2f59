"""A question as a learner meets it, and the story it belongs to: what the rules read.

Built from a schema vignette and item; nothing here judges.
"""

from __future__ import annotations

from dataclasses import dataclass

from teaching.items.linting.lexicon import GENERAL, Lexicon
from teaching.items.proving import Script, stage_index
from teaching.knowledge.schema.vignettes import Item, Vignette
from teaching.knowledge.statements import Tag


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Story:
    """A whole vignette: every sentence with what it states and the stage it is told at."""

    sentences: tuple[str, ...]
    tags: tuple[tuple[Tag, ...], ...] = ()
    stages: tuple[int, ...] = ()
    asked: tuple[Asked, ...] = ()
    lexicon: Lexicon = GENERAL

    def stage(self, index: int) -> int:
        return self.stages[index] if self.stages else 0


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
    return _asked(_Told.of(vignette), vignette, number, lexicon, implausible)


def story_of(vignette: Vignette, lexicon: Lexicon = GENERAL) -> Story:
    """The vignette with all its questions. Raises ValueError as :func:`asked_of` does."""
    told = _Told.of(vignette)
    asked = [_asked(told, vignette, number, lexicon, ()) for number in range(len(vignette.items))]
    return Story(told.sentences, told.tags, told.script.stage_of, tuple(asked), lexicon)


@dataclass(frozen=True, slots=True)
class _Told:
    """The lines of a vignette as columns."""

    script: Script
    sentences: tuple[str, ...]
    tags: tuple[tuple[Tag, ...], ...]

    @classmethod
    def of(cls, vignette: Vignette) -> _Told:
        script = Script.of(vignette)
        lines = script.lines
        return cls(
            script, tuple([line.text for line in lines]), tuple([line.tags for line in lines])
        )

    def shown(self, stage: int, item: int) -> tuple[tuple[str, ...], tuple[tuple[Tag, ...], ...]]:
        """The sentences, with what they state, that are shown when an item is asked."""
        if self.script.is_whole(stage, item):
            return self.sentences, self.tags
        places = [
            place
            for place, (told_at, adder) in enumerate(
                zip(self.script.stage_of, self.script.item_of, strict=True)
            )
            if told_at <= stage and (adder is None or adder <= item)
        ]
        return (
            tuple([self.sentences[place] for place in places]),
            tuple([self.tags[place] for place in places]),
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
