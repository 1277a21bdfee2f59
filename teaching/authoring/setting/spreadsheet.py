"""The results of a quiz as a table for other programs. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from teaching.authoring.setting.marksheet import Entry
from teaching.quizzes.models import Marking, Quiz
from teaching.spreadsheets import BYTE_ORDER_MARK, harmless, moment

HEAD = (
    "Name",
    "User name",
    "State",
    "Begun",
    "Ended",
    "Questions",
    "Answered",
    "Right",
    "Points by certainty",
    "Points possible",
    "Per cent",
    "Passed",
)


def written(quiz: Quiz, entries: Iterable[Entry]) -> str:
    """One line for each sitting."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(HEAD)
    counts = quiz.marking == Marking.CERTAINTY
    writer.writerows(_line(one, counts=counts) for one in entries)
    return out.getvalue()


def _line(one: Entry, *, counts: bool) -> list[str | int]:
    return [
        harmless(one.name),
        harmless(one.account),
        harmless(one.state),
        moment(one.sitting.started_at),
        moment(one.sitting.finished_at),
        one.asked,
        one.answered,
        one.right,
        one.points.reached if counts else "",
        one.points.possible if counts else "",
        "" if one.per_cent is None else f"{one.per_cent:.1f}",
        {True: "yes", False: "no", None: ""}[one.has_passed],
    ]
