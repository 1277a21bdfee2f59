"""Questions about a change, and questions that ask less of their other options, are proved; one
tag, line or rule turned round, and the proof fails."""

from __future__ import annotations

from typing import Any

import pytest

from teaching.items.proving import Proof, prove
from teaching.knowledge.checking import items as checking
from teaching.knowledge.checking.book import Book
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette, VignetteStage
from teaching.knowledge.statements import Claim, Tag
from teaching.knowledge.verdicts import State
from tests.items.demo import nho

LINES = {
    "She has complete paraplegia at T8.": ("cord-lesion",),
    "Much of the left humeral head has been resorbed.": ("resorbed at left-shoulder",),
    "New bone lies close to the shoulder.": ("beside at left-shoulder",),
    "There is no cavity in the cord.": ("not syrinx",),
    "Treponemal tests are negative.": ("not treponemal-positive",),
    "There is no other new bone.": ("not new-bone at elsewhere",),
}


def option(text: str, *adds: str, key: bool = False, **fields: Any) -> Option:
    return Option(
        text=text,
        adds=tuple(map(Tag.parse, adds)),
        key=key,
        rationale="Because.",
        facts=("F-OA-01",),
        **fields,
    )


def vignette(item: Item, left_out: tuple[int, ...] = ()) -> Vignette:
    lines = tuple(
        Line(text=text, tags=tuple(map(Tag.parse, tags)))
        for index, (text, tags) in enumerate(LINES.items())
        if index not in left_out
    )
    return Vignette(
        slug="a-question",
        title="A question",
        difficulty="medium",
        pronoun="she",
        stages=(VignetteStage(stage="imaging", lines=lines),),
        items=(item,),
    )


def asks(*options: Option, rests_on: tuple[str, ...] = (), **fields: Any) -> Item:
    return Item(
        slug="asked",
        axis="diagnosis",
        after="imaging",
        lead_in="Which of these findings would make it the other?",
        layers=("article",),
        rests_on=tuple(map(Claim.parse, rests_on)),
        options=options,
        **fields,
    )


def proof(found: Vignette, pack: Pack | None = None) -> Proof:
    ours, knowledge = nho()
    if pack is not None:
        ours, knowledge = pack, Knowledge.of(pack)
    [one] = prove(knowledge, {fact.id: fact for fact in ours.facts}, found)
    return one


CAVITY = option("A cavity in the cord", "syrinx", key=True, replaces=(3,))
SEROLOGY = option("Positive treponemal tests", "treponemal-positive", replaces=(4,))
STRANDS = option("Strands of bone in both thighs", "strands at both-thigh", replaces=(5,))
TARGET = ("syringomyelic at left-shoulder", "not oa-neurogenic")


def changed(*options: Option, rests_on: tuple[str, ...] = TARGET) -> Vignette:
    return vignette(asks(*options, rests_on=rests_on, basis="change"))


# ---- a change -----------------------------------------------------------------------------------
def test_a_line_in_whose_place_another_answer_stands_is_proved():
    found = proof(changed(CAVITY, SEROLOGY, STRANDS))

    assert found.problems == ()
    assert [one.verdict.state for one in found.options] == [
        State.ESTABLISHED,
        State.RULED_OUT,
        State.RULED_OUT,
    ]
    assert found.decided_at == 0


def test_a_finding_that_a_story_still_lacks_is_proved():
    options = [one.model_copy(update={"replaces": ()}) for one in (CAVITY, SEROLOGY, STRANDS)]
    item = asks(*options, rests_on=TARGET, basis="change")

    assert proof(vignette(item, left_out=(3, 4, 5))).is_proved


def test_the_reasons_of_a_change_point_at_lines_of_the_story_only():
    found = proof(changed(CAVITY, SEROLOGY, STRANDS))

    for one in found.options:
        assert one.verdict.reasons
        for reason in one.verdict.reasons:
            assert set(reason.lines) <= set(range(len(LINES))), reason
            assert reason.facts
    assert 3 not in found.options[0].verdict.lines


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        # The tag of the key turned round.
        (
            (option("A cavity", "not syrinx", key=True, replaces=(3,)), SEROLOGY, STRANDS),
            "the key 'A cavity' is ruled out, not established",
        ),
        # It replaces another line than the one it contradicts.
        (
            (option("A cavity", "syrinx", key=True, replaces=(4,)), SEROLOGY, STRANDS),
            "'A cavity' cannot be found in this story: lines 4 and 7 contradict each other: syrinx",
        ),
        # A line the story does not have.
        (
            (option("A cavity", "syrinx", key=True, replaces=(9,)), SEROLOGY, STRANDS),
            "'A cavity' replaces a line that states nothing by then",
        ),
        # A second change does the same.
        (
            (CAVITY, SEROLOGY, option("A long cavity", "syrinx", replaces=(3,))),
            "'A long cavity' is established as well",
        ),
        (
            (CAVITY, SEROLOGY, option("Nothing new", replaces=(3,))),
            "'Nothing new' changes nothing",
        ),
    ],
)
def test_a_change_turned_round_is_not_proved(options, problem):
    assert problem in proof(changed(*options)).problems


