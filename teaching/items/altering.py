"""What a story would be with an option's change: lines taken out of it, and findings added.

Pure. ``proving`` asks what such a change decides; nothing is worded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teaching.knowledge.reasoning import Case, Knowledge, Reason, Verdict
from teaching.knowledge.schema.vignettes import Option
from teaching.knowledge.statements import Claim, Tag

Lines = Sequence[Sequence[Tag]]


def altered(knowledge: Knowledge, shown: Lines, whole: Lines, option: Option) -> Case:
    """The case of the lines shown, with what the option adds in place of what it replaces.

    What it adds is one more line at the end. Scopes are read over the story as it would then be.
    Raises Contradiction where that cannot be, IndexError where it replaces a line not shown.
    """
    for line in option.replaces:
        if not 0 <= line < len(shown) or not shown[line]:
            raise IndexError(f"line {line} states nothing yet")
    kept = [() if i in option.replaces else tags for i, tags in enumerate(shown)]
    rest = [() if i in option.replaces else tags for i, tags in enumerate(whole)]
    return knowledge.case([*kept, option.adds], [*rest, option.adds])


def verdict_on(knowledge: Knowledge, case: Case, claims: Sequence[Claim]) -> Verdict:
    """How the claims stand in an altered case, with reasons that point at lines of the story only:
    what the option adds is read in the option."""
    found = knowledge.judge_all(case, claims)
    own = len(case.lines) - 1

    def explain() -> tuple[Reason, ...]:
        return tuple(
            replace(reason, lines=tuple(line for line in reason.lines if line != own))
            for reason in found.reasons
        )

    def find() -> tuple[int, ...]:
        return tuple(line for line in found.lines if line != own)

    return Verdict(found.state, find, explain, lambda: found.sentences)
