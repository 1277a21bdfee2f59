"""What is asked of one film: which figure and side, what grew, what is lost, what broke, the marks.

Every value is checked when it is made; a bad one raises ValueError that names the parameter.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

type Side = Literal["left", "right"]
type Maturity = Literal["cloud", "maturing", "mature"]

SIDES = ("left", "right")
MATURITIES = ("cloud", "maturing", "mature")
PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def _within(name: str, value: float, low: float, high: float) -> None:
    if not (math.isfinite(value) and low <= value <= high):
        raise ValueError(f"{name} is {value!r}; it must lie from {low:g} to {high:g}")


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")


@dataclass(frozen=True, slots=True)
class Growth:
    """One new bone: an anchor of the figure, how far it reaches (0–1), how ripe it is."""

    anchor: str
    side: Side = "left"
    extent: float = 1.0
    maturity: Maturity = "mature"
    seed: int = 1

    def __post_init__(self) -> None:
        _one_of("Growth.side", self.side, SIDES)
        _one_of("Growth.maturity", self.maturity, MATURITIES)
        _within("Growth.extent", self.extent, 0, 1)


@dataclass(frozen=True, slots=True)
class Loss:
    """Resorption at a named place; ``amount`` (above 0, up to 1.5) scales its radii."""

    place: str
    side: Side = "left"
    amount: float = 1.0
    seed: int = 5

    def __post_init__(self) -> None:
        _one_of("Loss.side", self.side, SIDES)
        _within("Loss.amount", self.amount, 0.05, 1.5)


@dataclass(frozen=True, slots=True)
class Fracture:
    """A break at a named place, fresh or healed."""

    place: str
    side: Side = "left"
    healed: bool = False
    seed: int = 2

    def __post_init__(self) -> None:
        _one_of("Fracture.side", self.side, SIDES)


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered disc with a leader to a growth (its anchor), a loss, a fracture, or ``focus``."""

    number: int
    at: str = "focus"
    side: Side = "left"

    def __post_init__(self) -> None:
        _one_of("Mark.side", self.side, SIDES)
        _within("Mark.number", self.number, 0, 99)


@dataclass(frozen=True, slots=True)
class Film:
    """One film. ``side`` says which limb (paired figures show both; their parameters say each).

    ``prefix`` begins every id in the drawing, so that several films fit on one page. ``title`` and
    ``desc`` are what is read instead of the picture; without a title the figure's own is used.
    ``word`` is printed beside new bone, where colour is lost. ``narrow`` asks for the crop around
    the joint; it is granted when nothing displayed leaves it. ``is_half`` where another film hangs
    beside it: discs are shown larger there and stand further apart.
    """

    figure: str
    side: Side = "left"
    growths: tuple[Growth, ...] = ()
    losses: tuple[Loss, ...] = ()
    fractures: tuple[Fracture, ...] = ()
    marks: tuple[Mark, ...] = ()
    title: str = ""
    desc: str = ""
    word: str = ""
    prefix: str = "film"
    narrow: bool = False
    is_half: bool = False

    def __post_init__(self) -> None:
        _one_of("Film.side", self.side, SIDES)
        if PREFIX.fullmatch(self.prefix) is None:
            raise ValueError(
                f"Film.prefix is {self.prefix!r}; it must be a letter followed by letters, digits,"
                " hyphens or underscores"
            )
