"""The section ``wording``: what a linter has to know of the words of this disease."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from teaching.knowledge.schema.parts import Code, Part, Short, Slug, Text


class Outdated(Part):
    """A term no longer in use, and what is said instead."""

    term: Short
    instead: Short
    facts: tuple[Code, ...] = ()


class Paralysis(Part):
    """A word for the limbs that are weak, and the levels of ``Disease.levels`` it goes with."""

    word: Short
    highest: Short
    lowest: Short


class SafetyLine(Part):
    """What a story may not leave open.

    It is called for where a question of one of these ``axes`` is asked and where a finding of
    ``when`` is stated, or an untagged sentence has a word of every group of ``told``. A finding of
    ``one_of`` answers it, or one of the words ``answered`` in the story or in the key of a
    question.
    """

    when: tuple[Slug, ...]
    axes: tuple[Slug, ...] = ()
    """Kinds of question on which it may not be left open; without any, on all of them."""
    one_of: tuple[Slug, ...]
    told: tuple[tuple[Short, ...], ...] = ()
    answered: tuple[Short, ...] = ()
    fix: Text
    facts: tuple[Code, ...] = ()


class Wording(Part):
    """Words of the disease. Whatever holds of all questions stands in the linter itself."""

    outdated: tuple[Outdated, ...] = ()
    eponyms: tuple[Short, ...] = ()
    """Names of people that stand for something; one in the key alone points at it."""
    same: tuple[Annotated[tuple[Short, ...], Field(min_length=2)], ...] = ()
    """Groups of words that mean one thing: two options may not be told apart by them alone."""
    paralyses: tuple[Paralysis, ...] = ()
    lesion_words: tuple[Short, ...] = ()
    """Beside one of these a level of ``Disease.levels`` is the level of the lesion."""
    below_lesion: tuple[Slug, ...] = ()
    """Findings that occur only below the lesion; what implies them does so too."""
    safety: tuple[SafetyLine, ...] = ()
