"""Which concept was taken for which: a square of counts, and what tells the two apart. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teaching.progress import saying
from teaching.progress.charts.drawing import Missing, Table

ANSWERS_AT_LEAST = 20
HABIT, OFTEN = (2, 0.05), (5, 0.1)
"""So many times, and so large a part of the answers on what was true, are coloured and outlined.
One is not a habit; nor are five in a thousand."""
TOLD = 3
"""So many confusions are spoken of under the square."""
LONG = 14
"""A word of so many letters may be broken in the head of a column."""


@dataclass(frozen=True)
class Name:
    """A concept by slug, as a heading writes it, and as a sentence does."""

    slug: str
    shown: str
    inside: str

    @property
    def broken(self) -> str:
        """As the head of a column writes it: a long word may be parted after the o that joins two
        Greek stems, which no browser knows without a dictionary."""
        return " ".join(_parted(word) if len(word) >= LONG else word for word in self.shown.split())


def _parted(word: str) -> str:
    soft = "\u00ad"
    return "".join(
        letter + soft if letter == "o" and 3 < place < len(word) - 4 else letter
        for place, letter in enumerate(word)
    )


@dataclass(frozen=True)
class Apart:
    """What tells two concepts apart: the question to ask, and each one's answer by slug.

    ``pair`` is what the form that begins a contrast sends; "" where there is none.
    """

    question: str
    answers: Mapping[str, str]
    pair: str = ""

    @property
    def slugs(self) -> frozenset[str]:
        return frozenset(self.answers)


@dataclass(frozen=True)
class Place:
    """One cell of the square; ``asked`` is how often that concept was the true one."""

    true: Name
    chosen: Name
    times: int
    asked: int

    @property
    def kind(self) -> str:
        """How it looks: "ok" (right), "often", "habit" or "rare"."""
        if self.true == self.chosen:
            return "ok" if self.times else "rare"
        for kind, (times, part) in (("often", OFTEN), ("habit", HABIT)):
            if self.times >= times and self.times >= part * self.asked:
                return kind
        return "rare"


@dataclass(frozen=True)
class Line:
    """A row of the square: what was true, and what was chosen how often."""

    true: Name
    places: tuple[Place, ...]
    asked: int

    @property
    def n(self) -> str:
        return f"{self.asked:,}"


@dataclass(frozen=True)
class Mistake:
    """Two concepts taken for each other, the more frequent way first, with what tells them apart
    where the pack says so."""

    places: tuple[Place, Place]
    apart: Apart | None

    @property
    def times(self) -> int:
        return sum(place.times for place in self.places)

    @property
    def said(self) -> str:
        """ "Late read as early, eight times in 24; the other way round, three times in 22." """
        first, back = self.places
        said = (
            f"{first.true.shown} read as {first.chosen.inside},"
            f" {saying.times(first.times)} in {first.asked:,}"
        )
        if back.times:
            said += f"; the other way round, {saying.times(back.times)} in {back.asked:,}"
        return f"{said}."

    @property
    def answers(self) -> tuple[tuple[Name, str], ...]:
        """What each of the two answers to the question, the true one first."""
        if self.apart is None:
            return ()
        pair = (self.places[0].true, self.places[0].chosen)
        return tuple((name, self.apart.answers[name.slug]) for name in pair)


@dataclass(frozen=True)
class Square:
    """What was chosen for what, over concepts of one axis in the order of the pack."""

    names: tuple[Name, ...]
    lines: tuple[Line, ...]
    apart: tuple[Apart, ...]
    axis: str
    """What is confused, inside a sentence: "form"."""

    @property
    def asked(self) -> int:
        return sum(line.asked for line in self.lines)

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Every confusion, most frequent first; among equals in the order of the pack."""
        found = []
        for number, line in enumerate(self.lines):
            for other, back in enumerate(self.lines[:number]):
                ways = (back.places[number], line.places[other])
                if ways[1].times > ways[0].times:
                    ways = ways[::-1]
                if ways[0].times:
                    found.append(Mistake(ways, self._apart(ways[0])))
        return tuple(sorted(found, key=lambda one: -one.times))

    @property
    def told(self) -> tuple[Mistake, ...]:
        """The few worth speaking of: those that are coloured, at least one way."""
        return tuple(
            one
            for one in self.mistakes
            if any(place.kind in {"often", "habit"} for place in one.places)
        )[:TOLD]

    @property
    def missing(self) -> Missing | None:
        """What stands instead of the square; None where there is one."""
        if self.asked >= ANSWERS_AT_LEAST:
            return None
        found = self.mistakes
        mistaken = sum(one.times for one in found)
        if not self.asked:
            why = f"Commit answers on {self.axis}, and the square shows what you take for what."
        elif not found:
            why = f"So far no confusion in {saying.counted(self.asked, 'answer')}."
        elif mistaken == 1:
            place = found[0].places[0]
            one = f"{place.true.inside} read as {place.chosen.inside}"
            why = f"So far one confusion: {one}. One is not a habit."
        else:
            count = saying.counted(mistaken, "confusion")
            why = f"So far {count}, too few to tell a habit from chance."
        return Missing(
            f"Not enough answers yet ({self.asked} of {ANSWERS_AT_LEAST} on {self.axis}).",
            self.asked,
            ANSWERS_AT_LEAST,
            why,
        )

    @property
    def lead(self) -> str:
        return (
            f"Rows: the patient’s {self.axis}. Columns: your answer. Diagonal: right. Outlined:"
            f" five times or more, and one in ten of the row. {self.asked:,} answers."
        )

    @property
    def table(self) -> Table:
        """The same as a list: each confusion with its count and its share of the row."""
        return Table(
            "What was read as what",
            (f"The patient’s {self.axis}", "Your answer", "Times", "Of", "Share"),
            tuple(
                (
                    line.true.shown,
                    f"{place.chosen.shown}{', right' if place.true == place.chosen else ''}",
                    str(place.times),
                    str(line.asked),
                    saying.per_cent(place.times / line.asked),
                )
                for line in self.lines
                for place in sorted(line.places, key=lambda one: -one.times)
                if place.times
            ),
        )

    def _apart(self, place: Place) -> Apart | None:
        wanted = {place.true.slug, place.chosen.slug}
        return next((one for one in self.apart if one.slugs == wanted), None)


def square(
    names: Sequence[Name],
    counts: Mapping[tuple[str, str], int],
    apart: Sequence[Apart] = (),
    axis: str = "form",
) -> Square:
    """The square of ``counts``, by (true slug, chosen slug); a count of anything not in
    ``names`` is left out."""
    lines = []
    for true in names:
        times = [counts.get((true.slug, each.slug), 0) for each in names]
        places = (Place(true, each, n, sum(times)) for each, n in zip(names, times, strict=True))
        lines.append(Line(true, tuple(places), sum(times)))
    return Square(tuple(names), tuple(lines), tuple(apart), axis)
