"""No generated case can be guessed: bots that do not understand it play no better than chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from functools import cache

import pytest

from teaching.items.adversary import Score, play, wilson
from teaching.items.bots import BOTS
from teaching.items.generators.stock import stock_of
from teaching.items.posing import Posed, places_of, posed
from tests.items.demo import nho
from tests.items.generators.drawn import SEEN, Drawn, cases, unseen

AXES = ("onset", "priority", "form", "diagnosis", "plan")
COMPARISONS = len(BOTS) * len(AXES)
"""Every bot plays every axis, so chance has that many occasions to look like a cue."""
Z = 4.0
"""For shares counted over many groups at once: one false alarm in about 16,000 intervals."""


@cache
def questions(are_seen: bool) -> dict[str, list[Posed]]:
    """Those to learn from, or those to play, by axis."""
    pack, _ = nho()
    places = places_of(pack)
    found: dict[str, list[Posed]] = defaultdict(list)
    for drawn in cases(SEEN) if are_seen else unseen():
        for one in posed(drawn.case, places):
            found[one.group].append(one)
    return found


def both() -> tuple[Drawn, ...]:
    return cases(SEEN) + unseen()


# ---- bots -------------------------------------------------------------------------------------
@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("bot", BOTS)
def test_no_bot_beats_chance(bot, axis):
    score = play(BOTS[bot], questions(True)[axis], questions(False)[axis])

    assert score.is_chance(COMPARISONS), (score.accuracy, score.chance, score.interval(COMPARISONS))


@pytest.mark.parametrize("bot", BOTS)
def test_no_bot_beats_chance_over_a_whole_case(bot):
    """All axes together: thousands of questions, so that small cues on each would add up."""
    seen = [one for axis in AXES for one in questions(True)[axis]]
    unknown = [one for axis in AXES for one in questions(False)[axis]]
    score = play(BOTS[bot], seen, unknown)

    assert score.count > 3_600
    assert score.is_chance(COMPARISONS), (score.accuracy, score.chance, score.interval(COMPARISONS))


CUES = {
    "text": lambda right, text: f"{text}, early" if right else text,
    "longest": lambda right, text: f"{text}, whatever else is found" if right else text,
    "shortest": lambda right, text: text[:6] if right else text,
    "specific": lambda right, text: f"{text} to a T" if right else text,
    "convergence": lambda right, text: f"{text} neurogenic ossification" if right else text,
    "restraint": lambda right, text: text if right else f"Always {text}",
    "site": lambda right, text: f"{text} of the hip" if right else f"{text} of the knee",
    "overlap": lambda right, text: f"{text} after week month year" if right else text,
}


@pytest.mark.parametrize("bot", CUES)
def test_a_planted_cue_in_the_words_is_caught(bot):
    """The negative control: every other case carries the cue, and the bot finds it."""

    def planted(among: list[Posed]) -> list[Posed]:
        return [
            one
            if index % 2
            else Posed(
                one.group,
                one.stem,
                tuple(CUES[bot](i == one.key, text) for i, text in enumerate(one.options)),
                one.names,
                one.key,
                one.places,
            )
            for index, one in enumerate(among)
        ]

    score = play(
        BOTS[bot], planted(questions(True)["diagnosis"]), planted(questions(False)["diagnosis"])
    )

    assert not score.is_chance(COMPARISONS)
    assert score.accuracy > score.chance


@pytest.mark.parametrize(
    ("bot", "dropped"),
    [
        ("text", lambda one: one.options[one.key].endswith("arthropathy")),
        ("name", lambda one: one.names[one.key] in {"tabetic", "syringomyelic"}),
        ("company", lambda one: one.names[one.key] == max(one.names)),
        ("position", lambda one: one.key == 0),
    ],
)
def test_a_planted_cue_in_what_is_right_is_caught(bot, dropped):
    """The negative control for what is learned: some answers are offered and never right."""
    seen = [one for one in questions(True)["diagnosis"] if not dropped(one)]
    unknown = [one for one in questions(False)["diagnosis"] if not dropped(one)]

    assert not play(BOTS[bot], seen, unknown).is_chance(COMPARISONS)


# ---- what is asked ----------------------------------------------------------------------------
def test_every_case_asks_for_onset_form_or_diagnosis_and_management():
    for drawn in both():
        axes = [item.axis for item in drawn.case.items]
        axes = [axis for axis in axes if axis != "priority"]
        assert axes in (["onset", "form", "plan"], ["onset", "diagnosis", "plan"]), drawn.seed


def test_the_number_of_questions_tells_nothing_of_the_key():
    asked, all_told = Counter(), Counter()
    for drawn in both():
        level = drawn.case.difficulty
        for group in ((drawn.key, level), (drawn.key, ""), ("", level)):
            all_told[group] += 1
            asked[group] += len(drawn.case.items) == 4
    share = nho()[0].generator.questions[1].share

    for group, count in all_told.items():
        low, high = wilson(asked[group], count, Z)
        assert low < share < high, (group, asked[group] / count)


def test_form_and_diagnosis_look_alike_until_their_stage():
    """As many questions before it, asked after the same stages, with as many options."""
    found: dict[str, Counter] = defaultdict(Counter)
    for drawn in both():
        axis = next(i.axis for i in drawn.case.items if i.axis in {"form", "diagnosis"})
        found[axis][tuple((i.axis, len(i.options)) for i in drawn.case.items[:-2])] += 1

    total = sum(map(Counter.total, found.values()))
    for shape in found["form"].keys() | found["diagnosis"].keys():
        overall = sum(counts[shape] for counts in found.values()) / total
        for counts in found.values():
            low, high = wilson(counts[shape], counts.total(), Z)
            assert low < overall < high, shape


def test_what_is_decided_first_tells_little_of_the_question_to_come():
    """Which window is right does not settle whether a form or a diagnosis will be asked."""
    found: dict[str, Counter] = defaultdict(Counter)
    for drawn in both():
        axis = next(i.axis for i in drawn.case.items if i.axis in {"form", "diagnosis"})
        found[axis][drawn.draft.dating.window.concept] += 1

    for counts in found.values():
        assert min(counts.values()) > 0.15 * counts.total()


# ---- what is offered --------------------------------------------------------------------------
def test_every_answer_offered_is_right_for_somebody():
    offered, right = set(), set()
    for drawn in both():
        for item in drawn.case.items:
            for option in item.options:
                offered.add((item.axis, option.claims[0].concept))
                if option.key:
                    right.add((item.axis, option.claims[0].concept))

    assert offered == right


def test_every_wording_is_right_as_often_as_chance_allows():
    right, chance, times = Counter(), Counter(), Counter()
    for drawn in both():
        for item in drawn.case.items:
            for option in item.options:
                times[option.text] += 1
                right[option.text] += option.key
                chance[option.text] += 1 / len(item.options)

    assert min(times.values()) > 40
    for text, count in times.items():
        low, high = wilson(right[text], count, Z)
        assert low < chance[text] / count < high, (text, right[text] / count)


def test_the_weights_of_patterns_and_sets_make_each_answer_of_a_set_equally_likely():
    """Exactly, not only in a sample: what the bots rely on holds by the pack's own figures."""
    generator = nho()[0].generator
    keys = dict.fromkeys(pattern.key for pattern in generator.patterns)
    question = next(one for one in generator.questions if one.axis == "diagnosis")
    found: dict[str, dict[str, Fraction]] = {one.slug: {} for one in question.sets}
    for key in keys:
        own = [pattern for pattern in generator.patterns if pattern.key == key]
        every = sum(pattern.weight for pattern in own)
        for pattern in own:
            name = pattern.claim.concept
            sets = [
                one
                for one in question.sets
                if pattern.axis == "diagnosis"
                and name in one.answers
                and (not pattern.sets or one.slug in pattern.sets)
            ]
            weight = sum(one.weight for one in sets)
            for one in sets:
                share = Fraction(pattern.weight * one.weight, every * weight)
                found[one.slug][name] = found[one.slug].get(name, Fraction(0)) + share

    for one in question.sets:
        assert set(found[one.slug]) == set(one.answers)
        assert len(set(found[one.slug].values())) == 1, one.slug


