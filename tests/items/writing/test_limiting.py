"""What is too much is said in words, with its place."""

from teaching.items.writing.document import Option, Variant, blank
from teaching.items.writing.limiting import limits
from tests.items.writing.manuscripts import a_document, a_line, with_decision, with_line, with_lines

BASE = a_document()


def test_a_case_as_people_write_it_is_not_too_much():
    assert limits(BASE) == []
    assert limits(blank(("onset", "imaging"))) == []


def test_as_much_as_can_be_kept_is_not_too_much():
    full = with_line(
        with_decision(BASE, options=tuple(Option(id=f"o{n}") for n in range(12))),
        "a",
        text="x" * 4000,
    )

    assert limits(full) == []


def test_too_many_lines_are_counted():
    many = with_lines(BASE, {"onset": tuple(a_line(f"n{n}") for n in range(10_000))})

    assert limits(many) == [
        "The story has 10,001 lines; at most 400 can be kept.",
        "In all it takes 798 kB; at most 200 kB can be kept.",
    ]


def test_too_long_a_text_is_named_by_its_place():
    options = (Option(id="x"), Option(id="y", rationale="z" * 4001))
    document = with_decision(with_line(BASE, "b", text="x" * 5000), options=options)

    assert limits(document) == [
        "Line 2 of “onset” has 5,000 characters; at most 4,000 can be kept.",
        "Question 1, answer 2, rationale has 4,001 characters; at most 4,000 can be kept.",
    ]


def test_too_many_questions_and_answers_are_counted():
    (decision,) = BASE.decisions
    wide = decision.model_copy(update={"options": tuple(Option(id=f"o{n}") for n in range(13))})
    document = BASE.model_copy(update={"decisions": (*[decision] * 12, wide)})

    assert limits(document) == [
        "There are 13 questions; at most 12 can be kept.",
        "Question 13 has 13 answers; at most 12 can be kept.",
    ]


def test_the_whole_is_measured_in_bytes():
    long = tuple(a_line(f"n{n}", "ü" * 1000) for n in range(110))

    (said,) = limits(with_lines(BASE, {"onset": long}))

    assert said == "In all it takes 228 kB; at most 200 kB can be kept."


def test_a_stage_that_is_there_twice_is_named():
    document = BASE.model_copy(update={"stages": BASE.stages[:1] * 2})

    assert limits(document) == ["The stage “onset” is there 2 times; it can be there once."]


def test_what_no_database_takes_is_named():
    nul = with_line(BASE, "a", variants=(Variant(field="text", value="\x00"),), tags=("\x00",))

    assert limits(nul) == [
        "Line 1 of “onset”, tags has a NUL character, which cannot be kept.",
        "Line 1 of “onset”, a variant has a NUL character, which cannot be kept.",
    ]
