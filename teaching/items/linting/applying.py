"""The two ways to apply the rules: to one question, to one vignette."""

from __future__ import annotations

from functools import lru_cache

from teaching.items.linting.asked import Asked, Story, story_of
from teaching.items.linting.flaws import Flaw
from teaching.items.linting.lexicon import GENERAL, Lexicon
from teaching.items.linting.registry import RULES, STORY_RULES
from teaching.items.linting.tokens import KEPT
from teaching.knowledge.schema.vignettes import Vignette

_OF_THE_QUESTION = tuple(rule for rule in RULES if not rule.reads_stem)
_OF_THE_STEM = tuple(rule for rule in RULES if rule.reads_stem)
_ORDER = {rule.id: place for place, rule in enumerate(RULES)}


def lint(asked: Asked) -> tuple[Flaw, ...]:
    """The flaws of one question, in the order of the rules."""
    fixed = _of_the_question(
        asked.lead_in, asked.options, asked.key, asked.implausible, asked.lexicon
    )
    told = [flaw for rule in _OF_THE_STEM for flaw in rule.flaws(asked)]
    if not told:
        return fixed
    return tuple(sorted((*fixed, *told), key=lambda flaw: _ORDER[flaw.rule]))


@lru_cache(KEPT)
def _of_the_question(
    lead_in: str,
    options: tuple[str, ...],
    key: int,
    implausible: tuple[int, ...],
    lexicon: Lexicon,
) -> tuple[Flaw, ...]:
    """The flaws that no story changes: the same question comes back with many stories."""
    asked = Asked((), lead_in, options, key, implausible=implausible, lexicon=lexicon)
    return tuple(flaw for rule in _OF_THE_QUESTION for flaw in rule.flaws(asked))


def lint_vignette(vignette: Vignette, lexicon: Lexicon = GENERAL) -> tuple[Flaw, ...]:
    """The flaws of a story as a whole; :func:`lint` has those of its questions.

    A place's index counts the lines in story order, what lead-ins add at the end. Raises
    ValueError where a question has no single key.
    """
    return lint_story(story_of(vignette, lexicon))


def lint_story(story: Story) -> tuple[Flaw, ...]:
    """The same of a story already at hand; ``story.asked`` holds its questions for :func:`lint`."""
    return tuple(flaw for rule in STORY_RULES for flaw in rule.flaws(story))
