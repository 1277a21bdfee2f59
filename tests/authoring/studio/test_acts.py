"""What the buttons of a manuscript do to it."""

import pytest

from teaching.authoring.studio.acts import act, inserted, tagged
from teaching.items.writing.document import Decision, Document, Line, Option, Stage

DOCUMENT = Document(
    stages=(
        Stage(
            stage="history",
            lines=(
                Line(id="a1", text="One. Two.", tags=("cord-lesion",)),
                Line(id="a2", text="Three."),
            ),
        ),
        Stage(stage="imaging", lines=(Line(id="b1", text="Four.", tags=("new-bone at hip",)),)),
    ),
    decisions=(
        Decision(
            id="d1",
            options=(Option(id="e1", text="A"), Option(id="e2", text="B")),
            key="e2",
        ),
        Decision(id="d2"),
    ),
)


def texts(document: Document) -> list[list[str]]:
    return [[line.text for line in stage.lines] for stage in document.stages]


@pytest.mark.parametrize(
    ("word", "found", "look"),
    [
        ("up:a2", [["Three.", "One. Two."], ["Four."]], "a2"),
        ("down:a1", [["Three.", "One. Two."], ["Four."]], "a1"),
        ("down:a2", [["One. Two."], ["Three.", "Four."]], "a2"),
        ("up:b1", [["One. Two.", "Three.", "Four."], []], "b1"),
        ("up:a1", [["One. Two.", "Three."], ["Four."]], "a1"),
        ("down:b1", [["One. Two.", "Three."], ["Four."]], "b1"),
        ("drop:a1", [["Three."], ["Four."]], "a2"),
        ("drop:a2", [["One. Two."], ["Four."]], "a1"),
        ("drop:b1", [["One. Two.", "Three."], []], "stage-imaging"),
        ("merge:a1", [["One. Two. Three."], ["Four."]], "a1"),
        ("merge:a2", [["One. Two.", "Three."], ["Four."]], "a2"),
        ("nonsense:a1", [["One. Two.", "Three."], ["Four."]], "a1"),
        ("up:gone", [["One. Two.", "Three."], ["Four."]], ""),
    ],
)
def test_lines_are_moved_joined_and_removed(word, found, look):
    done = act(DOCUMENT, word)

    assert texts(done.document) == found
    assert done.look == look


@pytest.mark.parametrize("word", ["add:history", "after:a2"])
def test_a_new_line_is_empty_and_looked_at(word):
    done = act(DOCUMENT, word)

    assert texts(done.document) == [["One. Two.", "Three.", ""], ["Four."]]
    assert done.document.stages[0].lines[-1].id == done.look


@pytest.mark.parametrize(
    ("text", "caret", "parts"),
    [
        ("One. Two.", None, ["One.", "Two."]),
        ("One two three", 4, ["One", "two three"]),
        ("One two", 0, ["One two"]),
        ("One two", 99, ["One two"]),
        ("One\ntwo\n\n three", 1, ["One", "two", "three"]),
        ("At 3.5 cm. Then “Yes.” No", None, ["At 3.5 cm.", "Then “Yes.", "No"]),
        ("", None, [""]),
    ],
)
def test_a_line_is_split_at_its_line_ends_at_the_cursor_or_after_a_sentence(text, caret, parts):
    line = Line(id="a1", text=text, tags=("cord-lesion",))
    document = Document(stages=(Stage(stage="history", lines=(line,)),))

    lines = act(document, "split:a1", caret).document.stages[0].lines

    assert [one.text for one in lines] == parts
    assert [one.tags for one in lines] == [("cord-lesion",), *[()] * (len(parts) - 1)]
    assert len({one.id for one in lines}) == len(lines)


def test_lines_joined_keep_the_tags_of_both():
    document = tagged(tagged(DOCUMENT, "a2", "painful at left-hip"), "a2", "cord-lesion")

    (joined,) = act(document, "merge:a1").document.stages[0].lines

    assert joined.tags == ("cord-lesion", "painful at left-hip")


def test_a_tag_is_put_on_once_and_taken_off():
    twice = tagged(
        tagged(DOCUMENT, "a2", "not painful at left-hip"), "a2", "not painful at left-hip"
    )

    assert twice.stages[0].lines[1].tags == ("not painful at left-hip",)
    assert act(twice, "untag:a2:not painful at left-hip").document == DOCUMENT


def test_a_proposed_line_takes_the_place_of_an_empty_one():
    empty = act(DOCUMENT, "add:imaging").document

    done = inserted(empty, "imaging", "Both hips are normal.", "normal at both-hip")

    assert texts(done.document)[1] == ["Four.", "Both hips are normal."]
    assert done.document.stages[1].lines[-1].tags == ("normal at both-hip",)


@pytest.mark.parametrize(
    ("word", "options", "key"),
    [
        ("option-up:e2", ["B", "A"], "e2"),
        ("option-down:e1", ["B", "A"], "e2"),
        ("option-down:e2", ["A", "B"], "e2"),
        ("drop-option:e2", ["A"], ""),
        ("drop-option:e1", ["B"], "e2"),
        ("add-option:d1", ["A", "B", ""], "e2"),
        ("drop-option:gone", ["A", "B"], "e2"),
    ],
)
def test_options_are_moved_added_and_removed(word, options, key):
    asked = act(DOCUMENT, word).document.decisions[0]

    assert [one.text for one in asked.options] == options
    assert asked.key == key


@pytest.mark.parametrize(
    ("word", "order"),
    [
        ("later:d1", ["d2", "d1"]),
        ("earlier:d2", ["d2", "d1"]),
        ("earlier:d1", ["d1", "d2"]),
        ("drop-decision:d1", ["d2"]),
    ],
)
def test_questions_are_moved_and_removed(word, order):
    assert [one.id for one in act(DOCUMENT, word).document.decisions] == order
