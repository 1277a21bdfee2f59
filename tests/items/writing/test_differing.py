"""What changed between two revisions is told piece by piece."""

from hypothesis import given

from teaching.items.writing.differing import Change, Difference, Run, differences, runs
from teaching.items.writing.document import Document, Option, Variant
from tests.items.writing.manuscripts import (
    a_document,
    a_line,
    documents,
    in_order,
    with_decision,
    with_line,
    with_lines,
)

BASE = a_document()


@given(documents(), documents())
def test_two_states_differ_exactly_where_something_is_told(before, after):
    assert differences(before, before) == ()
    assert bool(differences(before, after)) == (before != after)


@given(documents(), documents())
def test_the_words_told_of_a_text_are_those_of_both_states(before, after):
    told = runs(before.title, after.title)

    assert "".join(run.text for run in told if run.change != Change.REMOVED) == after.title
    assert "".join(run.text for run in told if run.change != Change.ADDED) == before.title


def test_a_reworded_line_is_told_by_its_words():
    before = with_line(BASE, "a", text="The hip is warm and stiff.")
    after = with_line(BASE, "a", text="The knee is warm, and stiff.")

    (told,) = differences(before, after)

    assert (told.change, told.kind, told.piece) == (Change.REWORDED, "line", "a")
    assert (told.where, told.field) == ("onset", "text")
    assert told.runs == (
        Run(Change.SAME, "The "),
        Run(Change.REMOVED, "hip"),
        Run(Change.ADDED, "knee"),
        Run(Change.SAME, " is warm"),
        Run(Change.ADDED, ","),
        Run(Change.SAME, " and stiff."),
    )


def test_tags_are_told_as_added_and_removed():
    before = with_line(BASE, "a", tags=("warm", "stiff"))
    after = with_line(BASE, "a", tags=("stiff", "painful"))

    assert differences(before, after) == (
        Difference(
            Change.REWORDED,
            *("line", "a", "onset", "tags"),
            added=("painful",),
            removed=("warm",),
        ),
    )


def test_lines_are_added_removed_and_moved():
    after = in_order(BASE, "can")

    assert [(one.change, one.piece, one.runs) for one in differences(BASE, after)] == [
        (Change.MOVED, "c", (Run(Change.SAME, "Line c."),)),
        (Change.REMOVED, "b", (Run(Change.REMOVED, "Line b."),)),
        (Change.ADDED, "n", (Run(Change.ADDED, "Line n."),)),
    ]


def test_a_line_in_another_stage_is_moved():
    after = with_lines(in_order(BASE, "ac"), {"imaging": (a_line("d"), a_line("b", "Anew."))})

    told = differences(BASE, after)

    assert [(one.change, one.piece, one.where) for one in told] == [
        (Change.MOVED, "b", "imaging"),
        (Change.REWORDED, "b", "imaging"),
    ]


def test_questions_are_told_by_lead_in_key_and_answers():
    (decision,) = BASE.decisions
    early, late, _ = decision.options
    after = with_decision(
        BASE,
        lead_in="Which form?",
        key="y",
        options=(early, late.model_copy(update={"rationale": "Cool."}), Option(id="n", text="New")),
    )

    told = [(one.change, one.kind, one.piece, one.field) for one in differences(BASE, after)]
    assert told == [
        (Change.REWORDED, "question", "q", "lead_in"),
        (Change.REWORDED, "question", "q", "key"),
        (Change.REWORDED, "answer", "y", "rationale"),
        (Change.REMOVED, "answer", "z", ""),
        (Change.ADDED, "answer", "n", ""),
    ]
    assert differences(BASE, after)[1].runs == (
        Run(Change.REMOVED, "Early"),
        Run(Change.ADDED, "Late"),
    )


def test_the_line_a_change_replaces_is_told_by_its_words_wherever_it_stands():
    before = with_decision(BASE, options=(Option(id="x", replaces=(1,)),))
    shifted = with_decision(in_order(BASE, "nabc"), options=(Option(id="x", replaces=(2,)),))
    other = with_decision(BASE, options=(Option(id="x", replaces=(0,)),))

    assert [one.piece for one in differences(before, shifted)] == ["n"]
    (told,) = differences(before, other)
    assert (told.added, told.removed) == (("Line a.",), ("Line b.",))


def test_words_that_stand_beside_are_told():
    beside = with_line(BASE, "a", variants=(Variant(field="text", value="Other.", by="Ada"),))

    (told,) = differences(BASE, beside)

    assert (told.field, told.added, told.removed) == ("variants", ("Other.",), ())


def test_everything_of_a_new_manuscript_is_added():
    told = differences(Document(title="A stiff hip"), BASE)

    assert {one.change for one in told} == {Change.ADDED}
    assert len(told) == 10
