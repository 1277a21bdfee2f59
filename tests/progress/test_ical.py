"""A calendar as other programs read it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar

from teaching.progress import forecasting, ical
from teaching.progress.ical import Entry

TODAY = date(2026, 3, 2)
SERIES = UUID("12345678-1234-4678-8234-567812345678")
STAMP = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LINK = "https://clinic.example.org/today/"


def written(listed: list[Entry], series: UUID = SERIES) -> bytes:
    return ical.written(listed, series=series, stamp=STAMP, link=LINK)


def listed(days: list[int], examination: date | None = None) -> list[Entry]:
    dues = [TODAY + timedelta(days=day) for day in days]
    coming = forecasting.ahead(dues, TODAY, days=30).days
    return ical.entries(coming, examination, 75.0)


def test_each_day_with_reviews_is_an_entry_and_so_is_the_examination():
    found = listed([-3, 0, 4, 4, 4, 29, 30], date(2026, 5, 1))

    assert found == [
        Entry("due", TODAY, "Heterotopia: 2 due (about two minutes)"),
        Entry("due", date(2026, 3, 6), "Heterotopia: 3 due (about four minutes)"),
        Entry("due", date(2026, 3, 31), "Heterotopia: 1 due (about one minute)"),
        Entry("examination", date(2026, 5, 1), "Examination"),
    ]


def test_an_entry_lasts_the_whole_day_and_blocks_nothing():
    (event,) = Calendar.from_ical(written(listed([0]))).walk("VEVENT")

    assert event.decoded("dtstart") == TODAY
    assert event.decoded("dtend") == date(2026, 3, 3)
    assert event.decoded("dtstamp") == STAMP
    assert str(event["transp"]) == "TRANSPARENT"
    assert str(event["url"]) == LINK


def test_a_calendar_says_how_often_to_look_again():
    lines = written([]).decode().split("\r\n")

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "X-PUBLISHED-TTL:PT6H" in lines
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_the_number_of_a_day_stays_and_is_nobody_elses():
    def numbers(text: bytes) -> set[str]:
        return {str(event["uid"]) for event in Calendar.from_ical(text).walk("VEVENT")}

    before = numbers(written(listed([0, 4], TODAY)))

    assert len(before) == 3
    assert numbers(written(listed([0, 0, 4, 5], TODAY))) > before
    assert not numbers(written(listed([0, 4], TODAY), UUID(int=0))) & before


@pytest.mark.parametrize("summary", ["Zwölf; fällig, heute \\ morgen\nund " * 9, "é" * 200])
def test_long_lines_are_folded_by_octets_and_read_back_as_they_were(summary):
    text = written([Entry("due", TODAY, summary)])

    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert text.count(b"\n") == text.count(b"\r\n")
    assert str(Calendar.from_ical(text).walk("VEVENT")[0]["summary"]) == summary


def test_the_same_days_give_the_same_bytes():
    assert written(listed([0, 4])) == written(listed([0, 4]))
