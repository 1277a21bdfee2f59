"""What comes due as a calendar other programs read (RFC 5545). Pure: the same days give the same
bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from teaching.progress import saying
from teaching.progress.forecasting import Coming

AGAIN = timedelta(hours=6)
"""How often a calendar program is asked to look again."""


@dataclass(frozen=True)
class Entry:
    """One day: ``what`` tells its entries apart, for a number that stays the same."""

    what: str
    on: date
    summary: str


def entries(coming: Iterable[Coming], examination: date | None, seconds: float) -> list[Entry]:
    """An entry for each day on which something is due, and for the examination. ``seconds`` is what
    one decision takes."""
    found = [
        Entry(
            "due",
            one.day,
            f"Heterotopia: {one.due:,} due ({saying.about(seconds * one.due)})",
        )
        for one in coming
        if one.due
    ]
    if examination is not None:
        found.append(Entry("examination", examination, "Examination"))
    return found


def written(listed: Iterable[Entry], *, series: UUID, stamp: datetime, link: str) -> bytes:
    """The calendar. ``series`` (of one learner) and the day make the number of an entry; ``stamp``
    is when the days were reckoned, in UTC; ``link`` is the page that belongs to them."""
    # Here and not above: it takes a sixth of a second to read, and most processes never need it.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Heterotopia//Reviews//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", "Heterotopia")
    calendar.add("x-wr-calname", "Heterotopia")
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{AGAIN // timedelta(hours=1)}H")
    for one in listed:
        event = Event()
        event.add("uid", str(uuid5(series, f"{one.what} {one.on}")))
        event.add("dtstamp", stamp)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("summary", one.summary)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        event.add("url", link)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
