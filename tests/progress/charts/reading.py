"""Reading a chart back: its numbers, and how far its marks and words reach."""

import re
from itertools import combinations
from xml.etree import ElementTree

from teaching.progress.charts.drawing import LETTER, STRONG

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ABOVE, BELOW = 11, 3
"""How far letters of 14 px reach from their line."""

Box = tuple[float, float, float, float]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def marks(svg: str, kind: str) -> list[ElementTree.Element]:
    return [one for one in parsed(svg).iter() if kind in one.get("class", "").split()]


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in parsed(svg).iter("text")]


def pointed(svg: str) -> list[str]:
    """What is said where a pointer rests on something."""
    return [group.find("title").text for group in parsed(svg).iter("g")]


def box(one: ElementTree.Element) -> Box | None:
    """Left, top, right and bottom; words are as wide as the widest face makes them."""

    def at(key: str) -> float:
        return float(one.get(key, 0))

    if one.tag == "rect":
        return at("x"), at("y"), at("x") + at("width"), at("y") + at("height")
    if one.tag == "circle":
        return at("cx") - at("r"), at("cy") - at("r"), at("cx") + at("r"), at("cy") + at("r")
    if one.tag == "path":
        numbers = [float(each) for each in NUMBER.findall(one.get("d", ""))]
        return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])
    if one.tag == "text":
        kinds = one.get("class", "").split()
        wide = len(one.text or "") * (STRONG if "strong" in kinds else LETTER)
        left = at("x") - (wide if "end" in kinds else wide / 2 if "mid" in kinds else 0)
        return left, at("y") - ABOVE, left + wide, at("y") + BELOW
    return None


def outside(svg: str) -> list[Box]:
    """What reaches over the edge of the frame by more than the rounding."""
    _, _, width, height = (float(each) for each in parsed(svg).get("viewBox", "").split())
    return [
        found
        for found in map(box, parsed(svg).iter())
        if found and (min(found[:2]) < -0.2 or found[2] > width + 0.2 or found[3] > height + 0.2)
    ]


def words_that_touch(svg: str) -> list[tuple[str, str]]:
    """Pairs of words that would run into each other."""
    found = [(one.text or "", box(one) or (0, 0, 0, 0)) for one in parsed(svg).iter("text")]
    return [
        (first, second)
        for (first, a), (second, b) in combinations(found, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
