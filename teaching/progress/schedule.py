"""When a reminder is to come: at its hour and on its day, in the time zone of the site. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

DAILY, WEEKLY = 1, 7
"""Days from one mail to the next."""
NEAR = 6
"""A weekly mail comes so many days after the last one at least: one that came a day late does not
put off the next, and a changed weekday brings none twice in a week."""
QUIET = timedelta(days=30)
"""Who has not answered for so long is reminded no more, until they answer again."""


def after(now: datetime, hour: int, weekday: int | None = None) -> datetime:
    """The first moment after ``now`` (aware) at that hour (0–23), of that weekday (0 is Monday)
    where one is given; on the clock on the wall, also where it is put forward or back."""
    at = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    while at <= now or (weekday is not None and at.weekday() != weekday):
        at += timedelta(days=1)
    return at


def is_too_soon(last: date | None, today: date, every: int) -> bool:
    """Whether a mail today would be one too many after the last one."""
    return last is not None and (today - last).days < (NEAR if every == WEEKLY else DAILY)
