"""What a pack has on record: cells, facets, terms and statements, and what decides nothing."""

from functools import cache

import pytest

from teaching.knowledge.checking import remarks
from teaching.knowledge.records import Records
from teaching.knowledge.schema import Pack
from teaching.knowledge.statements import Assertion
from teaching.knowledge.verdicts import State
from tests.items.demo import nho


@cache
def records() -> Records:
    return Records(nho()[0])


def state(text: str, held: Records | None = None) -> State:
    return (held or records()).read(Assertion.parse(text)).state


def changed(section: str, code: str, **fields) -> Records:
    """The records of the demo pack with one entry changed."""
    pack = nho()[0]
    entries = tuple(
        entry.model_copy(update=fields) if entry.id == code else entry
        for entry in getattr(pack, section)
    )
    return Records(pack.model_copy(update={section: entries}))


def with_cell(row: str, concept: str, **fields) -> Records:
    cells = tuple(
        cell.model_copy(update=fields) if cell.concept == concept else cell
        for cell in records().rows[row].cells
    )
    return changed("rows", row, cells=cells)


# ---- the notation -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["M-36 of mixed", "not M-36 of mixed", "A-01 tabetic of mixed", "G-28 of G-30", "F-1 of both"],
)
def test_an_assertion_reads_as_it_is_written(text):
    assert str(Assertion.parse(text)) == text


@pytest.mark.parametrize("text", ["M-36", "m-36 of mixed", "M-36 for mixed", ""])
def test_what_is_no_assertion_is_refused(text):
    with pytest.raises(ValueError, match="is not an assertion"):
        Assertion.parse(text)


# ---- cells ------------------------------------------------------------------------------------
def test_a_characteristic_cell_is_so_and_an_absent_one_is_not():
    assert state("M-37 of osteoarthropathic") is State.ESTABLISHED
    assert state("M-37 of periarthritic") is State.RULED_OUT
    assert state("not M-37 of periarthritic") is State.ESTABLISHED


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"standing": "possible"}, "is 'possible'"),
        ({"standing": "not-stated", "provenance": None}, "is 'not-stated'"),
        ({"caution": True}, "caution"),
        ({"against": ("possible", "modern")}, "two ways"),
        ({"provenance": "modern"}, "no fact of the layer"),
    ],
)
def test_a_cell_that_settles_nothing_leaves_it_open(fields, why):
    held = with_cell("M-37", "osteoarthropathic", **fields)

    record = held.read(Assertion.parse("M-37 of osteoarthropathic"))

    assert record.state is State.OPEN
    assert why in record.why


@pytest.mark.parametrize("code", ["M-16", "M-19", "M-24", "M-47"])
def test_a_cell_on_a_fact_that_is_unsafe_or_disputed_is_open(code):
    assert state(f"{code} of multiple-muscular") is State.OPEN


def test_a_cell_leans_on_the_facts_that_speak_of_its_concept():
    facts = {
        concept: records().read(Assertion("M-24", concept)).facts
        for concept in ("periarthritic", "ossifying-haematoma")
    }

    assert facts == {"periarthritic": ("F-LOC-05",), "ossifying-haematoma": ("F-DDX-02",)}


# ---- facets, terms, statements ----------------------------------------------------------------
def test_the_answer_for_one_thing_is_wrong_for_another():
    assert state("A-11 tabetic of tabetic") is State.ESTABLISHED
    assert state("A-11 tabetic of syringomyelic") is State.RULED_OUT
    assert state("A-11 tabetic of nowhere") is State.OPEN


def test_a_facet_whose_answers_are_alike_decides_nothing():
    answers = records().facets["A-11"].answers
    alike = tuple(one.model_copy(update={"says": "The knee"}) for one in answers)

    held = changed("facets", "A-11", answers=alike)

    assert state("A-11 tabetic of syringomyelic", held) is State.OPEN


def test_a_facet_that_cites_another_layer_decides_nothing():
    held = changed("facets", "A-11", layer="article")

    assert state("A-11 tabetic of tabetic", held) is State.OPEN


def test_terms_of_one_family_mean_different_things_and_others_are_not_compared():
    assert state("G-12 of G-12") is State.ESTABLISHED
    assert state("G-12 of G-13") is State.RULED_OUT
    assert state("G-12 of G-45") is State.OPEN


def test_a_statement_belongs_to_whoever_makes_it():
    assert state("D-08 article of article") is State.ESTABLISHED
    assert state("D-08 article of evidence") is State.RULED_OUT
    assert state("D-08 evidence of both") is State.RULED_OUT
    assert state("F-LOC-06 of both") is State.ESTABLISHED
    assert state("F-LOC-06 of article") is State.RULED_OUT


def test_where_evidence_does_not_differ_nothing_is_said_to_have_changed():
    agreeing = changed("disputes", "D-04", article_option="Red", evidence_option="Green")

    assert state("D-04 article of article", agreeing) is State.OPEN


def test_an_unsafe_statement_is_never_asked():
    unsafe = changed("disputes", "D-14", article_option="Red", evidence_option="Green")

    assert state("D-14 article of article", unsafe) is State.OPEN


def test_what_was_not_verified_is_never_asked():
    note = next(note for note in nho()[0].notes if note.kind == "unverified")
    unverified = note.model_copy(update={"facts": ("E-OA-04",)})
    held = changed("notes", note.id, facts=unverified.facts)

    assert state("A-11 tabetic of tabetic", held) is State.OPEN


def test_an_unknown_entry_is_open():
    assert state("Z-99 of mixed") is State.OPEN


def test_reading_again_gives_the_same_record():
    asserted = Assertion.parse("M-37 of mixed")

    assert records().read(asserted) is records().read(asserted._replace())


# ---- what the loader says of facets -----------------------------------------------------------
def told(**fields) -> list[str]:
    pack: Pack = nho()[0]
    facets = (pack.facets[0].model_copy(update=fields), *pack.facets[1:])
    return [one.what for one in remarks(pack.model_copy(update={"facets": facets}))]


def test_the_facets_of_the_demo_pack_are_sound():
    assert told() == []


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"asks": None, "names": None}, "The facet 'A-01' asks nothing."),
        ({"asks": "How is it?"}, "'asks' leaves no place for what is asked about."),
        (
            {"layer": "evidence"},
            "'F-DDX-02' is of the layer 'article', the facet of 'evidence'.",
        ),
    ],
)
def test_a_facet_that_could_not_be_asked_is_refused(fields, what):
    assert what in told(**fields)


def test_two_answers_that_say_the_same_are_refused():
    first, second, *others = nho()[0].facets[0].answers
    same = second.model_copy(update={"says": first.says})

    [what] = told(answers=(first, same, *others))

    assert what == f"'{first.says}' stands in this facet already, at {{other}}."


def test_a_dispute_with_one_option_and_a_family_of_two_are_refused():
    pack = nho()[0]
    disputes = (pack.disputes[0].model_copy(update={"article_option": "Red"}), *pack.disputes[1:])
    terms = tuple(
        term.model_copy(update={"family": None}) if term.id == "G-45" else term
        for term in pack.terms
    )

    found = [
        one.what for one in remarks(pack.model_copy(update={"disputes": disputes, "terms": terms}))
    ]

    assert found == [
        "Only one side of 'D-01' is worded as an option.",
        "The family 'tissue-signs' has fewer than three terms.",
        "The term 'G-45' has only one of 'family' and 'gist'.",
        "The family 'tissue-signs' has fewer than three terms.",
    ]
