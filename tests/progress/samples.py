"""Learners to draw: what the pages show of none, of twelve and of two thousand answers."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from teaching.progress import forecasting, planning, slips
from teaching.progress.calibration import Stated
from teaching.progress.charts.coming import Ahead
from teaching.progress.charts.confusion import Apart, Name, square
from teaching.progress.charts.curve import how_sure
from teaching.progress.charts.days import Day, strip
from teaching.progress.charts.strength import Cell, Row, grid
from teaching.progress.charts.times import taken, times
from teaching.progress.overview import Overview
from teaching.progress.today import Begun, Due, Reason, Reminder, Today, stopped
from tests.progress.fading import TODAY, Fading

NOW = datetime.combine(TODAY, time(8, 40))
FORMS = (
    Name("periarthritic", "Periarthritic", "periarthritic"),
    Name("osteoarthropathic", "Osteoarthropathic", "osteoarthropathic"),
    Name("multiple-muscular", "Multiple muscular", "multiple muscular"),
    Name("mixed", "Mixed", "mixed"),
)
AXES = ("Onset", "Form or diagnosis", "Management")
APART = (
    Apart(
        "Is the bone or the joint itself damaged?",
        {
            "periarthritic": "No: bones and joint surfaces are intact.",
            "osteoarthropathic": "Yes: bone and joint are altered, with resorption.",
        },
        "periarthritic osteoarthropathic",
    ),
    Apart(
        "How many ossifications are there, and how far do they spread?",
        {
            "periarthritic": "Few, beside a joint or a pair of joints.",
            "multiple-muscular": "Many, in several muscle groups, and spreading.",
        },
        "periarthritic multiple-muscular",
    ),
)
CHOSEN = {
    "Onset": ("in the third to eighth week", "later in the first year"),
    "Management": ("observe within neurological care", "exclude thrombosis"),
}
LURED = {
    "periarthritic": "osteoarthropathic",
    "osteoarthropathic": "periarthritic",
    "multiple-muscular": "mixed",
    "mixed": "multiple-muscular",
}
"""What each form is most often taken for."""


@dataclass(frozen=True)
class Answer:
    at: datetime
    axis: str
    true: str
    chosen: str
    certainty: int
    seconds: float

    @property
    def is_right(self) -> bool:
        return self.chosen == self.true


def answers(count: int, days: int, seed: int = 1) -> list[Answer]:
    """So many answers over so many days up to now, better from week to week."""
    draw = Random(seed)
    busy = [day for day in range(days) if draw.random() < 0.62] or [0]
    busy = [day for day in busy if day] + [0]
    skill = {"Onset": 0.78, "Form or diagnosis": 0.55, "Management": 0.7}
    found = []
    for _ in range(count):
        back = draw.choice(busy)
        axis = draw.choices(AXES, (2, 5, 3))[0]
        true = draw.choices(FORMS, (6, 5, 4, 2))[0].slug
        known = skill[axis] - 0.08 * (true == "mixed") + 0.1 * (1 - back / max(days, 1))
        right = draw.random() < known
        sure = draw.random() + (0.25 if right else -0.1)
        certainty = 1 if sure < 0.32 else 2 if sure < 0.78 else 3
        other = draw.choices([LURED[true], draw.choice(FORMS).slug], (4, 1))[0]
        chosen = true if right else other if other != true else LURED[true]
        seconds = draw.lognormvariate({"Onset": 3.3, "Management": 3.7}.get(axis, 4.1), 0.5)
        at = NOW - timedelta(days=back, minutes=draw.randrange(180))
        found.append(Answer(at, axis, true, chosen, certainty, seconds))
    return sorted(found, key=lambda one: one.at)


def overview(found: list[Answer], *, with_plan: bool = False) -> Overview:
    """Everything the page of progress shows of these answers."""
    cells = Counter((one.true, one.axis) for one in found)
    right = Counter((one.true, one.axis) for one in found if one.is_right)
    sure = Counter((one.certainty, one.is_right) for one in found)
    seconds = defaultdict(list)
    for one in found:
        seconds[one.axis].append(one.seconds)
    wrong = [one for one in found if one.certainty == 3 and not one.is_right]
    names = {one.slug: one for one in FORMS}
    return Overview(
        decisions=len(found),
        since=found[0].at.date() if found else None,
        grid=grid(
            AXES,
            [
                Row(
                    form.shown,
                    tuple(
                        Cell(right[form.slug, axis], cells[form.slug, axis], practise="/practise/")
                        for axis in AXES
                    ),
                )
                for form in FORMS
            ],
        ),
        sure=how_sure(
            [
                Stated(level, 4, sure[level, True], sure[level, True] + sure[level, False])
                for level in (1, 2, 3)
            ]
        ),
        square=square(
            FORMS,
            Counter((one.true, one.chosen) for one in found if one.axis == "Form or diagnosis"),
            APART,
        ),
        slips=slips.slips(
            [
                slips.Slip(
                    one.axis,
                    *CHOSEN.get(one.axis, (names[one.chosen].inside, names[one.true].inside)),
                    "The transfer board",
                    "/attempts/1/debrief/",
                    one.at.date(),
                    ("Management", "Form or diagnosis", "Onset").index(one.axis),
                    is_mended=one.seconds > 60,
                )
                for one in wrong[-9:]
            ],
            certain=sure[3, True] + sure[3, False],
            wrong=len(wrong),
            today=TODAY,
        ),
        times=times([taken(axis, seconds[axis]) for axis in AXES]),
        strip=_strip(found),
        ahead=Ahead(forecasting.ahead(_dues(len(found)), TODAY)),
        plan=_plan(len(found)) if with_plan else None,
    )


def today(found: list[Answer], *, with_plan: bool = False, is_idle: bool = False) -> Today:
    """The page of today for these answers; idle is somebody who has done it all."""
    due = (
        Due("Multiple muscular or mixed?", 3, Reason.SURE_BUT_WRONG, 2),
        Due("Periarthritic or osteoarthropathic?", 4, Reason.DUE, 6),
        Due("Onset after the cord lesion", 3, Reason.DUE, 9),
        Due("When bone is excised", 2, Reason.NEW),
    )
    few = (Due("Periarthritic or osteoarthropathic?", 1, Reason.CONTRAST, 1),)
    shown = () if is_idle or not found else few if len(found) < 100 else due
    left = stopped("the examination", 1, 3, NOW - timedelta(hours=14), NOW)
    return Today(
        NOW,
        "Samira",
        shown,
        seconds=75.0 * sum(one.decisions for one in shown),
        start="/today/start/",
        begun=(
            Begun("The transfer board", left, "/attempts/1/"),
            Begun(
                "Spinal injuries, block 4: quiz 2",
                "Due Friday 27 November, 17:00. Twenty questions, thirty minutes; feedback after"
                " release.",
                "/quizzes/2/",
                "Open",
            ),
        )
        if found and not is_idle
        else (),
        strip=_strip(found),
        reminder=Reminder(
            "Twice you were certain of multiple muscular where it was mixed. How many forms are"
            " complete, each at one region?",
            "mixed multiple-muscular",
        )
        if len(found) > 100
        else None,
        plan=_plan(len(found)) if with_plan else None,
        next_due=TODAY + timedelta(days=2) if found else None,
        is_new=not found,
    )


def _strip(found):
    counts = Counter(one.at.date() for one in found)
    right = Counter(one.at.date() for one in found if one.is_right)
    return strip([Day(day, counts[day], right[day]) for day in counts], TODAY)


def _dues(count: int) -> list[date]:
    draw = Random(7)
    shown = min(count, 60)
    return [TODAY + timedelta(days=int(draw.expovariate(0.13)) - 2) for _ in range(shown)]


def _plan(count: int):
    draw = Random(3)
    known = [(draw.uniform(2, 20), TODAY - timedelta(days=draw.randrange(30))) for _ in range(26)]
    concepts = [*known[: min(26, count // 3)], *[None] * 10]
    return planning.plan(
        concepts, Fading(), today=TODAY, examination=date(2026, 12, 9), wanted=0.85, seconds=75.0
    )


NONE: list[Answer] = []
FEW = answers(12, 3, seed=224)
MANY = answers(2000, 200)
