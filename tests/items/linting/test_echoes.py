"""Listening to a story: what bits may hide and what they may not, and what is kept of a story."""

from __future__ import annotations

from itertools import product

from teaching.items.linting import GENERAL
from teaching.items.linting.echoes import Hearing, beginnings, echo
from teaching.items.linting.sentences import read
from teaching.items.linting.tokens import bits_of, heads_of, listed

WORDS = sorted(
    listed(
        "obstruction obstructive unobstructed muscle muscular intramuscular ossified ossification"
        " knee knees kneeling law laws outlaw bone bony tabetic swelling"
    )
)
STORY = ("The knee is swollen.", "A muscular cramp came first.")
OTHER = ("The gate is obstructed.", "Nothing else came of it.")
ASKED = "What is it?"
OPTIONS = ("A tear of the muscle", "An obstructed outlet", "A settled quarrel")


def hearing(*sentences: str) -> Hearing:
    return Hearing([read(one, GENERAL) for one in sentences], GENERAL)


def test_words_with_a_common_beginning_share_a_bit():
    akin = [
        (one, other)
        for one, other in product(WORDS, WORDS)
        if not heads_of(one).isdisjoint(heads_of(other))
    ]

    assert len(akin) > len(WORDS)
    assert all(bits_of(heads_of(one)) & bits_of(heads_of(other)) for one, other in akin)


def test_most_words_without_a_common_beginning_share_none():
    apart = [
        (one, other)
        for one, other in product(WORDS, WORDS)
        if heads_of(one).isdisjoint(heads_of(other))
    ]

    shared = [pair for pair in apart if bits_of(heads_of(pair[0])) & bits_of(heads_of(pair[1]))]

    assert len(shared) * 20 < len(apart)


def test_a_sentence_has_the_bits_of_its_words_and_of_how_they_begin():
    said = read("The muscular law.", GENERAL)

    assert said.words == ("the", "muscular", "law")
    assert said.bits == bits_of({*said.words, *heads_of("muscular"), *heads_of("law")})


def test_a_story_listened_to_again_says_the_same():
    kept = hearing(*STORY)
    first = [kept.near(ASKED, beginnings(option)) for option in OPTIONS]

    again = [kept.near(ASKED, beginnings(option)) for option in OPTIONS]
    afresh = [hearing(*STORY).near(ASKED, beginnings(option)) for option in OPTIONS]

    assert first == again == afresh
    assert first == [{"muscular"}, frozenset(), frozenset()]


def test_stories_are_heard_apart_under_the_same_question():
    one, other = hearing(*STORY), hearing(*OTHER)

    echoes = [echo(story, ASKED, OPTIONS, key) for story in (one, other) for key in range(3)]

    assert [token and token.low for token in echoes] == [
        *("muscle", None, None),
        *(None, "obstructed", None),
    ]


def test_questions_after_one_story_are_heard_apart():
    story = hearing(*OTHER)

    near = [story.near(asked, beginnings(OPTIONS[0])) for asked in (ASKED, "Which muscle is it?")]

    assert near == [frozenset(), {"muscle"}]
