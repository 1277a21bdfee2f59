"""How an axis is asked, and how its answers are worded."""

from __future__ import annotations

from pydantic import Field

from teaching.knowledge.schema.generator.flags import Flag
from teaching.knowledge.schema.parts import ClaimLine, Code, Part, Short, Slug, TagLine, Text


class Remark(Part):
    """A sentence for cases that raise these flags."""

    says: Text
    needs: tuple[Flag, ...] = ()


class Answer(Part):
    """One option as it may be worded. ``says`` opens its rationale where the rules have no
    sentence of their own. Where it is the key, the first of ``right`` that fits is its rationale
    instead of the sentences of the rules; the facts stay theirs.

    ``weight`` is how often it is right compared with the others, where a story may lead to any.
    ``denied`` are ways to rule it out in words where it is offered and wrong: one is told, the
    first that fits, unless another is told already. ``overclaims`` as in an option.
    """

    claim: ClaimLine
    texts: tuple[Short, ...]
    weight: int = Field(default=1, ge=1)
    denied: tuple[tuple[TagLine, ...], ...] = ()
    says: Text | None = None
    right: tuple[Remark, ...] = ()
    facts: tuple[Code, ...] = ()
    overclaims: bool = False


class OptionSet(Part):
    """Answers that are offered together, by their concepts.

    A set of weight n is offered n times as often as one of weight 1, whichever of its answers is
    right. Then no answer stands out where each key is drawn in proportion to the weights of the
    sets it belongs to.
    """

    slug: Slug
    answers: tuple[Slug, ...] = Field(min_length=2)
    weight: int = Field(default=1, ge=1)


class Question(Part):
    """How an axis is asked. ``keep_order`` lists answers as they stand here (chronological);
    otherwise they are sorted by their words. Without ``sets`` so many ``options`` are offered, the
    key and any others. ``share`` of the cases ask it, whatever their key."""

    axis: Slug
    after: Slug
    lead_ins: tuple[Text, ...]
    answers: tuple[Answer, ...]
    options: int = Field(default=4, ge=2, le=6)
    sets: tuple[OptionSet, ...] = ()
    share: float = Field(default=1, ge=0, le=1)
    keep_order: bool = False
