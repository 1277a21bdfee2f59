"""Two authors' changes come together, and nothing either wrote is lost."""

from collections import Counter

import pytest
from hypothesis import given, settings

from teaching.items.writing.document import Document, Option, Stage, Variant
from teaching.items.writing.merging import (
    Part,
    changed_pieces,
    choose,
    id_of,
    merge,
    own_fields,
    parts,
    settled,
    told_apart,
)
from tests.items.writing.manuscripts import (
    a_document,
    a_line,
    documents,
    in_order,
    lines_of,
    with_decision,
    with_line,
    with_lines,
)

BASE = a_document()


def line(document: Document, name: str):
    return next(line for _, line in document.lines if line.id == name)


# What holds of any three.


@given(documents(), documents())
def test_a_side_that_changed_nothing_takes_what_the_other_has(base, side):
    assert merge(base, base, side, "me") == side
    assert merge(base, side, base, "me") == side
    assert merge(base, side, side, "me") == side


@settings(max_examples=300)
@given(documents(), documents(), documents())
def test_merging_the_same_again_changes_nothing(base, mine, theirs):
    once = merge(base, mine, theirs, "me")

    assert merge(base, mine, once, "me") == once


@settings(max_examples=300)
@given(documents(), documents(), documents())
def test_no_id_is_there_twice(base, mine, theirs):
    merged = merge(base, mine, theirs, "me")

    assert max(Counter((type(part), id_of(part)) for part in parts(merged)).values()) == 1
    for decision in merged.decisions:
        assert decision.key in {"", *(option.id for option in decision.options)}


@settings(max_examples=300)
@given(documents(), documents(), documents())
def test_nothing_that_either_side_wrote_is_lost(base, mine, theirs):
    merged = merge(base, mine, theirs, "me")

    there = texts(merged)
    assert (texts(mine) - texts(base)) | (texts(theirs) - texts(base)) <= there


def texts(document: Document) -> set[tuple[type[Part], str, str, object]]:
    """Every text, tag and variant with its place. An empty text is none; the key names another
    piece and may go with it."""
    found = set()
    for part in parts(document):
        for field in own_fields(part):
            value = getattr(part, field)
            if field == "key" or value == type(part).model_fields[field].default:
                continue
            for one in value if isinstance(value, tuple) else (value,):
                found.add((type(part), id_of(part), field, one))
        for variant in part.variants:
            if variant.value:
                found.add((type(part), id_of(part), variant.field, variant.value))
    return found


# Texts.


def test_what_only_one_side_changed_is_taken():
    mine = with_line(BASE, "a", text="Mine.")
    theirs = with_line(BASE, "b", text="Theirs.")

    merged = merge(BASE, mine, theirs, "me")

    assert merged == with_line(mine, "b", text="Theirs.")


def test_two_fields_of_one_line_are_two_places():
    mine = with_line(BASE, "a", text="Mine.")
    theirs = with_line(BASE, "a", tags=("warm",))

    merged = merge(BASE, mine, theirs, "me")

    assert merged == with_line(BASE, "a", text="Mine.", tags=("warm",))


def test_what_both_changed_keeps_what_is_stored_and_puts_mine_beside():
    mine = with_line(BASE, "a", text="Mine.")
    theirs = with_line(BASE, "a", text="Theirs.")

    merged = merge(BASE, mine, theirs, "Ada")

    beside = (Variant(field="text", value="Mine.", by="Ada"),)
    assert merged == with_line(BASE, "a", text="Theirs.", variants=beside)
    assert merged.has_variants


def test_a_variant_is_there_once_and_goes_where_it_stands():
    beside = (Variant(field="text", value="Mine.", by="Ada"),)
    mine = with_line(BASE, "a", text="Mine.")
    theirs = with_line(BASE, "a", text="Theirs.", variants=beside)

    retyped = with_line(theirs, "a", text="Mine.")

    assert merge(BASE, mine, theirs, "somebody else") == theirs
    assert settled(retyped) == mine
    assert merge(theirs, retyped, with_line(theirs, "b", text="B."), "me") == with_line(
        mine, "b", text="B."
    )