def test_a_change_has_to_change_something():
    found = proof(changed(CAVITY, SEROLOGY, STRANDS, rests_on=("osteoarthropathic",)))

    assert "what a change should establish is established without one" in found.problems


def test_a_change_with_a_rule_turned_round_is_not_proved():
    pack, _ = nho()
    rules = []
    for rule in pack.rules:
        if rule.concept == "syringomyelic":
            syrinx, damage = rule.clauses
            rule = rule.model_copy(
                update={
                    "clauses": (syrinx.model_copy(update={"all": (), "none": syrinx.all}), damage)
                }
            )
        rules.append(rule)

    found = proof(
        changed(CAVITY, SEROLOGY, STRANDS), pack.model_copy(update={"rules": tuple(rules)})
    )

    assert not found.is_proved


# ---- what is asked of the others ----------------------------------------------------------------
def excludes(concept: str, *, key: bool = False) -> Option:
    claims = (Claim.parse(f"not {concept}"),)
    return option(concept.capitalize(), key=key).model_copy(update={"claims": claims})


def excluding(*left_out: int, others: str = "not-established") -> Proof:
    options = (
        excludes("tabetic at left-shoulder", key=True),
        excludes("ossifying-haematoma"),
        excludes("bone-tumour at left-shoulder"),
    )
    item = asks(*options, basis="findings", others=others)
    return proof(vignette(item, left_out=left_out))


def test_what_one_line_excludes_is_proved_while_the_others_stay_open():
    found = excluding()

    assert found.problems == ()
    assert [one.verdict.state for one in found.options[1:]] == [State.OPEN, State.OPEN]


def test_without_the_line_nothing_is_excluded():
    assert excluding(4).problems == ("the key 'Tabetic at left-shoulder' is open, not established",)


def test_a_second_exclusion_is_refused():
    options = (
        excludes("tabetic at left-shoulder", key=True),
        excludes("syringomyelic at left-shoulder"),
        excludes("bone-tumour at left-shoulder"),
    )
    item = asks(*options, basis="findings", others="not-established")

    assert proof(vignette(item)).problems == (
        "'Syringomyelic at left-shoulder' is established as well",
    )


def test_unless_it_says_so_an_item_rules_its_other_options_out():
    assert len(excluding(others="ruled-out").problems) == 2


# ---- what an author may write -------------------------------------------------------------------
def refused(found: Vignette) -> set[str]:
    book = Book(nho()[0], frozenset())
    path = ("vignettes", 0, "items", 0)
    return {remark.what for remark in checking.remarks(book, found, found.items[0], path)}


def test_a_change_may_be_written():
    assert refused(changed(CAVITY, SEROLOGY, STRANDS)) == set()


def test_a_question_without_story_or_axis_may_be_written():
    facts = [option(text, key=text == "One") for text in ("One", "Two", "Three")]
    item = asks(*facts, basis="facts").model_copy(
        update={"axis": None, "label": "Course", "after": None}
    )
    alone = vignette(item).model_copy(update={"stages": ()})

    assert refused(alone) == set()


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (changed(CAVITY, SEROLOGY, STRANDS, rests_on=()), "A change says what it decides."),
        (
            changed(CAVITY, SEROLOGY, option("Nothing new")),
            "The option 'Nothing new' changes nothing.",
        ),
        (
            changed(CAVITY, SEROLOGY, option("Late", "not mapped", replaces=(6,))),
            "No line 6 has been told when 'asked' is asked.",
        ),
        (
            vignette(asks(CAVITY, SEROLOGY, STRANDS, basis="facts")),
            "The option 'A cavity in the cord' changes the story, but its item rests on none.",
        ),
        (
            vignette(
                asks(
                    CAVITY,
                    SEROLOGY,
                    STRANDS,
                    rests_on=TARGET,
                    basis="change",
                    others="not-established",
                )
            ),
            "Only an item that rests on findings says what has to be proved of the others.",
        ),
        (
            vignette(
                asks(CAVITY, SEROLOGY, STRANDS, rests_on=TARGET, basis="change").model_copy(
                    update={"axis": None}
                )
            ),
            "The item 'asked' has neither an axis nor a label.",
        ),
        (
            vignette(
                asks(CAVITY, SEROLOGY, STRANDS, rests_on=TARGET, basis="change").model_copy(
                    update={"after": None}
                )
            ),
            "The item 'asked' does not say after which stage it is asked.",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(found, what):
    assert what in refused(found)
