"""Questions on facts are proved from what the pack has on record; a changed record fails them."""

from collections.abc import Callable
from functools import cache

import pytest

from teaching.items.generators import changed, expecting, recall, terms
from teaching.items.generators.item_models import Ground
from teaching.items.proving import prove
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.vignettes import Item, Option, Vignette
from teaching.knowledge.statements import Assertion
from tests.items.demo import nho


@cache
def drawn(slug: str, entry: str) -> Vignette:
    """The first question of a model that offers this entry."""
    model = {one.MODEL.slug: one.MODEL for one in (recall, terms, changed, expecting)}[slug]
    ground = Ground(*nho())
    for seed in range(400):
        [question] = model.draw(ground, seed)
        [item] = question.vignette.items
        if any(one.entry == entry for option in item.options for one in option.asserts):
            return question.vignette
    raise AssertionError(f"no question of '{slug}' offers {entry}")


def problems(vignette: Vignette, pack: Pack | None = None) -> tuple[str, ...]:
    pack = pack or nho()[0]
    [proof] = prove(Knowledge.of(pack), {fact.id: fact for fact in pack.facts}, vignette)
    return proof.problems


def with_item(vignette: Vignette, **fields) -> Vignette:
    [item] = vignette.items
    return vignette.model_copy(update={"items": (item.model_copy(update=fields),)})


def with_options(vignette: Vignette, change: Callable[[Option], Option]) -> Vignette:
    [item] = vignette.items
    return with_item(vignette, options=tuple(map(change, item.options)))


def the_item(vignette: Vignette) -> Item:
    [item] = vignette.items
    return item


ASKED = [
    ("fact-recall", "M-37"),
    ("fact-recall", "A-12"),
    ("what-to-expect", "M-28"),
    ("what-to-expect", "A-31"),
    ("term-to-meaning", "G-67"),
    ("what-has-changed", "D-08"),
    ("what-has-changed", "F-LOC-06"),
]


@pytest.mark.parametrize(("slug", "entry"), ASKED)
def test_a_drawn_question_is_proved_as_it_stands(slug, entry):
    assert problems(drawn(slug, entry)) == ()


# ---- the record changes under a stored question -----------------------------------------------
FLIPPED = {"characteristic": "absent", "absent": "characteristic"}


def flip_cells(pack: Pack, row: str) -> Pack:
    rows = tuple(
        one.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"standing": FLIPPED.get(cell.standing, cell.standing)})
                    for cell in one.cells
                )
            }
        )
        if one.id == row
        else one
        for one in pack.rows
    )
    return pack.model_copy(update={"rows": rows})


@pytest.mark.parametrize("slug", ["fact-recall", "what-to-expect"])
def test_a_flipped_cell_under_the_key_fails_the_proof(slug):
    vignette = drawn(slug, "M-28")
    [key] = [option for option in the_item(vignette).options if option.key]

    found = problems(vignette, flip_cells(nho()[0], key.asserts[0].entry))

    assert any("is contradicted" in problem for problem in found)


def test_a_cell_that_is_possible_now_fails_the_proof():
    pack = nho()[0]
    rows = tuple(
        row.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"standing": "possible"}) for cell in row.cells
                )
            }
        )
        if row.id == "M-37"
        else row
        for row in pack.rows
    )

    found = problems(drawn("fact-recall", "M-37"), pack.model_copy(update={"rows": rows}))

    assert any("is open" in problem for problem in found)


@pytest.mark.parametrize(("slug", "entry"), ASKED)
def test_a_fact_that_is_marked_unsafe_fails_every_question_on_it(slug, entry):
    pack = nho()[0]
    vignette = drawn(slug, entry)
    [key] = [option for option in the_item(vignette).options if option.key]
    pitfall = next(note for note in pack.notes if note.severity == "unsafe")
    notes = (*pack.notes, pitfall.model_copy(update={"id": "P-99", "facts": key.facts[:1]}))

    found = problems(vignette, pack.model_copy(update={"notes": notes}))

    assert any("unsafe" in problem for problem in found)


