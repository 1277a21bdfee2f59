"""The linter: named flaws of questions and stories, each with its place, reason and mending.

Pure functions over :class:`Asked` and :class:`Story`; ``docs/linter.md`` lists the rules. What one
disease calls its things comes from its pack (:func:`lexicon_of`).
"""

from __future__ import annotations

from teaching.items.linting.applying import lint, lint_story, lint_vignette
from teaching.items.linting.asked import Asked, Story, asked_of, story_of
from teaching.items.linting.flaws import Flaw, Place, Rule, Severity, StoryRule
from teaching.items.linting.lexicon import GENERAL, Lexicon, lexicon, lexicon_of
from teaching.items.linting.registry import RULES, STORY_RULES

__all__ = [
    "GENERAL",
    "RULES",
    "STORY_RULES",
    "Asked",
    "Flaw",
    "Lexicon",
    "Place",
    "Rule",
    "Severity",
    "Story",
    "StoryRule",
    "asked_of",
    "lexicon",
    "lexicon_of",
    "lint",
    "lint_story",
    "lint_vignette",
    "story_of",
]
