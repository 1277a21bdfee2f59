"""The rules as a list: complete, weighed as research says, and all on the page."""

from __future__ import annotations

from teaching.items.linting import RULES, STORY_RULES, Asked, lint
from tests.items.linting.making import question
from tests.items.linting.page import PAGE, page

ALL = (*RULES, *STORY_RULES)


def test_every_rule_has_a_name_a_reason_and_a_source_of_its_own():
    assert len({rule.id for rule in ALL}) == len({rule.check for rule in ALL}) == len(ALL)
    assert all(rule.name and rule.why and rule.source for rule in ALL)


def test_what_research_found_to_cue_is_an_error():
    errors = {rule.id for rule in RULES if rule.severity == "error"}

    assert {"longest-key", "eponym-cue", "implausible-option"} <= errors


def test_the_page_is_written_from_the_rules():
    assert PAGE.read_text(encoding="utf-8") == page()  # python -m tests.items.linting.page


def test_a_rule_that_does_not_read_the_story_says_the_same_with_another():
    told = ("A 40-year-old woman has zinc ____ in Table 2.", "Zinc is a common disease of iron.")
    asked = question("Which is not all of the above?", ("Zinc", "Iron", "All of the above"))
    with_story = Asked(told, asked.lead_in, asked.options, asked.key)

    for rule in RULES:
        if not rule.reads_stem:
            assert rule.flaws(asked) == rule.flaws(with_story)


def test_flaws_come_in_the_order_of_the_rules():
    asked = question(
        "Which is not all of the above?",
        ("Zinc", "Iron", "All of the above"),
        stem=("Zinc is a common disease of iron.",),
    )
    order = [rule.id for rule in RULES]

    found = [order.index(flaw.rule) for flaw in lint(asked)]

    assert len(found) > 2
    assert found == sorted(found)
