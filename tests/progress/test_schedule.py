"""When a reminder is to come."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from teaching.progress import schedule

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 4)


def on(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (on(4, 6, 59), on(4, 7)),
        (on(4, 7), on(5, 7)),
        (on(4, 23, 59), on(5, 7)),
        (on(28, 12), on(29, 7)),  # the clock is put forward in that night
        (on(24, 12, month=10), on(25, 7, month=10)),  # and back in this one
    ],
)
def test_a_daily_reminder_comes_at_its_hour_next(now, then):
    assert schedule.after(now, 7) == then


@pytest.mark.parametrize(
    ("now", "then"), [(on(4, 6), on(8, 19)), (on(8, 18), on(8, 19)), (on(8, 19), on(15, 19))]
)
def test_a_weekly_one_on_its_day(now, then):
    assert schedule.after(now, 19, weekday=6) == then


@pytest.mark.parametrize(
    ("last", "daily", "weekly"),
    [
        (None, False, False),
        (date(2026, 3, 4), True, True),
        (date(2026, 3, 3), False, True),
        (date(2026, 2, 27), False, True),
        (date(2026, 2, 26), False, False),
    ],
)
def test_no_two_come_in_a_day_or_in_a_week(last, daily, weekly):
    assert schedule.is_too_soon(last, TODAY, schedule.DAILY) is daily
    assert schedule.is_too_soon(last, TODAY, schedule.WEEKLY) is weekly
