"""Extended matching: one list of options, several short patients, each proved by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

import pytest

from teaching.items.adversary import wilson
from teaching.items.generators import brief, matching
from teaching.items.generators.item_models import Ground, Question
from teaching.items.generators.stock import CannotGenerate
from teaching.items.proving import prove
from tests.items.demo import nho

SEEDS = 150
Z = 4.0


@cache
def ground() -> Ground:
    return Ground(*nho())


@cache
def sets() -> tuple[tuple[Question, ...], ...]:
    return tuple(matching.MODEL.draw(ground(), seed) for seed in range(SEEDS))


def patients() -> list[Question]:
    return [question for asked in sets() for question in asked]


def lines(question: Question) -> list[str]:
    return [line.text for stage in question.vignette.stages for line in stage.lines]


def test_the_patients_of_a_set_share_options_and_lead_in():
    for asked in sets():
        assert matching.PATIENTS[0] <= len(asked) <= matching.PATIENTS[1]
        shared = {
            (item.lead_in, tuple(option.text for option in item.options))
            for question in asked
            for item in question.vignette.items
        }
        assert len(shared) == 1
        assert len({question.vignette.slug for question in asked}) == len(asked)


def test_every_patient_is_proved():
    for question in patients():
        [proof] = prove(ground().knowledge, ground().facts, question.vignette)
        assert proof.problems == ()


def test_an_option_may_be_right_for_several_patients_or_for_none():
    spread = Counter(len({q.radicals["key"] for q in asked}) == len(asked) for asked in sets())

    assert min(spread.values()) > SEEDS * 0.1


def test_each_option_is_right_as_often_as_the_others_of_its_list():
    right: dict[str, Counter] = defaultdict(Counter)
    for question in patients():
        right[question.radicals["offered"]][question.radicals["key"]] += 1

    for offered, counts in right.items():
        names = offered.split(", ")
        for name in names:
            low, high = wilson(counts[name], counts.total(), Z)
            assert low < 1 / len(names) < high, (offered, name)


def test_the_length_of_a_story_tells_nothing_of_its_answer():
    """Of the forms each is told in four or five findings equally often."""
    found: dict[str, Counter] = defaultdict(Counter)
    for question in patients():
        if question.vignette.items[0].axis == "form":
            found[question.radicals["key"]][len(lines(question))] += 1

    assert len(found) == 4
    for counts in found.values():
        for times in (counts[length] for length in (5, 6)):
            low, high = wilson(times, counts.total(), Z)
            assert low < 1 / 2 < high, found


def test_a_story_is_short():
    themes = ground().pack.contrasts.themes
    most = max(theme.lines[1] for theme in themes)

    assert {len(lines(question)) for question in patients()} <= set(range(4, most + 1))


def test_no_sentence_leans_on_one_that_is_not_there():
    for question in patients():
        for number, stage in enumerate(question.vignette.stages):
            first = stage.lines[1 if number == 0 else 0 :]  # the opening may begin with "It is"
            assert not any(brief.LEANING.match(line.text) for line in first[:1])


def test_a_set_of_options_that_is_not_there_is_refused():
    pack, knowledge = nho()
    theme = pack.contrasts.themes[1].model_copy(update={"sets": ("no-such-set",)})
    section = pack.contrasts.model_copy(update={"themes": (theme,)})
    other = Ground(pack.model_copy(update={"contrasts": section}), knowledge)

    with pytest.raises(CannotGenerate, match="no-such-set"):
        matching.MODEL.draw(other, 0)


def test_a_sentence_that_leans_is_known_by_how_it_begins():
    """The negative control."""
    assert brief.LEANING.match("Its outline is still hazy, months after the first films.")
    assert brief.LEANING.match("At around the same time both thighs turned hard and swollen.")
    assert not brief.LEANING.match("Item by item the films were read.")
