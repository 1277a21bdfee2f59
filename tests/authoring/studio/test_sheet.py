"""The form of a manuscript, read back as the document it shows."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from teaching.authoring.studio import sheet
from teaching.items.writing.document import Decision, Document, Line, Option, Stage

DOCUMENT = Document(
    title="The board",
    stages=(
        Stage(
            stage="history",
            lines=(
                Line(id="a1", text="One.", tags=("cord-lesion",), fits=("swollen-limb",)),
                Line(id="a2", text="Two."),
            ),
        ),
        Stage(stage="imaging"),
    ),
    decisions=(
        Decision(
            id="d1",
            slug="form",
            axis="form",
            lead_in="Which form?",
            basis="findings",
            options=(
                Option(id="e1", text="A", claims=("mixed",), facts=("F-1",), rationale="Why."),
                Option(id="e2", text="B", claims=("one", "two")),
            ),
            key="e1",
        ),
    ),
)
SENT = [
    ("title", "The board"),
    ("line", "history:a1"),
    ("text-a1", "One."),
    ("tag-a1", "cord-lesion"),
    ("line", "history:a2"),
    ("text-a2", "Two."),
    ("decision", "d1"),
    ("lead-d1", "Which form?"),
    ("option-d1", "e1"),
    ("text-e1", "A"),
    ("says-e1", "mixed"),
    ("facts-e1", "F-1"),
    ("why-e1", "Why."),
    ("option-d1", "e2"),
    ("text-e2", "B"),
    ("says-e2", "one, two"),
    ("key-d1", "e1"),
    ("end", "1"),
]


def data(*sent: tuple[str, str]) -> QueryDict:
    return QueryDict(urlencode(sent))


def changed(**fields: str) -> Document:
    return sheet.read(
        data(*((name, fields.get(name.replace("-", "_"), value)) for name, value in SENT)),
        DOCUMENT,
    )


def test_a_form_sent_as_it_was_shown_changes_nothing():
    assert sheet.read(data(*SENT), DOCUMENT) == DOCUMENT


def test_a_form_that_did_not_arrive_whole_is_refused():
    with pytest.raises(sheet.TornError):
        sheet.read(data(*SENT[:-1]), DOCUMENT)


def test_the_order_of_the_lines_is_that_of_their_fields_and_a_line_may_change_its_stage():
    sent = [one for one in SENT if one[0] != "line"]

    found = sheet.read(data(("line", "imaging:a1"), ("line", "history:a2"), *sent), DOCUMENT)

    assert [[line.id for line in stage.lines] for stage in found.stages] == [["a2"], ["a1"]]
    assert found.stages[1].lines[0].fits == ("swollen-limb",)


@pytest.mark.parametrize("place", ["history:a1", "moon:a2", "history:<b>", "history:", ""])
def test_a_line_in_no_place_or_twice_is_left_out(place):
    found = sheet.read(data(*SENT[:-1], ("line", place), SENT[-1]), DOCUMENT)

    assert found == DOCUMENT


def test_what_an_option_says_stays_where_it_says_several_things():
    assert changed(text_e2="Both").decisions[0].options[1].claims == ("one", "two")
    assert changed(says_e2="").decisions[0].options[1].claims == ()
    assert changed(says_e2="periarthritic").decisions[0].options[1].claims == ("periarthritic",)


def test_facts_are_codes_whatever_stands_between_them():
    assert changed(facts_e1="F-1, F-2;F-1\nI-PA-01").decisions[0].options[0].facts == (
        "F-1",
        "F-2",
        "I-PA-01",
    )


def test_a_key_is_one_of_the_options():
    assert changed(key_d1="e2").decisions[0].key == "e2"
    assert changed(key_d1="zz").decisions[0].key == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\u00a0b", "a b"),
        ("a\u00adb", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301", "é"),
        ("a  \t b", "a b"),
        ("a\u2028b", "a\nb"),
        ("\ufeffa", "a"),
        ("a\u200bb", "a\u200bb"),
        ("a\u202eb", "a\u202eb"),
        ("<b hx-get='/x'>", "<b hx-get='/x'>"),
    ],
)
def test_a_text_is_cleaned_of_what_a_word_processor_leaves(typed, kept):
    assert changed(text_a1=typed).stages[0].lines[0].text == kept
