"""The calibration curve: how sure against how right, with n and the interval of each level. Pure.

Each word stands for a band of chances (``calibration``); its box on the diagonal is where a dot
belongs. A level with too few answers has its name and its count, and no dot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from teaching.progress import saying
from teaching.progress.calibration import (
    LEVEL_AT_LEAST,
    SCORE_AT_LEAST,
    Brier,
    Level,
    Stated,
    brier,
    levels,
)
from teaching.progress.charts.drawing import (
    LETTER,
    NARROW,
    STRONG,
    WIDE,
    Missing,
    Picture,
    Table,
    centred,
    dot,
    frame,
    kept,
    lines,
    rect,
    words,
)

LEVELS_AT_LEAST = 2
"""A single dot is no curve."""
TITLE = "How sure against how right"
TOP, FOOT = 34, 294
"""Where 100 and 0 per cent lie, in px from above."""
LINE = 18
RADIUS = 6.5


@dataclass(frozen=True)
class HowSure:
    """The levels, the score where there are answers enough for one, and what either says."""

    levels: tuple[Level, ...]
    brier: Brier | None

    @property
    def asked(self) -> int:
        return sum(level.share.asked for level in self.levels)

    @property
    def shown(self) -> tuple[Level, ...]:
        """The levels with enough answers, guess first."""
        return tuple(level for level in self.levels if not level.missing)

    @property
    def missing(self) -> Missing | None:
        """What stands instead of the curve; None where there is one."""
        if len(self.shown) >= LEVELS_AT_LEAST:
            return None
        # The curve waits for this one: with it there would be levels enough.
        by_answers = sorted(self.levels, key=lambda level: -level.share.asked)
        awaited = by_answers[LEVELS_AT_LEAST - 1]
        have = awaited.share.asked
        others = [level for level in self.levels if level is not awaited]
        counts = " ".join(
            f"{saying.capital(level.name)}: {level.share.asked} of {LEVEL_AT_LEAST}."
            if level.missing
            else f"{saying.capital(level.name)}: enough."
            for level in others
        )
        return Missing(
            f"Not enough answers yet ({have} of {LEVEL_AT_LEAST} at “{awaited.name}”).",
            have,
            LEVEL_AT_LEAST,
            "Two of the three levels need ten answers each before a curve says anything about"
            f" you. {counts}",
        )

    @property
    def lead(self) -> str:
        """The score, or how many answers it still needs."""
        if self.brier is None:
            return f"No Brier score yet: {self.asked} of {SCORE_AT_LEAST} answers with a certainty."
        low, high = self.brier.interval
        return (
            f"Brier score {self.brier.score:.2f} ({low:.2f} to {high:.2f}) over {self.asked:,}"
            " answers. 0 is perfect; always answering “fairly sure” would give"
            f" {self.brier.constant:.2f}."
        )

    @property
    def takes(self) -> tuple[str, ...]:
        """What the curve says in words: the surest level shown, then all together, then what is
        still missing."""
        if self.missing:
            return ()
        said = [_of(self.shown[-1])]
        if self.brier:
            said.append(self.brier.said)
        said += [
            f"Not enough answers yet at “{level.name}” ({level.share.asked} of {LEVEL_AT_LEAST})."
            for level in self.levels
            if level.missing
        ]
        return tuple(said)

    @property
    def parts(self) -> tuple[tuple[str, str, str], ...]:
        """The parts of the score: name, value with its sign, meaning."""
        if self.brier is None:
            return ()
        return (
            (
                "In the questions",
                f"{self.brier.uncertainty:.3f}",
                "Uncertainty: what anybody would lose who is right as often as you and always"
                " equally sure.",
            ),
            (
                "Telling known from unknown",
                f"−{self.brier.resolution:.3f}",
                "Resolution: won because you are surer where you are right.",
            ),
            (
                "Surer or less sure than right",
                f"+{self.brier.reliability:.3f}",
                "Reliability: lost because the shares differ from what you said.",
            ),
            ("Brier score", f"{self.brier.score:.3f}", "The sum of the three; 0 is perfect."),
        )

    def picture(self, prefix: str = "sure") -> Picture:
        """The curve for half a page and for a phone."""
        desc = " ".join(
            f"{saying.capital(level.name)}: {_counted(level)}." for level in self.levels
        )
        return Picture(
            tuple(_drawn(prefix, width, self.levels, desc) for width in (WIDE, NARROW)),
            Table(
                TITLE,
                ("How sure", "Right", "Of", "Share", "95 % interval", "Stands for", "So you are"),
                tuple(_row(level) for level in self.levels),
            ),
        )


def how_sure(stated: Sequence[Stated]) -> HowSure:
    """Everything the page says of answers given with a certainty."""
    asked = sum(one.asked for one in stated)
    return HowSure(levels(stated), brier(stated) if asked >= SCORE_AT_LEAST else None)


def _of(level: Level) -> str:
    low, high = level.share.per_cent
    say = {1: "guess", 2: "are fairly sure", 3: "are certain"}[level.certainty]
    return (
        f"When you {say} you are right {round(100 * level.observed)} times in 100 ({low} to"
        f" {high}): {level.verdict.value}."
    )


def _counted(level: Level) -> str:
    share = level.share
    if level.missing:
        return f"{share.asked} of {LEVEL_AT_LEAST} answers, too few yet"
    low, high = share.per_cent
    return (
        f"{saying.per_cent(level.observed)} right of {share.asked:,}, interval {low} to {high}"
        f" %, {level.verdict.value}"
    )


def _row(level: Level) -> tuple[str, ...]:
    low, high = level.share.per_cent
    few = bool(level.missing)
    return (
        saying.capital(level.name),
        str(level.share.right),
        str(level.share.asked),
        "too few yet" if few else saying.per_cent(level.observed),
        "–" if few else f"{low} to {high} %",
        f"{round(100 * level.band[0])} to {round(100 * level.band[1])} %",
        level.verdict.value,
    )


@dataclass(frozen=True, slots=True)
class _Plane:
    """From chances to places: ``low`` to 1 across, 0 to 1 upwards."""

    low: float
    left: float
    right: float

    def x(self, chance: float) -> float:
        return self.left + (chance - self.low) / (1 - self.low) * (self.right - self.left)

    @staticmethod
    def y(chance: float) -> float:
        return FOOT - chance * (FOOT - TOP)


def _drawn(prefix: str, width: int, rows: Sequence[Level], desc: str) -> str:
    left = 4 * LETTER + 8
    plane = _Plane(min(level.band[0] for level in rows), left, width - 6.0)
    # Words that would run into each other stand on two rows.
    ends = [_reach(plane, level, width) for level in rows]
    is_tight = any(end > start for (_, end), (start, _) in pairwise(ends))
    height = FOOT + (5 if is_tight else 3) * LINE
    parts = [*_ground(plane, width, left), *_curve(plane, rows)]
    for level in rows:
        row = 2 if is_tight and level.certainty == 2 else 0
        parts += _named(plane, level, width, FOOT + LINE + row * LINE, is_low=row > 0)
    return frame(prefix, width, height, TITLE, desc, parts)


def _ground(plane: _Plane, width: int, left: float) -> Iterator[str]:
    yield words("right, %", 0, 14)
    for share in (0, 25, 50, 75, 100):
        y = plane.y(share / 100)
        yield lines("gridline", [(left, y), (width, y)])
        yield words(str(share), left - 8, y + 5, "end")


def _curve(plane: _Plane, rows: Sequence[Level]) -> Iterator[str]:
    for level in rows:
        low, high = level.band
        yield rect(
            "target", plane.x(low), plane.y(high), plane.x(high) - plane.x(low),
            plane.y(low) - plane.y(high),
        )  # fmt: skip
    yield lines("ideal", [(plane.x(plane.low), plane.y(plane.low)), (plane.x(1), plane.y(1))])
    yield words("boxes: as right as sure", plane.right, plane.y(0.06), "end over")
    shown = [level for level in rows if not level.missing]
    points = [(plane.x(level.forecast), plane.y(level.observed)) for level in shown]
    if len(points) > 1:
        yield lines("markline", points)
    for level, (x, y) in zip(shown, points, strict=True):
        low, high = (plane.y(end) for end in level.share.interval)
        caps = ([(x - 5, end), (x + 5, end)] for end in (low, high))
        yield lines("ci", [(x, low), (x, high)], *caps)
        yield dot("mark", x, y, RADIUS)


def _reach(plane: _Plane, level: Level, width: int) -> tuple[float, float]:
    """Where the words under a level begin and end, with a little room."""
    half = max(len(level.name) * STRONG, len(_short(level)) * LETTER) / 2
    x = kept(plane.x(level.forecast), half, width)
    return x - half - 3, x + half + 3


def _short(level: Level) -> str:
    share = level.share
    if level.missing:
        return f"{share.asked} of {LEVEL_AT_LEAST}"
    return f"{saying.per_cent(level.observed)}, n {share.asked:,}"


def _named(plane: _Plane, level: Level, width: int, y: float, *, is_low: bool) -> Iterator[str]:
    x = plane.x(level.forecast)
    if is_low:
        yield lines("gridline", [(x, FOOT), (x, y - LINE + 4)])
    yield centred(level.name, x, y, width, "strong")
    yield centred(_short(level), x, y + LINE, width)
