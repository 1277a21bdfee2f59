"""What is kept about somebody, written as one JSON file or as CSV tables in a zip file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db.models import Model
from django.utils import timezone

from teaching.accounts.models import User
from teaching.spreadsheets import BYTE_ORDER_MARK, harmless, moment

Value = str | int | float | bool | datetime | date | list[float] | list[str] | None
Row = tuple[Value, ...]

ABOUT = (
    "Everything this clinic keeps about you. What is right is told of answers whose results are "
    "out, and of a question you have not seen yet only its number."
)
TO_READ = f"""{ABOUT}

One table for each kind of thing. A number in a column "attempt", "sitting" or "quiz" is that of a
row in the table of that name. Times are in the time zone of the site. Text that a spreadsheet would
take for a formula has an apostrophe before it.
"""


@dataclass(frozen=True)
class Section:
    """One kind of thing that is kept: rows of these columns, read a part at a time.

    ``tables`` are those it tells of; a test holds that every table that points at a person is told
    of somewhere.
    """

    name: str
    columns: tuple[str, ...]
    tables: tuple[type[Model], ...]
    read: Callable[[User], Iterator[Row]]


def write_json(out: IO[bytes], sections: Sequence[Section], learner: User, at: datetime) -> None:
    """An object with a list for each section."""
    text = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    text.write(f'{{"about": {_json(ABOUT)},\n"made_at": {_json(at)}')
    for section in sections:
        text.write(f",\n{_json(section.name)}: [")
        between = "\n"
        for row in section.read(learner):
            text.write(between + _json(dict(zip(section.columns, row, strict=True))))
            between = ",\n"
        text.write("]")
    text.write("}\n")
    text.detach()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value)} in an export")


def write_csv(out: IO[bytes], sections: Sequence[Section], learner: User, at: datetime) -> None:
    """A zip file with a table for each section, and a word on how to read them."""
    stamp = timezone.localtime(at).timetuple()[:6]
    with ZipFile(out, "w") as folder:
        folder.writestr(_entry("read-me.txt", stamp), TO_READ)
        for section in sections:
            with folder.open(_entry(f"{section.name}.csv", stamp), "w") as file:
                text = io.TextIOWrapper(file, encoding="utf-8", newline="")
                text.write(BYTE_ORDER_MARK)
                writer = csv.writer(text)
                writer.writerow(section.columns)
                writer.writerows([_cell(one) for one in row] for row in section.read(learner))
                text.flush()
                text.detach()


def _entry(name: str, stamp: tuple[int, ...]) -> ZipInfo:
    year, month, day, hour, minute, second = stamp
    entry = ZipInfo(name, (year, month, day, hour, minute, second))
    entry.compress_type = ZIP_DEFLATED
    return entry


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return harmless(value) if isinstance(value, str) else value