def test_a_statement_with_which_evidence_agrees_after_all_fails_the_proof():
    pack = nho()[0]
    facts = tuple(
        fact.model_copy(
            update={
                "relations": tuple(
                    one.model_copy(update={"kind": "agrees"}) for one in fact.relations
                )
            }
        )
        for fact in pack.facts
    )

    found = problems(drawn("what-has-changed", "D-08"), pack.model_copy(update={"facts": facts}))

    assert any("'D-08" in problem and "is open" in problem for problem in found)


# ---- the stored question is not what was proved -----------------------------------------------
@pytest.mark.parametrize(("slug", "entry"), ASKED)
def test_another_option_marked_as_the_key_fails_the_proof(slug, entry):
    vignette = drawn(slug, entry)
    options = the_item(vignette).options
    wrong = next(index for index, option in enumerate(options) if not option.key)
    moved = tuple(
        option.model_copy(update={"key": index == wrong}) for index, option in enumerate(options)
    )

    found = problems(with_item(vignette, options=moved))

    assert any("is contradicted" in problem for problem in found)
    assert any("is right as well" in problem for problem in found)


@pytest.mark.parametrize(("slug", "entry"), ASKED)
def test_words_that_are_not_the_packs_fail_the_proof(slug, entry):
    reworded = with_options(
        drawn(slug, entry),
        lambda option: option.model_copy(update={"text": f"{option.text} indeed"}),
    )

    assert any("are not the words of" in problem for problem in problems(reworded))


@pytest.mark.parametrize(("slug", "entry"), [one for one in ASKED if one[1] not in ("A-31",)])
def test_a_fact_that_is_not_cited_fails_the_proof(slug, entry):
    uncited = with_options(
        drawn(slug, entry), lambda option: option.model_copy(update={"facts": ("F-DEF-02",)})
    )

    assert any("without citing it" in problem for problem in problems(uncited))


@pytest.mark.parametrize(("slug", "entry"), [one for one in ASKED if one[1][0] in "MA"])
def test_a_question_that_does_not_name_its_layer_fails_the_proof(slug, entry):
    vignette = drawn(slug, entry)
    _, _, bare = the_item(vignette).lead_in.partition(", ")

    found = problems(with_item(vignette, lead_in=bare))

    assert any("does not name the layer" in problem for problem in found)


def test_a_question_about_something_else_fails_the_proof():
    vignette = drawn("fact-recall", "M-37")
    other = "According to the source article, which feature is typical of a broken leg?"

    found = problems(with_item(vignette, lead_in=other))

    assert "the question does not speak of what its options are asserted of" in found


def test_layers_are_never_mixed_in_one_question():
    vignette = drawn("fact-recall", "M-37")
    options = the_item(vignette).options
    [stranger, *_] = [option for option in the_item(drawn("fact-recall", "A-12")).options
                      if not option.key]  # fmt: skip
    kept = [option for option in options if option.key][:1]
    others = [option for option in options if not option.key][:2]

    found = problems(with_item(vignette, options=(*kept, *others, stranger)))

    assert "its options rest on different layers" in found
    assert "its options answer different questions" in found


def test_an_option_that_asserts_nothing_among_others_fails_the_proof():
    vignette = drawn("term-to-meaning", "G-67")
    options = the_item(vignette).options
    silent = (options[0].model_copy(update={"asserts": ()}), *options[1:])

    found = problems(with_item(vignette, options=silent))

    assert any("asserts nothing" in problem for problem in found)


def test_two_options_that_assert_the_same_fail_the_proof():
    vignette = drawn("what-has-changed", "D-08")
    options = the_item(vignette).options

    found = problems(with_item(vignette, options=(*options, options[0])))

    assert "two of its options assert the same" in found


def test_a_question_written_without_assertions_rests_on_its_facts_as_before():
    vignette = drawn("term-to-meaning", "G-67")
    silent = with_options(vignette, lambda option: option.model_copy(update={"asserts": ()}))

    assert problems(silent) == ()


def test_assertions_survive_being_written_and_read():
    vignette = drawn("fact-recall", "M-37")

    again = Vignette.model_validate_json(vignette.model_dump_json())

    assert again == vignette
    assert isinstance(the_item(again).options[0].asserts[0], Assertion)
