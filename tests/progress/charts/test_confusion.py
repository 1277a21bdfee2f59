import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.charts.confusion import Apart, Name, square
from tests.progress.samples import APART, FORMS

SLUGS = [name.slug for name in FORMS]
PA, OA, MM, MX = SLUGS
COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(SLUGS), st.sampled_from(SLUGS)), st.integers(0, 300)
)


def drawn(counts):
    return square(FORMS, counts, APART)


def kind(times, right):
    return drawn({(PA, OA): times, (PA, PA): right}).lines[0].places[1].kind


@pytest.mark.parametrize(
    ("times", "right", "expected"),
    [(0, 9, "rare"), (1, 9, "rare"), (2, 9, "habit"), (4, 9, "habit"), (5, 9, "often"),
     (5, 46, "habit"), (2, 39, "rare"), (5, 300, "rare")],
)  # fmt: skip
def test_a_confusion_is_marked_where_it_is_frequent_and_no_small_part(times, right, expected):
    assert kind(times, right) == expected


def test_the_diagonal_is_right_where_there_is_anything_on_it():
    assert [line.places[n].kind for n, line in enumerate(drawn({(PA, PA): 1}).lines)] == [
        "ok",
        "rare",
        "rare",
        "rare",
    ]


@given(COUNTS)
def test_the_square_and_its_list_show_the_same_numbers(counts):
    found = drawn(counts)

    shown = {
        (line.true.shown, place.chosen.shown): (place.times, line.asked)
        for line in found.lines
        for place in line.places
        if place.times
    }
    assert {
        (true, chosen.removesuffix(", right")): (int(times), int(asked))
        for true, chosen, times, asked, _ in found.table.rows
    } == shown
    assert found.asked == sum(counts.values())


@given(COUNTS)
def test_every_confusion_is_told_once_whichever_way_it_went(counts):
    found = drawn(counts)

    wrong = sum(n for (true, chosen), n in counts.items() if true != chosen)
    assert sum(one.times for one in found.mistakes) == wrong
    assert all(one.places[0].times >= one.places[1].times for one in found.mistakes)
    assert [one.times for one in found.mistakes] == sorted(
        (one.times for one in found.mistakes), reverse=True
    )


def test_a_confusion_is_said_both_ways_with_what_tells_the_two_apart():
    found = drawn({(OA, PA): 8, (PA, OA): 2, (OA, OA): 16, (PA, PA): 20})

    (one,) = found.told
    assert one.said == (
        "Osteoarthropathic read as periarthritic, eight times in 24; the other way round, twice"
        " in 22."
    )
    assert one.apart.question == "Is the bone or the joint itself damaged?"
    assert one.apart.pair == "periarthritic osteoarthropathic"
    assert [(name.slug, answer) for name, answer in one.answers] == [
        (OA, "Yes: bone and joint are altered, with resorption."),
        (PA, "No: bones and joint surfaces are intact."),
    ]


def test_a_confusion_the_pack_says_nothing_of_is_told_without_a_question():
    (one,) = drawn({(MM, MX): 8, (MM, MM): 16}).told

    assert one.said == "Multiple muscular read as mixed, eight times in 24."
    assert one.apart is None
    assert one.answers == ()


def test_what_happened_once_is_no_habit():
    assert drawn({(OA, PA): 1, (OA, OA): 30}).told == ()


@pytest.mark.parametrize(
    ("counts", "have", "why"),
    [
        ({}, 0, "Commit answers on form, and the square shows what you take for what."),
        ({(PA, PA): 3}, 3, "So far no confusion in three answers."),
        ({(PA, PA): 7, (OA, PA): 1}, 8,
         "So far one confusion: osteoarthropathic read as periarthritic. One is not a habit."),
        ({(PA, PA): 15, (OA, PA): 4}, 19,
         "So far four confusions, too few to tell a habit from chance."),
    ],
)  # fmt: skip
def test_below_twenty_answers_the_square_says_how_many_are_missing(counts, have, why):
    missing = drawn(counts).missing

    assert missing.said == f"Not enough answers yet ({have} of 20 on form)."
    assert (missing.have, missing.need, missing.why) == (have, 20, why)


def test_from_twenty_answers_on_there_is_a_square():
    assert drawn({(PA, PA): 20}).missing is None


def test_what_is_not_in_the_square_is_not_counted():
    assert drawn({(PA, "elsewhere"): 9, (PA, PA): 1}).asked == 1


@pytest.mark.parametrize(
    ("shown", "broken"),
    [("Osteoarthropathic", "Osteo|arthro|pathic"), ("Periarthritic", "Periarthritic"),
     ("Multiple muscular", "Multiple muscular")],
)  # fmt: skip
def test_a_long_word_may_be_broken_between_its_stems(shown, broken):
    assert Name("a", shown, "").broken == broken.replace("|", "\u00ad")


def test_two_concepts_are_told_apart_whichever_comes_first():
    apart = Apart("?", {"b": "yes", "a": "no"})

    assert apart.slugs == {"a", "b"}
