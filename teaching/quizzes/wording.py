"""What the pages of a case say of an answer, in a sentence each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils import formats, timezone

from teaching.items.models import Basis, Others
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.facts import Layer
from teaching.quizzes.debriefing import Debrief
from teaching.quizzes.models import Certainty, Response

NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\s,.;:)]+")
SHORT = 28
"""Answers up to this many characters fit into a heading together."""


def standing(response: Response) -> str:
    """Said to someone who commits a decision a second time with another answer."""
    at = formats.time_format(timezone.localtime(response.committed_at), "H:i")
    certainty = (response.get_certainty_display() or "").lower()
    return f"Your first answer stands: {response.option.text}, {certainty}, {at}."


def sure(response: Response | None) -> str:
    """How sure the learner was, said to them; nothing where they did not say."""
    if response is None:
        return "You gave no answer."
    if response.certainty is None:
        return ""
    if response.certainty == Certainty.GUESS:
        return "You guessed."
    return f"You were {Certainty(response.certainty).label.lower()}."


def heading(told: Debrief, pack: Pack) -> str:
    """The verdict in one line: short answers are named on both sides."""
    names = proper_names(pack)
    if told.response is None or told.chosen is None:
        return f"No answer: {inside(told.key.text, names)}"
    key, chosen = inside(told.key.text, names), inside(told.chosen.text, names)
    if told.response.is_right:
        return f"Right: {key}"
    if names_answer(told):
        return f"Not {chosen}: {key}"
    return f"Not this: {chosen}"


def names_answer(told: Debrief) -> bool:
    """Whether the heading says what is right."""
    if told.response is None or told.chosen is None:
        return True
    is_short = len(told.chosen.text) <= SHORT and len(told.key.text) <= SHORT
    return told.response.is_right or is_short


def when(told: Debrief) -> str:
    """When this decision could first be made, in one line."""
    course = told.courses[told.decision.number - 1]
    if course.decided_at is None or told.rests_on_facts:
        return "This rests on facts, not on this patient"
    return f"The answer became decidable at {told.stages[course.decided_at].heading.lower()}"


def asked_of(told: Debrief, layers: Mapping[Layer, str]) -> str:
    """Which layers of knowledge the answer rests on, for where they disagree."""
    names = [name for slug, name in layers.items() if slug in told.decision.layers]
    return f"The answer to this question rests on: {', '.join(names)}." if names else ""


def no_twin(told: Debrief) -> str:
    """Why no patient is offered in whom the learner's answer would have been right."""
    if told.rests_on_facts:
        return "This rests on facts, so that answer is right for no patient"
    return "No small change is known that makes that answer right"


def other(told: Debrief) -> str:
    """What the options are that are neither right nor chosen."""
    if told.basis == Basis.CHANGE:
        return "Would not do it"
    if told.rests_on_facts:
        return "Not this"
    return "Ruled out" if told.others == Others.RULED_OUT else "Not established"


def proper_names(pack: Pack) -> frozenset[str]:
    """The words that keep their capital inside a sentence: those the pack's facts write so."""
    return frozenset(word for fact in pack.facts for word in NAME.findall(fact.text))


def pair(first: str, second: str, names: frozenset[str]) -> str:
    """Two concepts that are easily confused, by name."""
    return f"{first} or {inside(second, names)}"


def inside(text: str, names: frozenset[str]) -> str:
    """The text inside a sentence: a capital stays in a name and in an abbreviation."""
    first = re.split(r"[\s,.;:)]", text, maxsplit=1)[0]
    if text[1:2].isupper() or first in names:
        return text
    return text[:1].lower() + text[1:]