def test_a_variant_of_no_field_does_no_harm():
    odd = tuple(Variant(field=field, value="x") for field in ("id", "lines", "model_fields", ""))
    mine = with_line(BASE, "a", text="Mine.", variants=odd)
    theirs = with_line(BASE, "a", text="Theirs.", variants=odd)

    assert line(merge(BASE, mine, theirs, "me"), "a").text == "Theirs."
    assert settled(mine) == with_line(BASE, "a", text="Mine.")


def test_tags_are_added_and_taken_out_by_either():
    base = with_line(BASE, "a", tags=("p", "q"))
    mine = with_line(BASE, "a", tags=("p", "q", "mine"))
    theirs = with_line(BASE, "a", tags=("theirs", "q"))

    assert line(merge(base, mine, theirs, "me"), "a").tags == ("theirs", "q", "mine")


def test_a_heading_both_changed_is_kept_beside():
    def headed(text: str) -> Document:
        first, *others = BASE.stages
        stages = (first.model_copy(update={"heading": text}), *others)
        return BASE.model_copy(update={"stages": stages})

    merged = merge(BASE, headed("Week 3"), headed("Week 4"), "me")

    assert merged.stages[0].heading == "Week 4"
    assert [one.value for one in merged.stages[0].variants] == ["Week 3"]


# Where lines stand.


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("abcm", "abct", "abcmt"),  # both add at the end
        ("ambc", "abtc", "ambtc"),  # each after what it followed
        ("mabc", "tabc", "mtabc"),
        ("amnbc", "atbc", "amntbc"),  # what I added stays together
        ("cab", "abc", "cab"),  # moved by one
        ("cab", "acb", "cab"),  # moved by both: mine
        ("cab", "abct", "cabt"),
        ("bc", "abc", "bc"),  # deleted by one
        ("bc", "ac", "c"),  # each another
        ("abmc", "ac", "amc"),  # after one that is gone: after the one before
        ("m", "abc", "m"),
    ],
)
def test_lines_stand_where_each_side_put_them(mine, theirs, merged):
    got = merge(BASE, in_order(BASE, mine), in_order(BASE, theirs), "me")

    assert lines_of(got) == [merged, "d"]


def test_a_line_that_one_deleted_and_the_other_changed_stays():
    deleted = in_order(BASE, "ac")
    changed = with_line(BASE, "b", text="Changed.")

    assert merge(BASE, deleted, changed, "me") == changed
    assert merge(BASE, changed, deleted, "me") == changed


def test_a_line_moved_to_another_stage_takes_the_others_words_along():
    mine = with_lines(in_order(BASE, "ac"), {"imaging": (a_line("d"), a_line("b"))})
    theirs = with_line(BASE, "b", text="Theirs.")

    merged = merge(BASE, mine, theirs, "me")

    assert lines_of(merged) == ["ac", "db"]
    assert line(merged, "b").text == "Theirs."


def test_a_stage_that_one_took_out_stays_with_what_the_other_wrote_there():
    mine = BASE.model_copy(update={"stages": BASE.stages[:1]})
    theirs = with_lines(BASE, {"imaging": (a_line("d"), a_line("t"))})

    assert lines_of(merge(BASE, mine, theirs, "me")) == ["abc", "dt"]
    assert lines_of(merge(BASE, theirs, mine, "me")) == ["abc", "dt"]


def test_a_stage_whose_lines_i_moved_away_is_gone_whatever_was_written_in_them():
    onset, imaging = BASE.stages
    lines = (*onset.lines, *imaging.lines)
    mine = BASE.model_copy(update={"stages": (onset.model_copy(update={"lines": lines}),)})

    merged = merge(BASE, mine, with_line(BASE, "d", text="Theirs."), "me")

    assert lines_of(merged) == ["abcd"]
    assert line(merged, "d").text == "Theirs."


