"""Questions and stories for tests, each only as large as the test needs."""

from __future__ import annotations

from teaching.items.linting import GENERAL, STORY_RULES, Asked, Flaw, Lexicon, Story, lint
from teaching.knowledge.statements import Tag


def question(
    lead_in: str = "What is it?",
    options: tuple[str, ...] = ("Iron", "Zinc", "Lead"),
    key: int = 0,
    stem: tuple[str, ...] = (),
    lexicon: Lexicon = GENERAL,
    implausible: tuple[int, ...] = (),
) -> Asked:
    return Asked(stem, lead_in, options, key, lexicon=lexicon, implausible=implausible)


def story(*sentences: str, lexicon: Lexicon = GENERAL, tags: dict[int, str] | None = None) -> Story:
    """``tags`` gives what a sentence states, by its place."""
    said = tags or {}
    stated = tuple(
        tuple(Tag.parse(one) for one in said[i].split(", ")) if i in said else ()
        for i in range(len(sentences))
    )
    return Story(sentences, stated if said else (), lexicon=lexicon)


def rules(asked: Asked) -> list[str]:
    """The rules that fire on a question."""
    return [flaw.rule for flaw in lint(asked)]


def flaw(rule: str, asked: Asked) -> Flaw:
    """The one flaw of a rule. Raises where there is none or more than one."""
    (found,) = (one for one in lint(asked) if one.rule == rule)
    return found


def told(one: Story) -> list[Flaw]:
    """The flaws of a story."""
    return [found for rule in STORY_RULES for found in rule.flaws(one)]