def test_the_key_takes_every_position_alike():
    for axis in AXES:
        places: dict[int, Counter] = defaultdict(Counter)
        for one in questions(True)[axis] + questions(False)[axis]:
            places[len(one.options)][one.key] += 1
        for size, counts in places.items():
            for place in range(size):
                low, high = wilson(counts[place], counts.total(), Z)
                assert low < 1 / size < high, (axis, size, counts)


def test_emergencies_come_with_any_key_and_any_site_of_bone():
    found = defaultdict(set)
    for drawn in both():
        for item in drawn.case.items:
            if item.axis == "priority":
                [right] = [option for option in item.options if option.key]
                found[drawn.key].add(right.claims[0].concept)
    stock = stock_of(nho()[0])
    every = {answer.claim.concept for answer in stock.questions["priority"].answers}

    assert all(one == every for one in found.values())


# ---- the bots themselves ----------------------------------------------------------------------
def test_a_bot_shares_the_credit_where_options_look_alike():
    one = Posed("form", "", ("ab", "cd", "e"), ("a", "b", "c"), 1)

    assert play(BOTS["longest"], [], [one]).hits == 0.5


def test_without_questions_nothing_is_played():
    with pytest.raises(ValueError, match="no question"):
        play(BOTS["position"], [], [])


def test_the_interval_is_the_published_one():
    low, high = wilson(10, 40, 1.96)

    assert (round(low, 3), round(high, 3)) == (0.142, 0.402)


def test_always_wrong_is_no_better_than_always_right():
    score = Score(0, 500, 0.25)

    assert not score.is_chance()
