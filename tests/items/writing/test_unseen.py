"""Signs that nobody sees: found, named, and taken out on request."""

import pytest

from teaching.items.writing import unseen
from teaching.items.writing.document import Decision, Document, Line, Option, Stage


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The hip\u200b hurts.", "after “The hip” (zero width space)."),
        ("\u202eThe hip", "at the beginning (right-to-left override)."),
        ("a\u200bb\u2066c", "after “a” (zero width space, and 1 more)."),
        ("a\x07b", "after “a” (U+0007)."),
        ("Plain – “quoted” 25°\nµ", ""),
        ("", ""),
    ],
)
def test_each_is_named_where_it_stands(text, says):
    assert unseen.says(text).removeprefix("An invisible sign stands ") == says


def test_all_are_taken_out_of_every_text_and_nothing_else():
    sign = "\u200b"
    line = Line(id="a1", text=f"One{sign}.", tags=("cord-lesion",))
    option = Option(id="e1", text=f"A{sign}", rationale=f"Why{sign}", claims=("mixed",))
    document = Document(
        title=f"T{sign}",
        stages=(Stage(stage="history", heading=f"H{sign}", lines=(line,)),),
        decisions=(
            Decision(
                id="d1", lead_in=f"Q{sign}", label=sign, note=sign, adds=(line,), options=(option,)
            ),
        ),
    )

    assert {piece for piece, _ in unseen.places(document)} == {
        "title",
        "stage-history",
        "a1",
        "d1",
        "e1",
    }
    cleaned = unseen.cleaned(document)
    assert unseen.places(cleaned) == ()
    assert cleaned == Document.model_validate_json(document.model_dump_json().replace(sign, ""))
