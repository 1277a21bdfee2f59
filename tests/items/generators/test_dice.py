"""Dice draw what Random draws."""

from __future__ import annotations

from random import Random

import pytest

from teaching.items.generators.dice import FEW, Dice

PLENTY = 300


def test_dice_choose_what_random_chooses():
    dice, plain = Dice("a seed"), Random("a seed")
    for size in range(1, PLENTY):
        assert dice.choice(range(size)) == plain.choice(range(size))


def test_dice_give_the_numbers_random_gives():
    dice, plain = Dice("a seed"), Random("a seed")
    for high in range(PLENTY):
        assert dice.randint(-3, high) == plain.randint(-3, high)


@pytest.mark.parametrize("size", [0, 1, 5, FEW, FEW + 1, 60])
def test_dice_sample_what_random_samples(size: int):
    dice, plain = Dice("a seed"), Random("a seed")
    for many in range(size + 1):
        assert dice.sample(range(size), many) == plain.sample(range(size), many)


def test_dice_shuffle_as_random_shuffles():
    dice, plain = Dice("a seed"), Random("a seed")
    for size in range(PLENTY):
        ours, theirs = list(range(size)), list(range(size))
        dice.shuffle(ours)
        plain.shuffle(theirs)
        assert ours == theirs


def test_dice_weigh_as_random_weighs():
    dice, plain = Dice("a seed"), Random("a seed")
    for size in range(1, PLENTY):
        weights = [1 + place % 7 for place in range(size)]
        assert dice.choices(range(size), weights) == plain.choices(range(size), weights)
        assert dice.choices(range(size), weights, k=2) == plain.choices(range(size), weights, k=2)


def test_dice_of_another_seed_draw_otherwise():
    assert Dice("a seed").sample(range(FEW), FEW) != Dice("another").sample(range(FEW), FEW)


def test_what_cannot_be_drawn_is_refused_as_random_refuses_it():
    dice = Dice("a seed")

    with pytest.raises(IndexError):
        dice.choice([])
    with pytest.raises(ValueError, match="from 3 to 2"):
        dice.randint(3, 2)
    with pytest.raises(ValueError, match="number of weights"):
        dice.choices([1, 2], [1])
    with pytest.raises(ValueError, match="larger than population"):
        dice.sample([1], 2)
