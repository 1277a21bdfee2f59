"""The shape of a pack's optional sections ``phrases`` and ``generator``: how cases are made of it.

The drawing itself is ``teaching.items.generators``. In the tags
of both sections the place ``here`` stands for wherever the picture or the sentence is set.
Sentences hold slots in braces: a pronoun (``{he}``), the place (``{here}``), a word of the region
(``{ends}``), a measure (``{flexion}``), something of the patient (``{person}``).
"""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StringConstraints

from teaching.knowledge.schema.parts import (
    ClaimLine,
    Code,
    Part,
    Short,
    Slug,
    TagLine,
    Text,
)
from teaching.knowledge.schema.vignettes import Difficulty

Flag = Annotated[str, StringConstraints(pattern=r"^!?[a-z][a-z0-9-]*$", max_length=64)]
"""Something true of the case being drawn ("late"); with ``!`` something that must not be."""
Spread = Annotated[tuple[float, float], Field(min_length=2, max_length=2)]
"""The lowest and the highest value."""
Count = Annotated[tuple[int, int], Field(min_length=2, max_length=2)]


class Phrase(Part):
    """Sentences that state exactly these findings, ``one`` for a single place, ``both`` for a pair
    or several, ``whole`` where no place is spoken of.

    ``at`` lists the regions it is worded for (empty: any). ``needs`` are flags of the case.
    Without ``states`` it sets the scene and may be left out. ``stage`` replaces the stage of its
    findings. In a twin the flag ``retold`` is raised.
    """

    slug: Slug
    states: tuple[TagLine, ...] = ()
    at: tuple[Slug, ...] = ()
    needs: tuple[Flag, ...] = ()
    stage: Slug | None = None
    one: tuple[Text, ...] = ()
    both: tuple[Text, ...] = ()
    whole: tuple[Text, ...] = ()


class Word(Part):
    """A region's own word for a slot: what its bone ends are called, where bone runs beside it."""

    slot: Slug
    at: tuple[Slug, ...] = ()
    one: tuple[Short, ...] = ()
    both: tuple[Short, ...] = ()


class Measure(Part):
    """A plausible number for a slot, drawn once for each place of a case."""

    slot: Slug
    at: tuple[Slug, ...] = ()
    needs: tuple[Flag, ...] = ()
    low: float
    high: float
    step: float = Field(gt=0)


class Occupation(Part):
    """What the patient does. Unless ``lasting`` it is given up for good with a grave lesion."""

    name: Short
    ages: Count
    lasting: bool = False


class Severity(Part):
    """How bad the lesion is: the words for it, what they state, and which flags it raises."""

    slug: Slug
    texts: tuple[Short, ...]
    states: tuple[TagLine, ...] = ()
    flags: tuple[Slug, ...] = ()
    known_by: tuple[Short, ...] = ()
    """Words by which a story written by hand shows it ("AIS A")."""


class LevelGroup(Part):
    """Neighbouring lesion levels with a word of their own ("both legs"), highest to lowest."""

    slug: Slug
    first: Short
    last: Short
    word: Short
    flags: tuple[Slug, ...] = ()


class Cause(Part):
    """What damaged the nervous system. ``event`` is how later sentences refer back to it."""

    slug: Slug
    texts: tuple[Short, ...]
    event: tuple[Short, ...]
    first: Short
    last: Short
    """The highest and the lowest level it is drawn at."""
    severities: tuple[Slug, ...] = ()
    flags: tuple[Slug, ...] = ()


class Lesion(Part):
    """The opening of every story."""

    states: tuple[TagLine, ...]
    openers: tuple[Phrase, ...]
    causes: tuple[Cause, ...]
    severities: tuple[Severity, ...]
    levels: tuple[LevelGroup, ...]


class Window(Part):
    """An interval of onset that is drawn: "in <unit> n" with n from ``low`` to ``high`` means
    ``size`` × (n − 1) to ``size`` × n of the disease's unit. ``delay`` passes until today."""

    concept: Slug
    unit: Short
    size: float = Field(gt=0)
    low: int
    high: int
    delay: Spread


class Clock(Part):
    """How spans of time are said, and which flag they raise: "nine weeks" below ``until``."""

    unit: Short
    many: Short
    size: float = Field(gt=0)
    until: float | None = None


class Age(Part):
    """A flag raised while the lesion, or what was seen first, is that old (disease's unit)."""

    flag: Slug
    of: OneOf["lesion", "onset"] = "lesion"
    low: float | None = None
    high: float | None = None


class Site(Part):
    """Where a picture may lie: regions, each on both sides or all on one."""

    regions: tuple[Slug, ...]
    sides: tuple[OneOf["both", "one"], ...] = ("both",)
    difficulties: tuple[Difficulty, ...] = ("easy", "medium", "hard")
    weight: int = Field(default=1, ge=1)


class Sign(Part):
    """Findings that are drawn together, and the flags they raise."""

    states: tuple[TagLine, ...]
    needs: tuple[Flag, ...] = ()
    raises: tuple[Slug, ...] = ()


class Dial(Part):
    """How many signs a picture shows at a difficulty, beside those it always shows."""

    difficulty: Difficulty
    signs: Count


