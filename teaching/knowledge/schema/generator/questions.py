"""How an axis is asked, and how its answers are worded."""

from __future__ import annotations

from pydantic import Field

from teaching.knowledge.schema.generator.flags import Flag
from teaching.knowledge.schema.parts import ClaimLine, Code, Part, Short, Slug, Text


class Remark(Part):
    """A sentence for cases that raise these flags."""

    says: Text
    needs: tuple[Flag, ...] = ()


class Answer(Part):
    """One option as it may be worded. ``says`` opens its rationale where the rules have no
    sentence of their own. Where it is the key, the first of ``right`` that fits is its rationale
    instead of the sentences of the rules; the facts stay theirs. ``overclaims`` as in an option."""

    claim: ClaimLine
    texts: tuple[Short, ...]
    needs: tuple[Flag, ...] = ()
    says: Text | None = None
    right: tuple[Remark, ...] = ()
    facts: tuple[Code, ...] = ()
    overclaims: bool = False


class Question(Part):
    """How an axis is asked. ``keep_order`` lists answers as they stand here (chronological);
    otherwise they are sorted by their words."""

    axis: Slug
    after: Slug
    lead_ins: tuple[Text, ...]
    answers: tuple[Answer, ...]
    options: int = Field(default=4, ge=2, le=6)
    keep_order: bool = False
