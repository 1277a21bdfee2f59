"""The public set of flawed and mended questions: its shape, and two thresholds over all of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from teaching.items.linting import RULES, STORY_RULES, lint
from tests.items.linting.paired import pairs, readable, score

RECALL, ALARMS = 0.95, 0.05
FEWEST = 12


def test_every_rule_has_enough_pairs_a_third_of_them_held_out():
    counts = Counter(pair.rule for pair in readable())
    held = Counter(pair.rule for pair in readable() if pair.held_out)

    assert set(counts) == {rule.id for rule in (*RULES, *STORY_RULES)}
    assert min(counts.values()) >= FEWEST
    assert all(3 * held[rule] >= count for rule, count in counts.items())


def test_no_two_pairs_of_a_rule_have_one_name():
    assert len({(pair.rule, pair.id) for pair in pairs()}) == len(pairs())


def test_the_set_speaks_of_many_subjects():
    assert len({pair.subject for pair in pairs()}) > 40


def test_flaws_are_found_and_mended_questions_left_alone():
    whole = score(list(readable()))
    held_out = score([pair for pair in readable() if pair.held_out])

    assert whole.recall >= RECALL
    assert whole.alarms <= ALARMS
    assert held_out.recall >= RECALL
    assert held_out.alarms <= ALARMS


def test_an_option_beyond_the_text_is_found_once_it_is_handed_in():
    beyond = [pair for pair in pairs() if pair.beyond_text]

    assert len(beyond) > 20
    for pair in beyond:
        asked, mended = pair.flawed.asked, pair.mended.asked
        assert asked is not None
        assert mended is not None
        odd = [i for i, option in enumerate(asked.options) if option not in mended.options]
        told = replace(asked, implausible=tuple(odd))
        assert pair.rule in {flaw.rule for flaw in lint(told)}, pair.id


def test_no_mended_question_beyond_the_text_is_called_flawed():
    assert [pair.id for pair in pairs() if pair.beyond_text and pair.alarms] == []
