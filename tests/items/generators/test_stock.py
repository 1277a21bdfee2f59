"""What a stock looks up once is what the pack says, each time it is asked."""

from __future__ import annotations

import pytest

from teaching.items.generators.drafts import Draft
from teaching.items.generators.patients import Dating, Person
from teaching.items.generators.spots import Spot
from teaching.items.generators.stock import Stock, holds
from teaching.knowledge.schema.generator.pictures import Sign
from tests.items.demo import nho

SIDES = ("left", "both")


@pytest.fixture(scope="module")
def stock() -> Stock:
    return Stock(nho()[0])


def signs(stock: Stock) -> list[Sign]:
    return [
        sign
        for picture in stock.pictures.values()
        for group in (picture.first, picture.signs, picture.confounders, picture.noise)
        for sign in group
    ]


def spots(stock: Stock) -> list[Spot]:
    sided = [region.slug for region in stock.regions.values() if region.sided]
    return [stock.spot((slug,), side) for slug in sided for side in SIDES]


def test_a_sign_has_the_bits_of_all_it_states(stock: Stock):
    for sign in signs(stock):
        for spot in spots(stock):
            each = [stock.bits(tag, spot) for tag in sign.states]
            said = denied = 0
            for one in each:
                said, denied = said | one.said, denied | one.denied

            assert stock.sign_bits(sign, spot) == (said, denied)
            assert stock.sign_bits(sign, spot) == (said, denied)  # now from what is kept


def test_a_sign_that_comes_and_goes_is_not_taken_for_another(stock: Stock):
    spot, origins = spots(stock)[0], signs(stock)[:2]
    bits = [stock.sign_bits(origin, spot) for origin in origins]

    # Each copy is gone before the next is made, so that ids would come again if they could.
    found = [stock.sign_bits(origin.model_copy(), spot) for origin in origins * 50]

    assert bits[0] != bits[1]
    assert found == bits * 50


def test_words_of_a_place_are_those_the_pack_lists_for_its_regions(stock: Stock):
    for name, words in stock.words.items():
        for spot in spots(stock):
            (region,) = spot.regions
            fitting = [
                choices
                for word in words
                if (choices := word.both if spot.is_many else word.one)
                and (not word.at or region.slug in word.at)
            ]

            assert stock.words_at(name, spot) == tuple(fitting[:1])


def test_needs_at_a_place_hold_as_they_do_of_all_its_flags(stock: Stock):
    slugs = (spots(stock)[0].regions[0].slug,)
    left, both, right = (stock.spot(slugs, side) for side in (*SIDES, "right"))
    needs = [
        *(["raised"], ["!raised"], ["single"], ["!single"], ["mirror-free"], ["!mirror-free"]),
        *(["raised", "single"], ["raised", "!mirror-free"], ["unheard-of"], []),
    ]

    for places, free in (((left,), True), ((left, right), False), ((both,), False)):
        draft = _draft(stock, *places)
        flags = draft.flags | draft.spots[0].flags | ({"mirror-free"} if free else set())
        assert [draft.holds_at(need, 0) for need in needs] == [holds(need, flags) for need in needs]


def _draft(stock: Stock, *places: Spot) -> Draft:
    generator = stock.generator
    person = Person("he", 40, generator.occupations[0])
    dating = Dating(generator.windows[0], 0, 1, "week 1", None, 2)
    return Draft(stock, generator.patterns[0], "easy", {}, person, dating, places, flags={"raised"})
