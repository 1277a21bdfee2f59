"""The shape of a pack's optional sections ``phrases`` and ``generator``: how cases are made of it.

``Generator`` is the whole of the second; the modules beside it hold what it draws from. The drawing
itself is ``teaching.items.generators``. In the tags of both sections the place ``here`` stands for
wherever the picture or the sentence is set.
"""

from __future__ import annotations

from pydantic import Field

from teaching.knowledge.schema.generator.exchanges import Exchange, Hanging
from teaching.knowledge.schema.generator.flags import Age, Flag, FlagGroup
from teaching.knowledge.schema.generator.patients import Clock, Lesion, Occupation, Window
from teaching.knowledge.schema.generator.patterns import Aim, Pattern
from teaching.knowledge.schema.generator.phrases import Measure, Word
from teaching.knowledge.schema.generator.pictures import Picture, Sign
from teaching.knowledge.schema.generator.questions import Question
from teaching.knowledge.schema.parts import Count, Part, Short, Slug, TagLine
from teaching.knowledge.schema.vignettes import Difficulty


class Mood(Part):
    """How full a story is at a difficulty: chance of what is neutral (0-1), noise, confounders,
    scenes per stage."""

    difficulty: Difficulty
    rest: float = Field(ge=0, le=1)
    noise: Count
    confounders: Count
    scenes: Count


class Safety(Part):
    """If ``when`` is stated, one of ``one_of`` has to be stated as well."""

    when: TagLine
    one_of: tuple[TagLine, ...]
    otherwise: tuple[TagLine, ...]
    """Added where nothing else was drawn."""


class Telling(Part):
    """A finding, or all findings of a stage, told at another stage than their own."""

    of: Slug
    at: Slug


class Generator(Part):
    """What is drawn for an unfolding case."""

    stages: tuple[Slug, ...]
    tellings: tuple[Telling, ...] = ()
    titles: tuple[Short, ...]
    occupations: tuple[Occupation, ...]
    lesion: Lesion
    grave: tuple[Flag, ...] = ()
    """Under these flags work that does not last has been given up."""
    clocks: tuple[Clock, ...]
    ages: tuple[Age, ...] = ()
    onset_axis: Slug
    onset: tuple[TagLine, ...]
    """What the line that dates the first bone states; its value is drawn from the window."""
    onset_bracket: tuple[TagLine, ...] = ()
    """What it states besides where it says that an earlier look found nothing."""
    windows: tuple[Window, ...]
    flags: tuple[FlagGroup, ...] = ()
    words: tuple[Word, ...] = ()
    measures: tuple[Measure, ...] = ()
    pictures: tuple[Picture, ...]
    patterns: tuple[Pattern, ...]
    moods: tuple[Mood, ...]
    aims: tuple[Aim, ...] = ()
    safety: tuple[Safety, ...] = ()
    rest: tuple[Sign, ...] = ()
    """Neutral findings of any case."""
    order: tuple[Slug, ...] = ()
    """Findings in the order in which a colleague would mention them."""
    questions: tuple[Question, ...]
    hangs: tuple[Hanging, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