def test_the_lines_a_change_replaces_are_followed_when_others_come_before_them():
    base = with_decision(BASE, options=(Option(id="x", replaces=(1,)),))
    mine = with_decision(BASE, options=(Option(id="x", replaces=(1, 3)),))
    theirs = with_decision(in_order(base, "tabc"), options=(Option(id="x", replaces=(2,)),))

    (option,) = merge(base, mine, theirs, "me").decisions[0].options

    assert option.replaces == (2, 4)


# Questions and answers.


def test_a_question_one_deleted_and_the_other_changed_stays_whole():
    deleted = BASE.model_copy(update={"decisions": ()})
    (decision,) = BASE.decisions
    first, *others = decision.options
    changed = with_decision(
        BASE, options=(first.model_copy(update={"text": "Very early"}), *others)
    )

    assert merge(BASE, deleted, changed, "me") == changed
    assert merge(BASE, changed, deleted, "me") == changed


def test_a_key_whose_answer_is_gone_is_none():
    (decision,) = BASE.decisions
    mine = with_decision(BASE, key="z")
    theirs = with_decision(BASE, options=decision.options[:2])

    assert merge(BASE, mine, theirs, "me").decisions[0].key == ""


def test_a_key_beside_one_whose_answer_is_gone_takes_its_place():
    (decision,) = BASE.decisions
    mine = with_decision(BASE, key="z", options=(decision.options[0], decision.options[2]))
    theirs = with_decision(BASE, key="y")

    (merged,) = merge(BASE, mine, theirs, "me").decisions

    assert (merged.key, merged.variants) == ("z", ())


def test_two_keys_stand_beside_each_other():
    merged = merge(BASE, with_decision(BASE, key="y"), with_decision(BASE, key="z"), "me")

    assert merged.decisions[0].key == "z"
    assert merged.decisions[0].variants == (Variant(field="key", value="y", by="me"),)


# Choosing.


def test_a_variant_is_chosen_or_left():
    first = Variant(field="text", value="Mine.", by="Ada")
    second = Variant(field="text", value="Third.", by="Bo")
    document = with_line(BASE, "a", text="Theirs.", variants=(first, second))

    assert choose(document, "a", "text", None) == with_line(BASE, "a", text="Theirs.")
    assert choose(document, "a", "text", 1) == with_line(BASE, "a", text="Third.")
    for piece, field, which in [("a", "text", 2), ("a", "id", 0), ("gone", "text", 0)]:
        with pytest.raises(LookupError):
            choose(document, piece, field, which)


def test_a_variant_of_the_document_itself_is_chosen():
    beside = (Variant(field="pronoun", value="she"), Variant(field="title", value="Hip"))
    document = BASE.model_copy(update={"variants": beside})

    chosen = choose(document, "", "pronoun", 0)

    assert (chosen.pronoun, chosen.variants) == ("she", beside[1:])


def test_a_value_that_cannot_stand_there_is_refused():
    document = BASE.model_copy(update={"variants": (Variant(field="pronoun", value="it"),)})

    with pytest.raises(ValueError, match="pronoun"):
        choose(document, "", "pronoun", 0)


# Telling pieces apart.


def test_pieces_that_differ_are_named():
    other = with_line(in_order(BASE, "acbm"), "d", text="Another.")

    assert changed_pieces(BASE, BASE) == frozenset()
    assert changed_pieces(BASE, other) == {"onset", "m", "d"}


def test_an_id_that_is_taken_or_empty_is_given_anew():
    twice = Document(
        stages=(Stage(stage="onset", lines=(a_line("a"), a_line("a"), a_line(""))),),
        decisions=BASE.decisions,
    )

    apart = told_apart(twice)

    assert [line.text for _, line in apart.lines] == [line.text for _, line in twice.lines]
    assert len({id_of(part) for part in parts(apart)}) == len(list(parts(apart)))
    assert apart.stages[0].lines[0].id == "a"
    assert told_apart(BASE) == BASE