class Picture(Part):
    """What is found at one site: always, at least one of ``first``, then signs by the dial.

    ``noise`` says nothing of the form; a ``confounder`` is true of the disease and often taken for
    another form. ``rest`` is stated unless its finding was drawn another way.
    """

    slug: Slug
    component: Slug | None = None
    sites: tuple[Site, ...]
    windows: tuple[Slug, ...]
    always: tuple[TagLine, ...] = ()
    first: tuple[Sign, ...] = ()
    signs: tuple[Sign, ...] = ()
    dial: tuple[Dial, ...] = ()
    rest: tuple[Sign, ...] = ()
    noise: tuple[Sign, ...] = ()
    confounders: tuple[Sign, ...] = ()
    scenes: tuple[Slug, ...] = ()
    """Phrases without findings that such a story always tells."""


class Use(Part):
    """A picture in a pattern, perhaps at fewer sites and with findings the pattern insists on."""

    picture: Slug
    sites: tuple[Site, ...] = ()
    always: tuple[TagLine, ...] = ()
    never: tuple[Slug, ...] = ()


class Pattern(Part):
    """A kind of case that ends in the key: its pictures, the question, and what else is said.

    ``key`` is what is asked for when a case is drawn, ``claim`` what its right option says.
    ``dated`` is False where the bone is of another kind and its onset is no question. ``delay``
    replaces that of the window.
    """

    slug: Slug
    key: Slug
    claim: ClaimLine
    axis: Slug
    dated: bool = True
    delay: Spread | None = None
    windows: tuple[Slug, ...] = ()
    severities: tuple[Slug, ...] = ()
    """Severities of the lesion it may have; empty: any."""
    difficulties: tuple[Difficulty, ...] = ("easy", "medium", "hard")
    weight: int = Field(default=1, ge=1)
    uses: tuple[Use, ...]
    states: tuple[TagLine, ...] = ()
    closing: tuple[TagLine, ...] = ()
    rivals: tuple[ClaimLine, ...] = ()
    """The other options, where they are not the whole axis."""
    aims: tuple[Slug, ...] = ()
    """Slugs of the aims it may have; empty: any."""


class Aim(Part):
    """What is drawn so that one answer on a management axis is right.
    Aims of weight n are drawn n times as often as those of weight 1."""

    slug: Slug
    axis: Slug
    key: ClaimLine | None = None
    """None: nothing is asked on this axis."""
    pictures: tuple[Slug, ...] = ()
    """Where it places its findings: at the first of these pictures the case has."""
    states: tuple[TagLine, ...] = ()
    needs: tuple[Flag, ...] = ()
    raises: tuple[Slug, ...] = ()
    weight: int = Field(default=1, ge=1)


class Remark(Part):
    """A sentence for cases that raise these flags."""

    says: Text
    needs: tuple[Flag, ...] = ()


class Answer(Part):
    """One option as it may be worded. ``says`` opens its rationale where the rules have no
    sentence of their own. Where it is the key, the first of ``right`` that fits is its rationale
    instead of the sentences of the rules; the facts stay theirs."""

    claim: ClaimLine
    texts: tuple[Short, ...]
    needs: tuple[Flag, ...] = ()
    says: Text | None = None
    right: tuple[Remark, ...] = ()
    facts: tuple[Code, ...] = ()


class Question(Part):
    """How an axis is asked. ``keep_order`` lists answers as they stand here (chronological);
    otherwise they are sorted by their words."""

    axis: Slug
    after: Slug
    lead_ins: tuple[Text, ...]
    answers: tuple[Answer, ...]
    options: int = Field(default=4, ge=2, le=6)
    keep_order: bool = False


class Exchange(Part):
    """Another state of one component: how a twin is made.

    Lines that state one of ``drops`` at the place lose it, and ``adds`` is said instead. ``stale``
    findings only fitted the old state and go with them. What is stated present goes at every region
    of the sorts ``everywhere``. ``when`` has to be stated before. ``sites`` are the places it may
    be made at; without them those that some line speaks of. One that ``completes`` is tried on top
    of every other: the line that was not needed before.
    """

    slug: Slug
    at: tuple[Slug, ...] = ()
    """Sorts of region it is made at; empty: a change of the whole patient."""
    sites: tuple[Site, ...] = ()
    everywhere: tuple[Slug, ...] = ()
    completes: bool = False
    opens: bool = False
    """Followed by another one even where it changes no verdict by itself."""
    when: tuple[TagLine, ...] = ()
    drops: tuple[Slug, ...] = ()
    adds: tuple[TagLine, ...] = ()
    stale: tuple[Slug, ...] = ()
    flags: tuple[Slug, ...] = ()
    """Flags raised for its sentences."""
    serves: tuple[Slug, ...] = ()
    """Concepts it can make right; empty: any."""


class Mood(Part):
    """How full a story is at a difficulty: chance of what is neutral (0-1), noise, confounders,
    scenes per stage."""

    difficulty: Difficulty
    rest: float = Field(ge=0, le=1)
    noise: Count
    confounders: Count
    scenes: Count


class FlagGroup(Part):
    """A flag raised when a site lies in one of these regions."""

    flag: Slug
    regions: tuple[Slug, ...]


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
    exchanges: tuple[Exchange, ...] = ()
