from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teaching.progress.forecasting import Coming, ahead

TODAY = date(2026, 11, 22)
DUES = st.lists(st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days)), max_size=200)


def test_what_is_overdue_is_due_today_and_counted_as_late():
    found = ahead([date(2026, 11, 1), date(2026, 11, 21), TODAY, date(2026, 11, 24)], TODAY, days=3)

    assert found.days == (
        Coming(TODAY, 3, late=2),
        Coming(date(2026, 11, 23), 0),
        Coming(date(2026, 11, 24), 1),
    )


@given(DUES, st.integers(1, 30))
def test_every_due_date_is_counted_once(dues, days):
    found = ahead(dues, TODAY, days=days)

    assert found.due + found.later == len(dues)
    assert [one.day for one in found.days] == [TODAY + timedelta(days=n) for n in range(days)]


def test_the_next_day_is_the_first_with_something_due():
    tuesday = date(2026, 11, 24)

    assert ahead([tuesday], TODAY).next == Coming(tuesday, 1)
    assert ahead([], TODAY).next is None
